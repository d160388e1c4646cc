import type { AssetId, Storyboard } from "@panelwright/core"
import type { z } from "zod"

/** What is exported: a storyboard as it was at one revision, and the bytes of its pictures. */
export interface ExportSubject {
  readonly storyboard: Storyboard
  readonly revision: number
  /** Null when the asset is gone: the export says so in the picture's place and goes on. */
  readonly loadAsset: (id: AssetId) => Promise<Uint8Array | null>
  /** Milliseconds since 1970, for the date that the export carries. */
  readonly now: number
}

export interface ExportFile {
  readonly mediaType: string
  /** ASCII, safe on every file system. */
  readonly name: string
  /** Made while it is read, so that a long storyboard needs no memory for the whole file. */
  readonly chunks: AsyncIterable<Uint8Array>
}

/** One kind of file that a storyboard can leave as. Options come as text from a URL or a command line. */
export interface ExportFormat<Options> {
  /** As in `?format=`. */
  readonly id: string
  readonly options: z.ZodType<Options>
  export(subject: ExportSubject, options: Options, signal: AbortSignal): ExportFile
}
