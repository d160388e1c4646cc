import { createPanelId } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { formatSelection, parseSelection } from "./selection-address.ts"

const panels = ["a1", "b2"].map(createPanelId)

describe("the selection in the address", () => {
  it("is read back as it was written, beside what else is there", () => {
    const search = formatSelection(new URLSearchParams("scene=3&panel=old"), panels)
    expect(search).toBe("?scene=3&panel=a1&panel=b2")
    expect(parseSelection(new URLSearchParams(search))).toEqual(panels)
  })

  it("leaves no trace when nothing is selected", () => {
    expect(formatSelection(new URLSearchParams("panel=a1"), [])).toBe("")
  })

  it("leaves out what can't be a panel", () => {
    expect(parseSelection(new URLSearchParams("panel=%3Cscript%3E&panel=b2"))).toEqual([panels[1]])
  })
})
