import { describe, expect, it } from "vitest"
import { describeSavedState } from "./saved-state-words.ts"

describe("the saved state in the top bar", () => {
  it("says saved only for what is saved", () => {
    expect(describeSavedState({ kind: "saved" }).label).toBe("Saved")
    expect(describeSavedState({ kind: "saving" }).label).not.toContain("Saved")
  })

  it("never promises that a device keeps work which it does not keep", () => {
    const state = { kind: "offline", hasUnsaved: true, keptOnDevice: false } as const
    expect(describeSavedState(state).label).toBe("Offline")
    expect(describeSavedState(state).detail).toContain("leave this page open")
    expect(describeSavedState({ ...state, keptOnDevice: true }).label).toContain(
      "kept on this device",
    )
  })
})
