import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { AssetStoreError } from "../asset/asset-store-error.ts"
import type { AssetStore } from "../asset/asset-store.ts"
import { createMemoryAssetStore } from "../asset/backends/memory.ts"
import { picture, startTestServer, type TestServer } from "./testing/test-server.ts"

/** A store that can be taken away. */
function createAwayStore(): AssetStore & { away: boolean } {
  const kept = createMemoryAssetStore()
  const work = <Value>(value: () => Promise<Value>): Promise<Value> =>
    store.away
      ? Promise.reject(
          new AssetStoreError({
            kind: "bucket-unreachable",
            bucket: "boards",
            host: "s3.example",
            reason: "it answers SlowDown",
          }),
        )
      : value()
  const store = {
    away: false,
    has: (name: string) => work(() => kept.has(name)),
    save: (name: string, bytes: Uint8Array) => work(() => kept.save(name, bytes)),
    load: (name: string) => work(() => kept.load(name)),
    check: () => work(() => kept.check()),
  }
  return store
}

const store = createAwayStore()
let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ assetStore: store })
})
afterAll(() => server.close())

const ready = async () => {
  const response = await server.call({}, "GET", "/readyz")
  return [response.status, await response.text()]
}

describe("a server whose store of pictures is away", () => {
  it("stays ready and says what it is without", async () => {
    store.away = false
    expect(await ready()).toEqual([200, "ready\n"])
    store.away = true
    server.clock.now += 60_000
    expect(await ready()).toEqual([200, "ready\nwithout: assets\n"])
    store.away = false
    server.clock.now += 60_000
    expect(await ready()).toEqual([200, "ready\n"])
  })

  it("refuses a picture with a reason, keeps words, and takes the picture later", async () => {
    const bytes = await picture("#aa5511")
    const upload = () => server.call(server.owner, "POST", "/api/v1/assets", bytes)
    store.away = true
    const refused = await upload()
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ kind: "assets-unavailable" })
    await server.createStoryboard()
    store.away = false
    expect((await upload()).status).toBe(201)
  })
})
