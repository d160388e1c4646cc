import { silentLog } from "../../log.ts"
import { openDatabase } from "../../database/open-database.ts"
import { startSyncServer } from "./sync-server.ts"

/** A server process that a test can kill: `node testing-process.ts <dataDir> <databaseUrl or ->`. */
const [dataDir = "", databaseUrl = "-"] = process.argv.slice(2)
const database = await openDatabase({
  databaseUrl: databaseUrl === "-" ? null : databaseUrl,
  dataDir,
  log: silentLog,
})
await database.sql`
  insert into storyboard (id, title) values ('storyboard:one', 'One') on conflict do nothing`
const server = await startSyncServer({ database, dataDir, log: silentLog })
process.on("SIGINT", () => process.exit(0))
process.stdout.write(`${server.port}\n`)
