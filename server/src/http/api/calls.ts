import { failure, success } from "@panelwright/core"
import { callBodySchema } from "@panelwright/core/protocol"
import { getRoots } from "@panelwright/document"
import type { TokenBuckets } from "../../auth/token-bucket.ts"
import type { Sync } from "../../sync/sync.ts"
import { createRoute, type ApiRoute } from "./route.ts"

/** Three at once, then one in ten seconds: a call is for all who are here. */
export const callRule = { capacity: 3, refillPerSecond: 0.1 } as const

export function createCallRoutes(options: {
  readonly sync: Pick<Sync, "publish" | "loadDoc">
  /** Of each person in each storyboard, by `callRule`. */
  readonly calls: TokenBuckets
  readonly clock: () => number
}): ApiRoute[] {
  const { sync, calls, clock } = options
  return [
    createRoute(
      {
        method: "POST",
        path: "/storyboards/{id}/calls",
        summary: "Asks everybody who has the storyboard open now to look at a panel.",
        access: { storyboard: "storyboard.call" },
        body: { kind: "json", schema: callBodySchema, limit: 1000 },
        answer: { status: 204 },
        problems: ["panel-not-found", "unavailable"],
      },
      async ({ actor: { id, name }, storyboardId, body: { panelId } }) => {
        const retryAfterMs = await calls.take(`${id} ${storyboardId}`)
        if (retryAfterMs > 0) return failure({ kind: "rate-limited", retryAfterMs })
        const { doc } = await sync.loadDoc(storyboardId)
        const isThere = getRoots(doc).panels.has(panelId)
        doc.destroy()
        if (!isThere) return failure({ kind: "panel-not-found", panelId })
        sync.publish(storyboardId, {
          type: "call",
          call: { panelId, by: { id, name }, at: clock() },
        })
        return success(null)
      },
    ),
  ]
}
