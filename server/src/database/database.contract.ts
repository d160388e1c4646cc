import { randomBytes } from "node:crypto"
import { afterEach, beforeEach, expect, it } from "vitest"
import type { Database, Queries } from "./database.ts"

/** What every kind of database must do. `open` gives an empty, migrated one. */
export function describeDatabase(open: () => Promise<Database>): void {
  let database: Database
  beforeEach(async () => {
    database = await open()
    await database.sql`insert into storyboard (id, title) values ('storyboard:one', 'One')`
  })
  afterEach(() => database.close())

  const countPeople = async () => {
    const [row] = await database.sql<{ count: number }[]>`select count(*) as count from person`
    return row?.count
  }

  it("answers many queries at once, each with its own answer", async () => {
    const numbers = Array.from({ length: 300 }, (_, index) => index)
    const answers = await Promise.all(
      numbers.map(async (number) => {
        const [row] = await database.sql`select ${number}::int as number, pg_sleep(0) is null`
        return row?.["number"]
      }),
    )
    expect(answers).toEqual(numbers)
  })

  it("keeps a transaction apart from queries beside it and commits it whole", async () => {
    const [seenInside] = await Promise.all([
      database.sql.begin(async (sql) => {
        for (const id of ["a", "b", "c"]) {
          await sql`insert into person (id, name, colour) values (${id}, ${id}, 'red')`
        }
        const [row] = await sql`select count(*) as count from person`
        return row?.["count"]
      }),
      ...Array.from({ length: 20 }, async () => {
        expect([0, 3]).toContain(await countPeople())
      }),
    ])
    expect(seenInside).toBe(3)
    expect(await countPeople()).toBe(3)
  })

  it("rolls back a transaction whose body throws and one whose statement fails", async () => {
    await expect(
      database.sql.begin(async (sql) => {
        await insertPerson(sql, "a")
        throw new Error("changed my mind")
      }),
    ).rejects.toThrow("changed my mind")
    await expect(
      database.sql.begin(async (sql) => {
        await insertPerson(sql, "a")
        await sql`select * from nowhere`
      }),
    ).rejects.toThrow('relation "nowhere" does not exist')
    await expect(
      database.sql.begin(async (sql) => {
        await insertPerson(sql, "a")
        await insertPerson(sql, "a")
      }),
    ).rejects.toMatchObject({ code: "23505" })
    expect(await countPeople()).toBe(0)
  })

  it("keeps what came before a savepoint that failed", async () => {
    await database.sql.begin(async (sql) => {
      await sql`insert into person (id, name, colour) values ('kept', 'x', 'red')`
      await sql
        .savepoint(async (inner) => {
          await inner`insert into person (id, name, colour) values ('lost', 'x', 'red')`
          await inner`insert into person (id, name, colour) values ('kept', 'x', 'red')`
        })
        .catch(() => undefined)
    })
    const people = await database.sql`select id from person`
    expect(people.map((person) => person["id"])).toEqual(["kept"])
  })

  it("reads through a cursor while other queries run", async () => {
    const seen: number[] = []
    const cursor = database.sql<{ n: number }[]>`select generate_series(1, 1000) as n`.cursor(100)
    for await (const rows of cursor) {
      seen.push(...rows.map((row) => row.n))
    }
    expect(seen).toHaveLength(1000)
    expect(await countPeople()).toBe(0)
  })

  it.each([0, 1, 65_535, 1024 * 1024, 8 * 1024 * 1024])(
    "stores and gives back %i bytes unchanged",
    async (size) => {
      const bytes = randomBytes(size)
      await database.sql`
        insert into doc_update (storyboard_id, seq, actor, update)
        values ('storyboard:one', 1, 'someone', ${bytes})`
      const [row] = await database.sql<{ update: Buffer }[]>`select update from doc_update`
      expect(row?.update.equals(bytes)).toBe(true)
    },
  )

  it("hands each queued row to exactly one taker with SKIP LOCKED", async () => {
    await database.sql`
      insert into job (id, storyboard_id, panel_id, state, operation, provider, request, request_hash,
        created_by)
      select 'job:' || n, 'storyboard:one', 'panel:one', 'queued', 'generate', 'sketch', '{}', '', 'me'
      from generate_series(1, 40) as n`
    const take = async () => {
      const rows = await database.sql<{ id: string }[]>`
        update job set state = 'running' where id = (
          select id from job where state = 'queued' order by created_at limit 1
          for update skip locked) returning id`
      return rows[0]?.id
    }
    const taken = await Promise.all(Array.from({ length: 50 }, take))
    const ids = taken.filter((id) => id !== undefined)
    expect(new Set(ids).size).toBe(ids.length)
    while (await take()) ids.push("later")
    expect(ids).toHaveLength(40)
  })

  it("keeps JSON, numbers up to 2^53, times to the millisecond, arrays and every script", async () => {
    const { sql } = database
    const value = { deep: [{ "quote\"'": null }, 1.5, true, "雪 🎬"], empty: {} }
    const when = new Date("2026-02-03T04:05:06.789Z")
    const [row] = await sql`
      select ${sql.json(value)}::jsonb as json, ${Number.MAX_SAFE_INTEGER}::bigint as big,
        ${when}::timestamptz as when, ${["a", "b,c", '"', "\\"]}::text[] as texts,
        ${[1, 2 ** 40]}::bigint[] as bigs, ${"Ünïcode 漢字 🎞"}::text as text, null as nothing`
    expect(row).toEqual({
      json: value,
      big: Number.MAX_SAFE_INTEGER,
      when,
      texts: ["a", "b,c", '"', "\\"],
      bigs: [1, 2 ** 40],
      text: "Ünïcode 漢字 🎞",
      nothing: null,
    })
    await expect(sql`select 9007199254740993::bigint as big`).rejects.toThrow(RangeError)
    expect(await countPeople()).toBe(0)
  })

  it("says which constraint a row broke and goes on working", async () => {
    const { sql } = database
    await expect(
      sql`insert into person (id, name, email, colour) values ('p', 'x', 'Upper@example.org', 'red')`,
    ).rejects.toMatchObject({ code: "23514" })
    await expect(
      sql`insert into membership values ('storyboard:none', 'nobody', 'editor')`,
    ).rejects.toMatchObject({ code: "23503" })
    expect(await countPeople()).toBe(0)
  })

  it("takes everything of a storyboard with it when that is deleted", async () => {
    const { sql } = database
    await sql`
      insert into doc_update (storyboard_id, seq, actor, update)
      values ('storyboard:one', 1, 'someone', ''::bytea)`
    await sql`delete from storyboard`
    expect(await sql`select 1 from doc_update`).toHaveLength(0)
  })

  it("rejects statements that need one result when several are pipelined and one is wrong", async () => {
    const outcomes = await Promise.allSettled([
      database.sql`select 1 as n`,
      database.sql`select broken`,
      database.sql`select ${2}::int as n`,
      database.sql.unsafe("select 3; select 4"),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ])
  })
}

function insertPerson(sql: Queries, id: string) {
  return sql`insert into person (id, name, colour) values (${id}, 'x', 'red')`
}
