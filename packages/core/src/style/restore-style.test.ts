import { describe, expect, it } from "vitest"
import { defaultStyle, type Style } from "../context/style.ts"
import { createSceneId } from "../identity/identity.ts"
import { isSameStyle, toRestoringChanges } from "./restore-style.ts"

const [one, other] = [createSceneId("one"), createSceneId("other")]
const earlier: Style = { ...defaultStyle, look: "ink", scenes: { [one]: { look: "pencil" } } }
const present: Style = {
  ...defaultStyle,
  version: 4,
  locked: true,
  scenes: { [other]: { look: "marker" } },
}

describe("going back to an earlier style", () => {
  it("takes what it said of everything and of every scene, and neither number nor lock", () => {
    const changes = toRestoringChanges(earlier, present)
    expect(changes).toMatchObject({
      look: "ink",
      scenes: { [one]: { look: "pencil" }, [other]: null },
    })
    expect(changes).not.toHaveProperty("version")
    expect(changes).not.toHaveProperty("locked")
  })

  it("is no change where a look that a scene had is only crossed out", () => {
    expect(isSameStyle(defaultStyle, { ...defaultStyle, scenes: { [one]: null } })).toBe(true)
    expect(isSameStyle(earlier, present)).toBe(false)
  })
})
