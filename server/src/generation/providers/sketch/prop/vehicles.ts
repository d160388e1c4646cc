import { at } from "../geometry/vector.ts"
import type { PropDesign } from "./prop-design.ts"
import {
  black,
  box,
  darkMetal,
  darkWood,
  fabric,
  lines,
  metal,
  prism,
  round,
  sheetOf,
  white,
  wood,
  type Part,
} from "./part.ts"

const wheel = (x: number, z: number, radius: number, width = 0.2): Part[] => [
  round(black, [x, radius, z - width / 2], radius, [x, radius, z + width / 2], radius),
  round(
    metal,
    [x, radius, z + Math.sign(z) * width * 0.5],
    radius * 0.55,
    [x, radius, z + Math.sign(z) * width * 0.52],
    radius * 0.55,
  ),
]
const paintwork = { albedo: 0.62, stuff: "cloth" } as const
const pane = { albedo: 0.34, stuff: "water" } as const

const carGlass = (z: number) => [
  sheetOf(pane, [
    at(-0.72, 0.98, z),
    at(-0.08, 0.98, z),
    at(-0.08, 1.36, z * 0.93),
    at(-0.42, 1.36, z * 0.93),
  ]),
  sheetOf(pane, [
    at(0.02, 0.98, z),
    at(0.82, 0.98, z),
    at(0.56, 1.36, z * 0.93),
    at(0.02, 1.36, z * 0.93),
  ]),
]

