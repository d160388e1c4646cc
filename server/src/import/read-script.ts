import { decodeScript, failure, sniffScriptFormat, success, type Result } from "@panelwright/core"
import { fountainFormat } from "./formats/fountain.ts"
import { textFormat } from "./formats/text.ts"
import type {
  ImportedScript,
  ImportFailure,
  ImportFormat,
  ImportFormatId,
} from "./import-format.ts"

const formats: Record<ImportFormatId, ImportFormat> = {
  fountain: fountainFormat,
  text: textFormat,
}

/** Null as the format: found out from the text. */
export function readScript(
  bytes: Uint8Array,
  format: ImportFormatId | null,
): Result<ImportedScript, ImportFailure> {
  const decoded = decodeScript(bytes)
  if (!decoded.ok) return decoded
  const { text } = decoded.value
  const sniffed = sniffScriptFormat(text)
  if (sniffed === "final-draft") return failure({ kind: "script-format", found: sniffed })
  const { id, parse } = formats[format ?? sniffed]
  return success({ format: id, text, script: parse(text) })
}
