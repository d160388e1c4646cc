import { createReadStream } from "node:fs"
import { mkdtemp, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { failure, success, type Result } from "@panelwright/core"
import { pack, type Pack } from "tar-stream"
import type { AssetStore } from "../asset/asset-store.ts"
import type { Database } from "../database/database.ts"
import {
  backupFormat,
  type BackupContents,
  type BackupHeader,
  contentsName,
  headerName,
  toAssetName,
} from "./backup-format.ts"
import { spoolTables, type SpooledTables } from "./spool-tables.ts"

export interface Backup {
  readonly name: string
  /** To be read to its end or destroyed. Fails when something can no longer be loaded. */
  readonly bytes: Readable
}

export interface Backups {
  /** One at a time in each process. What is changed meanwhile is not in it. */
  create(): Promise<Result<Backup, { readonly kind: "backup-running" }>>
}

export function createBackups(options: {
  readonly database: Database
  readonly assetStore: Pick<AssetStore, "load">
  /** Rows lie here until they have been sent. */
  readonly dataDir: string
  readonly version: string
  readonly clock: () => number
  /** Resolves when the tables hold everything that anybody was told before the call. */
  readonly stored: () => Promise<void>
}): Backups {
  const { database, stored, assetStore, dataDir, version, clock } = options
  let running = false

  function write(folder: string, spooled: SpooledTables, createdAt: string): Readable {
    const tar = pack()
    const bytes = Readable.from(tar, { objectMode: false })
    fill(tar, folder, spooled, createdAt).catch((error: unknown) => tar.destroy(asError(error)))
    // Also when it is never read because whoever asked is gone.
    bytes.once("close", () => {
      tar.destroy()
      void release(folder)
    })
    return bytes
  }

  async function release(folder: string | null) {
    running = false
    if (folder !== null) await rm(folder, { recursive: true, force: true })
  }

  async function fill(tar: Pack, folder: string, spooled: SpooledTables, createdAt: string) {
    const header: BackupHeader = {
      format: backupFormat,
      release: version,
      createdAt,
      migrations: spooled.migrations,
    }
    await addBytes(tar, headerName, toJson(header))
    for (const { name } of spooled.chunks) await addFile(tar, name, join(folder, name))
    const missing: string[] = []
    for (const id of spooled.assetIds) {
      const bytes = await assetStore.load(id)
      if (bytes === null) missing.push(id)
      else await addBytes(tar, toAssetName(id), bytes)
    }
    const contents: BackupContents = {
      chunks: spooled.chunks,
      assets: spooled.assetIds.length - missing.length,
      missing,
    }
    await addBytes(tar, contentsName, toJson(contents))
    tar.finalize()
  }

  return {
    async create() {
      if (running) return failure({ kind: "backup-running" })
      running = true
      const createdAt = new Date(clock()).toISOString()
      let folder: string | null = null
      try {
        await stored()
        folder = await mkdtemp(join(dataDir, "backup-"))
        const spooled = await spoolTables(database.sql, folder)
        return success({
          name: `panelwright-${createdAt.slice(0, 10)}.tar`,
          bytes: write(folder, spooled, createdAt),
        })
      } catch (error) {
        await release(folder)
        throw error
      }
    },
  }
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))

const toJson = (value: BackupHeader | BackupContents) =>
  Buffer.from(`${JSON.stringify(value, null, 2)}\n`)

/** Resolves when there is room for more, so that no more is read than somebody takes. */
const addBytes = (tar: Pack, name: string, bytes: Uint8Array) =>
  new Promise<void>((resolve, reject) => {
    tar.entry({ name }, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), (error) =>
      error ? reject(error) : resolve(),
    )
  })

async function addFile(tar: Pack, name: string, path: string) {
  const { size } = await stat(path)
  await pipeline(createReadStream(path), tar.entry({ name, size }))
}
