import { createHash } from "node:crypto"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type { AssetStore } from "../asset/asset-store.ts"
import { createDiskAssetStore } from "../asset/backends/disk.ts"
import { createMemoryAssetStore } from "../asset/backends/memory.ts"
import { copyAssets } from "./copy-assets.ts"

const pictures = Array.from({ length: 20 }, (_, index) => new Uint8Array([index, 1, 2]))
const nameOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")

let folder: string
let from: AssetStore
const lines: string[] = []
const print = (line: string) => void lines.push(line)

beforeEach(async () => {
  lines.length = 0
  folder = await mkdtemp(join(tmpdir(), "panelwright-copy-"))
  from = createDiskAssetStore(folder)
  for (const bytes of pictures) await from.save(nameOf(bytes), bytes)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe("a copy of assets into another store", () => {
  it("takes all pictures and nothing else that lies in the folder", async () => {
    const to = createMemoryAssetStore()
    await writeFile(join(folder, "notes.txt"), "not a picture")
    await copyAssets({ folder, from, to, print })
    const [first = new Uint8Array()] = pictures
    expect(await to.load(nameOf(first))).toEqual(first)
    expect(lines).toEqual(["20 pictures, 20 copied, 0 there already"])
  })

  it("goes on where an earlier one was broken off", async () => {
    const kept = createMemoryAssetStore()
    let room = 7
    const small: AssetStore = {
      ...kept,
      save: async (name, bytes) => {
        if ((room -= 1) < 0) throw new Error("the connection is gone")
        await kept.save(name, bytes)
      },
    }
    await expect(copyAssets({ folder, from, to: small, print })).rejects.toThrow("is gone")
    await copyAssets({ folder, from, to: kept, print })
    expect(lines).toEqual(["20 pictures, 13 copied, 7 there already"])
    await copyAssets({ folder, from, to: kept, print })
    expect(lines.at(-1)).toBe("20 pictures, 0 copied, 20 there already")
  })

  it("has nothing to do where there never was a picture", async () => {
    const options = { folder: join(folder, "none"), from, to: createMemoryAssetStore(), print }
    await copyAssets(options)
    expect(lines).toEqual(["0 pictures, 0 copied, 0 there already"])
  })
})
