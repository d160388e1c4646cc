import { parsePlainText } from "@panelwright/core"
import type { ImportFormat } from "../import-format.ts"

export const textFormat: ImportFormat = { id: "text", parse: parsePlainText }
