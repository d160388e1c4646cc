import { randomUUID } from "node:crypto"
import type { Bus, BusListener } from "../bus.ts"

type Topics = Map<string, Set<{ readonly nodeId: string; readonly listener: BusListener }>>

/** Several nodes in one process, each with `createMemoryBus(hub)`. */
export interface MemoryHub {
  readonly topics: Topics
}

export const createMemoryHub = (): MemoryHub => ({ topics: new Map() })

/** The bus of a node that is alone, or with a hub of nodes that live in one process. */
export function createMemoryBus(hub: MemoryHub | null = null): Bus {
  const nodeId = randomUUID()
  const topics: Topics = hub?.topics ?? new Map()
  let closed = false

  return {
    nodeId,
    isShared: hub !== null,
    isConnected: true,
    droppedMessages: 0,
    publish(topic, message) {
      if (closed) return
      for (const listening of topics.get(topic) ?? []) {
        if (listening.nodeId === nodeId) continue
        const copy = new Uint8Array(message)
        queueMicrotask(() => {
          if (topics.get(topic)?.has(listening)) listening.listener.heard(copy, nodeId)
        })
      }
    },
    subscribe(topic, listener) {
      const listening = { nodeId, listener }
      const known = topics.get(topic)
      if (known) known.add(listening)
      else topics.set(topic, new Set([listening]))
      queueMicrotask(() => {
        if (topics.get(topic)?.has(listening)) listener.joined?.()
      })
      return () => {
        const others = topics.get(topic)
        others?.delete(listening)
        if (others?.size === 0) topics.delete(topic)
      }
    },
    take: () => Promise.resolve(null),
    close: () => {
      closed = true
      for (const [topic, listenings] of topics) {
        for (const one of listenings) if (one.nodeId === nodeId) listenings.delete(one)
        if (listenings.size === 0) topics.delete(topic)
      }
      return Promise.resolve()
    },
  }
}
