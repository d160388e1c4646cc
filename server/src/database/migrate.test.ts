import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Database } from "./database.ts"
import { applyMigrations, listMigrations, MigrationError } from "./migrate.ts"
import { closeTestDatabases, openTestDatabase } from "./testing/test-database.ts"

const extra = (sql: string) => ({ name: "900-extra", sql })

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
