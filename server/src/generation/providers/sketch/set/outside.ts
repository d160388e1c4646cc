import { setValueOf, type Item, type Stage } from "../drawing/stage.ts"
import { createSeed } from "../geometry/random.ts"
import { at, createAxes, place, type Point3 } from "../geometry/vector.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { createBridgeItems, createTrackItem } from "./bridge-deck.ts"
import { createLandItem } from "./land.ts"
import { createParapetItem } from "./parapet.ts"
import { createIsletItem, isletSea } from "./islet.ts"
import { createGrove } from "./grove.ts"
import type { PlaceKind } from "./place.ts"
import { createRidge, createSkyItems, noise, wander } from "./sky.ts"
import { createStandingItem } from "./standing-item.ts"
import { createRoadItem, createSkyline, createStreetItems } from "./street.ts"
import { createWaterItems } from "./water.ts"

type RidgeSpec = readonly [
  part: string,
  radius: number,
  high: number,
  wide: number,
  albedo: number,
  stuff: "leaf" | "stone" | "plain" | "earth",
]

const country: readonly RidgeSpec[] = [
  ["hills", 600, 60, 36, 0.74, "leaf"],
  ["hedge", 190, 9, 6, 0.6, "leaf"],
]

/** Edges between peaks and notches are straight, and broken. */
function peakHeight(seed: number, heading: number, high: number): number {
  const edge = (width: number, part: number) => {
    const along = heading / width
    const index = Math.floor(along)
    const share = along - index
    const rounds = Math.round(360 / width)
    const spot = (value: number) => noise(seed + part, ((value % rounds) + rounds) % rounds)
    return spot(index) * (1 - share) + spot(index + 1) * share
  }
  return high * (0.12 + 0.72 * edge(15, 1) ** 1.4 + 0.2 * edge(4, 2))
}

/** What closes the view, far ones first. */
const ridges: Partial<Record<PlaceKind, readonly RidgeSpec[]>> = {
  mountain: [
    ["peaks", 820, 330, 24, 0.8, "stone"],
    ["hills", 420, 70, 30, 0.66, "stone"],
  ],
  desert: [
    ["mesas", 800, 70, 30, 0.8, "earth"],
    ["dunes", 120, 7, 40, 0.9, "earth"],
  ],
  forest: [["trees", 90, 16, 5, 0.5, "leaf"]],
  arctic: [
    ["peaks", 820, 120, 24, 0.97, "plain"],
    ["floes", 160, 6, 12, 0.95, "plain"],
  ],
  river: [["trees", 720, 62, 6, 0.6, "leaf"]],
  bridge: [["hills", 500, 46, 36, 0.7, "leaf"]],
  graveyard: country,
  farm: country,
  market: [["hills", 500, 40, 36, 0.76, "plain"]],
  station: [["hills", 500, 40, 36, 0.74, "leaf"]],
  field: country,
  village: country,
  garden: country,
  road: country,
}

/** Land, water, the horizon and what stands on it. */
export function createOutsideItems(graph: SceneGraph, stage: Stage, focus: Point3): Item[] {
  const { setting } = graph
  const { kind, seed } = setting
  const axes = createAxes(setting.facing)
  const spot = (x: number, y: number, z: number) => place(at(0, 0, 0), axes, x, y, z)
  const items: Item[] = createSkyItems(graph, stage)
  const watery = ["sea", "shore", "harbour", "cliff", "islet", "river"].includes(kind)
  if (watery || kind === "bridge")
    items.push(
      ...createWaterItems(graph, stage, {
        level:
          kind === "islet"
            ? isletSea
            : kind === "cliff"
              ? -14
              : kind === "bridge"
                ? -9
                : kind === "sea"
                  ? 0
                  : -0.35,
        from: kind === "sea" ? 2 : 7,
      }),
    )
  if (kind === "bridge") items.push(...createBridgeItems(graph, stage, spot))
  else if (kind === "islet") items.push(createIsletItem(graph, stage))
  else if (kind !== "sea") items.push(createLandItem(graph, stage, watery))
  const haze = (near: number) =>
    setValueOf(stage, near, stage.light.ambient + stage.light.keyStrength * 0.4, 30)
  const ridge = (
    part: string,
    radius: number,
    high: number,
    wide: number,
    albedo: number,
    stuff: "leaf" | "stone" | "plain" | "earth",
  ) =>
    createRidge(stage, {
      seed: createSeed(seed, part),
      radius,
      base: kind === "roof" ? -30 : 0,
      step: 1.5,
      height: (heading) =>
        part === "peaks"
          ? peakHeight(createSeed(seed, part), heading, high)
          : high * (0.25 + 0.75 * wander(createSeed(seed, part), heading, wide)) +
            high * 0.12 * wander(seed, heading, 5),
      value: haze(albedo),
      stuff,
      weight: 0.6,
    })
  for (const [part, radius, high, wide, albedo, stuff] of ridges[kind] ?? [])
    items.push(ridge(part, radius, high, wide, albedo, stuff))
  if (kind === "station") items.push(createTrackItem(graph, stage, spot))
  if (kind === "city" || kind === "roof" || kind === "street" || kind === "bridge")
    items.push(createSkyline(graph, stage, haze(0.66)))
  if (kind === "alley") items.push(...createStreetItems(graph, stage, spot))
  if (kind === "street" || kind === "city") items.push(...createStreetItems(graph, stage, spot))
  if (kind === "road") items.push(createRoadItem(graph, stage, spot, 3.2))
  if (kind === "roof") items.push(createParapetItem(graph, stage, spot))
  if (["forest", "garden", "village", "road", "graveyard", "farm"].includes(kind))
    items.push(...createGrove(graph, stage, focus))
  if (kind === "village")
    for (const [index, [x, z, turn]] of (
      [
        [-10, 14, 150],
        [8, 18, 205],
        [22, 26, 190],
        [-24, 24, 170],
      ] as const
    ).entries())
      items.push(
        createStandingItem(
          "house",
          stage,
          spot(x, 0, z),
          setting.facing + turn,
          1,
          createSeed(seed, "house", index),
          setting.lights,
        ),
      )
  if (
    kind === "mountain" ||
    kind === "cliff" ||
    kind === "islet" ||
    kind === "desert" ||
    kind === "arctic"
  )
    for (let index = 0; index < 9; index += 1) {
      const x = (noise(createSeed(seed, "rock"), index) - 0.5) * (kind === "islet" ? 15 : 26)
      const z =
        2.5 +
        noise(createSeed(seed, "rockz"), index) * (kind === "cliff" || kind === "islet" ? 5 : 18)
      items.push(
        createStandingItem(
          "rock",
          stage,
          spot(x + Math.sign(x) * 1.4, 0, z),
          index * 77,
          0.5 + noise(seed, index) * 1.3,
          createSeed(seed, "rock", index),
          false,
        ),
      )
    }
  return items
}
