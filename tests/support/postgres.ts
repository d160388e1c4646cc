import { execFileSync } from "node:child_process"
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { isExecutable, listPathFolders } from "./executable.ts"
import { findFreePort } from "./free-port.ts"
import { onCore, startProgram, type SystemUser } from "./program.ts"

export interface PostgresOptions {
  /** The only core that it runs on. */
  readonly core?: string
  /** As a server that people work on does. */
  readonly waitsForDisk?: boolean
}

export interface PostgresServer {
  /** A superuser's URL of the database `postgres`; whoever needs a clean one creates it there. */
  databaseUrl: string
  /** Of its first process, whose children serve the connections; a restart changes it. */
  readonly pid: number
  /** Ends the server as a crash would, and gives what starts it again on the same data and port. */
  crash(): Promise<() => Promise<void>>
  /** Ends the server and deletes its data. */
  stop(): Promise<void>
}

const debianFolder = "/usr/lib/postgresql"
const startDeadlineMilliseconds = 30_000
const superuser = "panelwright"
// Messages in the language of the pattern that waits for them; no PG… variable of the caller.
const environment = { PATH: process.env["PATH"], LC_ALL: "C" }

/** The newest folder that holds a PostgreSQL server's programs; null when there is none. */
export function findPostgresPrograms(): string | null {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : []
  const debian = versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(debianFolder, version, "bin"))
  const folder = [...debian, ...listPathFolders()].find(
    (candidate) =>
      isExecutable(join(candidate, "postgres")) && isExecutable(join(candidate, "initdb")),
  )
  return folder ?? null
}

/**
 * Starts a throw-away PostgreSQL server on a free port of 127.0.0.1. It does not wait for the disk,
 * so nothing in it survives a power cut, unless `waitsForDisk`. PostgreSQL refuses to run as root:
 * there it runs as the user `postgres`, or `nobody`.
 */
export async function startPostgres({
  core,
  waitsForDisk = false,
}: PostgresOptions = {}): Promise<PostgresServer> {
  const programs = findPostgresPrograms()
  if (programs === null)
    throw new Error(
      "No PostgreSQL server was found: install Debian's postgresql, or put initdb and postgres on the PATH, and run again.",
    )
  const user = process.getuid?.() === 0 ? findUnprivilegedUser() : null
  const folder = mkdtempSync(join(tmpdir(), "panelwright-postgres-"))
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  try {
    if (user !== null) chownSync(folder, user.uid, user.gid)
    createCluster({ programs, folder, user })
    const port = await findFreePort()
    const start = () =>
      startProgram({
        ...onCore(core, join(programs, "postgres"), [
          `-D${folder}`,
          `-k${folder}`,
          "-h127.0.0.1",
          `-p${port}`,
          "-cmax_connections=200",
          ...(waitsForDisk ? [] : ["-cfsync=off", "-cfull_page_writes=off"]),
        ]),
        cwd: folder,
        environment,
        user,
        ready: /database system is ready to accept connections/u,
        deadlineMilliseconds: startDeadlineMilliseconds,
      })
    let server = await start()
    process.on("exit", removeFolder)
    return {
      databaseUrl: `postgres://${superuser}@127.0.0.1:${port}/postgres`,
      get pid() {
        return server.pid
      },
      async crash() {
        // SIGQUIT: every process of it exits at once, and the next start recovers.
        await server.end("SIGQUIT")
        return async () => {
          server = await start()
        }
      },
      async stop() {
        await server.end("SIGINT")
        process.off("exit", removeFolder)
        removeFolder()
      },
    }
  } catch (error) {
    removeFolder()
    throw error
  }
}

function createCluster({
  programs,
  folder,
  user,
}: {
  programs: string
  folder: string
  user: SystemUser | null
}): void {
  execFileSync(
    join(programs, "initdb"),
    [
      `--pgdata=${folder}`,
      `--username=${superuser}`,
      "--auth=trust",
      "--encoding=UTF8",
      "--locale=C",
      "--no-sync",
      "--no-instructions",
    ],
    { cwd: folder, env: environment, stdio: ["ignore", "ignore", "pipe"], ...user },
  )
}

function findUnprivilegedUser(): SystemUser {
  const rows = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
  const row = rows.find(([name]) => name === "postgres") ?? rows.find(([name]) => name === "nobody")
  if (row === undefined) throw new Error("PostgreSQL refuses to run as root: add a user postgres.")
  return { uid: Number(row[2]), gid: Number(row[3]) }
}
