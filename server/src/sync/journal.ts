import { write } from "node:fs"
import { type FileHandle, constants, mkdir, open, readdir, readFile, rm } from "node:fs/promises"
import { join } from "node:path"
import { platform } from "node:process"
import { crc32 } from "node:zlib"
import * as decoding from "lib0/decoding"
import type { DatedUpdate, LoggedUpdate } from "./doc-log.ts"

const HEAD_BYTES = 8
/** Elsewhere the flag is missing or promises less than an fsync. */
const WRITES_ARE_SYNCED = platform === "linux"
const WRITE_NEW =
  constants.O_WRONLY |
  constants.O_CREAT |
  constants.O_EXCL |
  // One way to the disk and back instead of two.
  (WRITES_ARE_SYNCED ? constants.O_DSYNC : 0)
/**
 * Zeros are written ahead, so much at once: a write that does not make the file longer takes the
 * disk half as long. What is large is not worth being written twice.
 */
const AHEAD = Buffer.alloc(256 * 1024)
const LARGE_BYTES = 64 * 1024
const FILE_NAME = /^(\d{8})\.journal$/

/**
 * Updates on their way into a database that does not fsync: appended and fsynced before anybody is
 * told, read again at the next start, thrown away once the database's own files are on the disk.
 *
 * A file is records, each a length and a CRC-32 (little-endian, four bytes each) and the encoded
 * update; it ends at a length of 0 or at the first record that is not whole.
 */
export class Journal {
  readonly #folder: string
  #file: FileHandle | null = null
  #number = 0
  #byteLength = 0
  /** Of the file that is written: its records, and what is there for them. */
  #fileBytes = 0
  #roomBytes = 0
  #hasOldFiles = false

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Bytes written since the last `rotate`. */
  get byteLength(): number {
    return this.#byteLength
  }

  /** Nothing was appended that is not known to be safe elsewhere. */
  get isEmpty(): boolean {
    return this.#byteLength === 0 && !this.#hasOldFiles
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

  /** Resolves when the updates are on the disk. When it rejects, none of them is read again. */
  async append(updates: readonly LoggedUpdate[], at: number): Promise<void> {
    this.#file ??= await this.#openNext()
    const bytes = encodeRecords(updates, at)
    try {
      await this.#write(this.#file, bytes)
      if (!WRITES_ARE_SYNCED) await this.#file.datasync()
    } catch (error) {
      // It may hold records that nobody was told of, or end in half a one, after which nothing
      // would ever be read.
      const broken = this.#file
      this.#file = null
      await broken.truncate(this.#fileBytes).catch(() => undefined)
      await broken.close().catch(() => undefined)
      throw error
    }
    this.#fileBytes += bytes.length
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
    this.#hasOldFiles = true
    const last = this.#number
    return async () => {
      for (const name of await this.#listFiles()) {
        if (numberOf(name) <= last) await rm(join(this.#folder, name), { force: true })
      }
      this.#hasOldFiles = false
    }
  }

  async close(): Promise<void> {
    await this.#file?.close()
    this.#file = null
  }

  async #openNext(): Promise<FileHandle> {
    this.#number += 1
    this.#fileBytes = this.#roomBytes = 0
    const name = `${String(this.#number).padStart(8, "0")}.journal`
    const file = await open(join(this.#folder, name), WRITE_NEW)
    // The name must be on the disk too.
    const folder = await open(this.#folder, "r")
    await folder.sync()
    await folder.close()
    return file
  }

  async #write(file: FileHandle, bytes: Uint8Array): Promise<void> {
    const start = this.#fileBytes
    const end = start + bytes.length
    if (end > this.#roomBytes && bytes.length < LARGE_BYTES) {
      await writeWhole(file, AHEAD, start)
      this.#roomBytes = start + AHEAD.length
    }
    await writeWhole(file, bytes, start)
    this.#roomBytes = Math.max(this.#roomBytes, end)
  }

  async #listFiles(): Promise<string[]> {
    return (await readdir(this.#folder)).filter((name) => FILE_NAME.test(name)).toSorted()
  }
}

async function writeWhole({ fd }: FileHandle, bytes: Uint8Array, start: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const rest = written === 0 ? bytes : bytes.subarray(written)
    written += await writeSome(fd, rest, start + written)
  }
}

/** A file handle's own `write` costs twice as much, a hundred times a second. */
function writeSome(fd: number, bytes: Uint8Array, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    write(fd, bytes, 0, bytes.length, position, (error, written) =>
      error ? reject(error) : resolve(written),
    )
  })
}

function numberOf(name: string): number {
  return Number(FILE_NAME.exec(name)?.[1] ?? 0)
}

/** Of each record beside its texts and its update: the head and five numbers. */
const MAX_NUMBERS_BYTES = HEAD_BYTES + 5 * 8

function encodeRecords(updates: readonly LoggedUpdate[], at: number): Uint8Array {
  let most = 0
  for (const { storyboardId, actor, update } of updates) {
    most += MAX_NUMBERS_BYTES + 3 * (storyboardId.length + actor.length) + update.length
  }
  const bytes = Buffer.allocUnsafe(most)
  let end = 0
  for (const { storyboardId, seq, actor, update } of updates) {
    const start = end + HEAD_BYTES
    let offset = writeText(bytes, storyboardId, start)
    offset = writeNumber(bytes, seq, offset)
    offset = writeText(bytes, actor, offset)
    offset = writeNumber(bytes, at, offset)
    offset = writeNumber(bytes, update.length, offset)
    bytes.set(update, offset)
    offset += update.length
    bytes.writeUInt32LE(offset - start, end)
    bytes.writeUInt32LE(crc32(bytes.subarray(start, offset)), end + 4)
    end = offset
  }
  return bytes.subarray(0, end)
}

function writeText(bytes: Buffer, text: string, offset: number): number {
  const length = Buffer.byteLength(text)
  const start = writeNumber(bytes, length, offset)
  return start + bytes.write(text, start)
}

/** As lib0's `writeVarUint`. */
function writeNumber(bytes: Buffer, value: number, offset: number): number {
  let at = offset
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) {
    bytes[at] = 0x80 | (rest % 128)
    at += 1
  }
  bytes[at] = rest
  return at + 1
}

function* parseRecords(bytes: Buffer): Generator<DatedUpdate> {
  for (let offset = 0; offset + HEAD_BYTES <= bytes.length;) {
    const length = bytes.readUInt32LE(offset)
    const start = offset + HEAD_BYTES
    const body = bytes.subarray(start, start + length)
    if (length === 0 || body.length < length || crc32(body) !== bytes.readUInt32LE(offset + 4))
      return
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
