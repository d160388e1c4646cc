import { silentLog } from "../../log.ts"
import { createHash, randomUUID } from "node:crypto"
import { mkdir, readFile, rename, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { env } from "node:process"
import { PGlite } from "@electric-sql/pglite"
import postgres from "postgres"
import { openEmbedded } from "../backends/embedded.ts"
import { openServer } from "../backends/server.ts"
import type { Database } from "../database.ts"
import { applyMigrations, listMigrations } from "../migrate.ts"
import { startThrowawayServer, type ThrowawayServer } from "./throwaway-server.ts"

/**
 * An empty, migrated database for one test.
 *
 * `embedded` (the default): PGlite in memory, one for all tests of a file, emptied by each call; so
 * use one at a time. `server`: a database of its own on `TEST_DATABASE_URL`, or on a PostgreSQL
 * of this machine that is started for the file; rejects with a sentence when there is neither.
 */
export async function openTestDatabase(
  options: { kind?: Database["kind"] } = {},
): Promise<Database> {
  return options.kind === "server" ? openOnServer() : openInMemory()
}

/** Ends what `openTestDatabase` keeps for the file. Call it in `afterAll`. */
export async function closeTestDatabases(): Promise<void> {
  const [embedded, server] = [sharedEmbedded, sharedServer]
  sharedEmbedded = sharedServer = null
  await (await embedded)?.close()
  await (await server)?.stop()
}

let sharedEmbedded: Promise<Database> | null = null
let sharedServer: Promise<ThrowawayServer> | null = null

async function openInMemory(): Promise<Database> {
  sharedEmbedded ??= loadPreparedTar().then((preparedTar) =>
    openEmbedded({ folder: null, log: silentLog, preparedTar }),
  )
  const database = await sharedEmbedded
  await empty(database.sql)
  return { ...database, close: async () => {} }
}

async function empty(sql: postgres.Sql): Promise<void> {
  const tables = await sql<{ name: string }[]>`
    select quote_ident(tablename) as name from pg_tables
    where schemaname = 'public' and tablename <> 'migration'`
  await sql.unsafe(`truncate ${tables.map(({ name }) => name).join(", ")} restart identity cascade`)
}

/** A migrated data folder, kept beside other temporary files because making one takes seconds. */
async function loadPreparedTar(): Promise<Uint8Array<ArrayBuffer>> {
  const hash = createHash("sha256").update(JSON.stringify(await listMigrations()))
  const release = await readFile(new URL(import.meta.resolve("@electric-sql/pglite")))
  const path = join(
    tmpdir(),
    "panelwright-tests",
    `${hash.update(release).digest("hex").slice(0, 24)}.tar`,
  )
  try {
    return new Uint8Array(await readFile(path))
  } catch {
    const tar = await makePreparedTar()
    await mkdir(join(tmpdir(), "panelwright-tests"), { recursive: true })
    const partial = `${path}.${randomUUID()}`
    await writeFile(partial, tar)
    await rename(partial, path)
    return tar
  }
}

async function makePreparedTar(): Promise<Uint8Array<ArrayBuffer>> {
  const folder = join(tmpdir(), "panelwright-tests", randomUUID())
  await mkdir(folder, { recursive: true })
  const database = openEmbedded({ folder, log: silentLog })
  await applyMigrations(database.sql)
  await database.close()
  const stored = await PGlite.create({ dataDir: folder })
  const tar = await stored.dumpDataDir("none")
  await stored.close()
  return new Uint8Array(await tar.arrayBuffer())
}

async function openOnServer(): Promise<Database> {
  const url = new URL(env["TEST_DATABASE_URL"] ?? (await getServer()).url)
  const name = `panelwright_test_${randomUUID().replaceAll("-", "")}`
  const administration = postgres(url.href, { max: 1 })
  await administration.unsafe(`create database ${name}`)
  const database = openServer({
    databaseUrl: new URL(`/${name}`, url).href,
    log: silentLog,
  })
  await applyMigrations(database.sql)
  return {
    ...database,
    close: async () => {
      await database.close()
      await administration.unsafe(`drop database if exists ${name} with (force)`)
      await administration.end({ timeout: 5 })
    },
  }
}

function getServer(): Promise<ThrowawayServer> {
  sharedServer ??= startThrowawayServer()
  return sharedServer
}
