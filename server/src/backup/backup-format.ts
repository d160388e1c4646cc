import { z } from "zod"

/**
 * A backup is one tar file, readable with `tar`, in this order:
 * - `panelwright-backup.json`: what it is and what made it (`headerSchema`).
 * - `tables/<table>/<number>.ndjson.gz`: rows, one JSON object a line, as PostgreSQL's `to_jsonb`
 *   writes them, tables in an order in which references hold.
 * - `assets/<sha256>`: the bytes of each asset.
 * - `contents.json`: what must be in it (`contentsSchema`). It is last, so a file that was broken off has none.
 *
 * Rows are data and not statements, so a backup of the embedded database can be restored into a
 * PostgreSQL server and the other way round. Sessions and sign-in links are left out: whoever has
 * a backup cannot use it to come in as somebody. Password hashes and hashes of tokens are in it.
 */
export const backupFormat = 1

export const headerName = "panelwright-backup.json"
export const contentsName = "contents.json"

export const headerSchema = z.object({
  format: z.number().int(),
  /** The release that made it. */
  release: z.string(),
  createdAt: z.iso.datetime(),
  /** Those that the rows were read under, in order. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
})

export const contentsSchema = z.object({
  /** In the order of the file. */
  chunks: z.array(
    z.object({
      name: z.string(),
      table: z.string(),
      rows: z.number().int().positive(),
      /** Of the entry's bytes, in hexadecimal. */
      sha256: z.string(),
    }),
  ),
  assets: z.number().int().nonnegative(),
  /** Assets that the database knew and the store did not have. */
  missing: z.array(z.string()),
})

export type BackupHeader = z.infer<typeof headerSchema>
export type BackupContents = z.infer<typeof contentsSchema>

/** Secrets of people who are signed in, and what is about this one database. */
export const tablesLeftOut: readonly string[] = ["session", "sign_in_link", "migration"]

export const toChunkName = (table: string, number: number): string =>
  `tables/${table}/${String(number).padStart(6, "0")}.ndjson.gz`

export const toAssetName = (id: string): string => `assets/${id}`
