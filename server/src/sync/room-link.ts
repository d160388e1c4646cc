import type { Bus } from "../bus/bus.ts"
import type { StoredUpdate } from "./doc-log.ts"
import {
  encodeRoomMessage,
  parseRoomMessage,
  type RoomMessage,
  roomTopic,
  type TaggedState,
} from "./room-message.ts"

const MESSAGE_BYTES = 256 * 1024

/** One room's line to the same room on other nodes. */
export interface RoomLink {
  /** These were committed here, in a row. */
  tellUpdates(updates: readonly StoredUpdate[]): void
  /** `whole`: these are all that are connected here. */
  tellPresence(states: readonly TaggedState[], whole: boolean): void
  askPresence(): void
  close(): void
}

export interface RoomLinkListener {
  heard(message: RoomMessage, nodeId: string): void
  /** What was said before may have been missed. */
  joined(): void
}

/** Null where there are no other nodes. */
export function openRoomLink(
  bus: Bus,
  storyboardId: string,
  listener: RoomLinkListener,
): RoomLink | null {
  if (!bus.isShared) return null
  const topic = roomTopic(storyboardId)
  const tell = (message: RoomMessage) => bus.publish(topic, encodeRoomMessage(message))
  const close = bus.subscribe(topic, {
    heard: (bytes, nodeId) => {
      const message = parseRoomMessage(bytes)
      if (message) listener.heard(message, nodeId)
    },
    joined: () => listener.joined(),
  })
  return {
    tellUpdates: (stored) => {
      for (let start = 0; start < stored.length;) {
        const updates: Uint8Array[] = []
        let byteLength = 0
        for (const { update } of stored.slice(start)) {
          if (updates.length > 0 && byteLength + update.length > MESSAGE_BYTES) break
          updates.push(update)
          byteLength += update.length
        }
        tell({ kind: "updates", firstSeq: stored[start]?.seq ?? 0, updates })
        start += updates.length
      }
    },
    tellPresence: (states, whole) => tell({ kind: "presence", states, whole }),
    askPresence: () => tell({ kind: "presence-query" }),
    close,
  }
}
