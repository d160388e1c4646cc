import type { CloseReason, SyncEvent } from "@panelwright/core/protocol"
import type { Bus } from "../bus/bus.ts"
import { Answers } from "./answers.ts"
import type { Connection } from "./connection.ts"
import { LiveDoc, type LiveDocDependencies } from "./live-doc.ts"
import {
  parseClientMessage,
  parseStateVector,
  toEventFrame,
  toPermissionDeniedFrame,
  toStep1Frame,
  toUpdateFrame,
} from "./message.ts"
import type { LiveEntry } from "./pending-entries.ts"
import { Presence } from "./presence.ts"
import type { StoredUpdate } from "./doc-log.ts"
import { openRoomLink, type RoomLink } from "./room-link.ts"
import type { RoomMessage } from "./room-message.ts"
import type { SyncFailure } from "./sync-error.ts"
import type { SyncMetrics } from "./sync-metrics.ts"
import { type CheckedUpdate, encodeDeletions } from "./update-check.ts"

export interface RoomDependencies extends LiveDocDependencies {
  readonly bus: Bus
  readonly metrics: SyncMetrics
  /** The room can do no more; the next one who comes opens another. */
  onClosed(room: Room): void
}

const AWARENESS_WINDOW_MS = 33
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024
const MANY_PENDING_BYTES = 32 * 1024 * 1024

/** The connections to one storyboard, and who of them hears what. */
export class Room {
  readonly storyboardId: string
  readonly doc: LiveDoc
  /** Since when nobody has used it. */
  idleSince = performance.now()
  readonly #connections = new Set<Connection>()
  readonly #with: RoomDependencies
  readonly #presence = new Presence()
  readonly #answers = new Answers()
  /** To the same room on other nodes. */
  readonly #link: RoomLink | null
  #presenceTimer: NodeJS.Timeout | null = null
  #presenceToldAt = 0
  #closed = false

  static async load(storyboardId: string, dependencies: RoomDependencies): Promise<Room> {
    const opened: { room?: Room } = {}
    const doc = await LiveDoc.load(storyboardId, dependencies, {
      tell: (entries) => opened.room?.tell(entries),
      stored: (updates) => opened.room?.tellNodes(updates),
      abandoned: (failure) => opened.room?.abandon(failure),
    })
    opened.room = new Room(doc, dependencies)
    return opened.room
  }

