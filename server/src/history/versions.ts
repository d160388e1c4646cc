import {
  createVersionId,
  failure,
  success,
  versionIdSchema,
  type Actor,
  type HistoryPerson,
  type HistoryPoint,
  type Result,
  type StoryboardId,
  type Version,
  type VersionId,
} from "@panelwright/core"
import type postgres from "postgres"
import { z } from "zod"
import type { Activity } from "../activity/activity.ts"
import type { HistoryFailure } from "./history-failure.ts"
import type { PastState } from "./past-states.ts"

/** States that people named. They are kept whole, beyond the time that single updates are. */
export interface Versions {
  /** Newest state first. */
  list(id: StoryboardId): Promise<Version[]>
  create(
    actor: Actor,
    id: StoryboardId,
    version: {
      readonly name: string
      readonly note?: string | undefined
      readonly point?: HistoryPoint | undefined
    },
  ): Promise<Result<Version, HistoryFailure>>
  update(
    id: StoryboardId,
    versionId: VersionId,
    changes: { readonly name?: string | undefined; readonly note?: string | undefined },
  ): Promise<Result<Version, HistoryFailure>>
  /** The name goes; what the storyboard was then stays in its history for as long as that is kept. */
  delete(
    actor: Actor,
    id: StoryboardId,
    versionId: VersionId,
  ): Promise<Result<null, HistoryFailure>>
  loadState(id: StoryboardId, versionId: VersionId): Promise<Result<PastState, HistoryFailure>>
}

/** Each is a whole storyboard. */
const mostVersions = 500

const milliseconds = z.date().transform((date) => date.getTime())

const rowSchema = z.object({
  id: versionIdSchema,
  name: z.string(),
  note: z.string(),
  revision: z.number(),
  at: milliseconds,
  created_by: z.string(),
  created_at: milliseconds,
})

const missing = failure({ kind: "version-not-found" } as const)

export function createVersions(options: {
  readonly sql: postgres.Sql
  readonly clock: () => number
  readonly makeToken: () => string
  readonly activity: Activity
  readonly loadDoc: (
    id: StoryboardId,
    point: HistoryPoint,
  ) => Promise<Result<PastState, HistoryFailure>>
  readonly findTime: (id: StoryboardId, revision: number) => Promise<number | null>
  readonly listPeople: (id: StoryboardId, ids: readonly string[]) => Promise<HistoryPerson[]>
}): Versions {
  const { sql, clock, makeToken, activity, loadDoc, findTime, listPeople } = options

  const toVersions = async (id: StoryboardId, rows: readonly postgres.Row[]) => {
    const parsed = rows.map((row) => rowSchema.parse(row))
    const makers = [...new Set(parsed.map(({ created_by }) => created_by))]
    const people = await listPeople(id, makers)
    const known = new Map(people.map((person) => [person.id, person]))
    return parsed.flatMap(({ created_by, created_at, ...version }): Version[] => {
      const createdBy = known.get(created_by)
      return createdBy ? [{ ...version, createdBy, createdAt: created_at }] : []
    })
  }

  const toOne = async (id: StoryboardId, rows: readonly postgres.Row[]) => {
    const [version] = await toVersions(id, rows)
    return version ? success(version) : missing
  }

  return {
    async list(id) {
      const rows = await sql`
        select id, name, note, revision, at, created_by, created_at from version
        where storyboard_id = ${id} order by revision desc, created_at desc, id`
      return toVersions(id, rows)
    },

    async create(actor, id, { name, note = "", point = { kind: "now" } }) {
      const loaded = await loadDoc(id, point)
      if (!loaded.ok) return loaded
      const { revision, state } = loaded.value
      const now = clock()
      const at = point.kind === "now" ? now : ((await findTime(id, revision)) ?? now)
      const rows = await sql`
        insert into version (id, storyboard_id, name, note, revision, state, at, created_by,
          created_at)
        select ${createVersionId(makeToken())}, ${id}, ${name}, ${note}, ${revision},
          ${Buffer.from(state)}, ${new Date(at)}, ${actor.id}, ${new Date(now)}
        where (select count(*) from version where storyboard_id = ${id}) < ${mostVersions}
        returning id, name, note, revision, at, created_by, created_at`
      if (rows.length === 0) return failure({ kind: "version-limit", limit: mostVersions })
      await activity.record(id, actor.id, { kind: "version-created", revision })
      return toOne(id, rows)
    },

    async update(id, versionId, { name = null, note = null }) {
      const rows = await sql`
        update version set name = coalesce(${name}, name), note = coalesce(${note}, note)
        where id = ${versionId} and storyboard_id = ${id}
        returning id, name, note, revision, at, created_by, created_at`
      return toOne(id, rows)
    },

    async delete(actor, id, versionId) {
      const rows = await sql`
        delete from version where id = ${versionId} and storyboard_id = ${id} returning revision`
      const [row] = rows
      if (row === undefined) return missing
      const revision = z.number().parse(row["revision"])
      await activity.record(id, actor.id, { kind: "version-deleted", revision })
      return success(null)
    },

    async loadState(id, versionId) {
      const [row] = await sql<{ revision: number; state: Uint8Array }[]>`
        select revision, state from version where id = ${versionId} and storyboard_id = ${id}`
      return row ? success({ revision: row.revision, state: row.state }) : missing
    },
  }
}
