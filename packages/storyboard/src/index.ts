export type {
  BoardViewport,
  CanvasHandle,
  CanvasHandlers,
  CanvasMode,
  CanvasTool,
  KeyboardScope,
  SetAside,
  StoryboardCanvasProps,
} from "./canvas/canvas-props.ts"
export { canvasTools } from "./canvas/canvas-props.ts"
export { StoryboardCanvas, preloadCanvas } from "./canvas/lazy-canvas.tsx"
export { needsLicenseNotice } from "./canvas/license.ts"
export type {
  DrawingTool,
  Marked,
  PixelBounds,
  Region,
  RegionEditorProps,
  RegionObject,
  RegionTool,
} from "./region/region-props.ts"
export { RegionEditor } from "./region/region-editor.tsx"
