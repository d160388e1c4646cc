import { ensureOwner } from "../auth/people.ts"
import type { Config } from "../config.ts"
import type { Database } from "../database/database.ts"
import type { Log } from "../log.ts"
import { createMemoryBus } from "./backends/memory.ts"
import type { Bus } from "./bus.ts"

/** The bus that the configuration asks for; warns of what does not go with several nodes. */
export async function openBus(
  { redisUrl, s3 }: Pick<Config, "redisUrl" | "s3">,
  { kind, sql }: Pick<Database, "kind" | "sql">,
  log: Log,
): Promise<Bus> {
  if (redisUrl === null) return createMemoryBus()
  if (kind === "embedded") {
    log.warn({ variable: "REDIS_URL", needs: "DATABASE_URL" }, "nodes-need-a-database-server")
    return createMemoryBus()
  }
  if (s3 === null) log.warn({ variable: "REDIS_URL", needs: "S3_BUCKET" }, "pictures-on-this-disk")
  // Not even loaded by who has none.
  const { createRedisBus } = await import("./backends/redis.ts")
  // As good as any: each database has one, and it never changes.
  const { id } = await ensureOwner(sql)
  return createRedisBus({ url: redisUrl, installationId: id, log })
}
