import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { buffer } from "node:stream/consumers"
import { extract } from "tar-stream"
import { BackupError } from "./backup-error.ts"
import {
  backupFormat,
  type BackupContents,
  type BackupHeader,
  contentsName,
  contentsSchema,
  headerName,
  headerSchema,
  toAssetName,
} from "./backup-format.ts"

/** More than any entry has: an asset has 25 MB, a chunk of rows one doc beyond 4 MB. */
const MAX_ENTRY_BYTES = 512 * 1024 * 1024

interface Entry {
  readonly name: string
  readonly bytes: Buffer
}

/** Its entries one after the other, each whole. Throws `BackupError` where it is no tar file. */
export async function* readEntries(path: string): AsyncGenerator<Entry> {
  const tar = extract()
  const file = createReadStream(path)
  file.once("error", (error) => tar.destroy(error))
  file.pipe(tar)
  try {
    for await (const entry of tar) {
      const { name, size } = entry.header
      if (size > MAX_ENTRY_BYTES) throw new Error(`${name} is too large`)
      yield { name, bytes: await buffer(entry) }
    }
  } catch (error) {
    if (error instanceof BackupError) throw error
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new BackupError({ kind: "not-a-backup", path, reason: "there is no such file" })
    const reason = error instanceof Error ? error.message : String(error)
    throw new BackupError({ kind: "backup-damaged", path, reason }, { cause: error })
  } finally {
    file.destroy()
  }
}

export interface CheckedBackup {
  readonly header: BackupHeader
  readonly contents: BackupContents
}

/** Reads a whole backup and compares every byte of it with what it says it holds. */
export async function checkBackup(path: string): Promise<CheckedBackup> {
  let header: BackupHeader | null = null
  let contents: BackupContents | null = null
  const hashes = new Map<string, string>()
  for await (const { name, bytes } of readEntries(path)) {
    if (header === null) header = parseHeader(path, name, bytes)
    else if (name === contentsName) contents = parseContents(path, bytes)
    else hashes.set(name, createHash("sha256").update(bytes).digest("hex"))
  }
  if (header === null) throw new BackupError({ kind: "not-a-backup", path, reason: "it is empty" })
  if (contents === null) throw damaged(path, "its end is missing")
  for (const { name, sha256 } of contents.chunks) {
    if (!hashes.has(name)) throw damaged(path, `${name} is missing`)
    if (hashes.get(name) !== sha256) throw damaged(path, `${name} was changed`)
    hashes.delete(name)
  }
  for (const [name, sha256] of hashes) {
    if (name !== toAssetName(sha256)) throw damaged(path, `${name} was changed or is not of it`)
  }
  if (hashes.size !== contents.assets)
    throw damaged(path, `${hashes.size} assets in place of ${contents.assets}`)
  return { header, contents }
}

const damaged = (path: string, reason: string) =>
  new BackupError({ kind: "backup-damaged", path, reason })

function parseHeader(path: string, name: string, bytes: Buffer): BackupHeader {
  if (name !== headerName)
    throw new BackupError({ kind: "not-a-backup", path, reason: `it begins with ${name}` })
  const json = parseJson(bytes)
  const format = headerSchema.pick({ format: true, release: true }).safeParse(json)
  if (format.success && format.data.format > backupFormat)
    throw new BackupError({ kind: "backup-newer", path, release: format.data.release })
  const header = headerSchema.safeParse(json)
  if (!header.success) throw damaged(path, `${headerName} cannot be read`)
  return header.data
}

function parseContents(path: string, bytes: Buffer): BackupContents {
  const contents = contentsSchema.safeParse(parseJson(bytes))
  if (!contents.success) throw damaged(path, `${contentsName} cannot be read`)
  return contents.data
}

/** Undefined for what is not JSON, which no schema takes. */
function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"))
  } catch {
    return undefined
  }
}
