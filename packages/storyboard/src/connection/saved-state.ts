import type { CloseReason } from "@panelwright/core/protocol"
import type { KeptOnDevice } from "./device-store.ts"

/**
 * Where this person's work is, as the top bar says it:
 * loading – nothing to show yet · saved – the server has stored all of it · saving – on its way and not yet known to be
 * stored · reconnecting – the connection broke and is being tried · offline – the device has no network · view-only – the
 * role allows no changes · refused – the server ended it for good · newer-schema – made by a newer program: reload.
 */
export type SavedState =
  | { readonly kind: "loading" }
  | { readonly kind: "saved" }
  | { readonly kind: "saving" }
  | ({ readonly kind: "reconnecting" | "offline" } & Unsaved)
  /** `hasUnsaved`: this device keeps work from when the role was a higher one, apart from what is shown. */
  | ({ readonly kind: "view-only" } & Unsaved)
  | ({ readonly kind: "refused"; readonly reason: CloseReason } & Unsaved)
  | { readonly kind: "newer-schema" }

export interface Unsaved {
  readonly hasUnsaved: boolean
  /** Whether what is not saved would survive closing the page. */
  readonly keptOnDevice: KeptOnDevice
}

/** How many messages that carry changes went one way or came back as stored, on one connection. */
export interface MessageCounts {
  readonly updates: number
  readonly replies: number
}

/** All that decides the saved state; nothing else does. */
export interface ConnectionFacts {
  readonly canWrite: boolean
  /** There is something to show, from the server or from this device. */
  readonly loaded: boolean
  readonly newerSchema: boolean
  /** What the browser says of its network. */
  readonly online: boolean
  /** The server has sent what this device did not have. */
  readonly synced: boolean
  /** This device has sent what the server did not have: its answer to the server's sync step 1 is out. */
  readonly answered: boolean
  readonly sent: MessageCounts
  readonly stored: MessageCounts
  /** There are changes that no acknowledgement has covered, of this page or of an earlier one. */
  readonly hasUnsaved: boolean
  readonly keptOnDevice: KeptOnDevice
  readonly refusal: CloseReason | null
}

/**
 * Whether the server is known to have stored every change of this device. A change made while nothing is connected is
 * in no count, so both sides must have exchanged what they had first.
 */
export const isAllStored = (facts: ConnectionFacts): boolean =>
  facts.synced &&
  facts.answered &&
  facts.stored.updates >= facts.sent.updates &&
  facts.stored.replies >= facts.sent.replies

export function deriveSavedState(facts: ConnectionFacts): SavedState {
  const { hasUnsaved, keptOnDevice } = facts
  if (facts.refusal !== null)
    return { kind: "refused", reason: facts.refusal, hasUnsaved, keptOnDevice }
  if (facts.newerSchema) return { kind: "newer-schema" }
  // A server on this very device answers without any network.
  if (!facts.synced && !facts.online) return { kind: "offline", hasUnsaved, keptOnDevice }
  if (!facts.loaded) return { kind: "loading" }
  if (!facts.synced) return { kind: "reconnecting", hasUnsaved, keptOnDevice }
  if (!facts.canWrite) return { kind: "view-only", hasUnsaved, keptOnDevice }
  return isAllStored(facts) ? { kind: "saved" } : { kind: "saving" }
}

export const canEditWith = (facts: ConnectionFacts): boolean =>
  facts.canWrite && facts.loaded && !facts.newerSchema && facts.refusal === null
