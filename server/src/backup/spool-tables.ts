import { createHash } from "node:crypto"
import { mkdir, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { gzip } from "node:zlib"
import type postgres from "postgres"
import { type BackupContents, type BackupHeader, toChunkName } from "./backup-format.ts"
import { listTables } from "./table.ts"

const compress = promisify(gzip)

/** Rows are read a few at a time because one of a doc can have megabytes. */
const ROWS_AT_ONCE = 25
const CHUNK_LENGTH = 4_000_000

export interface SpooledTables {
  readonly migrations: BackupHeader["migrations"]
  readonly chunks: BackupContents["chunks"]
  readonly assetIds: readonly string[]
}

/**
 * Writes the rows of all tables into a folder, as of one moment. The database is held for no longer
 * than this takes: whoever receives the backup may be slow.
 */
export function spoolTables(sql: postgres.Sql, folder: string): Promise<SpooledTables> {
  // The promise of a transaction is typed for rows; this one resolves with what it made.
  return sql.begin("isolation level repeatable read read only", async (transaction) => {
    const migrations = await transaction<BackupHeader["migrations"]>`
      select name, checksum from migration order by name`
    const chunks: BackupContents["chunks"] = []
    for (const table of await listTables(transaction)) {
      chunks.push(...(await spoolTable(transaction, table, folder)))
    }
    const assets = await transaction<{ id: string }[]>`select id from asset order by id`
    return {
      migrations: migrations.map(({ name, checksum }) => ({ name, checksum })),
      chunks,
      assetIds: assets.map(({ id }) => id),
    }
  }) as Promise<SpooledTables>
}

async function spoolTable(
  transaction: postgres.TransactionSql,
  table: string,
  folder: string,
): Promise<BackupContents["chunks"]> {
  const chunks: BackupContents["chunks"] = []
  let lines: string[] = []
  let length = 0

  const close = async () => {
    if (lines.length === 0) return
    const name = toChunkName(table, chunks.length + 1)
    const bytes = await compress(`${lines.join("\n")}\n`, { level: 1 })
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes, { mode: 0o600 })
    const sha256 = createHash("sha256").update(bytes).digest("hex")
    chunks.push({ name, table, rows: lines.length, sha256 })
    lines = []
    length = 0
  }

  const rows = transaction<{ row: string }[]>`
    select to_jsonb(source)::text as row from ${transaction(table)} as source`.cursor(ROWS_AT_ONCE)
  for await (const some of rows) {
    for (const { row } of some) {
      lines.push(row)
      length += row.length
    }
    if (length > CHUNK_LENGTH) await close()
  }
  await close()
  return chunks
}
