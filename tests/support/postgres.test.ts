import { execFileSync } from "node:child_process"
import { readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { findPostgresPrograms, startPostgres } from "./postgres.ts"

function listServerFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith("panelwright-postgres-"))
}

it("starts a PostgreSQL server that answers, and leaves nothing behind", async () => {
  const before = listServerFolders()
  const postgres = await startPostgres()
  onTestFinished(() => postgres.stop())
  const psql = join(findPostgresPrograms() ?? "", "psql")
  const ask = (): string =>
    execFileSync(psql, [postgres.databaseUrl, "-Atc", "select 6 * 7"], {
      encoding: "utf8",
      stdio: "pipe",
    })

  expect(ask().trim()).toBe("42")

  await postgres.stop()
  expect(ask).toThrow(/refused/u)
  expect(listServerFolders()).toEqual(before)
})
