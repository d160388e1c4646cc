import { silentLog } from "../log.ts"
import postgres from "postgres"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import { openServer } from "./backends/server.ts"
import type { Database } from "./database.ts"
import { describeDatabase } from "./database.contract.ts"
import { toBigintArray } from "./direct/binary-value.ts"
import { describeDirectStatement } from "./direct/direct-statement.contract.ts"
import { closeTestDatabases, openTestDatabase } from "./testing/test-database.ts"
import { startThrowawayServer, type ThrowawayServer } from "./testing/throwaway-server.ts"

afterAll(closeTestDatabases)

describe.each(["embedded", "server"] as const)("the %s database", (kind) => {
  describeDatabase(() => openTestDatabase({ kind }))
  describe("a direct statement", () => {
    describeDirectStatement(() => openTestDatabase({ kind }))
  })
})

describe("a database server that drops connections", () => {
  let server: ThrowawayServer
  let database: Database
  let killer: postgres.Sql
  beforeEach(async () => {
    server = await startThrowawayServer()
    database = openServer({ databaseUrl: server.url, log: silentLog })
    killer = postgres(server.url, { max: 1 })
    await database.sql`create table thing (id int primary key)`
  })
  afterEach(async () => {
    await database.close()
    await killer.end({ timeout: 1 })
    await server.stop()
  })

  const killOthers = () => killer`
    select pg_terminate_backend(pid) from pg_stat_activity
    where pid <> pg_backend_pid() and backend_type = 'client backend'`

  it("ends only the transaction that was under way, and none of it stays", async () => {
    for (const wait of [0, 0.3]) {
      const begun = Promise.withResolvers<void>()
      const killed = Promise.withResolvers<void>()
      const transaction = database.sql.begin(async (sql) => {
        await sql`insert into thing values (1)`
        begun.resolve()
        if (wait > 0) await sql`select pg_sleep(${wait * 10})`
        await killed.promise
        await sql`insert into thing values (2)`
      })
      const outcome = transaction.catch((error: unknown) => error)
      await begun.promise
      await new Promise((resolve) => setTimeout(resolve, wait * 1000))
      await killOthers()
      killed.resolve()
      expect(await outcome).toBeInstanceOf(Error)
      expect(await database.sql`select id from thing`).toEqual([])
    }
  })

  it("is used again by a direct statement, whose question either failed or was answered", async () => {
    const statement = database.openStatement("insert into thing select * from unnest($1::bigint[])")
    const kept: number[] = []
    for (let id = 0; id < 60; id += 1) {
      const question = statement.run([toBigintArray([id])])
      if (id % 20 === 10) await killOthers()
      const answered = await question.then(
        () => true,
        () => false,
      )
      if (answered) kept.push(id)
    }
    expect(kept.length).toBeGreaterThanOrEqual(57)
    const rows = await database.sql<{ id: number }[]>`select id from thing`
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(kept))
  })

  it("is reached by a direct statement through an address that prefers encryption", async () => {
    const databaseUrl = `${server.url}?sslmode=prefer`
    const preferring = openServer({ databaseUrl, log: silentLog })
    await preferring
      .openStatement("insert into thing select * from unnest($1::bigint[])")
      .run([toBigintArray([7])])
    expect(await preferring.sql`select id from thing`).toEqual([{ id: 7 }])
    await preferring.close()
  })

  it("is used again by all connections after it dropped them under load", async () => {
    const ask = () =>
      database.sql`select 1 as one`.then(
        () => true,
        () => false,
      )
    let answered = 0
    for (let round = 0; round < 5; round += 1) {
      const questions = Array.from({ length: 200 }, ask)
      await killOthers()
      const outcomes = await Promise.all(questions)
      answered += outcomes.filter(Boolean).length
    }
    expect(answered).toBeGreaterThan(0)
    // The last of them may only hear of their end with the next question.
    const askAll = () => Promise.all(Array.from({ length: 100 }, ask))
    await expect.poll(async () => (await askAll()).every(Boolean), { timeout: 20_000 }).toBe(true)
  })
})
