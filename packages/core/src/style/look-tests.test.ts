import { describe, expect, it } from "vitest"
import { defaultStyle, lookSchema } from "../context/style.ts"
import { composeStyle, toStyleMark } from "./compose-style.ts"
import { createSceneId } from "../identity/identity.ts"
import { listLookTests, lookTestsAtOnce } from "./look-tests.ts"

const scene = createSceneId("a")
const marks = (round: number) =>
  listLookTests(defaultStyle, round).map(({ look }) =>
    toStyleMark(composeStyle(defaultStyle, scene, look)),
  )

describe("look tests", () => {
  it("are four valid looks, each another, and none the present one", () => {
    const [first, second] = [marks(0), marks(1)]
    expect(new Set(first).size).toBe(lookTestsAtOnce)
    expect(first).not.toContain(toStyleMark(defaultStyle))
    expect(second.every((mark) => first.includes(mark))).toBe(false)
    for (const { look } of listLookTests(defaultStyle, 0))
      expect(lookSchema.safeParse(look).success).toBe(true)
  })

  it("go round when there are no more", () => {
    expect(listLookTests(defaultStyle, 7)).toHaveLength(lookTestsAtOnce)
  })
})
