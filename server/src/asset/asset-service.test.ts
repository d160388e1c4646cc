import { createHash } from "node:crypto"
import { createStoryboardId, type Actor, type PersonId, type Role } from "@panelwright/core"
import sharp from "sharp"
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest"
import type { Database } from "../database/database.ts"
import { closeTestDatabases, openTestDatabase } from "../database/testing/test-database.ts"
import { createAssetService, type AssetService } from "./asset-service.ts"
import type { AssetStore } from "./asset-store.ts"
import { createMemoryAssetStore } from "./backends/memory.ts"
import { createRenditions, fitRenditionWidth } from "./rendition.ts"

const storyboardId = createStoryboardId("one")
const picture = (background: string) =>
  sharp({ create: { width: 800, height: 400, channels: 3, background } })
    .png()
    .toBuffer()

const createActor = (personId: string | null, role?: Role): Actor => ({
  kind: personId === null ? "guest" : "person",
  id: personId ?? "link:x",
  personId: personId as PersonId | null,
  name: "Somebody",
  colour: "#000000",
  installationRole: personId === null ? "guest" : "member",
  ceiling: "owner",
  roles: new Map(role ? [[storyboardId, role]] : []),
})

let database: Database
let store: AssetStore
let assets: AssetService

vi.setConfig({ hookTimeout: 90_000, testTimeout: 60_000 })

beforeEach(async () => {
  database = await openTestDatabase()
  store = createMemoryAssetStore()
  assets = createAssetService({
    database,
    store,
    renditions: createRenditions({ assets: store, store }),
  })
  await database.sql`
    insert into person (id, name, colour) values ('person:a', 'A', '#111111'), ('person:b', 'B', '#222222')`
  await database.sql`insert into storyboard (id, title) values (${storyboardId}, 'One')`
})

afterAll(closeTestDatabases)

const save = async (
  bytes: Uint8Array,
  createdBy = "person:a",
  storyboard: string | null = null,
) => {
  const saved = await assets.saveAsset({ bytes, createdBy, storyboardId: storyboard })
  if (!saved.ok) throw new Error(saved.failure.kind)
  return saved.value
}

describe("assets", () => {
  it("are named by what they contain and kept once", async () => {
    const bytes = await picture("#336699")
    const first = await save(bytes)
    const second = await save(bytes, "person:b")
    expect(first).toEqual({
      id: createHash("sha256").update(bytes).digest("hex"),
      mediaType: "image/png",
      width: 800,
      height: 400,
      byteLength: bytes.length,
    })
    expect(second).toEqual(first)
    expect(await assets.findAsset(first.id)).toEqual(first)
    expect(Buffer.from((await assets.loadAsset(first.id)) ?? [])).toEqual(bytes)
  })

  it("leave nothing behind when they are refused", async () => {
    const refused = await assets.saveAsset({
      bytes: new TextEncoder().encode("<svg/>"),
      createdBy: "person:a",
      storyboardId,
    })
    expect(refused).toEqual({ ok: false, failure: { kind: "asset-type", looksLike: "svg" } })
    expect(await database.sql`select 1 from asset`).toHaveLength(0)
  })

  it("can be seen by everybody who uploaded them, and by nobody else", async () => {
    const bytes = await picture("#336699")
    const { id } = await save(bytes, "person:a")
    expect(await assets.mayRead(createActor("person:a"), id)).toBe(true)
    expect(await assets.mayRead(createActor("person:b"), id)).toBe(false)
    expect(await assets.mayRead(createActor(null, "viewer"), id)).toBe(false)
    await save(bytes, "person:b")
    expect(await assets.mayRead(createActor("person:b"), id)).toBe(true)
  })

  it("can be seen by the readers of a storyboard that uses them", async () => {
    const { id } = await save(await picture("#224466"), "link:guest", storyboardId)
    expect(await assets.mayRead(createActor("person:b", "viewer"), id)).toBe(true)
    expect(await assets.mayRead(createActor(null, "viewer"), id)).toBe(true)
    expect(await assets.mayRead(createActor("person:b"), id)).toBe(false)
  })

  it("are served smaller in fixed steps, made once and never enlarged", async () => {
    const { id } = await save(await picture("#224466"))
    let saves = 0
    const counting = {
      ...store,
      save: async (name: string, bytes: Uint8Array) => {
        saves += 1
        await store.save(name, bytes)
      },
    }
    const renditions = createRenditions({ assets: store, store: counting })
    const made = await Promise.all([1, 2, 3].map(() => renditions.load(id, 320)))
    expect(saves).toBe(1)
    const [first] = made
    expect(await sharp(first ?? undefined).metadata()).toMatchObject({
      format: "webp",
      width: 320,
      height: 160,
    })
    const large = await renditions.load(id, 1920)
    expect(await sharp(large ?? undefined).metadata()).toMatchObject({ width: 800 })
    expect([1, 160, 161, 1000, 9000].map(fitRenditionWidth)).toEqual([160, 160, 320, 1280, 1920])
  })
})
