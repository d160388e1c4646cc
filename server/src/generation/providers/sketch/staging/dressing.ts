import { createSeed } from "../geometry/random.ts"
import { createAxes, at, place } from "../geometry/vector.ts"
import { designOf, type PropKind } from "../prop/catalogue.ts"
import type { Prop, Setting } from "../scene-graph.ts"
import type { PlaceKind } from "../set/place.ts"
import { lampRoomBeacon } from "../set/lamp-room.ts"
import { wallSpot } from "../set/room.ts"

/** Where a piece of the set stands: on the floor in the set's own directions, or on a wall. */
type Spot =
  | {
      readonly kind: PropKind
      readonly at: readonly [x: number, z: number]
      readonly turn: number
      readonly high?: number
      readonly scale?: number
    }
  | {
      readonly kind: PropKind
      readonly wall: "back" | "left" | "right"
      readonly share: number
      readonly high?: number
    }

const sets: Partial<Record<PlaceKind, readonly Spot[]>> = {
  room: [
    { kind: "window", wall: "back", share: 0.28 },
    { kind: "picture", wall: "back", share: 0.62 },
    { kind: "shelf", at: [2.3, 2.65], turn: 180 },
    { kind: "sofa", at: [-2.55, 0.6], turn: 90 },
    { kind: "floor-lamp", at: [-2.6, 2.3], turn: 0 },
    { kind: "rug", at: [0, 0.3], turn: 0 },
    { kind: "door", wall: "right", share: 0.62 },
  ],
  kitchen: [
    { kind: "counter", at: [-1.2, 2.16], turn: 180 },
    { kind: "stove", at: [0.45, 2.16], turn: 180 },
    { kind: "fridge", at: [1.5, 2.14], turn: 180 },
    { kind: "window", wall: "back", share: 0.3, high: 1.15 },
    { kind: "table", at: [2.1, 0.4], turn: 90 },
    { kind: "ceiling-lamp", at: [0.6, 0.8], turn: 0, high: 1.95 },
    { kind: "door", wall: "left", share: 0.6 },
  ],
  bedroom: [
    { kind: "bed", at: [1.7, 1.7], turn: 180 },
    { kind: "window", wall: "back", share: 0.25 },
    { kind: "curtain", wall: "back", share: 0.11 },
    { kind: "picture", wall: "back", share: 0.76, high: 1.6 },
    { kind: "lamp", at: [0.55, 2.5], turn: 0, high: 0.6 },
    { kind: "crate", at: [0.55, 2.5], turn: 0 },
    { kind: "door", wall: "left", share: 0.55 },
  ],
  office: [
    { kind: "desk", at: [1.5, 1.6], turn: 180 },
    { kind: "computer", at: [1.4, 1.6], turn: 180, high: 0.76 },
    { kind: "lamp", at: [1.98, 1.62], turn: 180, high: 0.76 },
    { kind: "shelf", at: [-1.9, 2.45], turn: 180 },
    { kind: "window", wall: "back", share: 0.55 },
    { kind: "clock", wall: "back", share: 0.78 },
    { kind: "door", wall: "left", share: 0.6 },
  ],
  corridor: [
    { kind: "door", wall: "left", share: 0.35 },
    { kind: "door", wall: "right", share: 0.5 },
    { kind: "door", wall: "left", share: 0.68 },
    { kind: "door", wall: "back", share: 0.5 },
    { kind: "ceiling-lamp", at: [0, 2.2], turn: 0, high: 2 },
    { kind: "ceiling-lamp", at: [0, 6.5], turn: 0, high: 2 },
  ],
  bar: [
    { kind: "counter", at: [0.8, 2.1], turn: 180, scale: 1.15 },
    { kind: "stool", at: [-0.1, 1.45], turn: 0 },
    { kind: "stool", at: [0.8, 1.45], turn: 0 },
    { kind: "stool", at: [1.7, 1.45], turn: 0 },
    { kind: "shelf", at: [0.2, 3], turn: 180 },
    { kind: "shelf", at: [1.4, 3], turn: 180 },
    { kind: "bottle", at: [1.5, 2.1], turn: 0, high: 1.14 },
    { kind: "ceiling-lamp", at: [0.2, 1.5], turn: 0, high: 1.9 },
    { kind: "table", at: [-2.6, 1.2], turn: 0, scale: 0.9 },
    { kind: "picture", wall: "back", share: 0.16 },
  ],
  church: [
    { kind: "cross", at: [0, 11], turn: 180, high: 2.2, scale: 1.9 },
    { kind: "table", at: [0, 10.4], turn: 0 },
    { kind: "candle", at: [-0.5, 10.4], turn: 0, high: 0.76 },
    { kind: "candle", at: [0.5, 10.4], turn: 0, high: 0.76 },
    ...[2, 4, 6, 8].flatMap((z) => [
      { kind: "pew" as const, at: [-2.4, z] as const, turn: 0 },
      { kind: "pew" as const, at: [2.4, z] as const, turn: 0 },
    ]),
    { kind: "window", wall: "left", share: 0.3, high: 2.6 },
    { kind: "window", wall: "right", share: 0.3, high: 2.6 },
    { kind: "window", wall: "left", share: 0.6, high: 2.6 },
    { kind: "window", wall: "right", share: 0.6, high: 2.6 },
  ],
  hospital: [
    { kind: "bed", at: [1.9, 1.75], turn: 180 },
    { kind: "bed", at: [-2.2, 1.75], turn: 180 },
    { kind: "window", wall: "back", share: 0.5 },
    { kind: "curtain", at: [0.7, 2], turn: 90 },
    { kind: "ceiling-lamp", at: [0, 1], turn: 0, high: 2.05 },
  ],
  prison: [
    { kind: "bed", at: [1, 1.1], turn: 180, scale: 0.85 },
    { kind: "window", wall: "back", share: 0.35, high: 1.5 },
    { kind: "bucket", at: [-1.3, 1.8], turn: 0, high: 0.46 },
    { kind: "ceiling-lamp", at: [0, 0.6], turn: 0, high: 2.1 },
  ],
  shop: [
    { kind: "shelf", at: [-2.6, 2.8], turn: 180 },
    { kind: "shelf", at: [-1.4, 2.8], turn: 180 },
    { kind: "shelf", at: [2.5, 2.8], turn: 180 },
    { kind: "counter", at: [1.4, 1.6], turn: 180 },
    { kind: "door", wall: "back", share: 0.58 },
    { kind: "ceiling-lamp", at: [0, 1], turn: 0, high: 2 },
  ],
  cellar: [
    { kind: "barrel", at: [-2.4, 2.6], turn: 0 },
    { kind: "barrel", at: [-1.7, 2.8], turn: 0 },
    { kind: "crate", at: [2.3, 2.3], turn: 20 },
    { kind: "crate", at: [2.35, 2.35], turn: 5, high: 0.6, scale: 0.8 },
    { kind: "shelf", at: [0.7, 3.15], turn: 180 },
    { kind: "ceiling-lamp", at: [0.2, 1], turn: 0, high: 1.75 },
    { kind: "stairs", at: [-2.6, 0.2], turn: 90 },
  ],
  "lamp-room": [{ kind: "beacon", at: [lampRoomBeacon.x, lampRoomBeacon.z], turn: 0 }],
  stairs: [{ kind: "torch", at: [0.6, 2.9], turn: 180, high: 2.1 }],
  "train-interior": [
    { kind: "window", wall: "left", share: 0.3, high: 0.85 },
    { kind: "window", wall: "left", share: 0.6, high: 0.85 },
    { kind: "window", wall: "right", share: 0.3, high: 0.85 },
    { kind: "window", wall: "right", share: 0.6, high: 0.85 },
    { kind: "door", wall: "back", share: 0.5 },
    { kind: "armchair", at: [-0.95, 1.6], turn: 0 },
    { kind: "armchair", at: [0.95, 1.6], turn: 0 },
    { kind: "armchair", at: [-0.95, 3.2], turn: 0 },
    { kind: "armchair", at: [0.95, 3.2], turn: 0 },
  ],
  street: [
    { kind: "streetlamp", at: [-4.9, 3.5], turn: 0 },
    { kind: "streetlamp", at: [4.9, 9], turn: 0 },
    { kind: "streetlamp", at: [-4.9, 15], turn: 0 },
    { kind: "car", at: [3.1, 8], turn: 90 },
  ],
  city: [
    { kind: "streetlamp", at: [-4.9, 5], turn: 0 },
    { kind: "streetlamp", at: [4.9, 12], turn: 0 },
    { kind: "car", at: [-2.6, 14], turn: -90 },
  ],
  road: [
    { kind: "fence", at: [-5.4, 4], turn: 90 },
    { kind: "fence", at: [-5.4, 7.3], turn: 90 },
    { kind: "fence", at: [-5.4, 10.6], turn: 90 },
    { kind: "sign", at: [4.6, 6], turn: 180 },
  ],
  field: [
    { kind: "tree", at: [7.5, 13], turn: 0, scale: 1.2 },
    { kind: "fence", at: [-6, 9], turn: 0 },
    { kind: "fence", at: [-2.8, 9], turn: 0 },
  ],
  garden: [
    { kind: "bench", at: [-2.4, 2.4], turn: 165 },
    { kind: "bush", at: [2.6, 3.2], turn: 0 },
    { kind: "bush", at: [4.1, 3.6], turn: 40 },
    { kind: "tree", at: [4.8, 7], turn: 0 },
  ],
  harbour: [
    { kind: "pier", at: [2.4, 7.3], turn: 0 },
    { kind: "sailboat", at: [-4.5, 12], turn: 20 },
    { kind: "boat", at: [6, 8.5], turn: 60 },
    { kind: "barrel", at: [-2.4, 2.3], turn: 0 },
    { kind: "crate", at: [-3.2, 2.4], turn: 15 },
  ],
  cliff: [{ kind: "lighthouse", at: [-9, 13], turn: 180 }],
  shore: [
    { kind: "rock", at: [-3.6, 3.4], turn: 30, scale: 1.1 },
    { kind: "boat", at: [4.2, 3.2], turn: 30 },
  ],
  village: [
    { kind: "fence", at: [-4, 7], turn: 0 },
    { kind: "well", at: [3.6, 5.2], turn: 0 },
  ],
}

/** The pieces a place comes with. */
export function dressSet(setting: Setting): Prop[] {
  const axes = createAxes(setting.facing)
  return (sets[setting.kind] ?? []).map((spot, index): Prop => {
    const shared = {
      id: `set:${spot.kind}:${index}`,
      kind: spot.kind,
      seed: createSeed(setting.seed, "set", spot.kind, index),
      lit: designOf(spot.kind).light !== undefined,
      dressing: true,
    }
    if ("wall" in spot) {
      const { position, facing } = wallSpot(setting, spot.wall, spot.share)
      const high = spot.high ?? designOf(spot.kind).onWall ?? 0
      return { ...shared, position: { ...position, y: high }, facing, scale: 1 }
    }
    const [x, z] = spot.at
    const position = place(at(0, 0, 0), axes, x, 0, z)
    return {
      ...shared,
      position: { ...position, y: spot.high ?? 0 },
      facing: setting.facing + spot.turn,
      scale: spot.scale ?? 1,
    }
  })
}
