import { afterEach, beforeEach, expect, it } from "vitest"
import type { Database } from "../database.ts"
import { toBigintArray, toByteaArray, toTextArray, toTimestamp } from "./binary-value.ts"

const insert = `
  insert into doc_update (storyboard_id, seq, actor, update, created_at)
  select storyboard_id, seq, actor, update, $5::timestamptz
  from unnest($1::text[], $2::bigint[], $3::text[], $4::bytea[])
    as added (storyboard_id, seq, actor, update)`

interface Row {
  storyboardId: string
  seq: number
  actor: string
  update: Buffer
}

const row = (seq: number, update: Buffer = Buffer.from([0, seq])): Row => ({
  storyboardId: "storyboard:ä",
  seq,
  actor: "Zoë",
  update,
})

/** What the direct statements of every kind of database must do. `open` gives an empty one. */
export function describeDirectStatement(open: () => Promise<Database>): void {
  const at = new Date("2031-02-03T04:05:06.789Z")
  let database: Database
  beforeEach(async () => {
    database = await open()
    await database.sql`insert into storyboard (id, title) values ('storyboard:ä', 'One')`
  })
  afterEach(() => database.close())

  const toParameters = (rows: readonly Row[]) => [
    toTextArray(rows.map(({ storyboardId }) => storyboardId)),
    toBigintArray(rows.map(({ seq }) => seq)),
    toTextArray(rows.map(({ actor }) => actor)),
    toByteaArray(rows.map(({ update }) => update)),
    toTimestamp(at),
  ]
  const listRows = () => database.sql<(Row & { at: Date })[]>`
    select storyboard_id as "storyboardId", seq, actor, update, created_at as at
    from doc_update order by seq`

  it("stores what it is given, however much it is", async () => {
    const rows = [row(2 ** 40), row(2 ** 40 + 1, Buffer.alloc(3_000_000, 7)), row(2 ** 40 + 2)]
    await database.openStatement(insert).run(toParameters(rows))
    expect(await listRows()).toEqual(rows.map((stored) => ({ ...stored, at })))
  })

  it("stores all or none, says PostgreSQL's code, and goes on", async () => {
    const statement = database.openStatement(insert)
    await statement.run(toParameters([row(1)]))
    await expect(statement.run(toParameters([row(2), row(1)]))).rejects.toMatchObject({
      code: "23505",
      message: expect.stringContaining("doc_update_pkey"),
    })
    await expect(
      statement.run(toParameters([{ ...row(3), storyboardId: "storyboard:gone" }])),
    ).rejects.toMatchObject({ code: "23503" })
    await statement.run(toParameters([row(4)]))
    expect((await listRows()).map(({ seq }) => seq)).toEqual([1, 4])
  })

  it("answers each of many at once", async () => {
    const statement = database.openStatement(insert)
    const outcomes = await Promise.allSettled(
      [1, 2, 1, 3].map((seq) => statement.run(toParameters([row(seq)]))),
    )
    expect(outcomes.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ])
  })

  it("works as soon as its table is there", async () => {
    const statement = database.openStatement(insert)
    await database.sql`alter table doc_update rename to elsewhere`
    await expect(statement.run(toParameters([row(1)]))).rejects.toMatchObject({ code: "42P01" })
    await database.sql`alter table elsewhere rename to doc_update`
    await statement.run(toParameters([row(1)]))
    await database.sql`alter table doc_update rename to elsewhere`
    await expect(statement.run(toParameters([row(2)]))).rejects.toMatchObject({ code: "42P01" })
    await database.sql`alter table elsewhere rename to doc_update`
    await statement.run(toParameters([row(2)]))
    expect(await listRows()).toHaveLength(2)
  })
}
