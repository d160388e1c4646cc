import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Database } from "./database.ts"
import { applyMigrations, listMigrations, MigrationError } from "./migrate.ts"
import { closeTestDatabases, openTestDatabase } from "./testing/test-database.ts"

const extra = (sql: string) => ({ name: "900-extra", sql })

const migrateInChild = `
  import postgres from "postgres"
  const { applyMigrations } = await import(process.env.MIGRATE)
  await applyMigrations(postgres(process.env.DATABASE_URL), JSON.parse(process.env.MIGRATIONS))
`

function toUrl({ sql }: Database): string {
  const { host, port, user, pass, database: name } = sql.options
  return `postgres://${user}:${pass ?? ""}@${host[0]}:${port[0]}/${name}`
}

describe("migrations", () => {
  let database: Database
  beforeEach(async () => {
    database = await openTestDatabase({ kind: "server" })
  })
  afterEach(() => database.close())
  afterAll(closeTestDatabases)

  it("are applied once when two processes start at the same time", async () => {
    const known = [...(await listMigrations()), extra("create table extra (id int primary key)")]
    const applied = await Promise.all([
      applyMigrations(database.sql, known),
      applyMigrations(database.sql, known),
      applyMigrations(database.sql, known),
    ])
    expect(applied.flat()).toEqual(["900-extra"])
  })

  it("leave nothing behind when one fails half-way, and can be tried again", async () => {
    const known = await listMigrations()
    const broken = [...known, extra("create table extra (id int); select broken")]
    await expect(applyMigrations(database.sql, broken)).rejects.toThrow(MigrationError)
    const repaired = [...known, extra("create table extra (id int)")]
    expect(await applyMigrations(database.sql, repaired)).toEqual(["900-extra"])
  })

  it("are sound when the process is killed in the middle of one", { timeout: 60_000 }, async () => {
    const known = await listMigrations()
    const half = extra(
      "create table extra (id int); select pg_sleep(3); create table more (id int)",
    )
    const child = spawn(process.execPath, ["--input-type=module", "--eval", migrateInChild], {
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
      env: {
        DATABASE_URL: toUrl(database),
        MIGRATE: new URL("./migrate.ts", import.meta.url).href,
        MIGRATIONS: JSON.stringify([...known, half]),
      },
      stdio: "ignore",
    })
    const isInside = async () => {
      const [row] = await database.sql`
        select count(*)::int as count from pg_stat_activity
        where datname = current_database() and query like '%pg_sleep%' and pid <> pg_backend_pid()`
      return row?.["count"] === 1
    }
    await expect.poll(isInside, { timeout: 30_000 }).toBe(true)
    child.kill("SIGKILL")
    const whole = extra("create table extra (id int); create table more (id int)")
    expect(await applyMigrations(database.sql, [...known, whole])).toEqual(["900-extra"])
    expect(await applyMigrations(database.sql, [...known, whole])).toEqual([])
  })

  it("are refused when one was changed afterwards or the database is newer", async () => {
    const known = await listMigrations()
    const changed = known.map((migration) => ({ ...migration, sql: `${migration.sql} ` }))
    await expect(applyMigrations(database.sql, changed)).rejects.toMatchObject({
      failure: { kind: "changed", name: "001-foundation" },
    })
    await applyMigrations(database.sql, [...known, extra("select 1")])
    await expect(applyMigrations(database.sql, known)).rejects.toMatchObject({
      failure: { kind: "unknown", name: "900-extra" },
    })
  })
})
