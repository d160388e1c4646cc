import { describe, expect, it } from "vitest"
import { defaultStyle, type Style } from "../context/style.ts"
import { createSceneId } from "../identity/identity.ts"
import type { ShortRecipe } from "../panel/variant.ts"
import { composeStyle, createStyleNow, isOutOfStyle, toStyleMark } from "./compose-style.ts"

const memory = createSceneId("memory")
const other = createSceneId("other")
const style: Style = {
  ...defaultStyle,
  scenes: { [memory]: { look: "charcoal", contrast: 1 }, [other]: null },
}

const createRecipe = (fields: Partial<ShortRecipe> = {}): ShortRecipe => ({
  provider: "sketch",
  model: "sketch-1",
  operation: "generate",
  instruction: null,
  seed: 1,
  styleVersion: 1,
  warnings: [],
  change: null,
  ...fields,
})

describe("the style of a scene", () => {
  it("is the storyboard's where the scene says nothing else", () => {
    expect(composeStyle(style, memory)).toMatchObject({
      look: "charcoal",
      contrast: 1,
      palette: defaultStyle.palette,
    })
    expect(composeStyle(style, other)).toEqual({ ...style, scenes: {} })
  })

  it("gives way to a look that is tried", () => {
    expect(composeStyle(style, memory, { look: "ink" })).toMatchObject({ look: "ink", contrast: 1 })
  })

  it("does not change when another scene's look does", () => {
    const changed: Style = { ...style, scenes: { ...style.scenes, [other]: { look: "ink" } } }
    expect(composeStyle(changed, memory)).toEqual(composeStyle(style, memory))
  })
})

describe("a picture", () => {
  const now = createStyleNow({ ...defaultStyle, version: 5, scenes: {} })

  it("is out of style when it was drawn in another one", () => {
    const mark = toStyleMark({ ...defaultStyle, look: "ink" })
    expect(isOutOfStyle(createRecipe({ styleVersion: 5, styleMark: mark }), now)).toBe(true)
  })

  it("is in style again when the style goes back to what it was", () => {
    const mark = toStyleMark({ ...defaultStyle, line: { roughness: 0.4, weight: 0.45 } })
    expect(isOutOfStyle(createRecipe({ styleVersion: 2, styleMark: mark }), now)).toBe(false)
  })

  it("is judged by its version when nothing else is known of it", () => {
    expect(isOutOfStyle(createRecipe({ styleVersion: 4 }), now)).toBe(true)
    expect(isOutOfStyle(createRecipe({ styleVersion: 5 }), now)).toBe(false)
  })

  it("that was uploaded is never out of style", () => {
    expect(isOutOfStyle(createRecipe({ operation: "upload", styleVersion: 1 }), now)).toBe(false)
  })
})
