import { describe, expect, it } from "vitest"
import type { AssetStore } from "./asset-store.ts"

const name = "ab".repeat(32)
const bytes = new Uint8Array([0, 1, 2, 255])

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
      await store.save(name, bytes)
      await store.save(name, new Uint8Array([9]))
      expect(new Uint8Array((await store.load(name)) ?? [])).toEqual(bytes)
    })

    it("keeps one whole copy when many save the same at once", async () => {
      const store = await create()
      await Promise.all(Array.from({ length: 20 }, () => store.save(name, bytes)))
      expect(new Uint8Array((await store.load(name)) ?? [])).toEqual(bytes)
    })

    it("keeps a rendition apart from its asset", async () => {
      const store = await create()
      await store.save(name, bytes)
      await store.save(`${name}-640.webp`, new Uint8Array([7]))
      expect(new Uint8Array((await store.load(`${name}-640.webp`)) ?? [])).toEqual(
        new Uint8Array([7]),
      )
      expect(new Uint8Array((await store.load(name)) ?? [])).toEqual(bytes)
    })

    it.each(["", "..", "../secret", `${name}/../x`, `${name}-640.webp/..`, name.toUpperCase()])(
      "refuses the name %j",
      async (bad) => {
        const store = await create()
        await expect(store.save(bad, bytes)).rejects.toThrow("not the name of an asset")
        await expect(store.load(bad)).rejects.toThrow("not the name of an asset")
      },
    )
  })
}
