import { readdir } from "node:fs/promises"
import { isAssetName, type AssetStore } from "../asset/asset-store.ts"

const atOnce = 8

/**
 * Copies every asset of a folder into another store, and leaves the folder as it is. What is there already is passed
 * over, so that a copy that was broken off goes on where it was, and a last one while the server stands is short.
 */
export async function copyAssets(options: {
  readonly folder: string
  readonly from: AssetStore
  readonly to: AssetStore
  readonly print: (line: string) => void
}): Promise<void> {
  const { folder, from, to, print } = options
  const names = await listAssetNames(folder)
  const left = names.values()
  let copied = 0

  const copy = async () => {
    for (const name of left) {
      const bytes = (await to.has(name)) ? null : await from.load(name)
      if (bytes === null) continue
      await to.save(name, bytes)
      copied += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, copy))
  print(`${names.length} pictures, ${copied} copied, ${names.length - copied} there already`)
}

/** A folder that is not there has none. */
async function listAssetNames(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && isAssetName(entry.name))
      .map((entry) => entry.name)
      .toSorted()
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return []
    throw error
  }
}
