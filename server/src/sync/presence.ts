import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { toAwarenessFrame } from "./message.ts"
import type { TaggedState } from "./room-message.ts"
import type { SyncActor } from "./sync.ts"

/** Whoever publishes a state; a connection. */
export interface PresenceOwner {
  readonly options: { readonly actor: SyncActor }
}

interface PresenceState {
  clock: number
  /**
   * Added to the clock that people are told. Clients take nothing under a clock at which they were
   * told that somebody left, and who was only cut off comes back with the one they had.
   */
  ahead: number
  /** JSON with the server's `user`; null after the client left. */
  json: string | null
  /** A connection, or the id of the node that has the client; null after it left. */
  owner: PresenceOwner | string | null
  readonly actorId: string
  changed: boolean
  /** Other nodes do not know it yet. */
  changedHere: boolean
}

/** What changed: for the people in the room, and what of it other nodes have to be told. */
export interface PresenceNews {
  readonly frame: Buffer | null
  readonly own: readonly TaggedState[]
}

export type PresenceOutcome = "accepted" | "malformed" | "too-large"

const MAX_STATE_BYTES = 16 * 1024
/** With the `user` that the other node has put in. */
const MAX_TOLD_BYTES = 2 * MAX_STATE_BYTES
const MAX_IDS_OF_OWNER = 4
const MAX_IDS = 4096
const SILENT_MS = 35_000

/**
 * The awareness of one room: the newest state of each client, told to everybody in one message.
 *
 * A client id belongs to the actor who brought it first, for as long as the room is open; a state
 * for somebody else's id is ignored, because standard clients repeat what they hear. `user` in a
 * state is always the server's. States of clients on other nodes are taken as those nodes tell them.
 */
export class Presence {
  readonly #states = new Map<number, PresenceState>()
  /** When each node last told something. */
  readonly #heardAt = new Map<string, number>()
  #anyChanged = false

  get anyChanged(): boolean {
    return this.#anyChanged
  }

  /** The payload of an awareness message: a count, then client id, clock and JSON of each. */
  receive(owner: PresenceOwner, payload: Uint8Array): PresenceOutcome {
    try {
      const decoder = decoding.createDecoder(payload)
      for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
        const clientId = decoding.readVarUint(decoder)
        const clock = decoding.readVarUint(decoder)
        const json = decoding.readVarString(decoder)
        if (!this.#mayPublish(owner, clientId)) continue
        const outcome = this.#put(owner, clientId, clock, json)
        if (outcome !== "accepted") return outcome
      }
      return decoding.hasContent(decoder) ? "malformed" : "accepted"
    } catch {
      return "malformed"
    }
  }

  /** Whether a client id is that of somebody else who is here: the one of a client's awareness is its doc's, too. */
  isOfAnother(actor: SyncActor, clientId: number): boolean {
    const state = this.#states.get(clientId)
    return state !== undefined && state.owner !== null && state.actorId !== actor.id
  }

  leave(owner: PresenceOwner): void {
    for (const state of this.#states.values()) {
      if (state.owner === owner) this.#end(state, true)
    }
  }

  /** What another node tells; `whole`: who is not among them is not there any more. */
  hear(nodeId: string, states: readonly TaggedState[], whole: boolean): void {
    this.#heardAt.set(nodeId, performance.now())
    for (const tagged of states) this.#hearOne(nodeId, tagged)
    if (!whole) return
    const there = new Set(states.map(({ clientId }) => clientId))
    for (const [clientId, state] of this.#states) {
      if (state.owner === nodeId && !there.has(clientId)) this.#end(state, false)
    }
  }

  /** A node has ended, and with it the connections of its people. */
  forgetNode(nodeId: string): void {
    for (const state of this.#states.values()) {
      if (state.owner === nodeId) this.#end(state, false)
    }
  }

  /** A node that has people here says so every 10 s. */
  forgetSilentNodes(): void {
    const now = performance.now()
    for (const [nodeId, at] of this.#heardAt) {
      if (now - at < SILENT_MS) continue
      this.#heardAt.delete(nodeId)
      this.forgetNode(nodeId)
    }
  }

