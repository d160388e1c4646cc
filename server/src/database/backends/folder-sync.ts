import { open, readdir, stat } from "node:fs/promises"
import { join } from "node:path"

/**
 * Makes a function that fsyncs what changed in a folder since its last call: the first call goes
 * through everything.
 */
export function createFolderSync(): (folder: string) => Promise<void> {
  let last = 0
  return async (folder) => {
    const begun = Date.now()
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (entry.isFile() || entry.isDirectory()) await syncChanged(path, last)
    }
    await syncChanged(folder, 0)
    // File systems keep times in steps of up to two seconds.
    last = begun - 2_000
  }
}

async function syncChanged(path: string, since: number): Promise<void> {
  try {
    if ((await stat(path)).mtimeMs < since) return
    const file = await open(path, "r")
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    // PostgreSQL removes files of its own while we look.
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error
  }
}
