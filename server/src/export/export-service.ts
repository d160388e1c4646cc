import { failure, success, type AssetId, type Result, type StoryboardId } from "@panelwright/core"
import { readStoryboard } from "@panelwright/document"
import { z } from "zod"
import type { Sync } from "../sync/sync.ts"
import type { ExportFile } from "./export-format.ts"

/** Loaded when first asked for: a format's library costs memory, and most hours nobody prints. */
const formats = {
  pdf: async () => (await import("./formats/pdf/pdf-format.ts")).pdfFormat,
}

export const exportFormatIds = Object.keys(formats) as (keyof typeof formats)[]

export type ExportFailure =
  | { readonly kind: "format-unknown"; readonly format: string; readonly known: readonly string[] }
  | { readonly kind: "options-invalid"; readonly problems: readonly string[] }

export interface ExportService {
  /** `parameters` are those of the URL: `format` and the format's own options. */
  export(
    storyboardId: StoryboardId,
    parameters: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Result<ExportFile, ExportFailure>>
}

export function createExportService(options: {
  readonly sync: Pick<Sync, "loadDoc">
  readonly loadAsset: (id: AssetId) => Promise<Uint8Array | null>
  readonly clock: () => number
}): ExportService {
  return {
    async export(storyboardId, { format = "", ...parameters }, signal) {
      const known = exportFormatIds.find((id) => id === format)
      if (!known) return failure({ kind: "format-unknown", format, known: exportFormatIds })
      const chosen = await formats[known]()
      const parsed = chosen.options.safeParse(parameters)
      if (!parsed.success) {
        const problems = z.prettifyError(parsed.error).split("\n")
        return failure({ kind: "options-invalid", problems })
      }
      const { doc, revision } = await options.sync.loadDoc(storyboardId)
      const storyboard = readStoryboard(doc)
      doc.destroy()
      const subject = {
        storyboard,
        revision,
        loadAsset: options.loadAsset,
        now: options.clock(),
      }
      return success(chosen.export(subject, parsed.data, signal))
    },
  }
}
