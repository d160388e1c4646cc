import type { Socket } from "node:net"
import { closeCodes, type CloseReason } from "@panelwright/core/protocol"
import type { RawData, WebSocket } from "ws"
import { toAcknowledgementFrame, toAwarenessFrame } from "./message.ts"
import type { ConnectionOptions } from "./sync.ts"

/** Unsent bytes above which a client gets no more until it has read what it has. */
const BEHIND_BYTES = 1024 * 1024
/** Unsent bytes above which a client is not answered any more. */
const OVERFULL_BYTES = 32 * 1024 * 1024
const BEHIND_PATIENCE_MS = 30_000
const KEEP_ALIVE_MS = 12_000
const STEP_1_BURST = 30
const STEP_1_PER_SECOND = 2
/** What one pending update costs beside its bytes. */
const UPDATE_OVERHEAD_BYTES = 512
const HOLD_PATIENCE_MS = 5_000
const MAX_PENDING_BYTES = 2 * 1024 * 1024

const NO_STATES = toAwarenessFrame(Uint8Array.of(0))

export interface ConnectionEvents {
  message(data: Uint8Array): void
  /** The client has read enough to be told again what it missed after `deliveredSeq`. */
  drained(): void
  /** The server ends the connection. */
  closing(reason: CloseReason): void
  closed(): void
}

/**
 * One client's socket. Frames are written to the TCP socket below it, so that one write carries
 * frames that were built for everybody; control frames stay with `ws`. Nothing is compressed, so
 * the two never mix within a frame.
 */
export class Connection {
  readonly options: ConnectionOptions
  /** The client has every update up to this seq, apart from its own. */
  deliveredSeq = 0
  readonly #socket: WebSocket
  readonly #raw: Socket | null
  readonly #events: ConnectionEvents
  #closed = false
  #answeredPing = true
  #hasWritten = false
  #quietSince = performance.now()
  #behindSince: number | null = null
  #pendingBytes = 0
  #durable = { updates: 0, answers: 0 }
  #hasAnswered = false
  #held: { updates: Uint8Array[]; byteLength: number; since: number } | null = null
  #stepOnes = { left: STEP_1_BURST, at: performance.now() }

