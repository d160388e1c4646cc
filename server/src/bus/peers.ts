import type { Bus } from "./bus.ts"

const BEAT_MS = 1_000
/** Beats may be late on a busy machine; somebody who is gone may be shown for as long. */
const GONE_MS = 5_000
const TOPIC = "peers"
const HERE = Uint8Array.of(1)
const LEAVING = Uint8Array.of(0)

export interface Peers {
  /** Says goodbye. */
  stop(): void
}

/** Tells when another node has ended, or has been silent for too long. */
export function watchPeers(bus: Bus, gone: (nodeId: string) => void): Peers {
  if (!bus.isShared) return { stop: () => {} }
  const heardAt = new Map<string, number>()

  function lose(nodeId: string): void {
    heardAt.delete(nodeId)
    gone(nodeId)
  }

  const beat = setInterval(() => {
    bus.publish(TOPIC, HERE)
    const now = performance.now()
    for (const [nodeId, at] of heardAt) if (now - at > GONE_MS) lose(nodeId)
  }, BEAT_MS)
  const unsubscribe = bus.subscribe(TOPIC, {
    heard: (message, from) => {
      if (message[0] === LEAVING[0]) return lose(from)
      // Somebody new, who does not know this node yet either.
      if (!heardAt.has(from)) bus.publish(TOPIC, HERE)
      heardAt.set(from, performance.now())
    },
    joined: () => bus.publish(TOPIC, HERE),
  })
  return {
    stop: () => {
      clearInterval(beat)
      unsubscribe()
      bus.publish(TOPIC, LEAVING)
    },
  }
}
