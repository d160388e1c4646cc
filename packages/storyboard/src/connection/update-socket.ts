import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import * as syncProtocol from "y-protocols/sync"
import { messageSync } from "y-websocket"
import { splitUpdate } from "./split-update.ts"

export interface UpdateSocketOptions {
  readonly webSocket: typeof WebSocket
  /** Without it nothing that changes the doc is sent: the server would end the connection for it. */
  readonly canWrite: boolean
  /** Until then what a connection brings waits: only who has read what is on the device can say what is missing. */
  readonly whenReady: Promise<void>
  /** A new connection starts: its messages are counted from 0. */
  readonly onStart: () => void
  /** Before each message from the server. */
  readonly onReceive: () => void
  readonly onSend: (kind: ChangeKind) => void
}

/** What a y-websocket message does to the doc of its receiver; a reply is a sync step 2. */
export type ChangeKind = "update" | "reply"

/** A connection that is cut has at least brought over the parts before. A server takes 4 MB at most. */
const partBytes = 64 * 1024

const steps = {
  update: syncProtocol.messageYjsUpdate,
  reply: syncProtocol.messageYjsSyncStep2,
} as const satisfies Record<ChangeKind, number>

interface Change {
  readonly kind: ChangeKind
  readonly update: Uint8Array
}

function readChange(message: Uint8Array): Change | null {
  const decoder = decoding.createDecoder(message)
  if (decoding.readVarUint(decoder) !== messageSync) return null
  const step = decoding.readVarUint(decoder)
  const kind = step === steps.update ? "update" : step === steps.reply ? "reply" : null
  return kind === null ? null : { kind, update: decoding.readVarUint8Array(decoder) }
}

function encodeChange({ kind, update }: Change): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageSync)
  encoding.writeVarUint(encoder, steps[kind])
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}

const toBytes = (data: unknown): Uint8Array | null => {
  if (data instanceof Uint8Array) return data
  return data instanceof ArrayBuffer ? new Uint8Array(data) : null
}

/** The reply comes last: it says that the server now has all that it asked for. */
function divide({ kind, update }: Change): Change[] | null {
  const parts = update.length > 2 * partBytes ? splitUpdate(update, partBytes) : null
  if (parts === null) return null
  return [
    ...parts.structs.map((part): Change => ({ kind: "update", update: part })),
    ...parts.deletions.map((part) => ({ kind, update: part })),
  ]
}

/** An event that was stopped can't be given again. */
const copyEvent = (event: Event): Event =>
  event instanceof MessageEvent
    ? new MessageEvent<unknown>(event.type, { data: event.data })
    : new Event(event.type)

/**
 * A WebSocket that knows what of this person's work has gone out. Changes made before the server has asked what it
 * lacks are not sent by themselves: they may build on work done offline that it does not have yet, and the answer to
 * its question holds them all. What is long, as after a day offline, goes out in parts.
 */
export function createUpdateSocket(options: UpdateSocketOptions): typeof WebSocket {
  return class UpdateSocket extends options.webSocket {
    #answered = false
    /** What has come too early; null: nothing is any more. */
    #early: Event[] | null = []

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      options.onStart()
      for (const type of ["open", "message"])
        this.addEventListener(type, (event) => this.#holdEarly(event))
      this.addEventListener("message", options.onReceive)
      void this.#release()
    }

    #holdEarly(event: Event): void {
      if (this.#early === null) return
      event.stopImmediatePropagation()
      this.#early.push(event)
    }

    async #release(): Promise<void> {
      await options.whenReady
      const early = this.#early ?? []
      this.#early = null
      for (const event of early)
        if (this.readyState === this.OPEN) this.dispatchEvent(copyEvent(event))
    }

    override send(data: Parameters<WebSocket["send"]>[0]): void {
      const bytes = toBytes(data)
      const change = bytes === null ? null : readChange(bytes)
      if (change === null) return super.send(data)
      if (!options.canWrite) return
      if (change.kind === "reply") this.#answered = true
      else if (!this.#answered) return
      const parts = divide(change)
      if (parts === null) {
        super.send(data)
        options.onSend(change.kind)
        return
      }
      for (const part of parts) {
        super.send(encodeChange(part))
        options.onSend(part.kind)
      }
    }
  }
}
