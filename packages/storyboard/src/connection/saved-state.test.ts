import { describe, expect, it } from "vitest"
import { canEditWith, deriveSavedState, type ConnectionFacts } from "./saved-state.ts"

const connected: ConnectionFacts = {
  canWrite: true,
  loaded: true,
  newerSchema: false,
  online: true,
  synced: true,
  answered: true,
  sent: { updates: 3, replies: 1 },
  stored: { updates: 3, replies: 1 },
  hasUnsaved: false,
  keptOnDevice: "all",
  refusal: null,
}

const cases: readonly [string, Partial<ConnectionFacts>, ReturnType<typeof deriveSavedState>][] = [
  ["all that was sent is stored", {}, { kind: "saved" }],
  ["one update is not stored yet", { stored: { updates: 2, replies: 1 } }, { kind: "saving" }],
  [
    "the answer with the offline work is not stored yet",
    { stored: { updates: 3, replies: 0 } },
    { kind: "saving" },
  ],
  [
    "the server has not asked yet for what it lacks",
    { answered: false, sent: { updates: 0, replies: 0 }, stored: { updates: 0, replies: 0 } },
    { kind: "saving" },
  ],
  [
    "nothing has come and nothing is on the device",
    { loaded: false, synced: false },
    { kind: "loading" },
  ],
  [
    "the connection is away and an edit waits",
    { synced: false, hasUnsaved: true },
    { kind: "reconnecting", hasUnsaved: true, keptOnDevice: "all" },
  ],
  [
    "the browser has no network",
    { synced: false, online: false, hasUnsaved: true },
    { kind: "offline", hasUnsaved: true, keptOnDevice: "all" },
  ],
  ["the server is on this device and there is no network", { online: false }, { kind: "saved" }],
  [
    "the role allows no changes",
    { canWrite: false, answered: false },
    { kind: "view-only", hasUnsaved: false, keptOnDevice: "all" },
  ],
  [
    "the server ended it for good",
    { refusal: "session-ended", synced: false },
    { kind: "refused", reason: "session-ended", hasUnsaved: false, keptOnDevice: "all" },
  ],
  ["the doc was made by a newer program", { newerSchema: true }, { kind: "newer-schema" }],
]

describe("the saved state", () => {
  it.each(cases)("when %s", (_name, changes, expected) => {
    expect(deriveSavedState({ ...connected, ...changes })).toEqual(expected)
  })

  it("never says saved while a message is out, whatever else is true", () => {
    for (const answered of [true, false])
      for (const updates of [0, 1, 2])
        for (const replies of [0, 1]) {
          const facts = {
            ...connected,
            answered,
            sent: { updates: 2, replies: 1 },
            stored: { updates, replies },
          }
          const isSaved = deriveSavedState(facts).kind === "saved"
          expect(isSaved).toBe(answered && updates === 2 && replies === 1)
        }
  })

  it("lets people edit what is kept on the device while the connection is away", () => {
    expect(canEditWith({ ...connected, synced: false })).toBe(true)
    expect(canEditWith({ ...connected, loaded: false })).toBe(false)
    expect(canEditWith({ ...connected, canWrite: false })).toBe(false)
    expect(canEditWith({ ...connected, newerSchema: true })).toBe(false)
    expect(canEditWith({ ...connected, refusal: "storyboard-gone" })).toBe(false)
  })
})
