import { createHash } from "node:crypto"
import { promisify } from "node:util"
import { gunzip } from "node:zlib"
import type postgres from "postgres"
import type { AssetStore } from "../asset/asset-store.ts"
import { applyMigrations, listMigrations, type Migration } from "../database/migrate.ts"
import { BackupError } from "./backup-error.ts"
import { type BackupContents, toAssetName } from "./backup-format.ts"
import { type CheckedBackup, readEntries } from "./read-backup.ts"
import { listTables } from "./table.ts"

const decompress = promisify(gunzip)

export interface RestoreReport {
  readonly storyboards: number
  readonly assets: number
  /** Assets that were missing already when the backup was made. */
  readonly missing: readonly string[]
}

/**
 * Puts a checked backup into an empty place. Pictures go first, because they are named by their
 * content and nobody sees them yet; then all rows in one transaction, so that a restore that is
 * broken off leaves an empty database and can be started again.
 *
 * Jobs that were not done are ended: restored beside the original they would be paid twice.
 */
export async function restoreBackup(options: {
  readonly path: string
  readonly backup: CheckedBackup
  readonly sql: postgres.Sql
  readonly assetStore: Pick<AssetStore, "save">
  /** How the place is called in a sentence. */
  readonly place: string
}): Promise<RestoreReport> {
  const { path, backup, sql, assetStore, place } = options
  const migrations = await listMigrations()
  const past = chooseMigrations(path, backup, migrations)
  await makeEmpty(sql, place)
  for await (const { name, bytes } of readEntries(path)) {
    const id = name.slice(toAssetName("").length)
    if (name === toAssetName(id)) await assetStore.save(id, bytes)
  }
  await applyMigrations(sql, past)
  await sql.begin(async (transaction) => {
    await restoreRows(transaction, path, backup.contents)
    await endJobs(transaction)
    await setSequences(transaction)
  })
  await applyMigrations(sql, migrations)
  const [count] = await sql<{ storyboards: number }[]>`
    select count(*)::int as storyboards from storyboard where deleted_at is null`
  return {
    storyboards: count?.storyboards ?? 0,
    assets: backup.contents.assets,
    missing: backup.contents.missing,
  }
}

/** Those that the rows were read under; the rest runs over the restored rows as in any upgrade. */
function chooseMigrations(
  path: string,
  { header }: CheckedBackup,
  migrations: readonly Migration[],
): Migration[] {
  return header.migrations.map(({ name, checksum }) => {
    const known = migrations.find((migration) => migration.name === name)
    const same = known && createHash("sha256").update(known.sql).digest("hex") === checksum
    if (!same) throw new BackupError({ kind: "backup-foreign", path, migration: name })
    return known
  })
}

/** Takes away tables without a single row, which an earlier attempt may have left, and nothing else. */
async function makeEmpty(sql: postgres.Sql, place: string): Promise<void> {
  await sql.begin(async (transaction) => {
    const tables = await transaction<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public' order by tablename`
    for (const { name } of tables) {
      if (name === "migration") continue
      const rows = await transaction`select 1 from ${transaction(name)} limit 1`
      if (rows.length > 0)
        throw new BackupError({ kind: "place-not-empty", place, rows: `rows in ${name}` })
    }
    for (const { name } of tables) {
      await transaction`drop table if exists ${transaction(name)} cascade`
    }
  })
}

async function restoreRows(
  transaction: postgres.TransactionSql,
  path: string,
  { chunks }: BackupContents,
): Promise<void> {
  const tables = await listTables(transaction)
  const byName = new Map(chunks.map((chunk) => [chunk.name, chunk]))
  for await (const { name, bytes } of readEntries(path)) {
    const chunk = byName.get(name)
    if (!chunk) continue
    const { table, rows } = chunk
    if (!tables.includes(table)) throw damaged(path, `there is no table ${table}`)
    const lines = (await decompress(bytes)).toString("utf8").trimEnd().split("\n")
    const { count } = await transaction`
      insert into ${transaction(table)}
      select * from jsonb_populate_recordset(null::${transaction(table)}, ${`[${lines.join(",")}]`}::text::jsonb)`
    if (count !== rows) throw damaged(path, `${count} rows of ${table} in place of ${rows}`)
  }
}

const damaged = (path: string, reason: string) =>
  new BackupError({ kind: "backup-damaged", path, reason })

async function endJobs(transaction: postgres.TransactionSql): Promise<void> {
  await transaction`
    update job set
      state = case when sent_at is null then 'canceled' else 'unknown' end,
      failure = case when sent_at is null then null
        else ${transaction.json({ kind: "interrupted", billed: true })} end,
      finished_at = coalesce(finished_at, now()), lease_owner = null, lease_expires_at = null
    where state in ('waiting', 'queued', 'running')`
}

/** Numbers go on after the highest that was restored. */
async function setSequences(transaction: postgres.TransactionSql): Promise<void> {
  const columns = await transaction<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public'
      and pg_get_serial_sequence(quote_ident(table_name), column_name) is not null`
  for (const { table, column } of columns) {
    await transaction`
      select setval(pg_get_serial_sequence(${table}, ${column}),
        coalesce((select max(${transaction(column)}) from ${transaction(table)}), 0) + 1, false)`
  }
}
