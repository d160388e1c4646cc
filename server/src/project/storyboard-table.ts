import {
  assetIdSchema,
  findRole,
  storyboardIdSchema,
  type Actor,
  type PersonId,
  type StoryboardId,
} from "@panelwright/core"
import type { StoryboardSummary } from "@panelwright/core/protocol"
import type postgres from "postgres"
import { z } from "zod"

const milliseconds = z.date().transform((date) => date.getTime())

const rowSchema = z.object({
  id: storyboardIdSchema,
  title: z.string(),
  panel_count: z.number(),
  thumbnail_asset: assetIdSchema.nullable(),
  aspect_ratio: z.string(),
  created_at: milliseconds,
  updated_at: milliseconds,
  mentions: z.number(),
})

export type StoryboardRow = z.infer<typeof rowSchema>

const onlyOf = (actor: Actor) =>
  actor.installationRole === "owner" ? null : [...actor.roles.keys()]

/** With how many open threads of comments mention the person; nobody is mentioned as null. */
const selectRow = (sql: postgres.Sql, personId: PersonId | null) => sql`
  select id, title, panel_count, thumbnail_asset, aspect_ratio, created_at, updated_at,
    coalesce((
      select open_threads from comment_mention
      where storyboard_id = storyboard.id and person_id = ${personId}), 0) as mentions
  from storyboard`

/** The rows that an actor may see, last changed first. */
export async function listRows(sql: postgres.Sql, actor: Actor): Promise<StoryboardRow[]> {
  const ids = onlyOf(actor)
  const rows = await sql`
    ${selectRow(sql, actor.personId)}
    where deleted_at is null ${ids === null ? sql`` : sql`and id = any(${ids})`}
    order by updated_at desc, id`
  return rows.map((row) => rowSchema.parse(row))
}

/** Null: there is none, or it was deleted. Asks nobody. */
export async function findRow(
  sql: postgres.Sql,
  id: StoryboardId,
  personId: PersonId | null,
): Promise<StoryboardRow | null> {
  const [row] = await sql`
    ${selectRow(sql, personId)} where id = ${id} and deleted_at is null`
  return row === undefined ? null : rowSchema.parse(row)
}

/** Null: the actor has no role in it. */
export function toSummary(row: StoryboardRow, actor: Actor): StoryboardSummary | null {
  const role = findRole(actor, row.id)
  if (role === null) return null
  return {
    id: row.id,
    title: row.title,
    role,
    panelCount: row.panel_count,
    thumbnail: row.thumbnail_asset,
    aspectRatio: row.aspect_ratio,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    mentions: row.mentions,
  }
}
