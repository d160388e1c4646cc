import { parseFountain } from "@panelwright/core"
import type { ImportFormat } from "../import-format.ts"

export const fountainFormat: ImportFormat = { id: "fountain", parse: parseFountain }