  /** Everybody who is connected to this node. */
  listOwn(): TaggedState[] {
    return [...this.#states]
      .filter(([, { owner }]) => owner !== null && typeof owner !== "string")
      .map(toTagged)
  }

  /** Since the last call. */
  takeChanged(): PresenceNews {
    this.#anyChanged = false
    const changed = [...this.#states].filter(([, state]) => state.changed)
    const own = changed.filter(([, state]) => state.changedHere).map(toTagged)
    for (const [, state] of changed) state.changed = state.changedHere = false
    return { frame: toFrame(changed), own }
  }

  /** Everybody who is here, for a newcomer. */
  all(): Buffer | null {
    return toFrame([...this.#states].filter(([, state]) => state.json !== null))
  }

  #mayPublish(owner: PresenceOwner, clientId: number): boolean {
    const state = this.#states.get(clientId)
    if (state) return state.owner === owner || state.actorId === owner.options.actor.id
    return this.#countOwn(owner) < MAX_IDS_OF_OWNER && this.#makeRoom()
  }

  #countOwn(owner: PresenceOwner): number {
    let own = 0
    for (const state of this.#states.values()) if (state.owner === owner) own += 1
    return own
  }

  #put(owner: PresenceOwner, clientId: number, clock: number, json: string): PresenceOutcome {
    if (json.length > MAX_STATE_BYTES) return "too-large"
    const known = this.#states.get(clientId)
    const parsed: unknown = JSON.parse(json)
    if (parsed === null) {
      if (known?.owner !== owner || clock < known.clock) return "accepted"
      known.clock = clock
      known.json = null
      this.#mark(known, true)
      return "accepted"
    }
    if (typeof parsed !== "object" || Array.isArray(parsed)) return "malformed"
    // Also what another tab of the same person repeats: it is never newer.
    if (known && known.json !== null && clock <= known.clock) {
      // Somebody who comes from another node says again what was said there, before anything else.
      const isComing = clock === known.clock && typeof known.owner === "string"
      if (!isComing || this.#countOwn(owner) > 0) return "accepted"
    }
    const { actor } = owner.options
    const { id, name, colour, role } = actor
    const state = known ?? createState(owner, id)
    if (known && known.json === null && clock <= known.clock) state.ahead += 1
    state.clock = Math.max(clock, state.clock)
    state.owner = owner
    state.json = JSON.stringify({ ...parsed, user: { id, name, colour, role } })
    this.#states.set(clientId, state)
    this.#mark(state, true)
    return "accepted"
  }

  #hearOne(nodeId: string, { clientId, clock, actorId, json }: TaggedState): void {
    const known = this.#states.get(clientId)
    if (known && known.actorId !== actorId) return
    if (json === null) {
      if (known?.owner === nodeId) this.#end(known, false)
      return
    }
    if (json.length > MAX_TOLD_BYTES || (!known && !this.#makeRoom())) return
    const state = known ?? createState(nodeId, actorId)
    const isHere = state.owner !== null && typeof state.owner !== "string"
    if (state.json !== null && (clock < state.clock || (isHere && clock === state.clock))) return
    const isNews = state.json === null || clock > state.clock
    if (known && known.json === null && clock <= known.clock) state.ahead += 1
    state.owner = nodeId
    state.clock = Math.max(clock, state.clock)
    state.json = json
    this.#states.set(clientId, state)
    if (isNews) this.#mark(state, false)
  }

  #end(state: PresenceState, here: boolean): void {
    state.owner = null
    if (state.json === null) return
    state.json = null
    this.#mark(state, here)
  }

  #mark(state: PresenceState, here: boolean): void {
    state.changed = true
    state.changedHere = here
    this.#anyChanged = true
  }

  /** Forgets somebody who left when the room has seen too many. */
  #makeRoom(): boolean {
    if (this.#states.size < MAX_IDS) return true
    for (const [clientId, state] of this.#states) {
      if (state.owner || state.changed) continue
      this.#states.delete(clientId)
      return true
    }
    return false
  }
}

const createState = (owner: PresenceState["owner"], actorId: string): PresenceState => ({
  clock: 0,
  ahead: 0,
  json: null,
  owner,
  actorId,
  changed: false,
  changedHere: false,
})

const toTagged = ([clientId, { clock, actorId, json }]: readonly [number, PresenceState]) => ({
  clientId,
  clock,
  actorId,
  json,
})

function toFrame(states: readonly (readonly [number, PresenceState])[]): Buffer | null {
  if (states.length === 0) return null
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, states.length)
  for (const [clientId, { clock, ahead, json }] of states) {
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock + ahead)
    encoding.writeVarString(encoder, json ?? "null")
  }
  return toAwarenessFrame(encoding.toUint8Array(encoder))
}
