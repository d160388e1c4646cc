import type { Database } from "../database/database.ts"
import {
  toBigintArray,
  toByteaArray,
  toTextArray,
  toTimestamp,
  toTimestampArray,
} from "../database/direct/binary-value.ts"
import type { Snapshot } from "./doc-content.ts"

export interface StoredUpdate {
  readonly seq: number
  readonly update: Uint8Array
}

export interface StoredDoc {
  readonly snapshot: Snapshot | null
  /** After the snapshot, ascending. */
  readonly updates: readonly StoredUpdate[]
}

export interface LoggedUpdate extends StoredUpdate {
  readonly storyboardId: string
  readonly actor: string
}

export interface DatedUpdate extends LoggedUpdate {
  /** Milliseconds since 1970. */
  readonly at: number
}

/** How long every single update is kept, so that a storyboard can be restored to any minute. */
export const UPDATE_RETENTION_DAYS = 30

const RESTORED_AT_ONCE = 1000
const APPEND = `
  insert into doc_update (storyboard_id, seq, actor, update, created_at)
  select storyboard_id, seq, actor, update, $5::timestamptz
  from unnest($1::text[], $2::bigint[], $3::text[], $4::bytea[])
    as added (storyboard_id, seq, actor, update)`

/** What is there under the same seq is what an unnoticed success of an earlier try left. */
const STORE = `
  insert into doc_update (storyboard_id, seq, actor, update, created_at)
  select storyboard_id, seq, actor, update, created_at
  from unnest($1::text[], $2::bigint[], $3::text[], $4::bytea[], $5::timestamptz[])
    as added (storyboard_id, seq, actor, update, created_at)
  on conflict (storyboard_id, seq) do update
    set actor = excluded.actor, update = excluded.update, created_at = excluded.created_at`

/**
 * Updates and snapshots in PostgreSQL. Updates of the last 30 days are kept one by one, with one
 * snapshot of each day to start from; what is older is in the oldest snapshot.
 */
export interface DocLog {
  load(storyboardId: string): Promise<StoredDoc>
  listAfter(storyboardId: string, seq: number): Promise<LoggedUpdate[]>
  /** The newest seq of each that has updates. */
  listHeads(storyboardIds: readonly string[]): Promise<Map<string, number>>
  listExisting(storyboardIds: readonly string[]): Promise<Set<string>>
  /**
   * All or none, in one statement. Rejects with PostgreSQL's code: 23505 when a seq is taken,
   * 23503 when a storyboard does not exist.
   */
  append(updates: readonly LoggedUpdate[], at: Date): Promise<void>
  /**
   * All or none, in one statement, in the place of what has their seqs; for a log that has made
   * them durable elsewhere. Rejects with 23503 when a storyboard does not exist.
   */
  store(updates: readonly DatedUpdate[]): Promise<void>
  /** Resolves when the tables hold everything appended before the call. */
  stored(): Promise<void>
  /** Stores what is missing of these, under storyboards made for it where they are missing too. */
  restore(updates: readonly DatedUpdate[]): Promise<void>
  saveSnapshot(storyboardId: string, snapshot: Snapshot, at: Date): Promise<void>
  touch(storyboardIds: readonly string[], at: Date): Promise<void>
}

