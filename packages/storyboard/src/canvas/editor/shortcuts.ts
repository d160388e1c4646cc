import {
  Box,
  copyAs,
  DefaultColorStyle,
  DefaultFillStyle,
  defaultHandleExternalTextContent,
  GeoShapeGeoStyle,
  Vec,
  type Editor,
  type StyleProp,
  type TLShapeId,
  type VecLike,
} from "tldraw"
import type { CanvasTool } from "../canvas-props.ts"
import { setTool } from "./keyboard-scope.ts"

/** What the keyboard does on the canvas while it is the canvas's. */
export interface Shortcut {
  /** As in `toChord`. */
  readonly chords: readonly string[]
  /** Whether it changes nothing, so that somebody who may only look has it too. */
  readonly isHarmless?: true
  /** Whether it is there whoever the keyboard belongs to. */
  readonly isAlways?: true
  run(editor: Editor, clipboard: CanvasClipboard): void
}

export interface CanvasClipboard {
  /** Puts what the clipboard holds on the canvas, in the middle of the view where no point is named. */
  paste(items: ClipboardItem[], point: VecLike | undefined): void
}

type SelectionStep = (editor: Editor, ids: TLShapeId[]) => void

/** Something done to what is selected, as one step of undo. */
const onSelection =
  (mark: string, step: SelectionStep): Shortcut["run"] =>
  (editor) => {
    const ids = editor.getSelectedShapeIds()
    if (!editor.isIn("select") || ids.length === 0) return
    editor.markHistoryStoppingPoint(mark)
    editor.run(() => step(editor, ids))
  }

/** Ink that no longer touches what it was on would be there and not be seen. */
function releaseShapes(editor: Editor, ids: readonly TLShapeId[]): void {
  const page = editor.getCurrentPageId()
  const lost = ids.filter((id) => {
    const parent = editor.getShapeParent(id)
    if (parent === undefined || editor.isShapeOfType(parent, "group")) return false
    const [inner, outer] = [editor.getShapePageBounds(id), editor.getShapePageBounds(parent)]
    return inner !== undefined && outer !== undefined && !outer.collides(inner)
  })
  if (lost.length > 0) editor.reparentShapes(lost, page)
}

const moving = (mark: string, step: SelectionStep) =>
  onSelection(mark, (editor, ids) => {
    step(editor, ids)
    releaseShapes(editor, ids)
  })

const rotating = (direction: 1 | -1) =>
  moving("rotate", (editor, ids) => {
    const step = Math.PI / 2 / (editor.inputs.getAltKey() ? 96 : 6)
    const beyond = editor.getSelectionRotation() % step
    const isEven = Math.min(beyond, step - beyond) < 1e-6
    const onwards = direction === 1 ? step - beyond : -beyond
    editor.rotateShapesBy(ids, isEven ? direction * step : onwards)
  })

const scaling = (factor: number) =>
  onSelection("resize shapes", (editor, ids) => {
    const scaleOrigin = editor.getSelectionPageBounds()?.center
    if (scaleOrigin === undefined) return
    for (const id of ids) editor.resizeShape(id, new Vec(factor, factor), { scaleOrigin })
  })

const styling =
  <Value>(style: StyleProp<Value>, value: Value): Shortcut["run"] =>
  (editor) => {
    editor.run(() => {
      editor.updateInstanceState({ isChangingStyle: true })
      editor.markHistoryStoppingPoint("change style")
      if (editor.isIn("select")) editor.setStyleForSelectedShapes(style, value)
      editor.setStyleForNextShapes(style, value)
    })
  }

const picking =
  (tool: Exclude<CanvasTool, "image">): Shortcut["run"] =>
  (editor) =>
    setTool(editor, tool)

/** Selecting again ends what selecting was in the middle of. */
function pickSelect(editor: Editor): void {
  const current = editor.root.getCurrent()
  if (current?.id === "select") {
    current.exit({}, current.id)
    current.enter({}, current.id)
  }
  editor.setCurrentTool("select")
}

function pickZoom(editor: Editor): void {
  const path = editor.getPath()
  if (editor.inputs.getAccelKey() || !path.endsWith(".idle") || editor.isIn("zoom")) return
  editor.setCurrentTool("zoom", { onInteractionEnd: path, maskAs: "zoom" })
}

