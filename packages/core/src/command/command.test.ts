import { describe, expect, it } from "vitest"
import { commandSchema, commandsSchema, maxCommands } from "./command.ts"

const parse = (command: unknown) => commandSchema.safeParse(command)

describe("commands", () => {
  it("CMD-1 name what is wrong with them", () => {
    const result = parse({ kind: "panel.update", id: "panel:a", changes: { frames: 0.5 } })
    expect(result.error?.issues[0]?.path).toEqual(["changes", "frames"])
  })

  it.each([
    ["an unknown kind", { kind: "panel.explode", id: "panel:a" }],
    ["an unknown property", { kind: "panel.update", id: "panel:a", changes: { colour: "red" } }],
    ["the id of another kind", { kind: "panel.delete", id: "shot:a" }],
    [
      "a picture set past its variants",
      { kind: "panel.update", id: "panel:a", changes: { picture: "x" } },
    ],
    [
      "words beyond the limit",
      { kind: "panel.update", id: "panel:a", changes: { notes: "x".repeat(20_001) } },
    ],
    [
      "a place that is no number",
      { kind: "panel.update", id: "panel:a", changes: { position: { x: Number.NaN, y: 0 } } },
    ],
    ["no frames", { kind: "panel.create", id: "panel:a", shotId: "shot:a", frames: 0 }],
    ["a style version", { kind: "style.update", changes: { version: 9 } }],
    ["a ratio of nothing", { kind: "settings.update", changes: { aspectRatio: "0" } }],
  ])("CMD-2 refuse %s", (_what, command) => {
    expect(parse(command).success).toBe(false)
  })

  it("CMD-3 take one property of a camera and leave the rest open", () => {
    const command = { kind: "panel.update", id: "panel:a", changes: { camera: { size: "wide" } } }
    expect(parse(command).data).toEqual(command)
  })

  it("CMD-4 come at most as many at once as the limit says", () => {
    const command = { kind: "panel.delete", id: "panel:a" }
    expect(
      commandsSchema.safeParse(Array.from({ length: maxCommands + 1 }, () => command)).success,
    ).toBe(false)
    expect(commandsSchema.safeParse([]).success).toBe(false)
  })
})
