import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { toAwarenessFrame } from "./message.ts"
import type { SyncActor } from "./sync.ts"

/** Whoever publishes a state; a connection. */
export interface PresenceOwner {
  readonly options: { readonly actor: SyncActor }
}

interface PresenceState {
  clock: number
  /** JSON with the server's `user`; null after the client left. */
  json: string | null
  owner: PresenceOwner | null
  readonly actorId: string
  changed: boolean
}

export type PresenceOutcome = "accepted" | "malformed" | "too-large"

const MAX_STATE_BYTES = 16 * 1024
const MAX_IDS_OF_OWNER = 4
const MAX_IDS = 4096

/**
 * The awareness of one room: the newest state of each client, told to everybody in one message.
 *
 * A client id belongs to the actor who brought it first, for as long as the room is open; a state
 * for somebody else's id is ignored, because standard clients repeat what they hear. `user` in a
 * state is always the server's.
 */
export class Presence {
  readonly #states = new Map<number, PresenceState>()
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

  leave(owner: PresenceOwner): void {
    for (const state of this.#states.values()) {
      if (state.owner !== owner) continue
      state.owner = null
      if (state.json === null) continue
      state.json = null
      this.#mark(state)
    }
  }

  /** What changed since the last call. */
  takeChanged(): Buffer | null {
    this.#anyChanged = false
    const changed = [...this.#states].filter(([, state]) => state.changed)
    for (const [, state] of changed) state.changed = false
    return toFrame(changed)
  }

  /** Everybody who is here, for a newcomer. */
  all(): Buffer | null {
    return toFrame([...this.#states].filter(([, state]) => state.json !== null))
  }

  #mayPublish(owner: PresenceOwner, clientId: number): boolean {
    const state = this.#states.get(clientId)
    if (state) return state.owner === owner || state.actorId === owner.options.actor.id
    let own = 0
    for (const other of this.#states.values()) if (other.owner === owner) own += 1
    return own < MAX_IDS_OF_OWNER && this.#makeRoom()
  }

  #put(owner: PresenceOwner, clientId: number, clock: number, json: string): PresenceOutcome {
    if (json.length > MAX_STATE_BYTES) return "too-large"
    const known = this.#states.get(clientId)
    const parsed: unknown = JSON.parse(json)
    if (parsed === null) {
      if (known?.owner !== owner || clock < known.clock) return "accepted"
      known.clock = clock
      known.json = null
      this.#mark(known)
      return "accepted"
    }
    if (typeof parsed !== "object" || Array.isArray(parsed)) return "malformed"
    // Also what another tab of the same person repeats: it is never newer.
    if (known && known.json !== null && clock <= known.clock) return "accepted"
    const { actor } = owner.options
    const { id, name, colour, role } = actor
    const state = known ?? { clock, json, owner, actorId: id, changed: false }
    state.clock = Math.max(clock, state.clock)
    state.owner = owner
    state.json = JSON.stringify({ ...parsed, user: { id, name, colour, role } })
    this.#states.set(clientId, state)
    this.#mark(state)
    return "accepted"
  }

  #mark(state: PresenceState): void {
    state.changed = true
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

function toFrame(states: readonly (readonly [number, PresenceState])[]): Buffer | null {
  if (states.length === 0) return null
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, states.length)
  for (const [clientId, { clock, json }] of states) {
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, json ?? "null")
  }
  return toAwarenessFrame(encoding.toUint8Array(encoder))
}
