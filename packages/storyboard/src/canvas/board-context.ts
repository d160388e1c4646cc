import type { AssetId, PanelId } from "@panelwright/core"
import { createContext, useContext, type ReactNode } from "react"
import type { Box, Signal } from "tldraw"
import type { Observable } from "../connection/observable.ts"
import type { StoryboardSession } from "../connection/session.ts"
import type { Arrangement } from "./arrangement/arrange-board.ts"
import type { ReorderTarget } from "./arrangement/reorder.ts"
import type { PictureWidth } from "./panel/picture-width.ts"
import type { CanvasHandlers, CanvasMode, CanvasTool } from "./canvas-props.ts"

/** What the parts of the board that tldraw renders need from outside of it. */
export interface Board {
  readonly session: StoryboardSession
  readonly assetUrl: (assetId: AssetId, width: number | null) => string
  /** The newest ones, without rendering anything again when they change. */
  readonly getHandlers: () => CanvasHandlers
  /** What the app shows over the picture of the one panel in hand. */
  readonly renderOverPicture: (panelId: PanelId) => ReactNode
  readonly arrangement: Observable<Arrangement>
  readonly mode: Observable<CanvasMode>
  /** Where a drag would put panels; null while none is dragged. */
  readonly target: Observable<ReorderTarget | null>
  /** The panels in this person's hand. */
  readonly held: Observable<ReadonlySet<PanelId>>
  /** Whether there is an editor that has become this board. */
  readonly isConnected: Signal<boolean>
  readonly pictureWidth: PictureWidth
  /** Whether the view is so far away that no words can be read. */
  readonly isFar: Signal<boolean>
  /** The part of the board that is kept ready: what is in view, and around it. */
  readonly stage: Signal<Box>
  readonly hideTools: Observable<boolean>
  readonly setTool: (tool: CanvasTool) => void
}

export const BoardContext = createContext<Board | null>(null)

export function useBoard(): Board {
  const board = useContext(BoardContext)
  if (board === null) throw new Error("rendered outside of a board")
  return board
}
