import type { Result } from "@panelwright/core"
import type { ApiFailure } from "../../api/api-request.ts"

/** A second click within this is the first one's hand. */
const doubleClickMs = 1000
/** After these waits a request whose answer was lost goes out again, under the same key. */
const waitsMs = [500, 1500, 3000]

export interface Intents {
  /**
   * Sends what somebody wants once: the same wish again within a second, or while the first is on its way, is that
   * one; where no answer comes, it is sent again with the same key, so that the server knows it.
   */
  run<Value>(
    wish: string,
    send: (key: string) => Promise<Result<Value, ApiFailure>>,
  ): Promise<Result<Value, ApiFailure>>
}

export function createIntents(options: {
  readonly makeKey: () => string
  readonly now: () => number
  readonly wait: (ms: number) => Promise<void>
}): Intents {
  const { makeKey, now, wait } = options
  const running = new Map<string, { readonly at: number; readonly outcome: Promise<unknown> }>()

  const sendUntilAnswered = async <Value>(
    send: (key: string) => Promise<Result<Value, ApiFailure>>,
  ) => {
    const key = makeKey()
    let outcome = await send(key)
    for (const ms of waitsMs) {
      if (outcome.ok || outcome.failure.kind !== "unreachable") return outcome
      await wait(ms)
      outcome = await send(key)
    }
    return outcome
  }

  return {
    run<Value>(wish: string, send: (key: string) => Promise<Result<Value, ApiFailure>>) {
      const known = running.get(wish)
      // The wish says which request it is, so its outcome is of the same kind.
      if (known) return known.outcome as Promise<Result<Value, ApiFailure>>
      const outcome = sendUntilAnswered(send)
      const at = now()
      running.set(wish, { at, outcome })
      const forget = async () => {
        const { ok } = await outcome
        if (ok) await wait(Math.max(0, doubleClickMs - (now() - at)))
        running.delete(wish)
      }
      void forget()
      return outcome
    },
  }
}
