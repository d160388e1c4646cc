import {
  createCharacterId,
  createDefaultLooks,
  createPanelId,
  createSceneId,
  createShotId,
} from "@panelwright/core"
import { applyCommands, createStoryboardDoc, readStoryboard } from "@panelwright/document"
import { describe, expect, it } from "vitest"
import { columns, type ColumnId } from "./columns.ts"
import { writeCell } from "./write-cell.ts"

const doc = createStoryboardDoc()
applyCommands(
  doc,
  [
    { kind: "scene.create", id: createSceneId("s") },
    { kind: "shot.create", id: createShotId("s"), sceneId: createSceneId("s") },
    { kind: "panel.create", id: createPanelId("p"), shotId: createShotId("s") },
    {
      kind: "character.create",
      id: createCharacterId("mara"),
      name: "MARA",
      looks: createDefaultLooks("MARA"),
    },
  ],
  "test",
)

/** Writes into a cell and reads what it says then. */
function write(column: ColumnId, text: string): string | null {
  const { panels, characters, settings } = readStoryboard(doc)
  const context = { characters, frameRate: settings.frameRate }
  const [panel] = panels
  if (!panel) throw new Error("no panel")
  const command = writeCell(panel, column, text, context)
  if (!command) return null
  const result = applyCommands(doc, [command], "test")
  if (!result.ok) throw new Error(result.failure.kind)
  const [after] = readStoryboard(doc).panels
  return after ? columns[column].read(after, context) : null
}

describe("writing into the shot list", () => {
  it("changes what the cell says", () => {
    expect(write("size", "close-up")).toBe("CU")
    expect(write("lens", "35 mm")).toBe("35")
    expect(write("lens", "")).toBe("")
    expect(write("length", "1+12")).toBe("1+12")
    expect(write("action", "She waits.")).toBe("She waits.")
    expect(write("status", "approved")).toBe("Approved")
  })

  it("finds people by name, in any case, and leaves out who is not in the film", () => {
    expect(write("cast", "mara, Nobody")).toBe("MARA")
    expect(write("cast", "")).toBe("")
  })

  it("refuses what can't be one, and what can't be written", () => {
    expect(write("lens", "wide")).toBeNull()
    expect(write("length", "soon")).toBeNull()
    expect(write("size", "enormous")).toBeNull()
    expect(write("number", "12A")).toBeNull()
  })
})
