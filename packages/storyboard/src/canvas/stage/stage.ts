import {
  Box,
  computed,
  isUninitialized,
  react,
  type Atom,
  type Editor,
  type TLShape,
  type TLShapeId,
} from "tldraw"
import { isPanelShape } from "../panel/panel-shape.ts"

/** How far around the view panels are made ready, as a part of its width and height. */
const margin = 0.35
/** The most that is ever covered, as a multiple of the view's width and height. */
const most = 2.2
/** What has to be left of that before more are made ready. */
const reserve = 0.15

/**
 * Which panels are on stage: those in view and around it. Only they have elements on the page, so that a board of
 * thousands costs what its view costs. Everything that is drawn beside the panels stays, and what is drawn on a panel
 * comes and goes with it. Returns what takes it back.
 */
export function setStage(editor: Editor, set: Atom<Box>): () => void {
  let covered = editor.getViewportPageBounds().clone()
  set.set(covered)
  let isOpening = true

  const cover = () => {
    const view = editor.getViewportPageBounds()
    const needed = isOpening ? view : expand(view, reserve)
    // Close up, what was covered from afar would keep on the page what nobody sees.
    if (covered.contains(needed) && covered.w <= view.w * most) return
    covered = isOpening ? view.clone() : expand(view, margin)
    set.set(covered)
  }
  const stopCovering = react("cover", cover)
  // The first pictures come before those that nobody sees yet.
  const opening = setTimeout(() => {
    isOpening = false
    cover()
  }, 600)

  const getAll = editor.getRenderingShapes.bind(editor)
  const ids = computed<ReadonlySet<TLShapeId>>("panels on stage", (before) => {
    const found = editor.getShapeIdsInsideBounds(set.get())
    return !isUninitialized(before) && isSame(before, found) ? before : found
  })
  const onStage = computed("shapes on stage", () => {
    const found = ids.get()
    const isOn = (shape: TLShape): boolean => {
      if (isPanelShape(shape)) return found.has(shape.id)
      const parent = editor.getShapeParent(shape)
      return parent === undefined || isOn(parent)
    }
    return getAll().filter(({ shape }) => isOn(shape))
  })
  editor.getRenderingShapes = () => onStage.get()

  return () => {
    clearTimeout(opening)
    stopCovering()
    Reflect.deleteProperty(editor, "getRenderingShapes")
  }
}

const expand = (view: Box, part: number): Box =>
  new Box(
    view.x - view.w * part,
    view.y - view.h * part,
    view.w * (1 + 2 * part),
    view.h * (1 + 2 * part),
  )

const isSame = (one: ReadonlySet<unknown>, other: ReadonlySet<unknown>): boolean =>
  one.size === other.size && [...one].every((item) => other.has(item))
