import {
  can,
  createStoryboardId,
  defaultSettings,
  failure,
  findRole,
  success,
  type Actor,
  type Command,
  type CommandFailure,
  type CommandRefusal,
  type CommandResult,
  type FrameRateName,
  type Result,
  type Role,
  type StoryboardId,
} from "@panelwright/core"
import type { StoryboardState, StoryboardSummary } from "@panelwright/core/protocol"
import {
  applyCommandsAs,
  readStoryboard,
  writeNewStoryboard,
  type CommandGiver,
} from "@panelwright/document"
import type postgres from "postgres"
import type { Activity } from "../activity/activity.ts"
import { createIdToken } from "../auth/secret.ts"
import type { Sync } from "../sync/sync.ts"
import type { Follower } from "./follower.ts"
import { toStoryboardState } from "./storyboard-state.ts"
import { findRow, listRows, toSummary } from "./storyboard-table.ts"

export interface NewStoryboard {
  readonly title: string
  readonly aspectRatio?: string | undefined
  readonly frameRate?: FrameRateName | undefined
}

export type ChangeFailure =
  | CommandFailure
  | CommandRefusal
  /** Somebody else was faster: `revision` is the one that the storyboard has now. */
  | { readonly kind: "revision-conflict"; readonly revision: number }

export interface Change {
  readonly commands: readonly Command[]
  /** The change is made only if this is still the revision. */
  readonly expectedRevision?: number | undefined
  /** Says what would happen, and changes nothing. */
  readonly dryRun?: boolean | undefined
}

export interface Changed {
  readonly results: readonly CommandResult[]
  readonly revision: number
}

/** Storyboards as wholes. Callers have asked `can` about everything except `list` and `find`. */
export interface Projects {
  list(actor: Actor): Promise<StoryboardSummary[]>
  /** Null: there is none, or none that the actor may read. Its summary is as of the last list. */
  find(actor: Actor, id: StoryboardId): Promise<{ summary: StoryboardSummary; role: Role } | null>
  /** Its maker gets the role of its owner. */
  create(actor: Actor, storyboard: NewStoryboard): Promise<StoryboardId>
  /** Everybody in it is sent away; its content is kept for restoring by hand. */
  delete(actor: Actor, id: StoryboardId): Promise<void>
  exists(id: StoryboardId): Promise<boolean>
  loadState(id: StoryboardId): Promise<StoryboardState>
  /** All commands or none; one transaction, one update of the doc. Asks what each command needs the role to allow. */
  change(actor: Actor, id: StoryboardId, change: Change): Promise<Result<Changed, ChangeFailure>>
}

export function createProjects(options: {
  readonly sql: postgres.Sql
  readonly sync: Sync
  readonly follower: Follower
  readonly activity: Activity
  readonly clock: () => number
}): Projects {
  const { sql, sync, follower, activity, clock } = options

  const toGiver = (actor: Actor, id: StoryboardId): CommandGiver => ({
    author: { id: actor.id, name: actor.name, colour: actor.colour },
    role: findRole(actor, id) ?? "viewer",
    at: clock(),
  })

  const tryChange = async (
    actor: Actor,
    id: StoryboardId,
    { commands, expectedRevision }: Change,
  ) =>
    sync.changeDoc(id, actor.id, (doc, revision): Result<CommandResult[], ChangeFailure> => {
      if (expectedRevision !== undefined && expectedRevision !== revision)
        return failure({ kind: "revision-conflict", revision })
      return applyCommandsAs(doc, commands, toGiver(actor, id), actor.id)
    })

  const rehearse = async (
    actor: Actor,
    id: StoryboardId,
    { commands, expectedRevision }: Change,
  ): Promise<Result<Changed, ChangeFailure>> => {
    const { doc, revision } = await sync.loadDoc(id)
    if (expectedRevision !== undefined && expectedRevision !== revision)
      return failure({ kind: "revision-conflict", revision })
    const applied = applyCommandsAs(doc, commands, toGiver(actor, id), null)
    doc.destroy()
    return applied.ok ? success({ results: applied.value, revision }) : applied
  }

  return {
    async list(actor) {
      if (!can(actor, "storyboard.list")) return []
      await follower.followMoved(
        actor.installationRole === "owner" ? null : [...actor.roles.keys()],
      )
      const rows = await listRows(sql, actor)
      return rows.map((row) => toSummary(row, actor)).filter((summary) => summary !== null)
    },

    async find(actor, id) {
      const role = findRole(actor, id)
      if (role === null) return null
      const row = await findRow(sql, id, actor.personId)
      const summary = row && toSummary(row, actor)
      return summary && { summary, role }
    },

    async create(actor, { title, aspectRatio, frameRate }) {
      const id = createStoryboardId(createIdToken())
      await sql.begin(async (transaction) => {
        await transaction`
          insert into storyboard (id, title, created_by, aspect_ratio)
          values (${id}, ${title}, ${actor.personId}, ${aspectRatio ?? defaultSettings.aspectRatio})`
        if (actor.personId !== null)
          await transaction`
            insert into membership (storyboard_id, person_id, role)
            values (${id}, ${actor.personId}, 'owner')`
      })
      await sync.changeDoc(id, actor.id, (doc) =>
        writeNewStoryboard(doc, {
          title,
          ...(aspectRatio !== undefined && { aspectRatio }),
          ...(frameRate !== undefined && { frameRate }),
        }),
      )
      await activity.record(id, actor.id, { kind: "storyboard-created" })
      return id
    },

    async delete(actor, id) {
      await sql`
        update storyboard set deleted_at = now() where id = ${id} and deleted_at is null`
      await activity.record(id, actor.id, { kind: "storyboard-deleted" })
      sync.closeStoryboard(id, "storyboard-gone")
    },

    exists: async (id) => (await findRow(sql, id, null)) !== null,

    async loadState(id) {
      const { doc, revision } = await sync.loadDoc(id)
      const state = toStoryboardState(id, revision, readStoryboard(doc))
      doc.destroy()
      return state
    },

    async change(actor, id, change) {
      if (change.dryRun) return rehearse(actor, id, change)
      const { value, revision } = await tryChange(actor, id, change)
      if (!value.ok) return value
      await activity.record(id, actor.id, {
        kind: "commands-applied",
        revision,
        commands: countKinds(change.commands),
      })
      return success({ results: value.value, revision })
    },
  }
}

function countKinds(commands: readonly Command[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of commands) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}
