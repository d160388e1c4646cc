import { at } from "../geometry/vector.ts"
import type { PropDesign } from "./prop-design.ts"
import {
  black,
  box,
  darkMetal,
  darkWood,
  fabric,
  glow,
  leaf,
  lines,
  metal,
  prism,
  round,
  sheetOf,
  soft,
  stone,
  white,
  wood,
} from "./part.ts"

const glowing = { albedo: 0.35, stuff: "sky" } as const

/** Rows of windows on a front. */
const windowsOn = (
  columns: number,
  rows: number,
  width: number,
  low: number,
  high: number,
  z: number,
) =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_unused, column) => {
      const x = -width / 2 + ((column + 0.5) * width) / columns
      const y = low + ((row + 0.5) * (high - low)) / rows
      const halfWidth = (width / columns) * 0.26
      const halfHeight = ((high - low) / rows) * 0.3
      return {
        ...sheetOf(glowing, [
          at(x - halfWidth, y - halfHeight, z),
          at(x + halfWidth, y - halfHeight, z),
          at(x + halfWidth, y + halfHeight, z),
          at(x - halfWidth, y + halfHeight, z),
        ]),
        glows: (row * 7 + column * 5) % 4 === 1,
      }
    }),
  ).flat()

const pineTiers = Array.from({ length: 6 }, (_, tier) => {
  const y = 1.5 + tier * 1.05
  const reach = 1.35 - tier * 0.2
  return [
    [-reach, y - 0.3, 0, 0.07, 0, y + 0.95, 0, 0.22],
    [reach, y - 0.3, 0, 0.07, 0, y + 0.95, 0, 0.22],
    [-reach * 0.5, y - 0.06, 0, 0.26, reach * 0.5, y - 0.06, 0, 0.26],
    [0, y, 0, reach * 0.62, 0, y + 0.9, 0, 0.2],
  ] as const
}).flat()

