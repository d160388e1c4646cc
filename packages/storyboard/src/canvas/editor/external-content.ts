import type { PanelId } from "@panelwright/core"
import type { Asset } from "@panelwright/core/protocol"
import {
  AssetRecordType,
  createShapeId,
  defaultHandleExternalTextContent,
  defaultHandleExternalTldrawContent,
  type Editor,
  type TLContent,
  type VecLike,
} from "tldraw"
import type { CanvasHandlers } from "../canvas-props.ts"
import { isPanelShape, toPanelId } from "../panel/panel-shape.ts"
import { toAssetSource } from "../sync/asset-source.ts"

export interface ExternalContentOptions {
  readonly editor: Editor
  readonly uploadAsset: (file: Blob) => Promise<Asset>
  readonly getHandlers: () => CanvasHandlers
}

/** A picture is put on the board no wider than this, in canvas units. */
const widest = 480

function findPanelAt(editor: Editor, point: VecLike): PanelId | null {
  const shape = editor.getShapeAtPoint(point, { hitInside: true, filter: isPanelShape })
  return shape === undefined ? null : toPanelId(shape.id)
}

function findOnlySelectedPanel(editor: Editor): PanelId | null {
  const id = editor.getOnlySelectedShapeId()
  return id === null ? null : toPanelId(id)
}

/** Puts a stored picture on the board. Twice the same picture is one asset. */
export function placeImage(editor: Editor, asset: Asset, name: string, point: VecLike): void {
  const width = asset.width ?? widest
  const height = asset.height ?? widest
  const scale = Math.min(1, widest / width)
  const w = Math.max(1, width * scale)
  const h = Math.max(1, height * scale)
  const assetId = AssetRecordType.createId(asset.id)
  const id = createShapeId()
  editor.run(() => {
    if (editor.getAsset(assetId) === undefined)
      editor.createAssets([
        {
          id: assetId,
          typeName: "asset",
          type: "image",
          props: {
            name,
            src: toAssetSource(asset.id),
            w: width,
            h: height,
            mimeType: asset.mediaType,
            isAnimated: false,
          },
          meta: {},
        },
      ])
    editor.createShape({
      id,
      type: "image",
      parentId: editor.getCurrentPageId(),
      x: point.x - w / 2,
      y: point.y - h / 2,
      props: { assetId, w, h },
    })
    editor.setCurrentTool("select")
    editor.select(id)
  })
}

/** Everything but panels and what is on them; a copy of a panel is a command of the storyboard. */
export function withoutPanels(content: TLContent): TLContent {
  const kept = new Set(
    content.shapes.filter((shape) => shape.type !== "panel").map((shape) => shape.id),
  )
  return {
    ...content,
    shapes: content.shapes.filter((shape) => kept.has(shape.id)),
    rootShapeIds: [
      ...content.rootShapeIds.filter((id) => kept.has(id)),
      ...content.shapes
        .filter((shape) => kept.has(shape.id) && toPanelId(shape.parentId) !== null)
        .map((shape) => shape.id),
    ].filter((id, index, all) => all.indexOf(id) === index),
    bindings: content.bindings?.filter(({ fromId, toId }) => kept.has(fromId) && kept.has(toId)),
  }
}

/** What is pasted or dropped on the board. Nothing of it makes the page fetch from elsewhere. */
export function registerExternalContent(options: ExternalContentOptions): void {
  const { editor, uploadAsset, getHandlers } = options

  const takeImage = async (file: File, point: VecLike | undefined, order: number) => {
    const handlers = getHandlers()
    const panelId = point ? findPanelAt(editor, point) : findOnlySelectedPanel(editor)
    const { center } = editor.getViewportPageBounds()
    const place = point ?? center
    try {
      const asset = await uploadAsset(file)
      if (panelId !== null && handlers.onDropPicture) handlers.onDropPicture(panelId, asset)
      else
        placeImage(editor, asset, file.name, { x: place.x + order * 32, y: place.y + order * 32 })
    } catch (error) {
      handlers.onUploadFailed?.(file, error)
    }
  }

  const takeFiles = async (files: readonly File[], point: VecLike | undefined) => {
    const images = files.filter((file) => file.type.startsWith("image/"))
    for (const file of files) if (!images.includes(file)) getHandlers().onDropFile?.(file)
    if (editor.getIsReadonly()) return
    for (const [order, file] of images.entries()) await takeImage(file, point, order)
  }
  const takeText = (text: string, point: VecLike | undefined) =>
    void defaultHandleExternalTextContent(editor, { text, ...(point ? { point } : {}) })

  editor.registerExternalContentHandler("files", ({ files, point }) => {
    void takeFiles(files, point)
  })
  editor.registerExternalContentHandler("url", ({ url, point }) => takeText(url, point))
  editor.registerExternalContentHandler("svg-text", ({ text, point }) => takeText(text, point))
  editor.registerExternalContentHandler("embed", null)
  editor.registerExternalContentHandler("excalidraw", null)
  editor.registerExternalContentHandler("tldraw", ({ content, point }) => {
    const free = withoutPanels(content)
    if (free.shapes.length > 0)
      void defaultHandleExternalTldrawContent(editor, {
        content: free,
        ...(point ? { point } : {}),
      })
  })
  editor.registerExternalAssetHandler("url", null)
}
