import {
  assetIdSchema,
  findPicture,
  isOpen,
  listMentioned,
  type AssetId,
  type Storyboard,
  type StoryboardId,
} from "@panelwright/core"
import { getRoots, readStoryboard } from "@panelwright/document"
import type postgres from "postgres"
import type * as Y from "yjs"
import { z } from "zod"
import type { AssetService } from "../asset/asset-service.ts"
import type { Sync } from "../sync/sync.ts"

/**
 * Keeps in tables what lists show of a storyboard (title, number of panels, thumbnail, who is mentioned in open
 * comments) and which assets it uses, by reading docs that have moved on since.
 */
export interface Follower {
  /** Reads those of the storyboards whose doc moved. Null: all that were not deleted. */
  followMoved(ids: readonly StoryboardId[] | null): Promise<void>
}

const movedSchema = z.object({
  id: z.string(),
  revision: z.number(),
  changed_at: z.date().nullable(),
})

const atOnce = 4

export function createFollower(options: {
  readonly sql: postgres.Sql
  readonly sync: Sync
  readonly assets: AssetService
}): Follower {
  const { sql, sync, assets } = options
  const underWay = new Map<string, Promise<void>>()

  const follow = async (id: string, changedAt: Date | null) => {
    const { doc, revision } = await sync.loadDoc(id)
    const storyboard = readStoryboard(doc)
    const first = storyboard.panels.map(findPicture).find((picture) => picture !== null)
    await assets.useAssets(id, listAssets(doc))
    doc.destroy()
    await saveMentions(sql, id, countMentions(storyboard))
    await sql`
      update storyboard set
        title = ${storyboard.settings.title},
        aspect_ratio = ${storyboard.settings.aspectRatio},
        panel_count = ${storyboard.panels.length},
        thumbnail_asset = (select id from asset where id = ${first?.asset ?? null}),
        updated_at = greatest(updated_at, ${changedAt}),
        followed_revision = ${revision}
      where id = ${id} and followed_revision < ${revision}`
  }

  const followOnce = (id: string, changedAt: Date | null) => {
    const known = underWay.get(id)
    if (known) return known
    const started = follow(id, changedAt).finally(() => underWay.delete(id))
    underWay.set(id, started)
    return started
  }

  return {
    async followMoved(ids) {
      await sync.stored()
      const rows = await sql`
        select * from (
          select storyboard.id, storyboard.followed_revision, latest.created_at as changed_at,
            greatest(latest.seq, (
              select max(seq) from doc_snapshot where storyboard_id = storyboard.id)) as revision
          from storyboard left join lateral (
            select seq, created_at from doc_update
            where storyboard_id = storyboard.id order by seq desc limit 1) latest on true
          where deleted_at is null ${ids === null ? sql`` : sql`and storyboard.id = any(${[...ids]})`}
        ) moved where revision > followed_revision`
      const moved = rows.map((row) => movedSchema.parse(row))
      for (let start = 0; start < moved.length; start += atOnce)
        await Promise.all(
          moved.slice(start, start + atOnce).map((row) => followOnce(row.id, row.changed_at)),
        )
    },
  }
}

/** By person, in how many open threads. */
function countMentions({ panels }: Storyboard): Map<string, number> {
  const counts = new Map<string, number>()
  for (const thread of panels.flatMap(({ comments }) => comments).filter(isOpen))
    for (const id of listMentioned(thread)) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** Words can name anybody: those who are nobody here are left out. */
async function saveMentions(
  sql: postgres.Sql,
  storyboardId: string,
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  const ids = [...counts.keys()]
  await sql.begin(async (transaction) => {
    // Two who read the same doc at once write one after the other.
    await transaction`select id from storyboard where id = ${storyboardId} for update`
    await transaction`delete from comment_mention where storyboard_id = ${storyboardId}`
    if (ids.length > 0)
      await transaction`
        insert into comment_mention (storyboard_id, person_id, open_threads)
        select ${storyboardId}, person.id, mentioned.open_threads
        from unnest(${ids}::text[], ${[...counts.values()]}::int[])
          as mentioned (id, open_threads)
        join person on person.id = mentioned.id`
  })
}

const looksLikeAsset = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g

/** Everything in the doc that could name an asset; what is none does no harm. */
function listAssets(doc: Y.Doc): AssetId[] {
  const { variants, panels, characters, locations, style, canvas } = getRoots(doc)
  const text = [variants, panels, characters, locations, style, canvas]
    .map((root) => JSON.stringify(root.toJSON()))
    .join("\n")
  return [...new Set(text.match(looksLikeAsset))].map((id) => assetIdSchema.parse(id))
}
