import type { ParsedScript, ScriptDecodeFailure } from "@panelwright/core"

export const importFormatIds = ["fountain", "text"] as const
export type ImportFormatId = (typeof importFormatIds)[number]

export type ImportFailure =
  | ScriptDecodeFailure
  /** A script of another program: `found` names its format. */
  | { readonly kind: "script-format"; readonly found: "final-draft" }

/** A script as it goes into the storyboard: `script` was read from exactly this `text`. */
export interface ImportedScript {
  readonly format: ImportFormatId
  readonly text: string
  readonly script: ParsedScript
}

/** One kind of file that a storyboard can start from. Reading is pure: the same bytes give the same script. */
export interface ImportFormat {
  readonly id: ImportFormatId
  /** From decoded text without byte order mark, lines ending with LF. Every text can be read. */
  readonly parse: (text: string) => ParsedScript
}
