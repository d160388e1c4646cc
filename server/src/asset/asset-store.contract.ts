import { createHash } from "node:crypto"
import { describe, expect, it } from "vitest"
import type { AssetStore } from "./asset-store.ts"

const nameOf = (content: Uint8Array) => createHash("sha256").update(content).digest("hex")

const bytes = new Uint8Array([0, 1, 2, 255])
const name = nameOf(bytes)
const rendition = `${name}-640.webp`

/** What every store of assets keeps to. */
export function describeAssetStore(kind: string, create: () => Promise<AssetStore>): void {
  describe(`an asset store (${kind})`, () => {
    it("gives back the bytes that were saved", async () => {
      const store = await create()
      await store.save(name, bytes)
      expect(new Uint8Array((await store.load(name)) ?? [])).toEqual(bytes)
      expect(await store.has(name)).toBe(true)
    })

    it("knows nothing of a name that was never saved", async () => {
      const store = await create()
      expect(await store.load(name)).toBeNull()
      expect(await store.has(name)).toBe(false)
    })

    it("never overwrites what a name stands for", async () => {
      const store = await create()
      await store.save(rendition, bytes)
      await store.save(rendition, new Uint8Array([9]))
      expect(new Uint8Array((await store.load(rendition)) ?? [])).toEqual(bytes)
    })

    it("refuses bytes that are not those of the id", async () => {
      const store = await create()
      await expect(store.save(name, new Uint8Array([9]))).rejects.toThrow(
        "not the bytes of that asset",
      )
      expect(await store.has(name)).toBe(false)
    })

    it("keeps nothing but the bytes that it was given, whatever holds them", async () => {
      const store = await create()
      const within = new Uint8Array([7, ...bytes, 7]).subarray(1, bytes.length + 1)
      await store.save(name, within)
      within.fill(9)
      expect(new Uint8Array((await store.load(name)) ?? [])).toEqual(bytes)
    })

    it("keeps an asset of the largest size", async () => {
      const store = await create()
      const large = new Uint8Array(25 * 1024 * 1024).fill(3)
      await store.save(nameOf(large), large)
      const loaded = await store.load(nameOf(large))
      expect(loaded?.length).toBe(large.length)
      expect(nameOf(loaded ?? bytes)).toBe(nameOf(large))
    })

    it("says that it can be used, and saves nothing by that", async () => {
      const store = await create()
      await store.check()
      expect(await store.has(nameOf(new Uint8Array()))).toBe(false)
    })

    it("keeps one whole copy when many save the same at once", async () => {
      const store = await create()
      await Promise.all(Array.from({ length: 20 }, () => store.save(name, bytes)))
      expect(new Uint8Array((await store.load(name)) ?? [])).toEqual(bytes)
    })

    it("keeps a rendition apart from its asset", async () => {
      const store = await create()
      await store.save(name, bytes)
      await store.save(rendition, new Uint8Array([7]))
      expect(new Uint8Array((await store.load(rendition)) ?? [])).toEqual(new Uint8Array([7]))
      expect(new Uint8Array((await store.load(name)) ?? [])).toEqual(bytes)
    })

    it.each(["", "..", "../secret", `${name}/../x`, `${rendition}/..`, name.toUpperCase()])(
      "refuses the name %j",
      async (bad) => {
        const store = await create()
        await expect(store.save(bad, bytes)).rejects.toThrow("not the name of an asset")
        await expect(store.load(bad)).rejects.toThrow("not the name of an asset")
      },
    )
  })
}
