/// <reference types="vite/client" />
// What a browser runs for the other side of the comparison: the stock canvas and nothing else.
import { getAssetUrls } from "@tldraw/assets/selfHosted.js"
import { createElement } from "react"
import { createRoot } from "react-dom/client"
import {
  AssetRecordType,
  createShapeId,
  createUserId,
  InstancePresenceRecordType,
  Tldraw,
  type Editor,
  type TLAssetStore,
} from "tldraw"
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet exports nothing
import "tldraw/tldraw.css"
import type { Picture } from "../pictured-storyboard.ts"

const search = new URLSearchParams(location.search)
const read = (name: string) => Number(search.get(name))

/** The same places as on a storyboard: rows of four, with room for words below each, scene under scene. */
const columns = 4
const panel = { width: 320, height: 180, stepX: 348, stepY: 296, perScene: 20, betweenScenes: 112 }

/** The same files as ours, chosen as ours chooses them, so that only the canvas differs. */
const widths = [160, 320, 640, 1280]
const assets: TLAssetStore = {
  upload: () => Promise.reject(new Error("nothing is uploaded here")),
  resolve(asset, { screenScale, dpr }) {
    const { src } = asset.props
    if (!src || asset.type !== "image") return null
    const pixels = asset.props.w * screenScale * dpr
    return `${src}/${widths.find((width) => width >= pixels * 0.9) ?? 1280}`
  },
}

const assetOf = ({ id }: Picture) => AssetRecordType.createId(id)

function fill(editor: Editor, pictures: readonly Picture[]): void {
  editor.run(
    () => {
      editor.createAssets(
        pictures.map((picture) =>
          AssetRecordType.create({
            id: assetOf(picture),
            type: "image",
            props: {
              name: "picture",
              src: `/pictures/${picture.id}`,
              w: picture.width,
              h: picture.height,
              mimeType: "image/jpeg",
              isAnimated: false,
            },
            meta: {},
          }),
        ),
      )
      editor.createShapes(
        Array.from({ length: read("count") }, (_, index) => {
          const picture = pictures[index % pictures.length]
          return {
            id: createShapeId(String(index)),
            type: "image" as const,
            x: (index % columns) * panel.stepX,
            y:
              Math.floor(index / columns) * panel.stepY +
              Math.floor(index / panel.perScene) * panel.betweenScenes,
            props: {
              w: panel.width,
              h: panel.height,
              assetId: picture === undefined ? null : assetOf(picture),
            },
          }
        }),
      )
    },
    { history: "ignore" },
  )
}

/** Ten people's cursors, at the rate at which our server sends them. */
function movePeople(editor: Editor): void {
  let step = 0
  const { x, y, w, h } = editor.getViewportPageBounds()
  setInterval(() => {
    step += 1
    editor.store.mergeRemoteChanges(() =>
      editor.store.put(
        Array.from({ length: 10 }, (_, person) =>
          InstancePresenceRecordType.create({
            id: InstancePresenceRecordType.createId(String(person)),
            userId: createUserId(String(person)),
            userName: `Person ${person}`,
            color: "#e03131",
            currentPageId: editor.getCurrentPageId(),
            cursor: {
              x: x + w * (0.5 + 0.4 * Math.sin(step / 20 + person)),
              y: y + h * (0.5 + 0.4 * Math.cos(step / 17 + person)),
              type: "default",
              rotation: 0,
            },
            lastActivityTimestamp: Date.now(),
          }),
        ),
      ),
    )
  }, 1000 / 30)
}

const response = await fetch("/pictures.json")
const pictures = (await response.json()) as Picture[]
const root = document.querySelector<HTMLElement>("#root")
if (root === null) throw new Error("there is no place for the canvas")
root.style.cssText = `position:fixed;left:${read("left")}px;top:${read("top")}px;width:${read("width")}px;height:${read("height")}px`
createRoot(root).render(
  createElement(Tldraw, {
    assets,
    assetUrls: getAssetUrls(),
    colorScheme: "dark",
    options: { maxShapesPerPage: 8000, camera: { zoomSteps: [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8] } },
    onMount(editor) {
      fill(editor, pictures)
      const { w } = editor.getViewportScreenBounds()
      const content = columns * panel.stepX - 28
      const z = Math.min((w - 48) / (content + 48), 1.5)
      editor.setCamera({ x: (w / z - content) / 2, y: 52 + 24 / z, z }, { immediate: true })
      window.addEventListener("bench-people", () => movePeople(editor), { once: true })
    },
  }),
)
