import { createHash } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import type postgres from "postgres"

export interface Migration {
  /** The number and name of the file without its ending: `001-foundation`. */
  readonly name: string
  readonly sql: string
}

export type MigrationFailure =
  | { kind: "changed"; name: string }
  | { kind: "unknown"; name: string }
  | { kind: "failed"; name: string }

export class MigrationError extends Error {
  readonly failure: MigrationFailure

  constructor(failure: MigrationFailure, options?: ErrorOptions) {
    super(
      {
        changed: `Migration ${failure.name} was changed after it had been applied.`,
        unknown: `The database has migration ${failure.name}, which this release does not know: it was made by a newer one.`,
        failed: `Migration ${failure.name} failed; nothing of it was kept.`,
      }[failure.kind],
      options,
    )
    this.name = "MigrationError"
    this.failure = failure
  }
}

/** Any number, the same in every release: it keeps two starting processes apart. */
const MIGRATION_LOCK = 4_730_117

/** The numbered files beside this one, in order. */
export async function listMigrations(): Promise<Migration[]> {
  const folder = new URL("./migrations/", import.meta.url)
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).toSorted()
  return Promise.all(
    files.map(async (file) => ({
      name: file.slice(0, -".sql".length),
      sql: await readFile(new URL(file, folder), "utf8"),
    })),
  )
}

/**
 * Applies what is missing, each in its own transaction, and returns their names. Two processes may
 * call it at once on a server: the second waits and finds nothing to do.
 */
export async function applyMigrations(
  sql: postgres.Sql,
  migrations?: readonly Migration[],
): Promise<string[]> {
  const known = migrations ?? (await listMigrations())
  await sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
    const [found] = await transaction`select to_regclass('migration') as name`
    if (found?.["name"] === null) {
      await transaction`
        create table migration (
          name text primary key,
          checksum text not null,
          applied_at timestamptz not null default now()
        )`
    }
  })
  const applied: string[] = []
  for (const migration of known) {
    if (await applyOne(sql, migration, known)) applied.push(migration.name)
  }
  return applied
}

async function applyOne(
  sql: postgres.Sql,
  migration: Migration,
  known: readonly Migration[],
): Promise<boolean> {
  const checksum = createHash("sha256").update(migration.sql).digest("hex")
  return sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
    const history = await transaction<{ name: string; checksum: string }[]>`
      select name, checksum from migration order by name`
    const foreign = history.find(({ name }) => !known.some((other) => other.name === name))
    if (foreign) throw new MigrationError({ kind: "unknown", name: foreign.name })
    const stored = history.find(({ name }) => name === migration.name)
    if (stored) {
      if (stored.checksum === checksum) return false
      throw new MigrationError({ kind: "changed", name: migration.name })
    }
    try {
      await transaction.unsafe(migration.sql)
    } catch (cause) {
      throw new MigrationError({ kind: "failed", name: migration.name }, { cause })
    }
    await transaction`insert into migration (name, checksum) values (${migration.name}, ${checksum})`
    return true
  })
}
