import type postgres from "postgres"

/** What somebody did to a storyboard, in numbers and names of kinds: never its content. */
export type ActivityEntry =
  | { readonly kind: "storyboard-created" }
  | { readonly kind: "storyboard-deleted" }
  | {
      readonly kind: "commands-applied"
      readonly revision: number
      readonly commands: Readonly<Record<string, number>>
    }
  | {
      readonly kind: "script-imported"
      readonly format: string
      readonly scenes: number
      readonly panels: number
    }
  | { readonly kind: "member-added"; readonly way: "invitation" | "link"; readonly role: string }
  | { readonly kind: "member-removed" }
  | {
      readonly kind: "restored"
      readonly revision: number
      /** The revision that it was set back to. */
      readonly to: number
      /** How many panels; null: the whole storyboard. */
      readonly panels: number | null
    }
  | { readonly kind: "version-created"; readonly revision: number }
  | { readonly kind: "version-deleted"; readonly revision: number }
  | { readonly kind: "exported"; readonly format: string }

export interface Activity {
  record(storyboardId: string, actor: string, entry: ActivityEntry): Promise<void>
}

export function createActivity(sql: postgres.Sql): Activity {
  return {
    async record(storyboardId, actor, { kind, ...data }) {
      await sql`
        insert into activity (storyboard_id, actor, kind, data)
        values (${storyboardId}, ${actor}, ${kind}, ${sql.json(data)})`
    },
  }
}
