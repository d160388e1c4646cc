import { createShotId, type Command, type PanelId } from "@panelwright/core"
import { uniqueId, type Editor } from "tldraw"
import type { Observable, MutableObservable } from "../../connection/observable.ts"
import type { StoryboardSession } from "../../connection/session.ts"
import { composeReorder, findReorderTarget, type ReorderTarget } from "../arrangement/reorder.ts"
import type { CanvasMode } from "../canvas-props.ts"
import { toPanelId, toShapeId } from "../panel/panel-shape.ts"
import type { CanvasSync } from "../sync/canvas-sync.ts"
import type { PanelProjection } from "../sync/panel-projection.ts"

export interface PanelDragOptions {
  readonly editor: Editor
  readonly session: StoryboardSession
  readonly projection: PanelProjection
  readonly sync: Pick<CanvasSync, "flush">
  readonly mode: Observable<CanvasMode>
  readonly target: MutableObservable<ReorderTarget | null>
}

export interface PanelDrag {
  start(): void
  move(): void
  end(): void
  cancel(): void
}

/** Panels in hand follow it; letting go tells the storyboard what was meant, and the board puts everything in place. */
export function createPanelDrag(options: PanelDragOptions): PanelDrag {
  const { editor, session, projection, sync, mode, target } = options
  let moving: ReadonlySet<PanelId> | null = null

  const listSelected = (): PanelId[] =>
    editor.getSelectedShapeIds().flatMap((id) => toPanelId(id) ?? [])

  const composeMove = (panelIds: ReadonlySet<PanelId>): Command[] => {
    if (mode.get() === "free") {
      return [...panelIds].flatMap((id) => {
        const shape = editor.getShape(toShapeId(id))
        if (shape === undefined) return []
        const position = { x: Math.round(shape.x), y: Math.round(shape.y) }
        return { kind: "panel.update" as const, id, changes: { position } }
      })
    }
    const to = target.get()
    if (to === null) return []
    const { panels } = session.reader.read()
    return composeReorder(panels, panelIds, to, () => createShotId(uniqueId()))
  }

  const drop = () => {
    const panelIds = moving
    if (panelIds === null) return
    moving = null
    const commands = composeMove(panelIds)
    target.set(null)
    sync.flush()
    if (commands.length > 0) session.apply(commands)
    projection.release()
  }

  return {
    start() {
      if (moving !== null) return
      const panelIds = listSelected()
      moving = new Set(panelIds)
      projection.hold(panelIds)
    },
    move() {
      if (moving === null || mode.get() === "free") return
      const { x, y } = editor.inputs.getCurrentPagePoint()
      target.set(findReorderTarget(projection.arrangement.get(), moving, { x, y }))
    },
    // The canvas is in the middle of its own change; what the drop changes comes after it.
    end: () => queueMicrotask(drop),
    cancel() {
      moving = null
      target.set(null)
      queueMicrotask(() => projection.release())
    },
  }
}
