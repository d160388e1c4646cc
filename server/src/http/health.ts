import type postgres from "postgres"
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

/** Alive: this process answers. Ready: the database does, too, and nobody has to wait for what was left behind. */
export function createHealth(options: {
  readonly sql: postgres.Sql
  readonly sync: Sync
  readonly metrics: Metrics
}): HandleHealth {
  const { sql, sync, metrics } = options

  const checkReady = async () => {
    try {
      await Promise.race([sql`select 1`, giveUpAfter(2000)])
      return sync.roomStats().outageMs > 5000 ? answer(503, "database\n") : answer(200, "ready\n")
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

function giveUpAfter(milliseconds: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error("no answer in time")), milliseconds).unref()
  })
}
