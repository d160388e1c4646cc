import { ProviderError } from "../provider.ts"

/** Waits as long as something happens: aborts when nothing has for a while. */
export interface Patience {
  /** Aborts with a `ProviderError` of the kind `timeout`. */
  readonly signal: AbortSignal
  /** Something has happened. */
  renew(): void
  stop(): void
}

export function createPatience(forMs: number): Patience {
  const controller = new AbortController()
  const giveUp = () =>
    controller.abort(new ProviderError({ kind: "timeout", afterMs: forMs, billed: true }))
  let timer = setTimeout(giveUp, forMs)
  return {
    signal: controller.signal,
    renew() {
      clearTimeout(timer)
      timer = setTimeout(giveUp, forMs)
    },
    stop: () => clearTimeout(timer),
  }
}
