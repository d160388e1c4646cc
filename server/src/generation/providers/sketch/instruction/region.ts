import type { GreyMask, PictureSize } from "@panelwright/core"
import { poseAll } from "../drawing/draw-scene.ts"
import { createLens } from "../geometry/lens.ts"
import { add, at, scale, type Point, type Point3 } from "../geometry/vector.ts"
import { designOf } from "../prop/catalogue.ts"
import type { SceneGraph } from "../scene-graph.ts"

/** The part of the picture that an edit is for. */
export interface Region {
  /** Shares of the picture, as it is seen. */
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  /** Whether a point of the picture (shares) may change. */
  covers(point: Point): boolean
}

/** Null when the mask lets nothing change. */
export function createRegion(mask: GreyMask): Region | null {
  const { width, height, data } = mask
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if ((data[y * width + x] ?? 0) > 127) {
        left = Math.min(left, x)
        right = Math.max(right, x)
        top = Math.min(top, y)
        bottom = Math.max(bottom, y)
      }
  if (right < 0) return null
  return {
    left: left / width,
    top: top / height,
    right: (right + 1) / width,
    bottom: (bottom + 1) / height,
    covers: ({ x, y }) =>
      x >= 0 &&
      y >= 0 &&
      x < 1 &&
      y < 1 &&
      (data[Math.floor(y * height) * width + Math.floor(x * width)] ?? 0) > 127,
  }
}

/** Where things are on the picture, in shares, as it is seen (turned when the picture is mirrored). */
export function locate(
  graph: SceneGraph,
  size: PictureSize,
): { id: string; centre: Point; depth: number }[] {
  const lens = createLens(graph.camera.view, size)
  const skeletons = poseAll(graph)
  const see = (id: string, point: Point3) => {
    const { x, y } = lens.project(point)
    const share = x / size.width
    return {
      id,
      centre: { x: graph.mirrored ? 1 - share : share, y: y / size.height },
      depth: lens.depthOf(point),
    }
  }
  return [
    ...graph.people.flatMap(({ id }) => {
      const skeleton = skeletons.get(id)
      return skeleton ? [see(id, skeleton.chest), see(id, skeleton.head)] : []
    }),
    ...graph.props.map((prop) =>
      see(prop.id, add(prop.position, at(0, (designOf(prop.kind).extent[1] * prop.scale) / 2, 0))),
    ),
  ].filter(({ depth }) => depth > 0.2)
}

/** The spot on the ground under the middle of the region; above the horizon, a spot in the air some way off. */
export function groundUnder(
  region: Region,
  graph: SceneGraph,
  size: PictureSize,
): { position: Point3; height: number } {
  const lens = createLens(graph.camera.view, size)
  const seen = (region.left + region.right) / 2
  const x = (graph.mirrored ? 1 - seen : seen) * size.width
  const ray = (y: number) =>
    add(
      lens.forward,
      add(
        scale(lens.right, (x - size.width / 2) / lens.focal),
        scale(lens.up, -(y * size.height - size.height / 2) / lens.focal),
      ),
    )
  const low = ray(region.top * 0.15 + region.bottom * 0.85)
  const reach = low.y < -0.02 ? -lens.eye.y / low.y : 14
  const away = Math.min(40, reach)
  const foot = add(lens.eye, scale(low, away))
  return {
    position: at(foot.x, low.y < -0.02 ? 0 : Math.max(0, foot.y), foot.z),
    height: ((region.bottom - region.top) * size.height * away) / lens.focal,
  }
}
