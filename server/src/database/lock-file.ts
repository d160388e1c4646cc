import { randomUUID } from "node:crypto"
import { mkdir, open, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises"
import { hostname } from "node:os"
import { dirname } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { z } from "zod"

const HEARTBEAT_MS = 5_000
const FOREIGN_STALE_MS = 30_000
const DECISION_STALE_MS = 10_000
const RETRY_MS = 25

const holderSchema = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  /** Tells a process from a later one with the same pid; null where the system does not say. */
  processMark: z.string().nullable(),
  token: z.string(),
})
type Holder = z.infer<typeof holderSchema>

export interface LockFile {
  release(): Promise<void>
}

/** Another process has the file. `pid` is null when the file cannot be read as a lock. */
export class LockHeldError extends Error {
  readonly path: string
  readonly pid: number | null

  constructor(path: string, holder: Holder | null, host: string) {
    const where = holder && holder.host !== host ? ` on ${holder.host}` : ""
    super(
      holder
        ? `${dirname(path)} is in use by process ${holder.pid}${where}. End it, or use another DATA_DIR. (lock: ${path})`
        : `${path} exists and is not a lock of ours. Remove it when no other process uses ${dirname(path)}.`,
    )
    this.name = "LockHeldError"
    this.path = path
    this.pid = holder?.pid ?? null
  }
}

/**
 * Takes an exclusive lock against other processes on this folder. A lock whose process is gone is
 * taken over: on this host by asking for the process, on another host (a container that was
 * replaced) by a heartbeat that stopped for 30 s.
 */
export async function takeLockFile(path: string): Promise<LockFile> {
  await mkdir(dirname(path), { recursive: true })
  const mine: Holder = {
    pid: process.pid,
    host: hostname(),
    processMark: await readProcessMark(process.pid),
    token: randomUUID(),
  }
  for (let attempt = 0; attempt < 40; attempt += 1) {
    if (await createExclusive(path, mine)) return hold(path, mine)
    const holder = await loadHolder(path)
    if (holder === "gone") continue
    if (holder === "unreadable" || (await isAlive(path, holder, mine))) {
      throw new LockHeldError(path, holder === "unreadable" ? null : holder, mine.host)
    }
    if (await replaceDead(path, holder, mine)) return hold(path, mine)
  }
  throw new LockHeldError(path, null, mine.host)
}

function hold(path: string, mine: Holder): LockFile {
  const heartbeat = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => undefined)
  }, HEARTBEAT_MS)
  heartbeat.unref()
  return {
    release: async () => {
      clearInterval(heartbeat)
      const holder = await loadHolder(path)
      if (typeof holder === "object" && holder.token === mine.token) await rm(path, { force: true })
    },
  }
}

async function createExclusive(path: string, holder: Holder): Promise<boolean> {
  try {
    const file = await open(path, "wx")
    await file.writeFile(toText(holder))
    await file.close()
    return true
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false
    throw error
  }
}

async function loadHolder(path: string): Promise<Holder | "gone" | "unreadable"> {
  // A lock that is just being made is empty for a moment.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    try {
      const text = await readFile(path, "utf8")
      if (text !== "") return parseHolder(text)
    } catch (error) {
      if (hasCode(error, "ENOENT")) return "gone"
      throw error
    }
    await wait(RETRY_MS)
  }
  return "unreadable"
}

function parseHolder(text: string): Holder | "unreadable" {
  try {
    const parsed = holderSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : "unreadable"
  } catch {
    return "unreadable"
  }
}

async function isAlive(path: string, holder: Holder, mine: Holder): Promise<boolean> {
  if (holder.host !== mine.host) {
    const { mtimeMs } = await stat(path)
    return Date.now() - mtimeMs < FOREIGN_STALE_MS
  }
  const mark = await readProcessMark(holder.pid)
  if (holder.processMark !== null && mine.processMark !== null) return mark === holder.processMark
  return holder.pid !== mine.pid && processExists(holder.pid)
}

/**
 * Replaces a dead lock by ours; false when somebody else was faster. Whoever made the file named
 * after the dead lock decides alone, and the lock itself changes in one rename, so that nobody can
 * remove the lock of the one who has just taken over.
 */
async function replaceDead(path: string, dead: Holder, mine: Holder): Promise<boolean> {
  const decision = `${path}.${dead.token}`
  if (!(await createExclusive(decision, mine))) {
    await dropAbandonedDecision(decision)
    return false
  }
  try {
    const holder = await loadHolder(path)
    if (typeof holder !== "object" || holder.token !== dead.token) return false
    const replacement = `${path}.${mine.token}`
    await writeFile(replacement, toText(mine))
    await rename(replacement, path)
    return true
  } finally {
    await rm(decision, { force: true })
  }
}

async function dropAbandonedDecision(decision: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(decision)
    if (Date.now() - mtimeMs > DECISION_STALE_MS) await rm(decision, { force: true })
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error
  }
  await wait(RETRY_MS)
}

/** Linux: the boot and the tick in which the process started. */
async function readProcessMark(pid: number): Promise<string | null> {
  try {
    const [boot, status] = await Promise.all([
      readFile("/proc/sys/kernel/random/boot_id", "utf8"),
      readFile(`/proc/${pid}/stat`, "utf8"),
    ])
    const afterName = status.slice(status.lastIndexOf(")") + 2).split(" ")
    return `${boot.trim()} ${afterName[19] ?? ""}`
  } catch {
    return null
  }
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error, "EPERM")
  }
}

function toText(holder: Holder): string {
  return `${JSON.stringify(holder)}\n`
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code
}
