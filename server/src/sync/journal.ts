import { type FileHandle, constants, mkdir, open, readdir, readFile, rm } from "node:fs/promises"
import { join } from "node:path"
import { platform } from "node:process"
import { crc32 } from "node:zlib"
import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import type { DatedUpdate, LoggedUpdate } from "./doc-log.ts"

const HEAD_BYTES = 8
/** Elsewhere the flag is missing or promises less than an fsync. */
const WRITES_ARE_SYNCED = platform === "linux"
const APPEND_NEW =
  constants.O_WRONLY |
  constants.O_APPEND |
  constants.O_CREAT |
  constants.O_EXCL |
  // One way to the disk and back instead of two.
  (WRITES_ARE_SYNCED ? constants.O_DSYNC : 0)
const FILE_NAME = /^(\d{8})\.journal$/

/**
 * Updates on their way into a database that does not fsync: appended and fsynced before anybody is
 * told, read again at the next start, thrown away once the database's own files are on the disk.
 *
 * A file is records, each a length and a CRC-32 (little-endian, four bytes each) and the encoded
 * update; it ends at the first record that is not whole.
 */
export class Journal {
  readonly #folder: string
  #file: FileHandle | null = null
  #number = 0
  #byteLength = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Bytes written since the last `rotate`. */
  get byteLength(): number {
    return this.#byteLength
  }

  /**
   * Everything an earlier process left, oldest first. Of two records with the same seq of one
   * storyboard the later counts: the earlier was never acknowledged.
   */
  async readAll(): Promise<DatedUpdate[]> {
    await mkdir(this.#folder, { recursive: true })
    const records = new Map<string, DatedUpdate>()
    for (const name of await this.#listFiles()) {
      for (const record of parseRecords(await readFile(join(this.#folder, name)))) {
        records.set(`${record.seq} ${record.storyboardId}`, record)
      }
      this.#number = Math.max(this.#number, numberOf(name))
    }
    return [...records.values()]
  }

  /** Resolves when the updates are on the disk. */
  async append(updates: readonly LoggedUpdate[], at: number): Promise<void> {
    this.#file ??= await this.#openNext()
    const bytes = Buffer.concat(updates.flatMap((update) => encodeRecord({ ...update, at })))
    try {
      await writeWhole(this.#file, bytes)
      if (!WRITES_ARE_SYNCED) await this.#file.datasync()
    } catch (error) {
      // It may end in half a record now, and what comes after that would never be read.
      const broken = this.#file
      this.#file = null
      await broken.close().catch(() => undefined)
      throw error
    }
    this.#byteLength += bytes.length
  }

  /**
   * Begins a new file; the returned function removes the ones before it. Call that when everything
   * appended so far is safe elsewhere.
   */
  async rotate(): Promise<() => Promise<void>> {
    await this.#file?.close()
    this.#file = null
    this.#byteLength = 0
    const last = this.#number
    return async () => {
      for (const name of await this.#listFiles()) {
        if (numberOf(name) <= last) await rm(join(this.#folder, name), { force: true })
      }
    }
  }

  async close(): Promise<void> {
    await this.#file?.close()
    this.#file = null
  }

  async #openNext(): Promise<FileHandle> {
    this.#number += 1
    const name = `${String(this.#number).padStart(8, "0")}.journal`
    const file = await open(join(this.#folder, name), APPEND_NEW)
    // The name must be on the disk too.
    const folder = await open(this.#folder, "r")
    await folder.sync()
    await folder.close()
    return file
  }

  async #listFiles(): Promise<string[]> {
    return (await readdir(this.#folder)).filter((name) => FILE_NAME.test(name)).toSorted()
  }
}

async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, written)
    written += bytesWritten
  }
}

function numberOf(name: string): number {
  return Number(FILE_NAME.exec(name)?.[1] ?? 0)
}

function encodeRecord(record: DatedUpdate): Uint8Array[] {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, record.storyboardId)
  encoding.writeVarUint(encoder, record.seq)
  encoding.writeVarString(encoder, record.actor)
  encoding.writeVarUint(encoder, record.at)
  encoding.writeVarUint8Array(encoder, record.update)
  const body = encoding.toUint8Array(encoder)
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt32LE(body.length, 0)
  head.writeUInt32LE(crc32(body), 4)
  return [head, body]
}

function* parseRecords(bytes: Buffer): Generator<DatedUpdate> {
  for (let offset = 0; offset + HEAD_BYTES <= bytes.length;) {
    const length = bytes.readUInt32LE(offset)
    const start = offset + HEAD_BYTES
    const body = bytes.subarray(start, start + length)
    if (body.length < length || crc32(body) !== bytes.readUInt32LE(offset + 4)) return
    const decoder = decoding.createDecoder(body)
    yield {
      storyboardId: decoding.readVarString(decoder),
      seq: decoding.readVarUint(decoder),
      actor: decoding.readVarString(decoder),
      at: decoding.readVarUint(decoder),
      update: decoding.readVarUint8Array(decoder),
    }
    offset = start + length
  }
}