export function createDocLog({
  sql,
  openStatement,
}: Pick<Database, "sql" | "openStatement">): DocLog {
  const appending = openStatement(APPEND)
  const storing = openStatement(STORE)
  return {
    load: async (storyboardId) => {
      const [row] = await sql<
        { seq: number; state: Buffer; stateVector: Buffer; deleteSet: Buffer }[]
      >`
        select seq, state, state_vector as "stateVector", delete_set as "deleteSet"
        from doc_snapshot where storyboard_id = ${storyboardId} order by seq desc limit 1`
      const updates = await sql<StoredUpdate[]>`
        select seq, update from doc_update
        where storyboard_id = ${storyboardId} and seq > ${row?.seq ?? 0} order by seq`
      return { snapshot: row ?? null, updates: [...updates] }
    },

    listAfter: (storyboardId, seq) => sql<LoggedUpdate[]>`
      select storyboard_id as "storyboardId", seq, actor, update from doc_update
      where storyboard_id = ${storyboardId} and seq > ${seq} order by seq`,

    listHeads: async (storyboardIds) => {
      const rows = await sql<{ id: string; seq: number | null }[]>`
        select id, (select max(seq) from doc_update where storyboard_id = id) as seq
        from unnest(${[...storyboardIds]}::text[]) as open (id)`
      return new Map(rows.flatMap(({ id, seq }) => (seq === null ? [] : [[id, seq]])))
    },

    listExisting: async (storyboardIds) => {
      const rows = await sql<{ id: string }[]>`
        select id from storyboard where id in ${sql([...storyboardIds])}`
      return new Set(rows.map(({ id }) => id))
    },

    append: (updates, at) =>
      appending.run([
        toTextArray(updates.map(({ storyboardId }) => storyboardId)),
        toBigintArray(updates.map(({ seq }) => seq)),
        toTextArray(updates.map(({ actor }) => actor)),
        toByteaArray(updates.map(({ update }) => update)),
        toTimestamp(at),
      ]),

    store: (updates) =>
      storing.run([
        toTextArray(updates.map(({ storyboardId }) => storyboardId)),
        toBigintArray(updates.map(({ seq }) => seq)),
        toTextArray(updates.map(({ actor }) => actor)),
        toByteaArray(updates.map(({ update }) => update)),
        toTimestampArray(updates.map(({ at }) => at)),
      ]),

    stored: async () => {},

    restore: async (updates) => {
      for (let first = 0; first < updates.length; first += RESTORED_AT_ONCE) {
        const some = updates.slice(first, first + RESTORED_AT_ONCE)
        const { packed, ids, seqs, actors, starts, sizes } = toColumns(some)
        const times = some.map(({ at }) => new Date(at).toISOString())
        await sql`
          insert into storyboard (id, title)
          select distinct id, 'Recovered storyboard' from unnest(${ids}::text[]) as lost (id)
          on conflict do nothing`
        await sql`
          insert into doc_update (storyboard_id, seq, actor, update, created_at)
          select storyboard_id, seq, actor, substring(${packed}::bytea from start for size), at
          from unnest(${ids}::text[], ${seqs}::bigint[], ${actors}::text[], ${starts}::int[],
            ${sizes}::int[], ${times}::timestamptz[])
            as lost (storyboard_id, seq, actor, start, size, at)
          on conflict do nothing`
      }
    },

    saveSnapshot: (storyboardId, snapshot, at) =>
      sql.begin(async (transaction) => {
        await transaction`
          insert into doc_snapshot (storyboard_id, seq, state, state_vector, delete_set, created_at)
          values (${storyboardId}, ${snapshot.seq}, ${snapshot.state}, ${snapshot.stateVector},
            ${snapshot.deleteSet}, ${at})
          on conflict do nothing`
        await transaction`
          delete from doc_snapshot as old where storyboard_id = ${storyboardId} and exists (
            select 1 from doc_snapshot as newer
            where newer.storyboard_id = old.storyboard_id and newer.seq > old.seq
              and date_trunc('day', newer.created_at) = date_trunc('day', old.created_at))`
        const [base] = await transaction<{ seq: number | null }[]>`
          select max(seq) as seq from doc_snapshot where storyboard_id = ${storyboardId}
            and created_at < ${at}::timestamptz - make_interval(days => ${UPDATE_RETENTION_DAYS})`
        if (typeof base?.seq !== "number") return
        await transaction`
          delete from doc_update where storyboard_id = ${storyboardId} and seq <= ${base.seq}`
        await transaction`
          delete from doc_snapshot where storyboard_id = ${storyboardId} and seq < ${base.seq}`
      }),

    touch: async (storyboardIds, at) => {
      await sql`
        update storyboard set updated_at = greatest(updated_at, ${at})
        where id in ${sql([...storyboardIds])}`
    },
  }
}

/** One parameter holds all updates, so the statement is the same for every number of rows. */
function toColumns(updates: readonly LoggedUpdate[]) {
  const starts: number[] = []
  let start = 1
  for (const { update } of updates) {
    starts.push(start)
    start += update.length
  }
  return {
    packed: Buffer.concat(updates.map(({ update }) => update)),
    ids: updates.map(({ storyboardId }) => storyboardId),
    seqs: updates.map(({ seq }) => seq),
    actors: updates.map(({ actor }) => actor),
    starts,
    sizes: updates.map(({ update }) => update.length),
  }
}
