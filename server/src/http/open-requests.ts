import type { ServerResponse } from "node:http"

/** The requests that somebody waits for. */
export interface OpenRequests {
  open(outgoing: ServerResponse): void
  drain(milliseconds: number): Promise<void>
}

export function createOpenRequests(): OpenRequests {
  const open = new Set<ServerResponse>()
  let isDraining = false
  let drained: (() => void) | null = null

  return {
    open(outgoing) {
      if (isDraining) outgoing.setHeader("connection", "close")
      open.add(outgoing)
      outgoing.once("close", () => {
        open.delete(outgoing)
        if (open.size === 0) drained?.()
      })
    },
    async drain(milliseconds) {
      isDraining = true
      for (const outgoing of open) {
        if (!outgoing.headersSent) outgoing.setHeader("connection", "close")
      }
      if (open.size === 0) return
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        drained = resolve
        timer = setTimeout(resolve, milliseconds)
      })
      clearTimeout(timer)
    },
  }
}
