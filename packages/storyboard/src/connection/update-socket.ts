import * as decoding from "lib0/decoding"
import * as syncProtocol from "y-protocols/sync"
import { messageSync } from "y-websocket"

export interface UpdateSocketOptions {
  readonly webSocket: typeof WebSocket
  /** Without it nothing that changes the doc is sent: the server would end the connection for it. */
  readonly canWrite: boolean
  /** A new connection starts: its messages are counted from 0. */
  readonly onStart: () => void
  /** Before each message from the server. */
  readonly onReceive: () => void
  readonly onSend: (kind: "update" | "reply") => void
}

type ChangeKind = "update" | "reply" | null

/** What a y-websocket message does to the doc of its receiver; a reply is a sync step 2. */
export function readChangeKind(message: Uint8Array): ChangeKind {
  const decoder = decoding.createDecoder(message)
  if (decoding.readVarUint(decoder) !== messageSync) return null
  const step = decoding.readVarUint(decoder)
  if (step === syncProtocol.messageYjsUpdate) return "update"
  return step === syncProtocol.messageYjsSyncStep2 ? "reply" : null
}

const toBytes = (data: unknown): Uint8Array | null => {
  if (data instanceof Uint8Array) return data
  return data instanceof ArrayBuffer ? new Uint8Array(data) : null
}

/**
 * A WebSocket that knows what of this person's work has gone out. Changes made before the server has asked what it
 * lacks are not sent by themselves: they may build on work done offline that it does not have yet, and the answer to
 * its question holds them all.
 */
export function createUpdateSocket(options: UpdateSocketOptions): typeof WebSocket {
  return class UpdateSocket extends options.webSocket {
    #answered = false

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      options.onStart()
      this.addEventListener("message", options.onReceive)
    }

    override send(data: Parameters<WebSocket["send"]>[0]): void {
      const bytes = toBytes(data)
      const kind = bytes === null ? null : readChangeKind(bytes)
      if (kind !== null) {
        if (!options.canWrite) return
        if (kind === "reply") this.#answered = true
        else if (!this.#answered) return
      }
      super.send(data)
      if (kind !== null) options.onSend(kind)
    }
  }
}
