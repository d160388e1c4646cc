import { execFileSync } from "node:child_process"
import { silentLog } from "../../log.ts"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import type { Database } from "../database.ts"
import { type EmbeddedOptions, openEmbedded } from "./embedded.ts"

describe("the embedded database's single backend", { timeout: 60_000 }, () => {
  let database: Database
  const opened: { close(): Promise<unknown> }[] = []
  const open = (options: Partial<EmbeddedOptions> = {}) => {
    const embedded = openEmbedded({ folder: null, log: silentLog, ...options })
    opened.push(embedded)
    return embedded
  }
  beforeEach(async () => {
    database = open()
    await database.sql`create table thing (id int primary key)`
  }, 60_000)
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((embedded) => embedded.close()))
  }, 60_000)

  const listThings = async () => {
    const rows = await database.sql<{ id: number }[]>`select id from thing order by id`
    return rows.map(({ id }) => id)
  }

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

  it("keeps nothing of what it has answered", async () => {
    const ask = async (times: number) => {
      for (let time = 0; time < times; time += 1) {
        const rows = await database.sql<{ words: string }[]>`select repeat('x', 200000) as words`
        expect(rows[0]?.words).toHaveLength(200_000)
      }
    }
    await ask(100)
    const before = process.memoryUsage.rss()
    await ask(2500)
    // 500 MB went by.
    expect((process.memoryUsage.rss() - before) / 1e6).toBeLessThan(250)
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

  it("does not grow by what was deleted", async () => {
    const { sql } = open({ vacuumEveryMs: 1 })
    await sql`create table picture (bytes bytea)`
    await sql`alter table picture alter column bytes set storage external`
    for (let round = 0; round < 40; round += 1) {
      await sql`insert into picture values (${Buffer.alloc(500_000, round)})`
      await sql`delete from picture`
    }
    const [size] = await sql<{ bytes: number }[]>`
      select pg_total_relation_size('picture') as bytes`
    expect(size?.bytes).toBeLessThan(10_000_000)
  })

  it("keeps what was committed across a close and the end of its worker", async () => {
    const parent = await mkdtemp(join(tmpdir(), "panelwright-embedded-"))
    const folder = join(parent, "database")
    const first = open({ folder })
    await first.sql`create table thing (id int primary key)`
    const writes = Array.from(
      { length: 50 },
      (_, id) => first.sql`insert into thing values (${id})`,
    )
    await Promise.all([first.persist(), ...writes])
    await first.persist()
    await first.close()
    opened.splice(opened.indexOf(first), 1)
    const second = open({ folder })
    expect(await second.sql`select count(*) as count from thing`).toEqual([{ count: 50 }])
    // Data for a COPY ends the worker. Queries fail until its end is noticed on every connection; the first one
    // after that starts another worker on the same files.
    const copying = await second.sql`copy thing from stdin`.writable()
    copying.end("50\n")
    await vi.waitFor(
      async () => {
        expect(await second.sql`select count(*) as count from thing`).toEqual([{ count: 50 }])
      },
      { timeout: 30_000 },
    )
    await opened.pop()?.close()
    await rm(parent, { recursive: true, force: true })
  })

  it("recovers by itself from a disk that was full", async () => {
    const parent = await mkdtemp(join(tmpdir(), "panelwright-embedded-"))
    const { sql } = open({ folder: join(parent, "database") })
    await sql`create table thing (id int primary key)`
    await sql`insert into thing values (1)`
    await sql`checkpoint`
    // The kernel then refuses every write to a file of this process.
    setFileSizeLimit("0")
    await expect(sql`insert into thing values (2)`).rejects.toThrow(Error)
    setFileSizeLimit("unlimited")
    await vi.waitFor(
      async () => {
        await sql`insert into thing values (3)`
      },
      { timeout: 30_000 },
    )
    expect(await sql`select id from thing where id <> 2`).toEqual([{ id: 1 }, { id: 3 }])
    await opened.pop()?.close()
    await rm(parent, { recursive: true, force: true })
  })
})

function setFileSizeLimit(limit: string): void {
  execFileSync("prlimit", [`--pid=${process.pid}`, `--fsize=${limit}:unlimited`])
}