  constructor(socket: WebSocket, options: ConnectionOptions, events: ConnectionEvents) {
    this.options = options
    this.#events = events
    this.#socket = socket
    this.#raw = rawSocketOf(socket)
    socket.on("error", () => this.#ended(events))
    socket.on("close", () => this.#ended(events))
    socket.on("pong", () => (this.#answeredPing = true))
    socket.on("message", (data, isBinary) => {
      if (this.#closed) return
      this.#answeredPing = true
      if (isBinary) events.message(toBytes(data))
      else this.close("text-frame")
    })
    this.#raw?.on("drain", () => {
      if (this.#behindSince === null || this.#closed) return
      this.#behindSince = null
      events.drained()
    })
  }

  get closed(): boolean {
    return this.#closed
  }

  write(frame: Buffer): void {
    if (this.#closed || !this.#raw?.writable) return
    // A clock would cost as much as the rest of this function, which runs for every delivery.
    this.#hasWritten = true
    const isTaken = this.#raw.write(frame)
    if (!isTaken && this.#raw.writableLength > OVERFULL_BYTES) this.close("too-slow")
  }

  /** For what the next one replaces. */
  writeUnlessFull(frame: Buffer): void {
    if (this.#isFull()) return
    this.write(frame)
  }

  /**
   * Updates up to `seq`, skipped while the client is behind, which `drained` makes good; and an
   * acknowledgement, in the same write.
   */
  deliver(frames: Buffer | null, seq: number, acknowledgement: Buffer | null): void {
    const isBehind = this.#behindSince !== null
    if (!isBehind && frames && this.#isFull()) this.#behindSince = performance.now()
    else if (!isBehind) {
      this.deliveredSeq = seq
      if (frames) {
        return this.write(acknowledgement ? Buffer.concat([frames, acknowledgement]) : frames)
      }
    }
    if (acknowledgement) this.write(acknowledgement)
  }

  /** Counts so many more of its messages as durable; the frame that says so, if it wants to know. */
  acknowledge(more: { updates: number; answers: number }): Buffer | null {
    this.#durable.updates += more.updates
    this.#durable.answers += more.answers
    if (!this.options.wantsAcknowledgements) return null
    return toAcknowledgementFrame(this.#durable.updates, this.#durable.answers)
  }

  get isHolding(): boolean {
    return this.#held !== null
  }

  /**
   * Keeps an update that builds on what the client has not sent yet. A standard client sends its
   * edits from the first moment, also on top of those it made offline, which come with its answer
   * to our first question. False when the answer has come or too much is kept.
   */
  hold(update: Uint8Array): boolean {
    if (this.#hasAnswered) return false
    this.#held ??= { updates: [], byteLength: 0, since: performance.now() }
    this.#held.byteLength += update.length + UPDATE_OVERHEAD_BYTES
    if (this.#held.byteLength > MAX_PENDING_BYTES) return false
    this.#held.updates.push(new Uint8Array(update))
    return true
  }

  /** The answer has come: gives back what was held, in order. */
  releaseHeld(): Uint8Array[] {
    this.#hasAnswered = true
    const updates = this.#held?.updates ?? []
    this.#held = null
    return updates
  }

  /** Counts an update that waits for its commit; a client with too many is not read from. */
  addPending(byteLength: number, othersAreMany: boolean): void {
    this.#pendingBytes += byteLength + UPDATE_OVERHEAD_BYTES
    if (othersAreMany || this.#pendingBytes > MAX_PENDING_BYTES) this.pause()
  }

  removePending(byteLength: number): void {
    this.#pendingBytes -= byteLength + UPDATE_OVERHEAD_BYTES
    if (this.#pendingBytes <= MAX_PENDING_BYTES / 2) this.resume()
  }

  /** Whether the client may ask once more what it lacks. */
  mayAsk(): boolean {
    const now = performance.now()
    const earned = ((now - this.#stepOnes.at) / 1000) * STEP_1_PER_SECOND
    const left = Math.min(STEP_1_BURST, this.#stepOnes.left + earned) - 1
    this.#stepOnes = { left: Math.max(0, left), at: now }
    return left >= 0 && (this.#raw?.writableLength ?? 0) < OVERFULL_BYTES / 2
  }

  pause(): void {
    if (!this.#socket.isPaused) this.#socket.pause()
  }

  resume(): void {
    if (this.#socket.isPaused) this.#socket.resume()
  }

  /** To be called every few seconds. */
  checkHealth(): void {
    const now = performance.now()
    if (this.#held && now - this.#held.since > HOLD_PATIENCE_MS) return this.close("update-gap")
    if (this.#behindSince !== null && now - this.#behindSince > BEHIND_PATIENCE_MS) {
      this.close("too-slow")
      return
    }
    if (this.#hasWritten) this.#quietSince = now
    this.#hasWritten = false
    // Standard clients reconnect after 30 s of silence and cannot see a ping.
    if (now - this.#quietSince > KEEP_ALIVE_MS) this.writeUnlessFull(NO_STATES)
  }

  /** To be called every 12 s, so that who vanished is gone within 24 s; a client that has not answered since the last is gone. */
  ping(): void {
    if (!this.#answeredPing && !this.#socket.isPaused) {
      this.#socket.terminate()
      return
    }
    this.#answeredPing = false
    if (!this.#closed) this.#socket.ping()
  }

  close(reason: CloseReason): void {
    if (this.#closed) return
    this.#closed = true
    this.#events.closing(reason)
    // Paused, the client's answer would never be read and the socket would linger.
    this.resume()
    this.#socket.close(closeCodes[reason], reason)
    if (reason === "too-slow") this.#socket.terminate()
  }

  #isFull(): boolean {
    return (this.#raw?.writableLength ?? 0) > BEHIND_BYTES
  }

  #ended(events: ConnectionEvents): void {
    this.#closed = true
    events.closed()
  }
}

/** The TCP socket under a WebSocket; `ws` has no public name for it. */
function rawSocketOf(socket: WebSocket): Socket | null {
  const { _socket: raw } = socket as unknown as { _socket?: Socket | null }
  return raw ?? null
}

function toBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : new Uint8Array(data)
}
