import { createWriteStream } from "node:fs"
import { mkdir, rename, rm } from "node:fs/promises"
import { dirname } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { checkBackup } from "../backup/read-backup.ts"
import type { ApiClient } from "./client.ts"
import { CommandError } from "./command-error.ts"

/** Writes a backup to `path`, reads it back, and only then gives it its name. */
export async function makeBackup(
  client: ApiClient,
  options: { readonly path: string; readonly print: (line: string) => void },
): Promise<void> {
  const { path, print } = options
  const partial = `${path}.partial`
  const response = await client.download("/backup")
  if (response.body === null) throw new CommandError("The server sent no file.")
  try {
    await mkdir(dirname(path), { recursive: true })
    await pipeline(
      Readable.fromWeb(response.body),
      // Hashes of passwords are in it.
      createWriteStream(partial, { mode: 0o600 }),
    )
    const { contents } = await checkBackup(partial)
    await rename(partial, path)
    const rows = contents.chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
    print(`${path}: ${rows} rows, ${contents.assets} pictures`)
    for (const id of contents.missing) print(`missing already: picture ${id}`)
  } finally {
    await rm(partial, { force: true })
  }
}
