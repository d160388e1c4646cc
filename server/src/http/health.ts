import type postgres from "postgres"
import type { AssetStore } from "../asset/asset-store.ts"
import type { Bus } from "../bus/bus.ts"
import type { Sync } from "../sync/sync.ts"
import type { Metrics } from "./metrics.ts"

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
 * Alive: this process answers. Ready: the database does, too, and nobody has to wait for what was left behind. Without
 * the store of pictures a process stays ready and says so: it is the same store for all of them, and people go on
 * drawing and writing meanwhile. Likewise without Redis: nodes hear of each other's changes later, and count alone.
 */
export function createHealth(options: {
  readonly sql: postgres.Sql
  readonly sync: Sync
  readonly assetStore: AssetStore
  readonly bus: Pick<Bus, "isShared" | "isConnected">
  readonly metrics: Metrics
  readonly clock: () => number
}): HandleHealth {
  const { sql, sync, bus, metrics } = options
  const assetsAnswer = createAssetsLook(options)

  const checkReady = async () => {
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

  return (pathname) => {
    switch (pathname) {
      case "/healthz":
        return Promise.resolve(answer(200, "alive\n"))
      case "/readyz":
        return checkReady()
      case "/metrics":
        return Promise.resolve(answer(200, metrics.format(sync.roomStats())))
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
