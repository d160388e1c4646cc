import { createWriteStream } from "node:fs"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ApiClient } from "./client.ts"
import { CommandError } from "./command-error.ts"

/** Writes an export to `out`, or under its own name into the current folder. */
export async function exportFile(
  client: ApiClient,
  options: {
    readonly storyboardId: string
    readonly format: string
    readonly out: string | null
    readonly print: (line: string) => void
  },
): Promise<void> {
  const { storyboardId, format, out, print } = options
  const parameters = new URLSearchParams({ format })
  const response = await client.download(
    `/storyboards/${storyboardId}/export?${parameters.toString()}`,
  )
  const disposition = response.headers.get("content-disposition") ?? ""
  const path = out ?? /filename="([^"/\\]+)"/.exec(disposition)?.[1] ?? `storyboard.${format}`
  if (response.body === null) throw new CommandError("The server sent no file.")
  await pipeline(Readable.fromWeb(response.body), createWriteStream(path))
  print(path)
}