export const outdoors = {
  tree: {
    words: ["tree", "trees", "oak", "willow"],
    extent: [3.6, 6, 3.6],
    parts: [
      soft({ albedo: 0.42, stuff: "wood" }, 0.15, 0.16, [
        [0, 0, 0, 0.26, 0.05, 1, 0, 0.17],
        [0.05, 1, 0, 0.17, -0.05, 2.6, 0, 0.13],
        [0, 1.9, 0, 0.12, 0.8, 3.1, 0.1, 0.06],
        [0, 2.1, 0, 0.11, -0.8, 3.2, 0, 0.05],
      ]),
      soft(
        leaf,
        0.3,
        1,
        [
          [0, 4.1, 0, 1.45, 0, 4.1, 0, 1.45],
          [-1.1, 3.5, 0.2, 0.9, -1.1, 3.5, 0.2, 0.9],
          [1.15, 3.6, 0, 0.95, 1.15, 3.6, 0, 0.95],
          [0.4, 5.1, 0, 0.8, 0.4, 5.1, 0, 0.8],
        ],
        0.2,
      ),
    ],
  },
  pine: {
    words: ["pine", "pines", "fir", "spruce", "conifer"],
    extent: [2.4, 8, 2.4],
    parts: [
      round({ albedo: 0.36, stuff: "wood" }, [0, 0, 0], 0.2, [0, 7.4, 0], 0.04),
      soft({ albedo: 0.38, stuff: "leaf" }, 0.08, 0.5, pineTiers),
    ],
  },
  bush: {
    words: ["bush", "bushes", "hedge", "shrub", "undergrowth"],
    extent: [1.6, 0.9, 1],
    parts: [
      soft(
        leaf,
        0.15,
        0.4,
        [
          [0, 0.4, 0, 0.45, 0, 0.4, 0, 0.45],
          [-0.5, 0.3, 0, 0.34, -0.5, 0.3, 0, 0.34],
          [0.5, 0.32, 0, 0.36, 0.5, 0.32, 0, 0.36],
        ],
        0.12,
      ),
    ],
  },
  plant: {
    words: ["plant", "pot plant", "fern"],
    extent: [0.6, 1.1, 0.6],
    parts: [
      round({ albedo: 0.55, stuff: "earth" }, [0, 0, 0], 0.14, [0, 0.3, 0], 0.19),
      soft(
        leaf,
        0.05,
        0.2,
        [
          [0, 0.7, 0, 0.26, 0, 0.7, 0, 0.26],
          [-0.2, 0.55, 0, 0.16, -0.3, 0.75, 0, 0.1],
          [0.2, 0.55, 0, 0.16, 0.3, 0.8, 0, 0.1],
        ],
        0.1,
      ),
    ],
  },
  rock: {
    words: ["rock", "rocks", "boulder", "boulders", "stone", "stones"],
    extent: [1.5, 0.9, 1.1],
    parts: [
      soft({ albedo: 0.6, stuff: "stone" }, 0.06, 0.45, [
        [-0.3, 0.28, 0, 0.42, 0.1, 0.5, 0, 0.36],
        [0.35, 0.2, 0.1, 0.36, 0.55, 0.12, 0.1, 0.28],
        [-0.55, 0.1, 0.1, 0.24, -0.4, 0.14, 0.1, 0.26],
      ]),
    ],
  },
  fence: {
    words: ["fence", "fences"],
    extent: [3.2, 1.1, 0.1],
    parts: [
      box(wood, [0, 0.75, 0], [3.2, 0.1, 0.03]),
      box(wood, [0, 0.35, 0], [3.2, 0.1, 0.03]),
      ...[-1.5, -0.5, 0.5, 1.5].map((x) => box(darkWood, [x, 0, -0.03], [0.1, 1.1, 0.08])),
    ],
  },
  bench: {
    words: ["bench", "park bench"],
    extent: [1.6, 0.85, 0.55],
    seat: 0.45,
    parts: [
      box(wood, [0, 0.42, 0.03], [1.6, 0.05, 0.42]),
      box(wood, [0, 0.62, -0.2], [1.6, 0.22, 0.04]),
      box(darkMetal, [-0.68, 0, 0], [0.06, 0.84, 0.44]),
      box(darkMetal, [0.68, 0, 0], [0.06, 0.84, 0.44]),
    ],
  },
  streetlamp: {
    words: ["streetlamp", "street lamp", "streetlight", "street light", "lamppost", "lamp post"],
    extent: [0.5, 4.2, 0.5],
    light: { height: 3.7, reach: 3.4, strength: 1 },
    parts: [
      round(darkMetal, [0, 0, 0], 0.14, [0, 0.5, 0], 0.09),
      round(darkMetal, [0, 0.5, 0], 0.055, [0, 3.5, 0], 0.045),
      {
        ...round({ albedo: 0.9, stuff: "plain" }, [0, 3.5, 0], 0.12, [0, 3.95, 0], 0.22),
        glows: true,
      },
      round(darkMetal, [0, 3.95, 0], 0.25, [0, 4.15, 0], 0.05),
    ],
  },
  sign: {
    words: ["sign", "signpost", "road sign", "billboard"],
    extent: [0.8, 2.2, 0.1],
    parts: [
      round(metal, [0, 0, 0], 0.035, [0, 2.2, 0], 0.035),
      box(white, [0, 1.6, 0.04], [0.85, 0.5, 0.03]),
      lines(
        1.2,
        [at(-0.3, 1.95, 0.06), at(0.3, 1.95, 0.06)],
        [at(-0.3, 1.78, 0.06), at(0.15, 1.78, 0.06)],
      ),
    ],
  },
  house: {
    words: ["house", "cottage", "hut", "cabin", "shed", "barn", "farmhouse"],
    extent: [7, 6, 6],
    light: { height: 1.8, reach: 2.5, strength: 0.5 },
    parts: [
      box({ albedo: 0.86, stuff: "plain" }, [0, 0, 0], [7, 3, 5.4]),
      {
        ...prism(
          { albedo: 0.42, stuff: "earth" },
          [
            [-3.8, 2.9],
            [3.8, 2.9],
            [3.3, 5.4],
            [-3.3, 5.4],
          ],
          6.2,
          0.05,
        ),
        both: false,
      },
      box(darkWood, [-0.4, 0, 2.72], [1, 2.1, 0.06]),
      ...windowsOn(2, 1, 6.4, 0.7, 2.7, 2.74).slice(0, 2),
      box(stone, [2.2, 4, -0.6], [0.6, 1.9, 0.6]),
    ],
  },
  building: {
    words: [
      "building",
      "buildings",
      "tower block",
      "skyscraper",
      "apartment block",
      "warehouse",
      "hotel",
    ],
    extent: [9, 16, 9],
    light: { height: 3, reach: 3, strength: 0.4 },
    parts: [
      box({ albedo: 0.74, stuff: "stone" }, [0, 0, 0], [9, 16, 9]),
      ...windowsOn(4, 6, 8, 3.4, 15.4, 4.53),
      box({ albedo: 0.74, stuff: "plain" }, [0, 0, 4.5], [8.4, 2.8, 0.12]),
      box({ albedo: 0.6, stuff: "cloth" }, [0, 2.7, 4.9], [8.6, 0.25, 0.9]),
    ],
  },
  lighthouse: {
    words: ["lighthouse"],
    extent: [5, 19, 5],
    light: { height: 16, reach: 9, strength: 1 },
    parts: [
      round(stone, [0, 0, 0], 2.9, [0, 1, 0], 2.5),
      round(white, [0, 1, 0], 2.2, [0, 4.8, 0], 1.92),
      round({ albedo: 0.36, stuff: "earth" }, [0, 4.8, 0], 1.92, [0, 8, 0], 1.7),
      round(white, [0, 8, 0], 1.7, [0, 11.2, 0], 1.5),
      round({ albedo: 0.36, stuff: "earth" }, [0, 11.2, 0], 1.5, [0, 14.2, 0], 1.34),
      round(darkMetal, [0, 14.2, 0], 1.9, [0, 14.5, 0], 1.9),
      {
        ...round({ albedo: 0.9, stuff: "water" }, [0, 14.6, 0], 1.05, [0, 16.6, 0], 1.05),
        glows: true,
      },
      round(darkMetal, [0, 16.6, 0], 1.35, [0, 18, 0], 0.15),
      box(darkWood, [0, 0, 2.7], [1.1, 2.2, 0.2]),
      lines(
        0.6,
        ...[-1.8, -1.2, -0.6, 0, 0.6, 1.2, 1.8].map((x) => [
          at(x, 14.5, Math.sqrt(Math.max(0, 3.6 - x * x))),
          at(x, 15.4, Math.sqrt(Math.max(0, 3.6 - x * x))),
        ]),
      ),
    ],
  },
  tent: {
    words: ["tent"],
    extent: [2.4, 1.6, 2.6],
    parts: [
      {
        ...prism(
          fabric,
          [
            [-1.2, 0],
            [1.2, 0],
            [0, 1.6],
          ],
          2.6,
        ),
        both: true,
      },
      lines(0.8, [at(0, 1.55, 1.31), at(0, 0, 1.31)]),
    ],
  },
  fire: {
    words: ["fire", "campfire", "bonfire", "flames", "flame"],
    extent: [1, 1.1, 1],
    light: { height: 0.5, reach: 2.8, strength: 1 },
    parts: [
      round(darkWood, [-0.4, 0.06, 0.1], 0.06, [0.4, 0.12, -0.1], 0.06),
      round(darkWood, [0.4, 0.06, 0.15], 0.06, [-0.35, 0.14, -0.1], 0.06),
      soft(glow, 0.08, 0.1, [
        [-0.15, 0.2, 0, 0.16, -0.18, 0.6, 0, 0.03],
        [0.05, 0.2, 0, 0.2, 0.03, 0.95, 0, 0.03],
        [0.22, 0.2, 0, 0.14, 0.26, 0.55, 0, 0.03],
      ]),
    ],
  },
  statue: {
    words: ["statue", "monument"],
    extent: [1.2, 3.2, 1.2],
    parts: [
      box(stone, [0, 0, 0], [1.1, 1.3, 1.1]),
      soft(stone, 0.06, 0.2, [
        [-0.12, 1.4, 0, 0.13, -0.1, 2.1, 0, 0.16],
        [0.12, 1.4, 0, 0.13, 0.1, 2.1, 0, 0.16],
        [0, 2.1, 0, 0.2, 0, 2.6, 0, 0.22],
        [0, 3, 0, 0.15, 0, 3, 0, 0.15],
        [0.2, 2.65, 0, 0.09, 0.5, 3, 0.1, 0.06],
      ]),
    ],
  },
  gravestone: {
    words: ["gravestone", "grave", "graves", "tombstone", "tomb"],
    extent: [0.7, 1, 0.2],
    parts: [
      prism(
        stone,
        [
          [-0.35, 0],
          [0.35, 0],
          [0.35, 0.7],
          [0.2, 0.95],
          [0, 1.02],
          [-0.2, 0.95],
          [-0.35, 0.7],
        ],
        0.16,
      ),
      lines(
        0.7,
        [at(0, 0.85, 0.09), at(0, 0.45, 0.09)],
        [at(-0.14, 0.7, 0.09), at(0.14, 0.7, 0.09)],
      ),
    ],
  },
  cross: {
    words: ["cross", "crucifix", "altar"],
    extent: [1, 1.8, 0.15],
    parts: [
      box(darkWood, [0, 0, 0], [0.14, 1.8, 0.12]),
      box(darkWood, [0, 1.15, 0], [0.95, 0.14, 0.12]),
    ],
  },
  well: {
    words: ["well", "fountain"],
    extent: [1.6, 1, 1.6],
    parts: [
      round(stone, [0, 0, 0], 0.8, [0, 0.8, 0], 0.8),
      round(black, [0, 0.8, 0], 0.6, [0, 0.805, 0], 0.6),
    ],
  },
  pier: {
    words: ["pier", "jetty", "dock", "quay"],
    extent: [3, 0.8, 9],
    parts: [
      box(wood, [0, 0.5, 0], [2.6, 0.14, 9]),
      ...[-4, -1.5, 1.5, 4].flatMap((z) => [
        round(darkWood, [-1.2, -0.4, z], 0.12, [-1.2, 0.9, z], 0.12),
        round(darkWood, [1.2, -0.4, z], 0.12, [1.2, 0.9, z], 0.12),
      ]),
      lines(
        0.45,
        ...Array.from({ length: 10 }, (_, i) => [
          at(-1.3, 0.645, -4 + i * 0.9),
          at(1.3, 0.645, -4 + i * 0.9),
        ]),
      ),
    ],
  },
  flag: {
    words: ["flag", "banner"],
    extent: [1.4, 4, 0.1],
    parts: [
      round(metal, [0, 0, 0], 0.04, [0, 4, 0], 0.03),
      sheetOf(fabric, [
        at(0.04, 3.9, 0),
        at(0.7, 3.8, 0.06),
        at(1.3, 3.9, 0),
        at(1.25, 3.1, 0),
        at(0.7, 3, 0.06),
        at(0.04, 3.1, 0),
      ]),
    ],
  },
} as const satisfies Record<string, PropDesign>
