import { readFile } from "node:fs/promises"
import { basename, extname } from "node:path"
import { defaultSettings, isFinal, jobSchema, storyboardIdSchema } from "@panelwright/core"
import { importReportSchema } from "@panelwright/core/protocol"
import { z } from "zod"
import type { ApiClient } from "./client.ts"
import { CommandError } from "./command-error.ts"

/** Brings a script into a new storyboard, or into one that is there, and waits for its pictures. */
export async function importFile(
  client: ApiClient,
  options: {
    readonly path: string
    readonly into: string | null
    readonly print: (line: string) => void
  },
): Promise<void> {
  const { path, into, print } = options
  const bytes = new Uint8Array(
    await readFile(path).catch((cause: unknown) => {
      throw new CommandError(`${path} cannot be read.`, { cause })
    }),
  )
  const id = into ?? (await createStoryboard(client))
  const report = await client.post(`/storyboards/${id}/import`, bytes, importReportSchema)
  if (into === null) await giveTitle(client, id, basename(path, extname(path)))
  for (const line of [...report.warnings, ...report.lost]) print(line)
  await waitForPictures(client, report.jobs.at(-1) ?? null, id)
  print(`${id}: ${report.scenes} scenes, ${report.shots} shots, ${report.panels} panels`)
}

async function createStoryboard(client: ApiClient): Promise<string> {
  const created = z.object({ id: storyboardIdSchema })
  return (await client.post("/storyboards", { title: defaultSettings.title }, created)).id
}

/** A script that gives no title of its own takes the file's name. */
async function giveTitle(client: ApiClient, id: string, name: string): Promise<void> {
  const { title } = await client.get(`/storyboards/${id}`, z.object({ title: z.string() }))
  if (title !== defaultSettings.title || name.trim() === "") return
  const changes = { title: name.trim().slice(0, 200) }
  const commands = [{ kind: "settings.update", changes }]
  await client.post(`/storyboards/${id}/commands`, { commands }, z.unknown())
}

async function waitForPictures(client: ApiClient, last: string | null, id: string): Promise<void> {
  if (last === null) return
  for (;;) {
    const jobs = await client.get(`/storyboards/${id}/jobs`, z.array(jobSchema))
    if (jobs.every(({ state }) => isFinal(state))) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
