import type postgres from "postgres"
import { z } from "zod"

/** Updates that follow each other, in one piece. */
export interface UpdateChunk {
  /** The seq of the last. */
  readonly last: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly sizes: Uint32Array<ArrayBuffer>
  /** The actor of each. */
  readonly actors: readonly string[]
}

/** What of one minute one actor did. */
export interface MinuteRow {
  readonly minute: number
  readonly actor: string
  readonly count: number
  readonly first: number
  readonly last: number
  /** When the last was stored, in milliseconds since 1970. */
  readonly at: number
}

export interface HistoryReach {
  /** The oldest revision that can be made again, and the newest that is stored. */
  readonly earliest: number
  readonly latest: number
}

/** Reads `doc_update` and `doc_snapshot` in pieces that hold nobody up. */
export interface HistoryLog {
  findReach(storyboardId: string): Promise<HistoryReach>
  /** What came after a seq, in order; `through` is how far it looked, the seq itself when nothing came. */
  listMinutes(
    storyboardId: string,
    after: number,
  ): Promise<{ readonly rows: MinuteRow[]; readonly through: number }>
  /** The last of these revisions that was stored at or before a time; null: none was. */
  findBefore(
    storyboardId: string,
    span: { readonly first: number; readonly last: number; readonly at: number },
  ): Promise<number | null>
  /** When the revision was stored, in milliseconds since 1970; null: its update is not kept any more. */
  findTime(storyboardId: string, revision: number): Promise<number | null>
  /** The newest snapshot of a revision up to this one, if it is newer than what the caller has. */
  findSnapshot(
    storyboardId: string,
    span: { readonly after: number; readonly until: number },
  ): Promise<{ readonly seq: number; readonly state: Uint8Array } | null>
  /** The updates after one seq up to another, in order; less than all when some are gone. */
  readUpdates(
    storyboardId: string,
    span: { readonly after: number; readonly until: number },
  ): AsyncGenerator<UpdateChunk>
}

const minuteRows = 20_000
const chunkRows = 5000
const chunkBytes = 8_000_000

const reachSchema = z.object({
  first: z.number().nullable(),
  last: z.number().nullable(),
  oldest: z.number().nullable(),
  newest: z.number().nullable(),
})

const minuteSchema = z.object({
  minute: z.coerce.number(),
  actor: z.string(),
  count: z.coerce.number(),
  first: z.number(),
  last: z.number(),
  at: z.date().transform((date) => date.getTime()),
})

const chunkSchema = z.object({
  last: z.number().nullable(),
  packed: z.instanceof(Uint8Array).nullable(),
  sizes: z.string().nullable(),
  actors: z.string().nullable(),
})

/** `stored` resolves when the tables hold everything that was told before. */
export function createHistoryLog(sql: postgres.Sql, stored: () => Promise<void>): HistoryLog {
  const readChunk = async (storyboardId: string, after: number, until: number) => {
    // Packed by the database: thousands of rows are thousands of objects here, on the thread that serves everybody.
    const [row] = await sql`
      with sized as (
        select seq, actor, update,
          sum(octet_length(update)) over (order by seq) - octet_length(update) as bytes_before
        from doc_update
        where storyboard_id = ${storyboardId} and seq > ${after} and seq <= ${until}
        order by seq limit ${chunkRows}
      )
      select max(seq) as last, string_agg(update, ''::bytea order by seq) as packed,
        string_agg(octet_length(update)::text, ',' order by seq) as sizes,
        string_agg(actor, ',' order by seq) as actors
      from sized where bytes_before < ${chunkBytes}`
    const { last, packed, sizes, actors } = chunkSchema.parse(row)
    if (last === null || packed === null || sizes === null || actors === null) return null
    return {
      last,
      bytes: new Uint8Array(packed),
      sizes: Uint32Array.from(sizes.split(",").map(Number)),
      actors: actors.split(","),
    }
  }

  return {
    async findReach(storyboardId) {
      await stored()
      const [row] = await sql`
        select
          (select min(seq) from doc_update where storyboard_id = ${storyboardId}) as first,
          (select max(seq) from doc_update where storyboard_id = ${storyboardId}) as last,
          (select min(seq) from doc_snapshot where storyboard_id = ${storyboardId}) as oldest,
          (select max(seq) from doc_snapshot where storyboard_id = ${storyboardId}) as newest`
      const { first, last, oldest, newest } = reachSchema.parse(row)
      const latest = Math.max(last ?? 0, newest ?? 0)
      return { earliest: first === 1 ? 0 : (oldest ?? latest), latest }
    },

    async listMinutes(storyboardId, after) {
      await stored()
      const rows = await sql`
        select floor(extract(epoch from created_at) / 60) as minute, actor, count(*) as count,
          min(seq) as first, max(seq) as last, max(created_at) as at
        from (
          select seq, actor, created_at from doc_update
          where storyboard_id = ${storyboardId} and seq > ${after} order by seq limit ${minuteRows}
        ) recent group by 1, 2 order by 4`
      const parsed = rows.map((row) => minuteSchema.parse(row))
      return { rows: parsed, through: Math.max(after, ...parsed.map(({ last }) => last)) }
    },

    async findBefore(storyboardId, { first, last, at }) {
      await stored()
      const [row] = await sql`
        select max(seq) as seq from doc_update
        where storyboard_id = ${storyboardId} and seq >= ${first} and seq <= ${last}
          and created_at <= ${new Date(at)}`
      return z.number().nullable().parse(row?.["seq"])
    },

    async findTime(storyboardId, revision) {
      await stored()
      const [row] = await sql`
        select created_at from doc_update
        where storyboard_id = ${storyboardId} and seq = ${revision}`
      return row === undefined ? null : z.date().parse(row["created_at"]).getTime()
    },

    async findSnapshot(storyboardId, { after, until }) {
      const [row] = await sql<{ seq: number; state: Uint8Array }[]>`
        select seq, state from doc_snapshot
        where storyboard_id = ${storyboardId} and seq > ${after} and seq <= ${until}
        order by seq desc limit 1`
      return row ?? null
    },

    async *readUpdates(storyboardId, { after, until }) {
      await stored()
      for (let done = after; done < until;) {
        const chunk = await readChunk(storyboardId, done, until)
        if (chunk === null) return
        yield chunk
        done = chunk.last
      }
    },
  }
}
