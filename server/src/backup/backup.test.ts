import { mkdtemp, open, readFile, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"
import { createMemoryAssetStore } from "../asset/backends/memory.ts"
import { createSignIn } from "../auth/sign-in.ts"
import type { Database } from "../database/database.ts"
import { closeTestDatabases, openTestDatabase } from "../database/testing/test-database.ts"
import {
  ownerToken,
  password,
  picture,
  startTestServer,
  type TestServer,
} from "../http/testing/test-server.ts"
import { checkBackup, readEntries } from "./read-backup.ts"
import { restoreBackup } from "./restore-backup.ts"
import { listTables } from "./table.ts"

vi.setConfig({ hookTimeout: 90_000, testTimeout: 60_000 })

const owner = { token: ownerToken }
let source: TestServer
let target: Database
let folder: string
let path: string
const pictures = createMemoryAssetStore()

beforeAll(async () => {
  source = await startTestServer({ assetStore: pictures })
})
afterAll(async () => {
  await source.close()
  await closeTestDatabases()
})
beforeEach(async () => {
  target = await openTestDatabase({ kind: "server" })
  folder = await mkdtemp(join(tmpdir(), "panelwright-backup-"))
  path = join(folder, "all.tar")
})
afterEach(async () => {
  await target.close()
  await rm(folder, { recursive: true, force: true })
})

const download = async () => {
  const response = await source.call(owner, "GET", "/api/v1/backup")
  expect(response.status).toBe(200)
  await writeFile(path, new Uint8Array(await response.arrayBuffer()))
}

const restore = async (assetStore = createMemoryAssetStore(), sql = target.sql) =>
  restoreBackup({ path, backup: await checkBackup(path), sql, assetStore, place: "The place" })

/** Every row of every table as PostgreSQL writes it. */
async function listRows(sql: Database["sql"]) {
  const rows: Record<string, unknown[]> = {}
  for (const table of await listTables(sql)) {
    const found = await sql`
      select to_jsonb(source)::text as row from ${sql(table)} as source order by 1`
    rows[table] = found.map(({ row }) => row as unknown)
  }
  return rows
}

describe("a backup", () => {
  it("restores an installation into an empty place: rows, pictures, people", async () => {
    const { storyboardId } = await source.createPanel()
    await source.createPerson("mara@example.org", storyboardId, "editor")
    await source.createGuest(storyboardId, "viewer")
    const uploaded = await source.call(owner, "POST", "/api/v1/assets", await picture("#884422"))
    const { id: assetId } = (await uploaded.json()) as { id: string }
    await source.sql`
      insert into ledger (job_id, storyboard_id, payer, provider, day, state, reserved, created_at)
      values ('job:1', ${storyboardId}, 'person:1', 'openai', '2027-01-15', 'reserved', 7, now())`
    await download()
    const before = await listRows(source.sql)
    const store = createMemoryAssetStore()
    const report = await restore(store)
    expect(report).toMatchObject({ storyboards: 1, missing: [] })
    expect(await listRows(target.sql)).toEqual(before)
    expect(before["doc_update"]?.length).toBeGreaterThan(0)
    expect(await store.load(assetId)).toEqual(await pictures.load(assetId))
    const signedIn = await createSignIn({ sql: target.sql, clock: Date.now }).withPassword({
      email: "mara@example.org",
      password,
      address: "127.0.0.1",
    })
    expect(signedIn.ok).toBe(true)
    const [next] = await target.sql<{ id: number }[]>`
      insert into activity (storyboard_id, actor, kind) values (${storyboardId}, 'a', 'b') returning id`
    expect(next?.id).toBeGreaterThan(before["activity"]?.length ?? 0)
  })

  it("holds no session and no sign-in link", async () => {
    await download()
    const [session] = await source.sql<{ hash: string }[]>`
      select encode(token_hash, 'hex') as hash from session limit 1`
    expect(session?.hash).toMatch(/^[0-9a-f]{64}$/)
    const { contents } = await checkBackup(path)
    expect(contents.chunks.map(({ table }) => table)).not.toContain("session")
    expect(contents.chunks.map(({ table }) => table)).not.toContain("sign_in_link")
  })

  it("ends jobs that were not done, so that nothing is paid twice", async () => {
    const { storyboardId } = await source.createPanel()
    await source.sql`
      insert into job (id, storyboard_id, panel_id, state, operation, provider, request,
        request_hash, created_by, sent_at)
      values
        ('job:waits', ${storyboardId}, 'panel:1', 'waiting', 'generate', 'sketch', '{}', 'h', 'a', null),
        ('job:sent', ${storyboardId}, 'panel:1', 'running', 'generate', 'sketch', '{}', 'h', 'a', now())`
    await download()
    await source.sql`delete from job where id in ('job:waits', 'job:sent')`
    await restore()
    const jobs = await target.sql`
      select id, state, failure from job where id in ('job:waits', 'job:sent') order by id`
    expect(jobs).toMatchObject([
      { id: "job:sent", state: "unknown", failure: { kind: "interrupted", billed: true } },
      { id: "job:waits", state: "canceled", failure: null },
    ])
  })

  it("refuses a place that has something in it, and leaves it as it is", async () => {
    await download()
    await target.sql`insert into person (id, name, colour) values ('person:1', 'Ann', '#000000')`
    await expect(restore()).rejects.toThrow("The place is not empty (rows in person).")
    const [row] = await target.sql`select count(*)::int as count from person`
    expect(row?.["count"]).toBe(1)
  })

  it("can be restored again after an attempt that was broken off", async () => {
    await download()
    const failing = { ...createMemoryAssetStore(), save: () => Promise.reject(new Error("full")) }
    await source.call(owner, "POST", "/api/v1/assets", await picture("#101010"))
    await download()
    await expect(restore(failing)).rejects.toThrow("full")
    expect(await restore()).toMatchObject({ missing: [] })
    expect(await listRows(target.sql)).toEqual(await listRows(source.sql))
  })

  it.each([
    ["broken off", () => truncate(0.6)],
    ["empty", () => truncate(0)],
    ["with other rows", () => overwrite("tables/person")],
    ["with another picture", () => overwrite("assets/")],
  ])("that is damaged is refused before anything is written: %s", async (_what, damage) => {
    await source.call(owner, "POST", "/api/v1/assets", await picture("#202020"))
    await source.createPanel()
    await download()
    await damage()
    await expect(restore()).rejects.toThrow(path)
    expect((await listRows(target.sql))["person"]).toEqual([])
  })

  it("of a newer release or of something else is refused by name", async () => {
    await writeFile(path, "Not a tar file at all.".repeat(100))
    await expect(checkBackup(path)).rejects.toThrow(path)
    await expect(checkBackup(join(folder, "none.tar"))).rejects.toThrow("there is no such file")
    await download()
    const bytes = await readFile(path, "latin1")
    await writeFile(path, bytes.replace('"format": 1', '"format": 2'), "latin1")
    await expect(checkBackup(path)).rejects.toThrow("was made by a newer release (0.0.0-test)")
  })

  it("names pictures that were missing when it was made", async () => {
    const id = "ab".repeat(32)
    await source.sql`insert into asset (id, media_type, byte_length) values (${id}, 'image/png', 1)`
    await download()
    await source.sql`delete from asset where id = ${id}`
    expect((await restore()).missing).toEqual([id])
  })

  it("is for the owner, and one at a time", async () => {
    const { storyboardId } = await source.createPanel()
    const editor = await source.createPerson("ed@example.org", storyboardId, "editor")
    expect((await source.call(editor, "GET", "/api/v1/backup")).status).toBe(403)
    expect((await source.call({}, "GET", "/api/v1/backup")).status).toBe(401)
    const [one, other] = await Promise.all([
      source.call(owner, "GET", "/api/v1/backup"),
      source.call(owner, "GET", "/api/v1/backup"),
    ])
    expect(new Set([one.status, other.status])).toEqual(new Set([200, 409]))
    await Promise.all([one.arrayBuffer(), other.arrayBuffer()])
    await download()
  })
})

async function truncate(share: number) {
  const { size } = await stat(path)
  const file = await open(path, "r+")
  await file.truncate(Math.floor(size * share))
  await file.close()
}

async function overwrite(name: string) {
  for await (const entry of readEntries(path)) {
    if (!entry.name.startsWith(name)) continue
    const at = (await readFile(path)).indexOf(entry.bytes)
    const file = await open(path, "r+")
    const last = entry.bytes.at(-1) ?? 0
    await file.write(Buffer.from([last ^ 255]), 0, 1, at + entry.bytes.length - 1)
    await file.close()
    return
  }
}
