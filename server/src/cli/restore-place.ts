import { readdir } from "node:fs/promises"
import { join } from "node:path"
import type { AssetStore } from "../asset/asset-store.ts"
import { BackupError } from "../backup/backup-error.ts"
import { checkBackup } from "../backup/read-backup.ts"
import { restoreBackup } from "../backup/restore-backup.ts"
import type { Database } from "../database/database.ts"

/** Checks the whole file first, then fills the empty place of this configuration with it. */
export async function restorePlace(options: {
  readonly path: string
  readonly dataDir: string
  /** How the database is called in a sentence. */
  readonly place: string
  readonly openDatabase: () => Promise<Database>
  readonly openAssetStore: () => Promise<AssetStore>
  readonly print: (line: string) => void
}): Promise<void> {
  const { path, dataDir, place, print } = options
  const backup = await checkBackup(path)
  // Its updates would come on top of the restored ones at the next start.
  const journal = await readdir(join(dataDir, "journal")).catch(() => [])
  if (journal.length > 0)
    throw new BackupError({ kind: "place-not-empty", place: dataDir, rows: "a journal" })
  const assetStore = await options.openAssetStore()
  const database = await options.openDatabase()
  try {
    const report = await restoreBackup({ path, backup, sql: database.sql, assetStore, place })
    await database.persist()
    print(`${report.storyboards} storyboards, ${report.assets} pictures restored`)
    for (const id of report.missing) print(`missing already: picture ${id}`)
  } finally {
    await database.close()
  }
}
