import type { Log } from "../log.ts"
import { join } from "node:path"
import { openEmbedded } from "./backends/embedded.ts"
import { openServer } from "./backends/server.ts"
import { takeLockFile } from "./lock-file.ts"
import { applyMigrations } from "./migrate.ts"
import type { Database } from "./database.ts"

export interface DatabaseOptions {
  /** `postgres://…`, or null for the embedded database in `dataDir`. */
  databaseUrl: string | null
  /** The folder for everything this installation keeps; made when missing. */
  dataDir: string
  log: Log
}

/**
 * Opens the database, takes the folder's lock (embedded), runs pending migrations.
 * Rejects with `LockHeldError` naming the pid when another process has the folder open,
 * and with `MigrationError` when the stored history is not a prefix of ours.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return migrated(await openUnmigrated(options), options.log)
}

/** The same without migrations: for a restore, which runs them itself. */
export async function openUnmigrated(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl, dataDir, log } = options
  if (databaseUrl !== null) return openServer({ databaseUrl, log })
  const lock = await takeLockFile(join(dataDir, "database.lock"))
  try {
    const embedded = openEmbedded({ folder: join(dataDir, "database"), log })
    return {
      ...embedded,
      close: async () => {
        await embedded.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function migrated(database: Database, log: Log): Promise<Database> {
  try {
    const applied = await applyMigrations(database.sql)
    if (applied.length > 0) log.info({ applied, kind: database.kind }, "database-migrated")
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
