import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { chown, mkdtemp, readdir, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import postgres from "postgres"

export interface ThrowawayServer {
  /** `postgres://…` of a superuser; its path names the maintenance database. */
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

const INSTALLATIONS = "/usr/lib/postgresql"

/** Starts a real PostgreSQL of this machine on a free port with a data folder of its own. */
export async function startThrowawayServer(): Promise<ThrowawayServer> {
  const programs = await findPrograms()
  const folder = await mkdtemp(join(tmpdir(), "panelwright-postgres-"))
  const user = serverUser()
  if (user) await chown(folder, user.uid, user.gid)
  const data = join(folder, "data")
  execFileSync(
    join(programs, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"],
    { ...user, cwd: folder, stdio: "pipe" },
  )
  const port = await findFreePort()
  const server = spawn(
    join(programs, "postgres"),
    ["-D", data, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1"],
    { ...user, cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
  )
  let said = ""
  server.stderr.on("data", (text: Buffer) => (said = (said + text.toString()).slice(-4000)))
  const exited = once(server, "exit")
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await waitUntilItAnswers(url, () => {
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said}`)
  })
  return {
    url,
    pid: server.pid ?? 0,
    stop: async () => {
      server.kill("SIGINT")
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function findPrograms(): Promise<string> {
  const versions = existsSync(INSTALLATIONS) ? await readdir(INSTALLATIONS) : []
  const newest = versions
    .filter((version) => existsSync(join(INSTALLATIONS, version, "bin", "postgres")))
    .toSorted((one, other) => Number(other) - Number(one))[0]
  if (newest === undefined) {
    throw new Error(
      "These tests need a PostgreSQL server: install Debian's package `postgresql`, or set TEST_DATABASE_URL to one that may create databases.",
    )
  }
  return join(INSTALLATIONS, newest, "bin")
}

/** PostgreSQL refuses to run as root. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  return { uid: idOfPostgres("-u"), gid: idOfPostgres("-g") }
}

function idOfPostgres(flag: "-u" | "-g"): number {
  return Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }))
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const address = probe.address()
  probe.close()
  await once(probe, "close")
  if (address === null || typeof address === "string") throw new Error("no port")
  return address.port
}

async function waitUntilItAnswers(url: string, checkAlive: () => void): Promise<void> {
  const deadline = Date.now() + 60_000
  for (;;) {
    checkAlive()
    const sql = postgres(url, { max: 1, connect_timeout: 2 })
    try {
      await sql`select 1`
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
}