/** Vehicles point along -x, so that facing 0 shows their side to the camera. */
export const vehicles = {
  car: {
    words: ["car", "cars", "sedan", "taxi", "cab", "automobile", "police car"],
    extent: [4.2, 1.45, 1.75],
    light: { height: 0.7, reach: 2, strength: 0.5 },
    parts: [
      prism(
        paintwork,
        [
          [-2.1, 0.32],
          [-2.15, 0.62],
          [-2, 0.82],
          [-0.98, 0.94],
          [1.1, 0.95],
          [1.95, 0.9],
          [2.12, 0.7],
          [2.1, 0.32],
        ],
        1.72,
        0.94,
      ),
      prism(
        { albedo: 0.7, stuff: "cloth" },
        [
          [-1.0, 0.93],
          [-0.5, 1.42],
          [0.6, 1.44],
          [1.15, 0.94],
        ],
        1.56,
        0.82,
      ),
      ...carGlass(0.8),
      ...carGlass(-0.8),
      sheetOf(pane, [
        at(-0.97, 0.98, -0.68),
        at(-0.97, 0.98, 0.68),
        at(-0.56, 1.38, 0.58),
        at(-0.56, 1.38, -0.58),
      ]),
      sheetOf(pane, [
        at(1.1, 0.98, -0.66),
        at(1.1, 0.98, 0.66),
        at(0.68, 1.38, 0.56),
        at(0.68, 1.38, -0.56),
      ]),
      ...[-1.32, 1.3].flatMap((x) => [...wheel(x, 0.78, 0.33), ...wheel(x, -0.78, 0.33)]),
      {
        ...sheetOf({ albedo: 0.95, stuff: "glow" }, [
          at(-2.13, 0.58, 0.5),
          at(-2.13, 0.58, 0.78),
          at(-2.08, 0.74, 0.78),
          at(-2.08, 0.74, 0.5),
        ]),
        glows: true,
      },
      {
        ...sheetOf({ albedo: 0.95, stuff: "glow" }, [
          at(-2.13, 0.58, -0.5),
          at(-2.13, 0.58, -0.78),
          at(-2.08, 0.74, -0.78),
          at(-2.08, 0.74, -0.5),
        ]),
        glows: true,
      },
      lines(
        0.6,
        [at(-0.03, 0.94, 0.85), at(-0.05, 0.4, 0.86)],
        [at(-0.95, 0.92, 0.85), at(-0.9, 0.5, 0.86)],
        [at(0.9, 0.92, 0.85), at(0.75, 0.5, 0.86)],
        [at(-1.95, 0.7, 0.86), at(2, 0.72, 0.86)],
      ),
    ],
  },
  truck: {
    words: ["truck", "lorry", "van", "ambulance", "fire engine", "fire truck"],
    extent: [5.6, 2.5, 2.1],
    parts: [
      box({ albedo: 0.8, stuff: "plain" }, [0.7, 0.6, 0], [4, 2, 2]),
      prism(
        paintwork,
        [
          [-2.8, 0.5],
          [-2.8, 1.2],
          [-2.4, 2.1],
          [-1.35, 2.15],
          [-1.35, 0.5],
        ],
        1.95,
      ),
      sheetOf(pane, [
        at(-2.55, 1.25, 0.985),
        at(-1.5, 1.25, 0.985),
        at(-1.5, 1.95, 0.985),
        at(-2.3, 1.95, 0.985),
      ]),
      sheetOf(pane, [
        at(-2.79, 1.25, -0.85),
        at(-2.79, 1.25, 0.85),
        at(-2.43, 2.05, 0.85),
        at(-2.43, 2.05, -0.85),
      ]),
      ...[-2, 1.6].flatMap((x) => [...wheel(x, 0.9, 0.44, 0.26), ...wheel(x, -0.9, 0.44, 0.26)]),
    ],
  },
  bicycle: {
    words: ["bicycle", "bike"],
    seat: 0.95,
    extent: [1.7, 1.05, 0.5],
    parts: [
      ...[-0.52, 0.52].map((x) =>
        lines(
          1.2,
          Array.from({ length: 19 }, (_, i) =>
            at(x + 0.33 * Math.cos(i * 0.35), 0.34 + 0.33 * Math.sin(i * 0.35), 0),
          ),
        ),
      ),
      lines(
        1.3,
        [
          at(-0.52, 0.34, 0),
          at(-0.36, 0.84, 0),
          at(0.14, 0.8, 0),
          at(0.52, 0.34, 0),
          at(0.02, 0.3, 0),
          at(-0.36, 0.8, 0),
        ],
        [at(0.02, 0.3, 0), at(0.16, 0.92, 0)],
        [at(-0.36, 0.84, 0), at(-0.42, 1, 0.02)],
        [at(-0.42, 1, -0.22), at(-0.42, 1, 0.22)],
        [at(0.05, 0.93, 0), at(0.28, 0.93, 0)],
      ),
    ],
  },
  motorcycle: {
    words: ["motorcycle", "motorbike", "moped", "scooter"],
    extent: [2, 1.1, 0.7],
    seat: 0.8,
    parts: [
      ...wheel(-0.68, 0.05, 0.33, 0.14),
      ...wheel(0.68, 0.05, 0.33, 0.16),
      prism(
        paintwork,
        [
          [-0.4, 0.5],
          [-0.3, 0.9],
          [0.1, 0.85],
          [0.7, 0.82],
          [0.85, 0.72],
          [0.3, 0.6],
          [0.2, 0.35],
          [-0.25, 0.35],
        ],
        0.28,
      ),
      lines(
        1.3,
        [at(-0.68, 0.33, 0), at(-0.36, 1.02, 0)],
        [at(-0.33, 1.05, -0.32), at(-0.33, 1.05, 0.32)],
      ),
    ],
  },
  boat: {
    words: ["boat", "rowboat", "rowing boat", "dinghy", "skiff", "lifeboat", "canoe"],
    extent: [3.8, 0.75, 1.4],
    seat: 0.38,
    parts: [
      sheetOf({ albedo: 0.34, stuff: "wood" }, [
        at(-1.95, 0.72, 0),
        at(-1.1, 0.58, 0.62),
        at(0.8, 0.55, 0.66),
        at(1.75, 0.62, 0.45),
        at(1.75, 0.62, -0.45),
        at(0.8, 0.55, -0.66),
        at(-1.1, 0.58, -0.62),
      ]),
      sheetOf(wood, [
        at(-1.95, 0.74, 0),
        at(-1.1, 0.6, 0.64),
        at(0.8, 0.57, 0.68),
        at(1.78, 0.64, 0.46),
        at(1.6, 0.02, 0.25),
        at(0.6, -0.06, 0.4),
        at(-0.9, -0.04, 0.36),
        at(-1.6, 0.06, 0),
      ]),
      sheetOf(wood, [
        at(-1.95, 0.74, 0),
        at(-1.1, 0.6, -0.64),
        at(0.8, 0.57, -0.68),
        at(1.78, 0.64, -0.46),
        at(1.6, 0.02, -0.25),
        at(0.6, -0.06, -0.4),
        at(-0.9, -0.04, -0.36),
        at(-1.6, 0.06, 0),
      ]),
      sheetOf(darkWood, [
        at(1.78, 0.64, 0.46),
        at(1.78, 0.64, -0.46),
        at(1.6, 0.02, -0.25),
        at(1.6, 0.02, 0.25),
      ]),
      box(wood, [0.2, 0.4, 0], [0.26, 0.04, 1.2]),
      lines(
        0.6,
        [at(-1.88, 0.6, 0.03), at(-1.05, 0.44, 0.6), at(0.75, 0.4, 0.63), at(1.72, 0.46, 0.42)],
        [at(-1.8, 0.42, 0.03), at(-1, 0.26, 0.52), at(0.7, 0.22, 0.56), at(1.68, 0.28, 0.36)],
      ),
      lines(
        1.4,
        [at(0.1, 0.62, 0.6), at(0.6, 0.1, 1.7)],
        [at(0.1, 0.62, -0.6), at(0.6, 0.1, -1.7)],
      ),
    ],
  },
  sailboat: {
    words: ["sailboat", "sailing boat", "yacht", "fishing boat", "schooner"],
    extent: [6, 7, 2],
    parts: [
      prism(
        wood,
        [
          [-3.1, 0.95],
          [3, 0.85],
          [2.6, -0.1],
          [-2.4, -0.1],
        ],
        1.9,
        1,
      ),
      box(white, [0.9, 0.9, 0], [1.6, 0.7, 1.3]),
      round(darkWood, [-0.4, 0.8, 0], 0.08, [-0.4, 7, 0], 0.05),
      sheetOf(white, [at(-0.3, 6.7, 0.02), at(-0.25, 1.5, 0.1), at(2.4, 1.5, 0.4)]),
      sheetOf(white, [at(-0.5, 6.2, 0.02), at(-0.5, 1.4, 0.05), at(-2.9, 1.1, 0.1)]),
    ],
  },
  ship: {
    words: ["ship", "freighter", "ferry", "vessel", "trawler", "steamer"],
    extent: [26, 12, 5],
    light: { height: 7, reach: 6, strength: 0.5 },
    parts: [
      prism(
        { albedo: 0.36, stuff: "metal" },
        [
          [-13.5, 4.4],
          [-11, 3.6],
          [11, 3.4],
          [12.5, 3.8],
          [11.8, -0.3],
          [-11.8, -0.3],
        ],
        4.6,
      ),
      box(white, [5.5, 3.5, 0], [6.5, 2.6, 4]),
      box(white, [6, 6.1, 0], [4, 1.8, 3.4]),
      round({ albedo: 0.4, stuff: "earth" }, [7, 7.9, 0], 0.8, [7.1, 10.4, 0], 0.7),
      round(darkMetal, [-4, 3.5, 0], 0.16, [-4, 10.5, 0], 0.08),
      lines(0.7, [at(-4, 10, 0), at(-12.5, 4.4, 0)], [at(-4, 10, 0), at(5, 6, 0)]),
      ...[3.4, 4.6, 5.8, 7, 8.2].map((x) => ({
        ...sheetOf({ albedo: 0.3, stuff: "sky" } as const, [
          at(x - 0.3, 4.4, 2.02),
          at(x + 0.3, 4.4, 2.02),
          at(x + 0.3, 5.1, 2.02),
          at(x - 0.3, 5.1, 2.02),
        ]),
        glows: true,
      })),
    ],
  },
  plane: {
    words: ["plane", "aeroplane", "airplane", "aircraft", "jet"],
    extent: [16, 5, 14],
    parts: [
      round(white, [-7, 2, 0], 0.5, [-5, 2.1, 0], 1.15),
      round(white, [-5, 2.1, 0], 1.15, [5, 2.1, 0], 1.15),
      round(white, [5, 2.1, 0], 1.15, [8.4, 2.7, 0], 0.3),
      sheetOf(metal, [at(-1.5, 1.7, 1), at(1.4, 1.7, 1), at(3.4, 2, 7), at(2.4, 2, 7)]),
      sheetOf(metal, [at(-1.5, 1.7, -1), at(1.4, 1.7, -1), at(3.4, 2, -7), at(2.4, 2, -7)]),
      sheetOf(paintwork, [at(6, 2.8, 0), at(8.2, 2.8, 0), at(8.9, 5.2, 0), at(7.9, 5.2, 0)]),
      lines(
        1.6,
        ...[-4, -3, -2, -1, 0, 1, 2, 3].map((x) => [at(x, 2.4, 1.14), at(x + 0.35, 2.4, 1.14)]),
      ),
    ],
  },
  train: {
    words: ["train", "locomotive", "tram", "railway carriage", "train carriage"],
    extent: [12, 3.6, 2.8],
    light: { height: 2, reach: 3, strength: 0.5 },
    parts: [
      prism(
        paintwork,
        [
          [-6, 0.7],
          [-5.6, 2.8],
          [-5, 3.5],
          [6, 3.5],
          [6, 0.7],
        ],
        2.7,
        0.96,
      ),
      ...[-3.8, -2, -0.2, 1.6, 3.4].map((x) => ({
        ...sheetOf(pane, [
          at(x - 0.65, 1.8, 1.36),
          at(x + 0.65, 1.8, 1.36),
          at(x + 0.65, 2.8, 1.35),
          at(x - 0.65, 2.8, 1.35),
        ]),
        glows: true,
      })),
      ...[-4.4, -3.2, 3.4, 4.6].flatMap((x) => wheel(x, 1.1, 0.42)),
      lines(0.8, [at(-6, 1.4, 1.37), at(6, 1.4, 1.37)]),
    ],
  },
  cart: {
    words: ["cart", "handcart", "wheelbarrow", "trolley", "rickshaw"],
    extent: [1.8, 1.1, 1],
    parts: [
      box(wood, [0, 0.5, 0], [1.7, 0.5, 0.9]),
      ...wheel(0, 0.5, 0.45, 0.08),
      ...wheel(0, -0.5, 0.45, 0.08),
      lines(1.4, [at(-0.85, 0.6, 0.3), at(-1.7, 0.8, 0.3)]),
    ],
  },
  wheelchair: {
    words: ["wheelchair"],
    extent: [0.8, 0.95, 0.7],
    seat: 0.48,
    parts: [
      box(fabric, [0, 0.42, 0], [0.5, 0.06, 0.46]),
      box(fabric, [0.24, 0.45, 0], [0.04, 0.5, 0.46]),
      ...wheel(0.1, 0.3, 0.3, 0.04),
      ...wheel(0.1, -0.3, 0.3, 0.04),
    ],
  },
} as const satisfies Record<string, PropDesign>
