import { describe, expect, it } from "vitest"
import { parseView, storyboardPath } from "./paths.ts"
import { toStoryboardId } from "./storyboard-id.ts"

describe("addresses of a storyboard", () => {
  it("leave out the kind of the id and the view that opens by itself", () => {
    expect(storyboardPath("storyboard:abc")).toBe("/storyboards/abc")
    expect(storyboardPath("storyboard:abc", "shot-list")).toBe("/storyboards/abc/shot-list")
  })

  it("are read back, in either writing", () => {
    expect(toStoryboardId("abc")).toBe("storyboard:abc")
    expect(toStoryboardId("storyboard:abc")).toBe("storyboard:abc")
    expect(parseView("/storyboards/abc/shot-list")).toBe("shot-list")
    expect(parseView("/storyboards/abc")).toBe("board")
    expect(parseView("/storyboards/abc/elsewhere")).toBe("board")
  })
})
