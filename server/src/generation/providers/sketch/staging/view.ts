import { sizes, type Size } from "@panelwright/core"
import type { View } from "../geometry/lens.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { frameView } from "./framing.ts"

const order = Object.keys(sizes) as Size[]

/** Where the camera stands; in a car it cannot stand back, so wider sizes show what there is to show. */
export function viewOf(graph: SceneGraph, ratio: number): View {
  const { size } = graph.camera
  const cramped =
    graph.setting.kind === "car-interior" && order.indexOf(size) < order.indexOf("medium")
  return frameView(
    cramped ? { ...graph, camera: { ...graph.camera, size: "medium" } } : graph,
    ratio,
  )
}
