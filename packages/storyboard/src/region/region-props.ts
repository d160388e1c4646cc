import type { PanelId } from "@panelwright/core"
import type { ReactNode } from "react"

/** A box in pixels of the picture. */
export interface PixelBounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Region {
  readonly panelId: PanelId
  /** An 8-bit grey PNG of the picture's pixel size, white = may change; only black and white. */
  readonly maskBlob: Blob
  readonly bounds: PixelBounds
}

export type RegionTool = "box" | "lasso" | "brush"

export interface RegionEditorProps {
  readonly panelId: PanelId
  readonly pictureUrl: string
  /** Pixels of the stored picture, not of the rendition. */
  readonly width: number
  readonly height: number
  /** What people read: `12A-2`. */
  readonly panelNumber: string
  readonly initialTool?: RegionTool
  /** After each gesture that leaves a region; null when it is empty again. */
  readonly onRegion?: (region: Region | null) => void
  /** The button and the Enter key; not called without a region. */
  readonly onDone: (region: Region) => void
  readonly onCancel: () => void
  /** What `onDone` does, as the button says it. */
  readonly doneLabel?: string
  /** Put under the picture, as the field for the instruction. */
  readonly children?: ReactNode
}
