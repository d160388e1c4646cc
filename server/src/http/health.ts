import type postgres from "postgres"
import type { AssetStore } from "../asset/asset-store.ts"
import type { Bus } from "../bus/bus.ts"
import type { Sync } from "../sync/sync.ts"
import type { DatabaseLook } from "../telemetry/database-look.ts"
import type { Metrics } from "../telemetry/metrics.ts"

/** `/healthz`, `/readyz` and `/metrics`; null for every other path. */
export type HandleHealth = (pathname: string) => Promise<Response> | null

const answer = (status: number, text: string) =>
  new Response(text, {
    status,
    headers: {
      "content-type": "text/plain; version=0.0.4; charset=utf-8",
      "cache-control": "no-store",
    },
  })

const assetsLookMs = 15_000

/**
 * Alive: this process answers. Ready: the database does, too (it has been migrated, else nothing would listen), nobody
 * has to wait for what was left behind, and this process is not about to end. Without
 * the store of pictures a process stays ready and says so: it is the same store for all of them, and people go on
 * drawing and writing meanwhile. Likewise without Redis: nodes hear of each other's changes later, and count alone.
 */
export function createHealth(options: {
  readonly sql: postgres.Sql
  readonly sync: Sync
  readonly assetStore: AssetStore
  readonly bus: Pick<Bus, "isShared" | "isConnected">
  readonly metrics: Pick<Metrics, "format">
  readonly databaseLook: Pick<DatabaseLook, "refresh">
  readonly isDraining: () => boolean
  readonly clock: () => number
}): HandleHealth {
  const { sql, sync, bus, metrics, databaseLook, isDraining } = options
  const assetsAnswer = createAssetsLook(options)

  const checkReady = async () => {
    if (isDraining()) return answer(503, "draining\n")
    try {
      await Promise.race([sql`select 1`, giveUpAfter(2000)])
      if (sync.roomStats().outageMs > 5000) return answer(503, "database\n")
      const without = [
        ...((await assetsAnswer()) ? [] : ["assets"]),
        ...(bus.isShared && !bus.isConnected ? ["redis"] : []),
      ]
      return answer(
        200,
        without.length === 0 ? "ready\n" : `ready\nwithout: ${without.join(", ")}\n`,
      )
    } catch {
      return answer(503, "database\n")
    }
  }

  const formatMetrics = async () => {
    await databaseLook.refresh()
    return answer(200, metrics.format())
  }

  return (pathname) => {
    switch (pathname) {
      case "/healthz":
        return Promise.resolve(answer(200, "alive\n"))
      case "/readyz":
        return checkReady()
      case "/metrics":
        return formatMetrics()
      default:
        return null
    }
  }
}

/** A bucket costs for each look, so it is looked at now and then, however often one asks. */
function createAssetsLook(options: {
  readonly assetStore: AssetStore
  readonly clock: () => number
}): () => Promise<boolean> {
  const { assetStore, clock } = options
  let lookedAt = Number.NEGATIVE_INFINITY
  let look = Promise.resolve(true)
  return () => {
    if (clock() - lookedAt < assetsLookMs) return look
    lookedAt = clock()
    look = Promise.race([assetStore.check(), giveUpAfter(2000)]).then(
      () => true,
      () => false,
    )
    return look
  }
}

function giveUpAfter(milliseconds: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error("no answer in time")), milliseconds).unref()
  })
}
