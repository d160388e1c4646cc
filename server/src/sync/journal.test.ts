import { execFileSync } from "node:child_process"
import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import * as Y from "yjs"
import { createMemoryBus } from "../bus/backends/memory.ts"
import { closeTestDatabases, openTestDatabase } from "../database/testing/test-database.ts"
import { silentLog } from "../log.ts"
import type { DocLog, LoggedUpdate } from "./doc-log.ts"
import { Journal } from "./journal.ts"
import { withJournal } from "./journaled-doc-log.ts"
import { createSync } from "./create-sync.ts"

const record = (seq: number, text: string, storyboardId = "storyboard:one"): LoggedUpdate => ({
  storyboardId,
  seq,
  actor: "person:ä",
  update: Buffer.from(text),
})
const texts = async (journal: Journal) =>
  (await journal.readAll()).map(({ seq, update }) => `${seq} ${Buffer.from(update).toString()}`)

describe("the journal", () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "panelwright-journal-"))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  afterAll(closeTestDatabases)

  const written = async (...batches: LoggedUpdate[][]) => {
    const journal = new Journal(folder)
    await journal.readAll()
    for (const batch of batches) await journal.append(batch, 1_700_000_000_000)
    return journal
  }
  const onlyFile = async () => join(folder, (await readdir(folder))[0] ?? "")

  it("gives back what was appended, in order and byte for byte", async () => {
    const journal = await written([record(1, "one"), record(2, "two")], [record(3, "")])
    await journal.close()
    expect(await new Journal(folder).readAll()).toEqual(
      [record(1, "one"), record(2, "two"), record(3, "")].map((update) => ({
        ...update,
        update: new Uint8Array(update.update),
        at: 1_700_000_000_000,
      })),
    )
  })

  it("keeps what comes after a write that found the disk full", async () => {
    const journal = await written([record(1, "one")])
    setFileSizeLimit(String((await findEnd(await onlyFile())) + 10))
    await expect(journal.append([record(2, "two")], 1)).rejects.toThrow("EFBIG")
    setFileSizeLimit("unlimited")
    await journal.append([record(2, "two")], 1)
    await journal.append([record(3, "three")], 1)
    await journal.close()
    expect(await texts(new Journal(folder))).toEqual(["1 one", "2 two", "3 three"])
  })

  it("hands on to the database nothing that is not on the disk", async () => {
    const stored: number[] = []
    const store: DocLog["store"] = async (updates) => {
      stored.push(...updates.map(({ seq }) => seq))
    }
    const journal = new Journal(folder)
    await journal.readAll()
    const database = { persist: async () => undefined }
    const gone = () => undefined
    const log = withJournal({ store } as DocLog, database, journal, { syncLog: silentLog, gone })
    const at = new Date(1_700_000_000_000)
    setFileSizeLimit("0")
    await expect(log.append([record(1, "one")], at)).rejects.toMatchObject({ code: "EFBIG" })
    setFileSizeLimit("unlimited")
    await log.stored()
    expect(stored).toEqual([])
    await log.append([record(1, "one")], at)
    await log.stored()
    expect(stored).toEqual([1])
    expect(await texts(new Journal(folder))).toEqual(["1 one"])
    await expect(log.append([{ ...record(2, ""), actor: "a\0b" }], at)).rejects.toMatchObject({
      code: "22021",
    })
    await log.rotate()
    expect(await readdir(folder)).toEqual([])
    await log.close()
  })

  it("keeps its files until the database has what is in them", async () => {
    let isAway = true
    const store: DocLog["store"] = async () => {
      if (isAway) throw new Error("away")
    }
    const journal = new Journal(folder)
    await journal.readAll()
    const log = withJournal({ store } as DocLog, { persist: async () => undefined }, journal, {
      syncLog: silentLog,
      gone: () => undefined,
    })
    await log.append([record(1, "one")], new Date(1_700_000_000_000))
    await expect(log.rotate()).rejects.toThrow("away")
    expect(await texts(new Journal(folder))).toEqual(["1 one"])
    isAway = false
    await log.rotate()
    expect(await readdir(folder)).toEqual([])
    await log.close()
  })

  it("ends at a record that was cut off or damaged, and keeps those before it", async () => {
    const journal = await written([record(1, "one")], [record(2, "two")])
    await journal.close()
    const file = await onlyFile()
    const whole = await readFile(file)
    await truncate(file, (await findEnd(file)) - 1)
    expect(await texts(new Journal(folder))).toEqual(["1 one"])
    await appendFile(file, Buffer.alloc(300, 7))
    expect(await texts(new Journal(folder))).toEqual(["1 one"])
    whole.writeUInt8(7, findEndOf(whole) - 1)
    await writeFile(file, whole)
    expect(await texts(new Journal(folder))).toEqual(["1 one"])
  })

  it("gives back small and large updates by turns, however many", async () => {
    const sizes = Array.from({ length: 60 }, (_, index) => (index % 3 === 2 ? 70_000 : 9000))
    const updates = sizes.map((size, index) => record(index + 1, String(index % 10).repeat(size)))
    const journal = await written(...updates.map((update) => [update]))
    await journal.close()
    const read = await new Journal(folder).readAll()
    expect(read.map(({ seq, update }) => [seq, Buffer.from(update).toString()])).toEqual(
      updates.map(({ seq, update }) => [seq, Buffer.from(update).toString()]),
    )
  })

  it("does not give back what it refused, also when that was written in part", async () => {
    const journal = await written([record(1, "one")])
    setFileSizeLimit(String((await findEnd(await onlyFile())) + 60))
    await expect(journal.append([record(2, "a"), record(3, "b")], 1)).rejects.toThrow("EFBIG")
    setFileSizeLimit("unlimited")
    await journal.close()
    expect(await texts(new Journal(folder))).toEqual(["1 one"])
  })

  it("lets the later of two records with one seq count", async () => {
    const journal = await written([record(1, "given up")], [record(1, "stored")])
    await journal.close()
    expect(await texts(new Journal(folder))).toEqual(["1 stored"])
  })

  it("forgets a file only when told that it is safe, and never the new one", async () => {
    const journal = await written([record(1, "old")])
    const removeOld = await journal.rotate()
    expect(journal.byteLength).toBe(0)
    await journal.append([record(2, "new")], 1)
    expect(await texts(new Journal(folder))).toEqual(["1 old", "2 new"])
    await removeOld()
    expect(await texts(new Journal(folder))).toEqual(["2 new"])
    await journal.close()
  })

  it("brings back at the next start what the database lost to a power cut", async () => {
    const database = await openTestDatabase()
    await database.sql`insert into storyboard (id, title) values ('storyboard:one', 'One')`
    const open = () =>
      createSync({
        database,
        dataDir: folder,
        bus: createMemoryBus(),
        log: silentLog,
        clock: Date.now,
      })
    const sync = open()
    await sync.changeDoc("storyboard:one", "api", (doc) => doc.getText("text").insert(0, "kept "))
    await sync.changeDoc("storyboard:one", "api", (doc) => doc.getText("text").insert(5, "whole"))
    // The journal as it was before a clean end removed it, and a database without its last commits.
    const saved = await new Journal(join(folder, "journal")).readAll()
    await sync.close()
    expect(await new Journal(join(folder, "journal")).readAll()).toEqual([])
    const left = new Journal(join(folder, "journal"))
    await left.readAll()
    await left.append(saved, 1_700_000_000_000)
    await left.close()
    await database.sql`delete from storyboard`

    const recovered = open()
    await recovered.ready
    const { doc, revision } = await recovered.loadDoc("storyboard:one")
    expect(doc.getText("text").toJSON()).toBe("kept whole")
    expect(revision).toBe(2)
    expect(await database.sql`select title from storyboard`).toEqual([
      { title: "Recovered storyboard" },
    ])
    await recovered.close()
    expect(doc).toBeInstanceOf(Y.Doc)
  })
})

/** Where the records end: none of these ends with a zero. */
const findEndOf = (bytes: Buffer) => bytes.findLastIndex((byte) => byte !== 0) + 1
const findEnd = async (file: string) => findEndOf(await readFile(file))

/** The kernel then refuses what would make a file of this process longer. */
function setFileSizeLimit(limit: string): void {
  execFileSync("prlimit", [`--pid=${process.pid}`, `--fsize=${limit}:unlimited`])
}
