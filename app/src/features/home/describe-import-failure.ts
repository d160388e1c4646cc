import type { ApiFailure } from "../../api/api-request.ts"
import { describeApiFailure } from "../../api/describe-api-failure.ts"

/** Why a script was not taken, and what to do about it. */
export function describeImportFailure(failure: ApiFailure): string {
  switch (failure.kind) {
    case "script-empty":
      return "The script has no words in it. Paste it again, or choose another file."
    case "script-binary":
      return "This file is not text. Save the script as Fountain or plain text, or copy its words and paste them."
    case "script-too-large":
      return "The script is larger than 5 MB, which is ten times a feature film. Split it, or remove pictures from it."
    case "format-unsupported":
      return "This kind of file can't be read yet. Save the script as Fountain or plain text."
    default:
      return describeApiFailure(failure)
  }
}
