import { readVarUint } from "lib0/decoding"
import { WebSocket } from "ws"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import type { Person } from "./person.ts"
import type { Place } from "./place.ts"

/**
 * A program with the standard client that counts what the server calls durable, message by message.
 * It gives up when its connection ends: counts begin anew with the next.
 */
export function openProgramPerson(place: Place, name: string): Person {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(place.syncUrl(), place.storyboardId, doc, {
    params: { token: place.token, ack: "1" },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  const values = doc.getMap<number>("values")
  const written: string[] = []
  let acknowledged = 0
  let isOver = false
  provider.messageHandlers[100] = (_encoder, decoder) => {
    if (!isOver) acknowledged = readVarUint(decoder)
  }
  provider.on("connection-close", () => {
    if (isOver) return
    isOver = true
    provider.disconnect()
  })
  return {
    name,
    complaints: [],
    write(count) {
      if (isOver || !provider.synced) return
      for (let index = 0; index < count; index += 1) {
        const key = `${name}.${written.length}`
        written.push(key)
        values.set(key, index)
      }
    },
    isCutOff: () => isOver || !provider.wsconnected,
    isContent: () => isOver || (provider.synced && acknowledged >= written.length),
    collectPromises(promises) {
      for (const key of written.slice(0, acknowledged))
        promises.add(key, `${name} had it acknowledged`)
      const own = new Set(written)
      for (const key of values.keys())
        if (!own.has(key)) promises.add(key, `${name} was told of it`)
    },
    listSeen: () => new Set(values.keys()),
    leave() {
      provider.destroy()
      doc.destroy()
    },
  }
}
