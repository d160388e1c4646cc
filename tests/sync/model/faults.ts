import { execFileSync } from "node:child_process"
import postgres from "postgres"
import type { PostgresServer } from "../../support/postgres.ts"
import type { RunningServer } from "../../support/server.ts"

/** Something that goes wrong for a while. */
export interface Fault {
  readonly name: string
  /** It is a property of the server's process, so that a new process is free of it. */
  readonly endsWithServer: boolean
  /** The server cannot start while it lasts. */
  readonly preventsStart: boolean
  begin(): Promise<void>
  end(): Promise<void>
}

/** The whole process stands still, as on a laptop that sleeps or a machine that swaps. */
const freeze = (server: RunningServer): Fault => ({
  name: "the server stands still",
  endsWithServer: true,
  preventsStart: false,
  begin: async () => signal(server.pid, "SIGSTOP"),
  end: async () => signal(server.pid, "SIGCONT"),
})

/** The kernel refuses every write to a file (EFBIG; Node ignores the signal that comes with it). */
const fullDiskOfProcess = (server: RunningServer): Fault => ({
  name: "the disk is full",
  endsWithServer: true,
  preventsStart: false,
  begin: async () => setFileSizeLimit(server.pid, "0"),
  end: async () => setFileSizeLimit(server.pid, "unlimited"),
})

function signal(pid: number, name: NodeJS.Signals): void {
  process.kill(pid, name)
}

function setFileSizeLimit(pid: number, limit: string): void {
  execFileSync("prlimit", [`--pid=${pid}`, `--fsize=${limit}:unlimited`])
}

export interface Faults {
  readonly list: readonly Fault[]
  close(): Promise<void>
}

export const createEmbeddedFaults = (server: RunningServer): Faults => ({
  list: [freeze(server), fullDiskOfProcess(server)],
  close: async () => undefined,
})

export function createPostgresFaults(server: RunningServer, database: PostgresServer): Faults {
  const sql = postgres(database.databaseUrl, { max: 1, onnotice: () => undefined })
  let startAgain: (() => Promise<void>) | null = null
  const trigger = (name: string, timing: string, body: string): Pick<Fault, "begin" | "end"> => ({
    begin: async () => {
      await sql.unsafe(`
        create or replace function ${name}() returns trigger language plpgsql as $$
        begin ${body} return null; end $$;
        create trigger ${name} ${timing} insert on doc_update
        for each statement execute function ${name}()`)
    },
    end: async () => {
      await sql.unsafe(`drop trigger if exists ${name} on doc_update`)
    },
  })
  const ofDatabase = { endsWithServer: false, preventsStart: false }
  return {
    list: [
      freeze(server),
      {
        name: "the disk is full",
        ...ofDatabase,
        ...trigger(
          "disk_full",
          "before",
          "raise exception 'No space left on device' using errcode = 'disk_full';",
        ),
      },
      {
        name: "the disk is full before the end of the statement",
        ...ofDatabase,
        ...trigger(
          "disk_full_late",
          "after",
          "raise exception 'No space left on device' using errcode = 'disk_full';",
        ),
      },
      {
        name: "commits are slow",
        ...ofDatabase,
        ...trigger("slow_commit", "after", "perform pg_sleep(random() * 0.4);"),
      },
      {
        name: "connections are cut",
        ...ofDatabase,
        begin: async () => {
          await sql`
            select pg_terminate_backend(pid) from pg_stat_activity
            where backend_type = 'client backend' and pid <> pg_backend_pid()`
        },
        end: async () => undefined,
      },
      {
        name: "the database is away",
        endsWithServer: false,
        preventsStart: true,
        begin: async () => {
          startAgain = await database.crash()
        },
        end: async () => {
          await startAgain?.()
          startAgain = null
        },
      },
    ],
    close: () => sql.end({ timeout: 1 }),
  }
}
