import type { Bus } from "../bus/bus.ts"

const TOPIC = "access"

/** Tells all nodes that somebody may have lost access, so that each looks at its open sockets. */
export interface AccessSignals {
  changed(): void
  stop(): void
}

export function createAccessSignals(bus: Bus, recheck: () => void): AccessSignals {
  const stop = bus.subscribe(TOPIC, { heard: recheck, joined: recheck })
  return {
    changed: () => {
      recheck()
      if (bus.isShared) bus.publish(TOPIC, new Uint8Array())
    },
    stop,
  }
}
