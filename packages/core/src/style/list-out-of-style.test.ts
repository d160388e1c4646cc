import { describe, expect, it } from "vitest"
import { defaultStyle, type Style } from "../context/style.ts"
import { createSceneId } from "../identity/identity.ts"
import { composeStyle, toStyleMark } from "./compose-style.ts"
import { listOutOfStyle } from "./list-out-of-style.ts"
import { createShownPanel } from "./shown-panel.fixture.ts"

const mark = toStyleMark(defaultStyle)
const panels = [
  createShownPanel(0, { recipe: { styleMark: mark } }),
  createShownPanel(1, { scene: "dream", recipe: { styleMark: mark } }),
  createShownPanel(2, { recipe: { styleMark: mark }, status: "approved" }),
]
const listNumbers = (style: Style) =>
  listOutOfStyle({ panels, style }).map(({ panel }) => panel.number)

describe("the panels that are out of style", () => {
  it("are all when the whole style changes, also the approved ones", () => {
    expect(listNumbers({ ...defaultStyle, version: 2, look: "ink" })).toEqual(["0", "1", "2"])
    expect(listNumbers(defaultStyle)).toEqual([])
  })

  it("are those of one scene when only its look changes", () => {
    const style: Style = {
      ...defaultStyle,
      version: 2,
      scenes: { [createSceneId("dream")]: { look: "charcoal" } },
    }
    expect(listNumbers(style)).toEqual(["1"])
    const redrawn = createShownPanel(1, {
      scene: "dream",
      recipe: { styleMark: toStyleMark(composeStyle(style, createSceneId("dream"))) },
    })
    expect(listOutOfStyle({ panels: [redrawn], style })).toEqual([])
  })
})
