import {
  angleSchema,
  cameraSchema,
  movementSchema,
  panelStatusSchema,
  sizeSchema,
  type Command,
  type Panel,
} from "@panelwright/core"
import { parseLength } from "../panel/parse-length.ts"
import type { ColumnContext, ColumnId } from "./columns.ts"

/** The command that makes a cell say what was written; null where it can't, or says it already. */
export function writeCell(
  panel: Panel,
  column: ColumnId,
  text: string,
  context: ColumnContext,
): Command | null {
  const changes = toChanges(column, text, context)
  return changes && { kind: "panel.update", id: panel.id, changes }
}

type Changes = Extract<Command, { kind: "panel.update" }>["changes"]

function toChanges(column: ColumnId, text: string, context: ColumnContext): Changes | null {
  switch (column) {
    case "size": {
      const size = sizeSchema.safeParse(text)
      return size.success ? { camera: { size: size.data } } : null
    }
    case "angle": {
      const angle = angleSchema.safeParse(text)
      return angle.success ? { camera: { angle: angle.data } } : null
    }
    case "movement": {
      const movement = movementSchema.safeParse(text)
      return movement.success ? { camera: { movement: movement.data } } : null
    }
    case "lens": {
      const digits = text.replace(/mm/i, "").trim()
      const lens = cameraSchema.shape.lens.safeParse(digits === "" ? null : Number(digits))
      return lens.success ? { camera: { lens: lens.data } } : null
    }
    case "action":
      return { action: text }
    case "dialogue":
      return { dialogue: text }
    case "cast": {
      const names = text.split(",").map((name) => name.trim().toLowerCase())
      const cast = context.characters.filter(({ name }) => names.includes(name.toLowerCase()))
      return { cast: cast.map(({ id }) => id) }
    }
    case "length": {
      const frames = parseLength(text, context.frameRate)
      return frames === null ? null : { frames }
    }
    case "status": {
      const status = panelStatusSchema.safeParse(text)
      return status.success ? { status: status.data } : null
    }
    case "number":
    case "picture":
      return null
  }
}
