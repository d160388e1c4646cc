import { parentPort } from "node:worker_threads"
import type { PictureSize, Style } from "@panelwright/core"
import { drawScene } from "./drawing/draw-scene.ts"
import { createHand } from "./drawing/hand.ts"
import { toPng } from "./drawing/raster.ts"
import type { SceneGraph } from "./scene-graph.ts"

export interface DrawingTask {
  readonly id: number
  readonly graph: SceneGraph
  readonly style: Style
  readonly size: PictureSize
}

export type DrawingAnswer =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly error: string }

const port = parentPort
port?.on("message", (task: DrawingTask) => {
  draw(task).then(
    (bytes) => port.postMessage({ id: task.id, bytes } satisfies DrawingAnswer),
    (error: unknown) =>
      port.postMessage({
        id: task.id,
        error: String(error instanceof Error ? error.stack : error),
      } satisfies DrawingAnswer),
  )
})

const draw = ({ graph, style, size }: DrawingTask) =>
  toPng(drawScene(graph, style, size), size, createHand(style))