  private constructor(doc: LiveDoc, dependencies: RoomDependencies) {
    this.storyboardId = doc.storyboardId
    this.doc = doc
    this.#with = dependencies
    this.#link = openRoomLink(dependencies.bus, doc.storyboardId, {
      heard: (message, nodeId) => this.#hear(message, nodeId),
      joined: () => {
        void doc.catchUp().catch(() => undefined)
        this.#link?.askPresence()
        this.announce()
      },
    })
  }

  get closed(): boolean {
    return this.#closed
  }

  get isIdle(): boolean {
    return this.#connections.size === 0 && this.doc.isSettled
  }

  /** To be called about every second. */
  rest(): void {
    this.#answers.forget()
    this.doc.rest()
  }

  join(connection: Connection): void {
    this.#connections.add(connection)
    connection.deliveredSeq = this.doc.seq
    connection.write(toStep1Frame(this.doc.stateVector()))
    const present = this.#presence.all()
    if (present) connection.write(present)
  }

  leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return
    this.idleSince = performance.now()
    this.#presence.leave(connection)
    this.#tellPresence()
  }

  handleMessage(connection: Connection, data: Uint8Array): void {
    if (data.length > MAX_MESSAGE_BYTES) return connection.close("message-too-large")
    const message = parseClientMessage(data)
    switch (message.kind) {
      case "step-1":
        return this.#answer(connection, message.stateVector)
      case "update":
        return this.#receive(connection, message.update, message.answer)
      case "awareness": {
        const outcome = this.#presence.receive(connection, message.states)
        if (outcome === "malformed") return connection.close("malformed-message")
        if (outcome === "too-large") return connection.close("message-too-large")
        return this.#tellPresence()
      }
      case "query-awareness": {
        const present = this.#presence.all()
        if (present) connection.writeUnlessFull(present)
        return
      }
      case "malformed":
        return connection.close("malformed-message")
      case "unknown":
        return connection.close("unknown-message")
    }
  }

  /** Tells a client that has caught up on reading what was held back. */
  resync(connection: Connection): void {
    for (const update of this.doc.listAfter(connection.deliveredSeq)) {
      connection.write(toUpdateFrame(update))
    }
    connection.deliveredSeq = this.doc.seq
    this.#with.metrics.resynced()
  }

  publish(event: SyncEvent): void {
    let frame: Buffer | null = null
    for (const connection of this.#connections) {
      if (!connection.options.wantsEvents) continue
      frame ??= toEventFrame(event)
      connection.writeUnlessFull(frame)
    }
  }

  /** These were stored by this node. */
  tellNodes(updates: readonly StoredUpdate[]): void {
    this.#link?.tellUpdates(updates)
  }

  /** Tells other nodes who is here; to be called every 10 s, because messages may be lost. */
  announce(): void {
    if (!this.#link) return
    if (this.#connections.size > 0) this.#link.tellPresence(this.#presence.listOwn(), true)
    this.#presence.forgetSilentNodes()
    this.#tellPresence()
  }

  forgetNode(nodeId: string): void {
    this.#presence.forgetNode(nodeId)
    this.#tellPresence()
  }

  /** Each is durable: the others get it, its author an acknowledgement. */
  tell(committed: readonly LiveEntry[]): void {
    const frames = committed.flatMap(({ frame }) => (frame ? [frame] : []))
    const told = frames.length > 1 ? Buffer.concat(frames) : (frames[0] ?? null)
    const authors = Map.groupBy(committed, ({ author }) => author)
    authors.delete(null)
    const { seq } = this.doc
    if (told) {
      for (const connection of this.#connections) {
        if (!authors.has(connection)) connection.deliver(told, seq, null)
      }
    }
    let acknowledged = 0
    let echoes = 0
    for (const [author, own] of authors) {
      if (!author) continue
      acknowledged += own.length
      const acknowledgement = settle(author, own)
      if (!this.#connections.has(author)) continue
      for (const { frame } of own) if (frame) echoes += 1
      author.deliver(told && withoutOwn(told, committed, author), seq, acknowledgement)
    }
    const delivered = frames.length * this.#connections.size - echoes
    this.#with.metrics.told({ acknowledged, delivered })
  }

  abandon(failure: SyncFailure): void {
    this.close(failure.kind === "storyboard-gone" ? "storyboard-gone" : "unavailable", failure)
  }

  close(reason: CloseReason, failure: SyncFailure = { kind: "unavailable" }): void {
    if (this.#closed) return
    this.#closed = true
    if (this.#presenceTimer) clearTimeout(this.#presenceTimer)
    this.#link?.close()
    this.doc.close(failure)
    for (const connection of this.#connections) connection.close(reason)
    this.#connections.clear()
    this.#with.onClosed(this)
  }

  #hear(message: RoomMessage, nodeId: string): void {
    if (this.#closed) return
    switch (message.kind) {
      case "updates":
        return this.doc.hear(message.firstSeq, message.updates)
      case "presence":
        this.#presence.hear(nodeId, message.states, message.whole)
        return this.#tellPresence()
      case "presence-query":
        return this.announce()
      case "event":
        return this.publish(message.event)
      case "cut":
        return this.close(message.reason)
    }
  }

  #answer(connection: Connection, stateVector: Uint8Array): void {
    if (!connection.mayAsk()) return connection.close("over-budget")
    const { seq } = this.doc
    const parsed = parseStateVector(stateVector)
    if (!parsed) return connection.close("malformed-message")
    connection.write(
      this.#answers.find(stateVector, seq) ??
        this.#answers.compose(stateVector, seq, this.doc.listMissing(parsed)),
    )
  }

  #receive(connection: Connection, update: Uint8Array, answer: boolean): void {
    if (!answer && connection.isHolding && connection.hold(update)) return
    this.#take(connection, update, answer)
    if (!answer) return
    for (const held of connection.releaseHeld()) {
      if (!connection.closed) this.#take(connection, held, false)
    }
  }

  #take(connection: Connection, update: Uint8Array, answer: boolean): void {
    const { storyboardId, actor, canWrite } = connection.options
    const { commit, syncLog } = this.#with
    const checked = this.doc.check(update)
    if (!checked.ok) {
      const { kind, reason } = checked.failure
      if (kind === "update-gap" && !answer && connection.hold(update)) return
      syncLog.warn({ storyboardId, actor: actor.id, reason }, kind)
      return connection.close(kind)
    }
    const news = findNews(checked.value, answer, canWrite)
    if (news && !canWrite) {
      connection.write(toPermissionDeniedFrame("This role may not change the storyboard."))
      return connection.close("read-only")
    }
    if (news && this.#isInAnothersName(news, connection)) {
      syncLog.warn(
        { storyboardId, actor: actor.id, reason: "another's client id" },
        "update-refused",
      )
      return connection.close("update-refused")
    }
    this.doc.accept(news, connection, answer)
    connection.addPending(news?.update.length ?? 0, commit.pendingBytes > MANY_PENDING_BYTES)
  }

  /** What was written in the name of somebody who is here would stand in the place of what they write next. */
  #isInAnothersName({ ends }: CheckedUpdate, { options }: Connection): boolean {
    for (const clientId of ends.keys()) {
      if (this.#presence.isOfAnother(options.actor, clientId)) return true
    }
    return false
  }

  #tellPresence(): void {
    if (this.#presenceTimer || !this.#presence.anyChanged || this.#closed) return
    const wait = this.#presenceToldAt + AWARENESS_WINDOW_MS - performance.now()
    this.#presenceTimer = setTimeout(
      () => {
        this.#presenceTimer = null
        this.#presenceToldAt = performance.now()
        const { frame, own } = this.#presence.takeChanged()
        if (own.length > 0) this.#link?.tellPresence(own, false)
        if (!frame) return
        for (const connection of this.#connections) connection.writeUnlessFull(frame)
      },
      Math.max(0, wait),
    )
  }
}

/** What of an update is to be stored; null for nothing. */
function findNews(
  checked: CheckedUpdate,
  answer: boolean,
  canWrite: boolean,
): CheckedUpdate | null {
  if (checked.ends.size > 0) return checked
  if (checked.deletions.length === 0) return null
  if (!answer) return checked
  // An answer lists all deletions of the doc, also those that its reader made by integrating
  // concurrent values of a key, so it can name new ones though nobody changed anything.
  return canWrite ? { ...checked, update: encodeDeletions(checked.deletions) } : null
}

/** These are durable: the frame that tells their author so, if it wants to know. */
function settle(author: Connection, entries: readonly LiveEntry[]): Buffer | null {
  let answers = 0
  for (const { byteLength, answer } of entries) {
    author.removePending(byteLength)
    if (answer) answers += 1
  }
  return author.acknowledge({ updates: entries.length - answers, answers })
}

/** Of the frames of all these in a row, those that are not the author's own. */
function withoutOwn(
  told: Buffer,
  committed: readonly LiveEntry[],
  author: Connection,
): Buffer | null {
  const pieces: Buffer[] = []
  let start = 0
  let end = 0
  for (const entry of committed) {
    if (!entry.frame) continue
    if (entry.author === author) {
      if (start < end) pieces.push(told.subarray(start, end))
      start = end + entry.frame.length
    }
    end += entry.frame.length
  }
  if (start < end) pieces.push(told.subarray(start, end))
  return pieces.length > 1 ? Buffer.concat(pieces) : (pieces[0] ?? null)
}
