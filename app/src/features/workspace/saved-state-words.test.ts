import { describe, expect, it } from "vitest"
import { describeSavedState } from "./saved-state-words.ts"

describe("the saved state in the top bar", () => {
  it("says saved only for what is saved", () => {
    expect(describeSavedState({ kind: "saved" }, "editor").label).toBe("Saved")
    expect(describeSavedState({ kind: "saving" }, "editor").label).not.toContain("Saved")
  })

  it("never promises that a device keeps work which it does not keep", () => {
    const read = (keptOnDevice: "all" | "writing" | "nothing") =>
      describeSavedState({ kind: "offline", hasUnsaved: true, keptOnDevice }, "editor")
    expect(read("all").label).toBe("Offline, kept on this device")
    expect(read("writing").label).not.toContain("kept")
    expect(read("nothing").label).toContain("not kept on this device")
    expect(read("nothing").detail).toContain("leave this page open")
  })

  it("tells who may not send their work any more where it is", () => {
    const refused = { kind: "refused", reason: "session-ended", hasUnsaved: true } as const
    expect(describeSavedState({ ...refused, keptOnDevice: "all" }, "editor").detail).toContain(
      "not sent are kept on this device",
    )
    expect(describeSavedState({ ...refused, keptOnDevice: "nothing" }, "editor").detail).toContain(
      "only in this page",
    )
    const viewing = { kind: "view-only", hasUnsaved: true, keptOnDevice: "all" } as const
    expect(describeSavedState(viewing, "viewer").label).toBe("View only, unsent changes kept")
  })

  it("says what a role may do that does not change the storyboard", () => {
    const state = { kind: "view-only", hasUnsaved: false, keptOnDevice: "all" } as const
    expect(describeSavedState(state, "viewer").label).toBe("View only")
    expect(describeSavedState(state, "commenter").label).toBe("Comments only")
  })
})
