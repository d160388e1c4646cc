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
    { kind: "grille", at: [-1.7, 0.6], turn: 90 },
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
  classroom: [
    { kind: "blackboard", wall: "back", share: 0.45 },
    { kind: "clock", wall: "back", share: 0.78, high: 2.1 },
    { kind: "desk", at: [1.3, 2.4], turn: 180 },
    { kind: "window", wall: "left", share: 0.35 },
    { kind: "window", wall: "left", share: 0.7 },
    ...[-2.2, 1.9].flatMap((x) =>
      [-0.4, 1].flatMap((z) => [
        { kind: "school-desk" as const, at: [x, z] as const, turn: 0 },
        { kind: "chair" as const, at: [x, z - 0.5] as const, turn: 0 },
      ]),
    ),
  ],
  library: [
    ...[-2.7, -1.55, 1.55, 2.7].map((x) => ({
      kind: "shelf" as const,
      at: [x, 2.95] as const,
      turn: 180,
      scale: 1.25,
    })),
    { kind: "window", wall: "back", share: 0.5, high: 1.3 },
    { kind: "ladder", at: [-1.1, 2.6], turn: 0 },
    { kind: "table", at: [1.9, 0.8], turn: 80 },
    { kind: "lamp", at: [1.9, 0.9], turn: 0, high: 0.76 },
    { kind: "shelf", at: [-3.2, 0.8], turn: 90, scale: 1.25 },
  ],
  restaurant: [
    ...(
      [
        [-2.4, 1.5],
        [2.3, 1.4],
        [0.2, 2.6],
      ] as const
    ).flatMap(([x, z]) => [
      { kind: "table" as const, at: [x, z] as const, turn: 0, scale: 0.85 },
      { kind: "chair" as const, at: [x - 0.95, z] as const, turn: 90 },
      { kind: "chair" as const, at: [x + 0.95, z] as const, turn: -90 },
      { kind: "candle" as const, at: [x, z] as const, turn: 0, high: 0.64 },
    ]),
    { kind: "window", wall: "back", share: 0.25 },
    { kind: "picture", wall: "back", share: 0.72 },
    { kind: "ceiling-lamp", at: [0, 1.2], turn: 0, high: 1.95 },
  ],
  bathroom: [
    { kind: "bathtub", at: [-0.85, 1.4], turn: 180 },
    { kind: "washbasin", at: [1.2, 1.66], turn: 180 },
    { kind: "mirror", wall: "back", share: 0.81, high: 1.15 },
    { kind: "toilet", at: [1.5, 0.5], turn: -90 },
    { kind: "window", wall: "back", share: 0.3, high: 1.35 },
  ],
  attic: [
    { kind: "window", wall: "back", share: 0.5, high: 1 },
    { kind: "crate", at: [-1.9, 2.1], turn: 15 },
    { kind: "crate", at: [-1.85, 2.1], turn: 40, high: 0.6, scale: 0.7 },
    { kind: "suitcase", at: [-1.1, 2.4], turn: 170, high: 0.45 },
    { kind: "mannequin", at: [1.3, 2.2], turn: 160 },
    { kind: "crate", at: [2, 1.3], turn: 70 },
    { kind: "ceiling-lamp", at: [0.2, 1.2], turn: 0, high: 2 },
  ],
  tent: [
    { kind: "bed", at: [1.4, 1], turn: 180, scale: 0.8 },
    { kind: "crate", at: [-1.2, 1.4], turn: 10 },
    { kind: "torch", at: [-1.2, 1.4], turn: 0, high: 0.95 },
  ],
  warehouse: [
    ...(
      [
        [-4.6, 6],
        [-3.3, 6.2],
        [-5, 4],
        [3.6, 7],
        [4.9, 6.4],
        [5.2, 4.2],
      ] as const
    ).map(([x, z], index) => ({
      kind: "crate" as const,
      at: [x, z] as const,
      turn: index * 17,
      scale: 1.7,
    })),
    { kind: "crate", at: [-4.5, 6.1], turn: 20, high: 1.05, scale: 1.4 },
    { kind: "barrel", at: [2.4, 5], turn: 0 },
    { kind: "barrel", at: [3, 4.6], turn: 0 },
    { kind: "window", wall: "back", share: 0.2, high: 3.4 },
    { kind: "window", wall: "back", share: 0.5, high: 3.4 },
    { kind: "window", wall: "back", share: 0.8, high: 3.4 },
    { kind: "ceiling-lamp", at: [0, 3], turn: 0, high: 4 },
  ],
  court: [
    { kind: "counter", at: [0, 4.2], turn: 180, scale: 1.5 },
    { kind: "throne", at: [0, 4.75], turn: 180, scale: 1.15 },
    { kind: "flag", at: [-2.6, 4.6], turn: 180 },
    { kind: "railing", at: [-2.8, 1.6], turn: 0 },
    { kind: "railing", at: [2.8, 1.6], turn: 0 },
    { kind: "window", wall: "left", share: 0.4, high: 2 },
    { kind: "pew", at: [-3, 0.4], turn: 0 },
    { kind: "pew", at: [3, 0.4], turn: 0 },
  ],
  theatre: [
    ...[0.06, 0.94].flatMap((share) => [
      { kind: "curtain" as const, wall: "back" as const, share, high: 0 },
    ]),
    { kind: "curtain", at: [-4.6, 2.4], turn: 180, scale: 2.4 },
    { kind: "curtain", at: [4.6, 2.4], turn: 180, scale: 2.4 },
    { kind: "curtain", at: [-3, 3.4], turn: 180, scale: 2.4 },
    { kind: "curtain", at: [3, 3.4], turn: 180, scale: 2.4 },
    { kind: "ceiling-lamp", at: [-1.5, 1], turn: 0, high: 4 },
    { kind: "ceiling-lamp", at: [1.5, 1], turn: 0, high: 4 },
  ],
  cave: [
    { kind: "rock", at: [-2.4, 2.2], turn: 20, scale: 0.9 },
    { kind: "rock", at: [2.7, 3], turn: 140, scale: 1.1 },
    { kind: "torch", at: [1.7, 1.7], turn: 0, high: 1.5 },
  ],
  alley: [
    { kind: "dustbin", at: [-1.7, 2], turn: 0 },
    { kind: "dustbin", at: [-1.6, 2.8], turn: 0 },
    { kind: "crate", at: [1.6, 3.4], turn: 30 },
    { kind: "streetlamp", at: [1.75, 7], turn: 0, scale: 0.9 },
    { kind: "ladder", at: [-2, 6], turn: 90, scale: 1.4 },
    { kind: "cat", at: [1.5, 4.6], turn: 200 },
  ],
  bridge: [
    { kind: "streetlamp", at: [-3.2, 6], turn: 0 },
    { kind: "streetlamp", at: [3.2, 12], turn: 0 },
    { kind: "streetlamp", at: [-3.2, 20], turn: 0 },
  ],
  river: [
    { kind: "tree", at: [-5.5, 2.6], turn: 0 },
    { kind: "bush", at: [3.4, 3], turn: 0, scale: 0.8 },
    { kind: "rock", at: [2, 3.8], turn: 50, scale: 0.6 },
  ],
  station: [
    { kind: "train", at: [4.2, 13], turn: 90 },
    { kind: "bench", at: [-2.6, 3.2], turn: 90 },
    { kind: "streetlamp", at: [-1.4, 5.5], turn: 0 },
    { kind: "streetlamp", at: [-1.4, 12], turn: 0 },
    { kind: "sign", at: [-3, 6], turn: 150 },
    { kind: "house", at: [-10, 11], turn: 90 },
  ],
  graveyard: [
    ...(
      [
        [-2.6, 2.2],
        [-1.5, 3.6],
        [1.9, 2.6],
        [3.2, 3.8],
        [0.7, 5],
        [-3.6, 5],
        [2.6, 6.6],
        [-1.2, 7],
      ] as const
    ).map(([x, z], index) => ({
      kind: "gravestone" as const,
      at: [x, z] as const,
      turn: 172 + ((index * 7) % 19),
      scale: 0.85 + (index % 3) * 0.14,
    })),
    { kind: "cross", at: [4.4, 5.4], turn: 175 },
    { kind: "fence", at: [-5, 9], turn: 0 },
    { kind: "fence", at: [-1.8, 9], turn: 0 },
    { kind: "church-building", at: [9, 24], turn: 200 },
  ],
  farm: [
    { kind: "house", at: [-9, 14], turn: 160, scale: 1.2 },
    { kind: "fence", at: [2, 8], turn: 0 },
    { kind: "fence", at: [5.2, 8], turn: 0 },
    { kind: "hay", at: [4.2, 6], turn: 0 },
    { kind: "windmill", at: [16, 34], turn: 190 },
    { kind: "chicken", at: [-2, 2.6], turn: 40, scale: 0.9 },
    { kind: "cart", at: [-3.8, 6], turn: 30 },
  ],
  market: [
    { kind: "stall", at: [-3, 3.4], turn: 150 },
    { kind: "stall", at: [0.4, 5.6], turn: 180 },
    { kind: "stall", at: [3.6, 3.8], turn: 210 },
    { kind: "barrel", at: [-1.5, 4], turn: 0 },
    { kind: "bag", at: [2.1, 3.4], turn: 0, high: 0.45 },
    { kind: "house", at: [-12, 22], turn: 160 },
    { kind: "house", at: [1, 26], turn: 180 },
    { kind: "church-building", at: [14, 34], turn: 195 },
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
  islet: [{ kind: "lighthouse", at: [-7.5, 9], turn: 180 }],
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
