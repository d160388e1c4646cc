import type { Difference } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { describeDifferences } from "./describe-differences.ts"

const panel = (label: string, ...fields: string[]): Difference => ({
  subject: "panel",
  id: `panel:${label}`,
  label,
  change: "changed",
  fields,
})
const came = (subject: Difference["subject"], label: string): Difference => ({
  subject,
  id: `${subject}:${label}`,
  label,
  change: "added",
  fields: [],
})
const single = (subject: Difference["subject"], ...fields: string[]): Difference => ({
  subject,
  id: null,
  label: "",
  change: "changed",
  fields,
})

describe("the words for what was changed", () => {
  it.each([
    [[panel("12", "action", "camera")], ["Panel 12: action, camera"]],
    [
      [panel("1A", "frames"), panel("1B", "frames"), panel("2A", "action")],
      ["Panels 1A, 1B: length", "Panel 2A: action"],
    ],
    [["1", "2", "3", "4"].map((name) => panel(name, "status")), ["4 panels: status"]],
    [[panel("1A", "pictures", "picture")], ["Panel 1A: picture"]],
    [["1", "2", "3"].map((name) => came("panel", name)), ["3 panels added"]],
    [[came("shot", "1A"), came("panel", "1A")], ["Panel 1A added"]],
    [[came("shot", "1A")], ["Shot 1A added"]],
    [
      [single("style", "palette"), single("script"), came("character", "Mara")],
      ["Mara added", "Style: palette", "Script"],
    ],
  ])("%j is %j", (differences, phrases) => {
    expect(describeDifferences(differences)).toEqual(phrases)
  })
})
