import {
  ArrowShapeUtil,
  DrawShapeUtil,
  GeoShapeUtil,
  HighlightShapeUtil,
  LineShapeUtil,
  TextShapeUtil,
  atom,
  type Editor,
  type Signal,
  type TLShape,
  type TLTheme,
} from "tldraw"
import { isPanelShape } from "../panel/panel-shape.ts"

type ColorMode = "light" | "dark"

interface DisplayOptions<Shape extends TLShape, Values> {
  getDefaultDisplayValues(
    editor: Editor,
    shape: Shape,
    theme: TLTheme,
    colorMode: ColorMode,
  ): Values
}

const isOnPanel = (editor: Editor, shape: TLShape): boolean =>
  editor.findShapeAncestor(shape, isPanelShape) !== undefined

/** A picture is paper: black ink on it is black whatever colours the page around it has. */
function onPaper<Shape extends TLShape, Values, Options extends DisplayOptions<Shape, Values>>(
  options: Options & DisplayOptions<Shape, Values>,
): Options {
  return {
    ...options,
    getDefaultDisplayValues: (editor: Editor, shape: Shape, theme: TLTheme, colorMode: ColorMode) =>
      options.getDefaultDisplayValues(
        editor,
        shape,
        theme,
        isOnPanel(editor, shape) ? "light" : colorMode,
      ),
  }
}

/** The patterns of fills are drawn one by one for each zoom, which would keep the first pictures waiting. */
function createOpened(editor: Editor): Signal<boolean> {
  const hasOpened = atom("has opened", false)
  editor.timers.setTimeout(() => hasOpened.set(true), 1500)
  return hasOpened
}

class PaperDrawShapeUtil extends DrawShapeUtil {
  readonly #hasOpened = createOpened(this.editor)

  constructor(editor: Editor) {
    super(editor)
    this.options = onPaper(this.options)
  }

  override getCanvasSvgDefs() {
    return this.#hasOpened.get() ? super.getCanvasSvgDefs() : []
  }
}

class PaperHighlightShapeUtil extends HighlightShapeUtil {
  constructor(editor: Editor) {
    super(editor)
    this.options = onPaper(this.options)
  }
}

class PaperLineShapeUtil extends LineShapeUtil {
  constructor(editor: Editor) {
    super(editor)
    this.options = onPaper(this.options)
  }
}

class PaperArrowShapeUtil extends ArrowShapeUtil {
  readonly #hasOpened = createOpened(this.editor)

  constructor(editor: Editor) {
    super(editor)
    this.options = onPaper(this.options)
  }

  override getCanvasSvgDefs() {
    return this.#hasOpened.get() ? super.getCanvasSvgDefs() : []
  }
}

class PaperGeoShapeUtil extends GeoShapeUtil {
  readonly #hasOpened = createOpened(this.editor)

  constructor(editor: Editor) {
    super(editor)
    this.options = onPaper(this.options)
  }

  override getCanvasSvgDefs() {
    return this.#hasOpened.get() ? super.getCanvasSvgDefs() : []
  }
}

class PaperTextShapeUtil extends TextShapeUtil {
  constructor(editor: Editor) {
    super(editor)
    this.options = onPaper(this.options)
  }
}

/** The kinds of shapes that are ink when they lie on a panel. */
export const paperShapeUtils = [
  PaperDrawShapeUtil,
  PaperHighlightShapeUtil,
  PaperLineShapeUtil,
  PaperArrowShapeUtil,
  PaperGeoShapeUtil,
  PaperTextShapeUtil,
] as const