const duplicate = onSelection("duplicate shapes", (editor, ids) => {
  const repeated = editor.getInstanceState().duplicateProps
  const bounds = Box.Common(ids.flatMap((id) => editor.getShapePageBounds(id) ?? []))
  const beside = { x: bounds.width + editor.options.adjacentShapeMargin, y: 0 }
  editor.duplicateShapes(repeated?.shapeIds ?? ids, repeated?.offset ?? beside)
  if (repeated)
    editor.updateInstanceState({
      duplicateProps: { ...repeated, shapeIds: editor.getSelectedShapeIds() },
    })
})

const group = onSelection("group", (editor, ids) => {
  const only = editor.getOnlySelectedShape()
  if (only && editor.isShapeOfType(only, "group")) editor.ungroupShapes(ids)
  else editor.groupShapes(ids)
})

function selectAll(editor: Editor): void {
  if (!editor.isIn("select")) {
    editor.complete()
    editor.setCurrentTool("select")
  }
  editor.markHistoryStoppingPoint("select all")
  editor.selectAll()
}

function copyAsPng(editor: Editor): void {
  const selected = editor.getSelectedShapeIds()
  const ids = selected.length > 0 ? selected : [...editor.getCurrentPageShapeIds()]
  if (ids.length > 0) void copyAs(editor, ids, { format: "png" }).catch(() => undefined)
}

/** The other place than the one that pasting has by itself. */
const findOtherPoint = (editor: Editor): VecLike | undefined =>
  editor.user.getIsPasteAtCursorMode() ? undefined : editor.inputs.getCurrentPagePoint()

/** A browser that does not let the clipboard be read leaves everything as it is. */
async function pasteElsewhere(editor: Editor, clipboard: CanvasClipboard): Promise<void> {
  const point = findOtherPoint(editor)
  const items = await navigator.clipboard?.read().catch(() => null)
  if (items) clipboard.paste(items, point)
}

async function pasteWordsElsewhere(editor: Editor): Promise<void> {
  const point = findOtherPoint(editor) ?? editor.getViewportPageBounds().center
  const text = await navigator.clipboard?.readText().catch(() => "")
  if (!text?.trim()) return
  editor.markHistoryStoppingPoint("paste")
  await defaultHandleExternalTextContent(editor, { text, point })
}

function copyStylesUnderPointer(editor: Editor): void {
  const shape = editor.getShapeAtPoint(editor.inputs.getCurrentPagePoint(), {
    margin: editor.getHitTestMargin(),
  })
  if (shape === undefined || !editor.getPath().endsWith(".idle")) return
  editor.run(() => {
    for (const style of editor.styleProps[shape.type]?.keys() ?? []) {
      const value = editor.getShapeStyleIfExists(shape, style)
      if (value === undefined || style === GeoShapeGeoStyle) continue
      editor.setStyleForNextShapes(style, value)
    }
  })
}

function askForMenu(editor: Editor): void {
  const bounds = editor.getSelectionPageBounds()
  if (!editor.isIn("select") || bounds === null) return
  const { x, y } = editor.pageToScreen(bounds.center)
  const event = new PointerEvent("contextmenu", { clientX: x, clientY: y, bubbles: true })
  editor.getContainer().querySelector(".tl-canvas")?.dispatchEvent(event)
}

const animated = (editor: Editor) => ({
  animation: { duration: editor.options.animationMediumMs },
})

const pointer = (editor: Editor) => editor.inputs.getCurrentScreenPoint()

const looking: readonly Omit<Shortcut, "isHarmless">[] = [
  { chords: ["v"], run: pickSelect },
  { chords: ["h"], run: picking("hand") },
  { chords: ["z", "shift+z"], run: pickZoom },
  { chords: ["mod+a"], run: selectAll },
  { chords: ["mod+shift+c"], run: copyAsPng },
  { chords: ["mod+=", "="], run: (editor) => editor.zoomIn(undefined, animated(editor)) },
  { chords: ["mod+-", "-"], run: (editor) => editor.zoomOut(undefined, animated(editor)) },
  {
    chords: ["mod+shift+=", "shift+="],
    run: (editor) => editor.zoomIn(pointer(editor), animated(editor)),
  },
  {
    chords: ["mod+shift+-", "shift+-"],
    run: (editor) => editor.zoomOut(pointer(editor), animated(editor)),
  },
  { chords: ["shift+0"], run: (editor) => editor.resetZoom(undefined, animated(editor)) },
  { chords: ["shift+1"], run: (editor) => editor.zoomToFit(animated(editor)) },
  { chords: ["shift+2"], run: (editor) => editor.zoomToSelection(animated(editor)) },
  { chords: ["mod+shift+enter"], isAlways: true, run: askForMenu },
]

