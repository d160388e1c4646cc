import { getAssetUrlsByImport } from "@tldraw/assets/imports.vite"
import {
  DEFAULT_THEME,
  SelectionForegroundOverlayUtil,
  type TLAnyShapeUtilConstructor,
  type TLComponents,
  type TldrawOptions,
  type TLThemes,
  type TLUiOverrides,
} from "tldraw"
import { CanvasToolbar } from "../chrome/canvas-toolbar.tsx"
import { InsertionMark } from "../chrome/insertion-mark.tsx"
import { SceneBands } from "../chrome/scene-bands.tsx"
import { withoutPanels } from "./external-content.ts"
import { PanelShapeUtil } from "../panel/panel-shape-util.tsx"
import { isPanelShape } from "../panel/panel-shape.ts"
import { paperShapeUtils } from "./paper-shape-utils.ts"

/** Everything the library would load comes from the page's own server. */
export const assetUrls = getAssetUrlsByImport()

/** The library's types do not fit each other under exact optional properties. */
export const shapeUtils = [
  ...paperShapeUtils,
  PanelShapeUtil,
] as unknown as TLAnyShapeUtilConstructor[]

/** Panels can't be turned or resized, so there is no box with handles around them. */
class FreeSelectionOverlayUtil extends SelectionForegroundOverlayUtil {
  override isActive(): boolean {
    return super.isActive() && !this.editor.getSelectedShapes().some(isPanelShape)
  }
}

export const overlayUtils = [FreeSelectionOverlayUtil]

const OnTheCanvas = () => (
  <>
    <SceneBands />
    <InsertionMark />
  </>
)

export const components: TLComponents = {
  ContextMenu: null,
  InFrontOfTheCanvas: CanvasToolbar,
  OnTheCanvas,
  Grid: null,
  LoadingScreen: null,
}

/** What the library would do to the page as a whole is the app's, or does not exist here. */
const removedActions: ReadonlySet<string> = new Set([
  "open-file",
  "open-url",
  "insert-embed",
  "insert-media",
  "convert-to-bookmark",
  "convert-to-embed",
  "new-page",
  "duplicate-page",
  "print",
  "export-as-svg",
  "export-as-png",
  "export-all-as-svg",
  "export-all-as-png",
  "toggle-debug-mode",
  "toggle-focus-mode",
  "toggle-grid",
  "toggle-dark-mode",
  "toggle-lock",
  "unlock-all",
])

/** The frame, laser and comment tools would make what has no meaning on a storyboard. */
const keptTools: ReadonlySet<string> = new Set([
  "select",
  "hand",
  "draw",
  "eraser",
  "arrow",
  "line",
  "highlight",
  "note",
  "text",
  "rectangle",
  "ellipse",
])

export const overrides: TLUiOverrides = {
  actions: (_editor, actions) =>
    Object.fromEntries(Object.entries(actions).filter(([id]) => !removedActions.has(id))),
  tools: (_editor, tools) =>
    Object.fromEntries(Object.entries(tools).filter(([id]) => keptTools.has(id))),
}

export const options: Partial<TldrawOptions> = {
  maxPages: 1,
  // An accidental double click between panels must not leave an empty text behind.
  createTextOnCanvasDoubleClick: false,
  maxShapesPerPage: 8000,
  camera: { zoomSteps: [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8] },
  branding: "Storyboard",
  onBeforeCopyToClipboard({ content }) {
    const free = withoutPanels(content)
    return free.shapes.length > 0 && free
  },
}

const accents = {
  dark: { selectionStroke: "#7aa2ff", selectionFill: "rgb(122 162 255 / 14%)" },
  light: { selectionStroke: "#2f62d9", selectionFill: "rgb(47 98 217 / 12%)" },
} as const

export const themes: TLThemes = {
  default: {
    ...DEFAULT_THEME,
    colors: {
      dark: { ...DEFAULT_THEME.colors.dark, ...accents.dark },
      light: { ...DEFAULT_THEME.colors.light, ...accents.light },
    },
  },
}
