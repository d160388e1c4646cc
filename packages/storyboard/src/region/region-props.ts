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
  /** An 8-bit grey PNG of the picture's pixel size, white = may change; grey only along a soft edge. */
  readonly maskBlob: Blob
  readonly bounds: PixelBounds
}

/** A thing that the picture is known to show, in pixels of the picture; by the even-odd rule. */
export interface RegionObject {
  readonly id: string
  readonly name: string
  readonly outline: readonly (readonly { readonly x: number; readonly y: number }[])[]
}

export type RegionTool = "object" | "box" | "lasso" | "brush"
export type DrawingTool = "ink" | "arrow" | "note"

/** What a person has left on the picture; at least one of the two. */
export interface Marked {
  readonly region: Region | null
  /** A transparent PNG of the picture's pixel size with lines to follow, arrows and notes. */
  readonly drawing: Blob | null
  /** Of the things that were clicked. */
  readonly names: readonly string[]
}

export interface RegionEditorProps {
  readonly panelId: PanelId
  readonly pictureUrl: string
  /** Pixels of the stored picture, not of the rendition. */
  readonly width: number
  readonly height: number
  /** What people read: `12A-2`. */
  readonly panelNumber: string
  /** The nearest first; with them a click marks one. */
  readonly objects?: readonly RegionObject[]
  /** Also offers to draw over the picture: lines, arrows, notes. */
  readonly draws?: boolean
  readonly initialTool?: RegionTool | DrawingTool
  /** After each gesture; null when nothing is left on the picture. */
  readonly onMarked?: (marked: Marked | null) => void
  /** The button and the Enter key; not called while nothing is left on the picture. */
  readonly onDone: (marked: Marked) => void
  readonly onCancel: () => void
  /** What `onDone` does, as the button says it. */
  readonly doneLabel?: string
  /** Put under the picture, as the field for the instruction. */
  readonly children?: ReactNode
}