const tools: readonly Shortcut[] = [
  { chords: ["d", "b", "x"], run: picking("draw") },
  { chords: ["e"], run: picking("eraser") },
  { chords: ["a"], run: picking("arrow") },
  { chords: ["r"], run: picking("rectangle") },
  { chords: ["o"], run: picking("ellipse") },
  { chords: ["t"], run: picking("text") },
  { chords: ["n"], run: picking("note") },
  { chords: ["l"], run: (editor) => editor.setCurrentTool("line") },
  { chords: ["g"], run: (editor) => editor.setCurrentTool("geo") },
  { chords: ["shift+d"], run: (editor) => editor.setCurrentTool("highlight") },
  {
    chords: ["q"],
    run: (editor) =>
      editor.updateInstanceState({ isToolLocked: !editor.getInstanceState().isToolLocked }),
  },
]

const changes: readonly Shortcut[] = [
  { chords: ["mod+z"], run: (editor) => editor.undo() },
  { chords: ["mod+shift+z"], run: (editor) => editor.redo() },
  { chords: ["mod+d"], run: duplicate },
  { chords: ["mod+g"], run: group },
  { chords: ["mod+shift+g"], run: onSelection("ungroup", (e, ids) => e.ungroupShapes(ids)) },
  {
    chords: ["backspace", "delete"],
    run: onSelection("delete", (editor, ids) => editor.deleteShapes(ids)),
  },
  { chords: ["mod+alt+v"], run: (editor, clipboard) => void pasteElsewhere(editor, clipboard) },
  { chords: ["mod+alt+shift+v"], run: (editor) => void pasteWordsElsewhere(editor) },
  { chords: ["]"], run: onSelection("bring to front", (e, ids) => e.bringToFront(ids)) },
  { chords: ["["], run: onSelection("send to back", (e, ids) => e.sendToBack(ids)) },
  { chords: ["alt+]"], run: onSelection("bring forward", (e, ids) => e.bringForward(ids)) },
  { chords: ["alt+["], run: onSelection("send backward", (e, ids) => e.sendBackward(ids)) },
  { chords: ["alt+a"], run: moving("align", (e, ids) => e.alignShapes(ids, "left")) },
  { chords: ["alt+h"], run: moving("align", (e, ids) => e.alignShapes(ids, "center-horizontal")) },
  { chords: ["alt+d"], run: moving("align", (e, ids) => e.alignShapes(ids, "right")) },
  { chords: ["alt+w"], run: moving("align", (e, ids) => e.alignShapes(ids, "top")) },
  { chords: ["alt+v"], run: moving("align", (e, ids) => e.alignShapes(ids, "center-vertical")) },
  { chords: ["alt+s"], run: moving("align", (e, ids) => e.alignShapes(ids, "bottom")) },
  {
    chords: ["alt+shift+h"],
    run: moving("distribute", (e, ids) => e.distributeShapes(ids, "horizontal")),
  },
  {
    chords: ["alt+shift+v"],
    run: moving("distribute", (e, ids) => e.distributeShapes(ids, "vertical")),
  },
  { chords: ["shift+h"], run: moving("flip", (e, ids) => e.flipShapes(ids, "horizontal")) },
  { chords: ["shift+v"], run: moving("flip", (e, ids) => e.flipShapes(ids, "vertical")) },
  { chords: ["shift+.", "alt+shift+."], run: rotating(1) },
  { chords: ["shift+,", "alt+shift+,"], run: rotating(-1) },
  { chords: ["mod+alt+shift+="], run: scaling(1.1) },
  { chords: ["mod+alt+shift+-"], run: scaling(1 / 1.1) },
  { chords: ["alt+t"], run: styling(DefaultColorStyle, "white") },
  { chords: ["alt+f"], run: styling(DefaultFillStyle, "fill") },
  { chords: ["alt+shift+f"], run: styling(DefaultFillStyle, "lined-fill") },
  { chords: ["shift+q"], run: copyStylesUnderPointer },
]

const harmless = (shortcut: Omit<Shortcut, "isHarmless">): Shortcut => ({
  ...shortcut,
  isHarmless: true,
})

const byChord: ReadonlyMap<string, Shortcut> = new Map(
  [...looking.map(harmless), ...tools, ...changes].flatMap((shortcut) =>
    shortcut.chords.map((chord) => [chord, shortcut] as const),
  ),
)

export const findShortcut = (chord: string | null): Shortcut | null =>
  chord === null ? null : (byChord.get(chord) ?? null)
