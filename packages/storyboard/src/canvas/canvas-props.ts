import type { Asset, Viewport } from "@panelwright/core/protocol"
import type { AssetId, Job, PanelId } from "@panelwright/core"
import type { ReactNode, Ref } from "react"
import type { StoryboardSession } from "../connection/session.ts"

/** Who the keyboard belongs to: the app (a panel is in hand) or the canvas (drawing, typing, a note is in hand). */
export type KeyboardScope = "board" | "draw"

export const canvasTools = [
  "select",
  "hand",
  "draw",
  "eraser",
  "arrow",
  "note",
  "text",
  "rectangle",
  "ellipse",
  "image",
] as const
export type CanvasTool = (typeof canvasTools)[number]

export type BoardViewport = Extract<Viewport, { kind: "board" }>

export type CanvasMode = "arranged" | "free"

/** A canvas record that is in the doc and is not shown because it would break the canvas. */
export interface SetAside {
  readonly id: string
  readonly typeName: string
  readonly reason:
    | { readonly kind: "not-a-record" }
    | { readonly kind: "unknown-type" }
    | { readonly kind: "not-stored-here" }
    | { readonly kind: "invalid"; readonly message: string }
    | { readonly kind: "rich-text" }
    | { readonly kind: "parent-cycle" }
}

export interface CanvasHandlers {
  onScopeChange?(scope: KeyboardScope): void
  onToolChange?(tool: CanvasTool | null): void
  /** 1 is one canvas unit for one pixel. At most once a frame. */
  onZoomChange?(zoom: number): void
  /** Double click on a panel. */
  onOpenPanel?(panelId: PanelId): void
  /** A click on the mark of somebody who looks at a panel, by their connection. */
  onFollow?(clientId: number): void
  /**
   * Panels were to be deleted by the canvas, as when notes and panels are in hand together: the app asks if it wants,
   * then applies `panel.delete`. In the board scope the Delete key itself is the app's, like all keys.
   */
  onDeletePanels?(panelIds: readonly PanelId[]): void
  onContextMenu?(event: {
    readonly panelId: PanelId | null
    readonly clientX: number
    readonly clientY: number
  }): void
  /** A picture was dropped or pasted on a panel and is stored; the app may make it the panel's picture. */
  onDropPicture?(panelId: PanelId, asset: Asset): void
  /** A file that is not a picture was dropped on the board, such as a script. */
  onDropFile?(file: File): void
  onRetry?(job: Job): void
  onCancel?(job: Job): void
  /** The sentence shown for a failed job; without it the kind in plain words. */
  describeFailure?(job: Job): string
  /** All that is set aside now; an empty list when all is well again. */
  onSetAside?(records: readonly SetAside[]): void
  onUploadFailed?(file: Blob, error: unknown): void
  /** The canvas records were made by a newer program: they are shown and can't be changed until the page is reloaded. */
  onNewerCanvas?(): void
}

export interface StoryboardCanvasProps {
  readonly session: StoryboardSession
  readonly selection: readonly PanelId[]
  readonly onSelectionChange: (selection: readonly PanelId[]) => void
  readonly mode: CanvasMode
  readonly theme: "light" | "dark"
  /** Null where none is set; see `needsLicenseNotice`. */
  readonly licenseKey: string | null
  /** Where a picture can be fetched; `width` is one of 320, 640, 1280, or null for the whole. */
  readonly assetUrl: (assetId: AssetId, width: number | null) => string
  readonly uploadAsset: (file: Blob) => Promise<Asset>
  readonly handlers?: CanvasHandlers
  /** Panels in a row of the arranged board; left out: by aspect ratio, the same for everybody. */
  readonly columns?: number
  /** Hides the drawing tools, as on a phone or for a viewer. */
  readonly hideTools?: boolean
  /** Laid over the picture of the one panel in hand, in a box of its size that lets the mouse through. */
  readonly renderOverPicture?: (panelId: PanelId) => ReactNode
  /** Shown on the board when it has no panels. */
  readonly emptyState?: ReactNode
  readonly fallback?: ReactNode
  readonly className?: string
  readonly ref?: Ref<CanvasHandle>
}

export interface CanvasHandle {
  zoomToFit(): void
  /** Fits the columns to the width, at the top: how the board opens. */
  zoomToWidth(): void
  zoomToPanel(panelId: PanelId): void
  zoomToSelection(): void
  zoomIn(): void
  zoomOut(): void
  setZoom(zoom: number): void
  getZoom(): number
  /** Moves the view only as far as needed to show the panel. */
  reveal(panelId: PanelId): void
  /** Shows all that somebody else sees, as large as it fits. */
  showViewport(viewport: BoardViewport): void
  setTool(tool: CanvasTool): void
  getScope(): KeyboardScope
  focus(): void
  /** Waits until every panel's ink that this person drew is rendered and uploaded, as before an export. */
  flushInk(): Promise<void>
}
