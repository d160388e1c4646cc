import { silentLog } from "../../log.ts"
import { createMemoryBus } from "../../bus/backends/memory.ts"
import { createRedisBus } from "../../bus/backends/redis.ts"
import { openDatabase } from "../../database/open-database.ts"
import { startSyncServer } from "./sync-server.ts"

/** A server process that a test can kill: `node sync-process.ts <dataDir> <databaseUrl or -> <redisUrl or ->`. */
const [dataDir = "", databaseUrl = "-", redisUrl = "-"] = process.argv.slice(2)
const database = await openDatabase({
  databaseUrl: databaseUrl === "-" ? null : databaseUrl,
  dataDir,
  log: silentLog,
})
await database.sql`
  insert into storyboard (id, title) values ('storyboard:one', 'One') on conflict do nothing`
const bus =
  redisUrl === "-"
    ? createMemoryBus()
    : createRedisBus({ url: redisUrl, installationId: "test", log: silentLog })
const server = await startSyncServer({ database, dataDir, log: silentLog, bus })
process.on("SIGINT", () => process.exit(0))
process.stdout.write(`${server.port}\n`)
