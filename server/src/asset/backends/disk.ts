import { randomUUID } from "node:crypto"
import { access, constants, link, mkdir, open, readFile, rm } from "node:fs/promises"
import { dirname, join } from "node:path"
import { AssetStoreError } from "../asset-store-error.ts"
import { checkAssetContent, checkAssetName, type AssetStore } from "../asset-store.ts"

/**
 * One file per asset in 256 folders by the first two digits. Bytes are written beside their place, fsynced and then
 * linked to it, so that a reader never sees half a file and an existing one is never replaced.
 */
export function createDiskAssetStore(folder: string): AssetStore {
  const toPath = (name: string) => {
    checkAssetName(name)
    return join(folder, name.slice(0, 2), name)
  }

  const has = async (name: string) => {
    try {
      await access(toPath(name))
      return true
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
  }

  return {
    has,
    async save(name, bytes) {
      checkAssetContent(name, bytes)
      const path = toPath(name)
      if (await has(name)) return
      await mkdir(dirname(path), { recursive: true })
      const temporary = `${path}.${randomUUID()}.part`
      try {
        await writeDurably(temporary, bytes)
        await link(temporary, path).catch((error: unknown) => {
          if (!hasCode(error, "EEXIST")) throw error
        })
      } finally {
        await rm(temporary, { force: true })
      }
      await syncFolder(dirname(path))
    },
    async load(name) {
      try {
        return await readFile(toPath(name))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async check() {
      try {
        await mkdir(folder, { recursive: true })
        await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause)
        throw new AssetStoreError({ kind: "folder-unusable", folder, reason }, { cause })
      }
    },
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx")
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A new name is durable only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, "r")
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const isMissing = (error: unknown) => hasCode(error, "ENOENT") || hasCode(error, "ENOTDIR")

const hasCode = (error: unknown, code: string) =>
  error instanceof Error && "code" in error && error.code === code
