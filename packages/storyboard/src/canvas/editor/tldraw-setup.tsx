import { useRef } from "react"
import {
  CollaboratorCursorOverlayUtil,
  DEFAULT_THEME,
  defaultAddFontsFromNode,
  defaultAssetUtils,
  defaultBindingUtils,
  defaultOverlayUtils,
  defaultShapeTools,
  defaultShapeUtils,
  defaultTools,
  SelectionForegroundOverlayUtil,
  tipTapDefaultExtensions,
  useEditor,
  useQuickReactor,
  type TLAnyShapeUtilConstructor,
  type TldrawOptions,
  type TLEditorComponents,
  type TLThemes,
} from "tldraw"
import { CanvasToolbar } from "../chrome/canvas-toolbar.tsx"
import { InsertionMark } from "../chrome/insertion-mark.tsx"
import { PanelPeople } from "../chrome/panel-people.tsx"
import { PeopleCursors } from "../chrome/people-cursors.tsx"
import { PictureOverlay } from "../chrome/picture-overlay.tsx"
import { SceneBands } from "../chrome/scene-bands.tsx"
import { withoutPanels } from "./external-content.ts"
import { PanelShapeUtil } from "../panel/panel-shape-util.tsx"
import { isPanelShape } from "../panel/panel-shape.ts"
import { fontUrls } from "./font-urls.ts"
import { paperShapeUtils } from "./paper-shape-utils.ts"

/** Everything the library would load comes from the page's own server. */
export const assetUrls = { fonts: fontUrls }

const ownShapeUtils = [...paperShapeUtils, PanelShapeUtil]

const ownTypes: ReadonlySet<string> = new Set(ownShapeUtils.map(({ type }) => type))

/** The library's types do not fit each other under exact optional properties. */
export const shapeUtils = [
  ...defaultShapeUtils.filter(({ type }) => !ownTypes.has(type)),
  ...ownShapeUtils,
] as unknown as TLAnyShapeUtilConstructor[]

export const bindingUtils = defaultBindingUtils

export const assetUtils = defaultAssetUtils

export const tools = [...defaultTools, ...defaultShapeTools]

/** Panels can't be turned or resized, so there is no box with handles around them. */
class FreeSelectionOverlayUtil extends SelectionForegroundOverlayUtil {
  override isActive(): boolean {
    return super.isActive() && !this.editor.getSelectedShapes().some(isPanelShape)
  }
}

export const overlayUtils = [
  ...defaultOverlayUtils.filter(
    ({ type }) =>
      type !== FreeSelectionOverlayUtil.type && type !== CollaboratorCursorOverlayUtil.type,
  ),
  FreeSelectionOverlayUtil,
]

function OnTheCanvas() {
  const editor = useEditor()
  const place = useRef<HTMLDivElement>(null)
  // On these alone: a variable that changes with every step of a zoom has all below it styled again.
  useQuickReactor(
    "zoom for what keeps its size",
    () => place.current?.style.setProperty("--pw-zoom", String(editor.getZoomLevel())),
    [editor],
  )
  return (
    <div ref={place} className="pw-on-the-canvas">
      <SceneBands />
      <InsertionMark />
      <PanelPeople />
      <PeopleCursors />
    </div>
  )
}

const InFrontOfTheCanvas = () => (
  <>
    <PictureOverlay />
    <CanvasToolbar />
  </>
)

export const components: TLEditorComponents = {
  InFrontOfTheCanvas,
  OnTheCanvas,
  CollaboratorCursor: null,
  Grid: null,
  LoadingScreen: null,
}

export const options: Partial<TldrawOptions> = {
  maxPages: 1,
  // An accidental double click between panels must not leave an empty text behind.
  createTextOnCanvasDoubleClick: false,
  maxShapesPerPage: 8000,
  // On the way the zoom is not written to the page: with it everything on the canvas would be styled again each frame.
  debouncedZoomThreshold: 0,
  camera: { zoomSteps: [0.05, 0.1, 0.15, 0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 3, 4, 8] },
  branding: "Storyboard",
  text: {
    addFontsFromNode: defaultAddFontsFromNode,
    tipTapConfig: { extensions: tipTapDefaultExtensions },
  },
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
