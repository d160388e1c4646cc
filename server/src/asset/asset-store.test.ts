import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, it } from "vitest"
import { describeAssetStore } from "./asset-store.contract.ts"
import { createDiskAssetStore } from "./backends/disk.ts"
import { createMemoryAssetStore } from "./backends/memory.ts"

const folders: string[] = []
const createFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), "panelwright-assets-"))
  folders.push(folder)
  return folder
}

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

describeAssetStore("memory", async () => createMemoryAssetStore())
describeAssetStore("disk", async () => createDiskAssetStore(join(await createFolder(), "assets")))

it("leaves no partial file behind on disk", async () => {
  const folder = await createFolder()
  const store = createDiskAssetStore(folder)
  const name = "541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53"
  await Promise.all([1, 2, 3].map(() => store.save(name, new Uint8Array(1000))))
  expect(await readdir(join(folder, name.slice(0, 2)))).toEqual([name])
})
