/** Why the server ends a sync connection. */
export const closeReasons = [
  "text-frame",
  "malformed-message",
  "unknown-message",
  "message-too-large",
  "update-refused",
  "update-gap",
  "read-only",
  "session-ended",
  "role-changed",
  "storyboard-gone",
  "over-budget",
  "too-slow",
  "unavailable",
  "restarting",
  "internal",
] as const
export type CloseReason = (typeof closeReasons)[number]

/**
 * WebSocket close codes. By y-websocket's convention a client that gets 4400–4499 must not
 * reconnect by itself, and after every other code it should.
 */
export const closeCodes = {
  /** The protocol is binary. */
  "text-frame": 4406,
  "malformed-message": 4400,
  "unknown-message": 4415,
  "message-too-large": 4413,
  /** The update is not one that Yjs could have made. */
  "update-refused": 4422,
  /** The update builds on something the server does not have; a new connection sends it. */
  "update-gap": 4509,
  /** A viewer or commenter sent a change of the doc. */
  "read-only": 4403,
  "session-ended": 4401,
  /** Connect again to continue under the new role. */
  "role-changed": 4526,
  "storyboard-gone": 4404,
  "over-budget": 4529,
  /** The client did not read what it was sent. */
  "too-slow": 4508,
  /** The database cannot be reached; edits are still on the device. */
  unavailable: 4503,
  restarting: 1012,
  internal: 4500,
} as const satisfies Record<CloseReason, number>

/** Null for a code that is not ours. */
export function findCloseReason(code: number): CloseReason | null {
  return closeReasons.find((reason) => closeCodes[reason] === code) ?? null
}
