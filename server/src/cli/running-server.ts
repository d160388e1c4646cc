import { mkdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"

const runningSchema = z.object({
  pid: z.number().int(),
  url: z.string(),
  /** An owner's bearer token that lives as long as the process. */
  token: z.string(),
})

export type RunningServer = z.infer<typeof runningSchema>

const toPath = (dataDir: string) => join(dataDir, "running.json")

/** Tells other commands on this machine how to reach the server. Whoever can read it can read the data anyway. */
export async function announceServer(dataDir: string, running: RunningServer): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const path = toPath(dataDir)
  await rm(path, { force: true })
  await writeFile(path, JSON.stringify(running), { mode: 0o600, flag: "wx" })
}

export async function retractServer(dataDir: string, pid: number): Promise<void> {
  const running = await readAnnouncement(dataDir)
  if (running?.pid === pid) await rm(toPath(dataDir), { force: true })
}

/** Null: none is running for this folder. */
export async function findRunningServer(dataDir: string): Promise<RunningServer | null> {
  const running = await readAnnouncement(dataDir)
  if (running === null) return null
  try {
    const response = await fetch(`${running.url}/api/v1/tokens`, {
      headers: { authorization: `Bearer ${running.token}` },
      signal: AbortSignal.timeout(3000),
    })
    return response.ok ? running : null
  } catch {
    return null
  }
}

async function readAnnouncement(dataDir: string): Promise<RunningServer | null> {
  try {
    return runningSchema.parse(JSON.parse(await readFile(toPath(dataDir), "utf8")))
  } catch {
    return null
  }
}
