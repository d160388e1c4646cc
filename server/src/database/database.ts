import { join } from "node:path"
import type postgres from "postgres"
import { openEmbedded } from "./backends/embedded.ts"
import { openServer } from "./backends/server.ts"
import { takeLockFile } from "./lock-file.ts"
import { applyMigrations } from "./migrate.ts"

/** What this folder needs of a logger; pino satisfies it. */
export interface DatabaseLog {
  info(fields: object, event: string): void
  warn(fields: object, event: string): void
  error(fields: object, event: string): void
}

/** `database.sql` or the `sql` of a transaction: for functions that work in either. */
export type Queries = postgres.ISql

/**
 * An open, migrated PostgreSQL. Both kinds speak SQL for PostgreSQL 15 through postgres.js.
 *
 * Values: `bigint` columns are numbers (reading one beyond 2^53 throws), `timestamptz` are Dates,
 * `bytea` are Buffers, `jsonb` are parsed. Write JSON with `sql.json(value)`.
 *
 * The embedded kind has one backend, so a transaction holds up every other query until it ends:
 * keep transactions short, and never await `sql` inside `sql.begin` (use the transaction's own
 * `sql`); a transaction that is idle for 10 s while others wait is rolled back and its connection
 * closed. It has no NOTIFY and no COPY FROM STDIN, session-wide settings and advisory locks
 * exclude nobody, and commits are not fsynced: the process may be killed at any moment, but power
 * loss can take the last commits (the sync journal covers the doc's updates).
 */
export interface Database {
  readonly sql: postgres.Sql
  readonly kind: "embedded" | "server"
  /** Resolves when everything committed before the call would survive power loss. */
  persist(): Promise<void>
  /** Waits for queries under way (5 s at most), closes, and gives the folder's lock back. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** `postgres://…`, or null for the embedded database in `dataDir`. */
  databaseUrl: string | null
  /** The folder for everything this installation keeps; made when missing. */
  dataDir: string
  log: DatabaseLog
}

/**
 * Opens the database, takes the folder's lock (embedded), runs pending migrations.
 * Rejects with `LockHeldError` naming the pid when another process has the folder open,
 * and with `MigrationError` when the stored history is not a prefix of ours.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl, dataDir, log } = options
  if (databaseUrl !== null) return migrated(openServer({ databaseUrl, log }), log)
  const lock = await takeLockFile(join(dataDir, "database.lock"))
  try {
    const embedded = openEmbedded({ folder: join(dataDir, "database"), log })
    return await migrated(
      {
        ...embedded,
        close: async () => {
          await embedded.close()
          await lock.release()
        },
      },
      log,
    )
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function migrated(database: Database, log: DatabaseLog): Promise<Database> {
  try {
    const applied = await applyMigrations(database.sql)
    if (applied.length > 0) log.info({ applied, kind: database.kind }, "database-migrated")
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
