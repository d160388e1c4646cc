import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Database } from "../database.ts"
import { silentLog } from "../testing.ts"
import { openEmbedded } from "./embedded.ts"

describe("the embedded database's single backend", { timeout: 40_000 }, () => {
  let folder: string
  let database: Database
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "panelwright-embedded-"))
    database = openEmbedded({ folder: join(folder, "database"), log: silentLog })
    await database.sql`create table thing (id int primary key)`
  }, 30_000)
  afterEach(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  const listThings = async () => {
    const rows = await database.sql<{ id: number }[]>`select id from thing order by id`
    return rows.map(({ id }) => id)
  }

  it("keeps what was committed across a close", async () => {
    await database.sql`insert into thing values (1)`
    await database.close()
    database = openEmbedded({ folder: join(folder, "database"), log: silentLog })
    expect(await listThings()).toEqual([1])
  })

  it("ends a transaction that keeps the others waiting, rolls it back, and goes on", async () => {
    const hold = Promise.withResolvers<void>()
    const forgotten = database.sql.begin(async (sql) => {
      await sql`insert into thing values (1)`
      await hold.promise
      await sql`insert into thing values (2)`
    })
    const outcome = forgotten.catch((error: unknown) => error)
    const started = performance.now()
    expect(await listThings()).toEqual([])
    expect(performance.now() - started).toBeGreaterThan(5_000)
    hold.resolve()
    expect(await outcome).toBeInstanceOf(Error)
    await database.sql`insert into thing values (3)`
    expect(await listThings()).toEqual([3])
  })

  it("answers a query that waits inside another one's transaction only after it", async () => {
    const order: string[] = []
    const outside: Promise<unknown>[] = []
    await database.sql.begin(async (sql) => {
      await sql`insert into thing values (1)`
      outside.push(listThings().then((things) => order.push(`outside ${things.join()}`)))
      await sql`insert into thing values (2)`
      order.push("inside")
    })
    await Promise.all(outside)
    expect(order).toEqual(["inside", "outside 1,2"])
  })

  it("makes its files durable while it works", async () => {
    const writes = Array.from(
      { length: 50 },
      (_, id) => database.sql`insert into thing values (${id})`,
    )
    await Promise.all([database.persist(), ...writes])
    await database.persist()
    expect(await listThings()).toHaveLength(50)
  })
})
