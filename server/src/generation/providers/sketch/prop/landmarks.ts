import { at } from "../geometry/vector.ts"
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
  soft,
  stone,
  white,
  wood,
  type Part,
} from "./part.ts"
import type { PropDesign } from "./prop-design.ts"

const pane = { albedo: 0.34, stuff: "water" } as const
const paint = { albedo: 0.62, stuff: "cloth" } as const
const wheel = (x: number, z: number, radius: number, width = 0.2): Part[] => [
  round(black, [x, radius, z - width / 2], radius, [x, radius, z + width / 2], radius),
  round(
    metal,
    [x, radius, z + Math.sign(z) * width * 0.5],
    radius * 0.5,
    [x, radius, z + Math.sign(z) * width * 0.53],
    radius * 0.5,
  ),
]
const windowsAt = (xs: readonly number[], low: number, high: number, z: number): Part[] =>
  xs.map((x) => ({
    ...sheetOf(pane, [
      at(x - 0.3, low, z),
      at(x + 0.3, low, z),
      at(x + 0.3, high, z),
      at(x - 0.3, high, z),
    ]),
    glows: true,
  }))

/** Buildings one knows by their outline, walls to stand before, and the larger engines. */
export const landmarks = {
  wall: {
    words: ["wall", "brick wall", "barricade"],
    extent: [5, 3, 0.3],
    onWall: 0,
    parts: [
      box(stone, [0, 0, 0], [5, 3, 0.24]),
      lines(
        0.5,
        ...[0.5, 1, 1.5, 2, 2.5].map((y) => [at(-2.5, y, 0.13), at(2.5, y, 0.13)]),
        ...[0.5, 1, 1.5, 2, 2.5].flatMap((y, row) =>
          [-2, -1.2, -0.4, 0.4, 1.2, 2].map((x) => [
            at(x + (row % 2) * 0.4, y - 0.5, 0.13),
            at(x + (row % 2) * 0.4, y, 0.13),
          ]),
        ),
      ),
    ],
  },
  castle: {
    words: ["castle", "fortress", "fort", "palace", "citadel"],
    extent: [24, 17, 12],
    light: { height: 6, reach: 5, strength: 0.4 },
    parts: [
      box(stone, [0, 0, 0], [18, 8, 9]),
      ...[-7, -4.2, -1.4, 1.4, 4.2, 7].map((x) => box(stone, [x, 8, 4.2], [1.5, 1.1, 0.5])),
      ...(
        [
          [-9.5, 4.5, 12],
          [9.5, 4.5, 12],
          [-2.5, -2.5, 16],
        ] as const
      ).flatMap(([x, z, high]) => [
        round(stone, [x, 0, z], 2.2, [x, high, z], 2.1),
        round({ albedo: 0.36, stuff: "cloth-dark" }, [x, high, z], 2.5, [x, high + 3.6, z], 0.06),
      ]),
      sheetOf(black, [
        at(-1.3, 0, 4.55),
        at(1.3, 0, 4.55),
        at(1.3, 2.8, 4.55),
        at(0, 3.8, 4.55),
        at(-1.3, 2.8, 4.55),
      ]),
      ...windowsAt([-5.5, -3.5, 3.5, 5.5], 4.4, 5.8, 4.56),
    ],
  },
  tower: {
    words: ["tower", "belfry", "clock tower", "watchtower", "chimney", "steeple"],
    extent: [5, 18, 5],
    parts: [
      box(stone, [0, 0, 0], [4, 14, 4]),
      box(stone, [0, 14, 0], [4.6, 0.6, 4.6]),
      sheetOf({ albedo: 0.36, stuff: "stone" }, [
        at(-2.3, 14.6, 2.3),
        at(2.3, 14.6, 2.3),
        at(0, 18.5, 0),
      ]),
      sheetOf({ albedo: 0.3, stuff: "stone" }, [
        at(2.3, 14.6, 2.3),
        at(2.3, 14.6, -2.3),
        at(0, 18.5, 0),
      ]),
      sheetOf({ albedo: 0.3, stuff: "stone" }, [
        at(-2.3, 14.6, -2.3),
        at(-2.3, 14.6, 2.3),
        at(0, 18.5, 0),
      ]),
      round(white, [0, 11.6, 2.01], 1.1, [0, 11.6, 2.05], 1.1),
      lines(1, [at(0, 12.4, 2.1), at(0, 11.6, 2.1), at(0.5, 11.3, 2.1)]),
      ...windowsAt([0], 6, 7.6, 2.03),
    ],
  },
  "church-building": {
    words: ["church building", "chapel building", "cathedral building"],
    extent: [9, 17, 14],
    light: { height: 4, reach: 5, strength: 0.4 },
    parts: [
      box(stone, [0, 0, -3], [7, 6, 11]),
      sheetOf({ albedo: 0.34, stuff: "stone" }, [
        at(-3.8, 5.8, 2.6),
        at(0, 10, 2.6),
        at(0, 10, -8.6),
        at(-3.8, 5.8, -8.6),
      ]),
      sheetOf({ albedo: 0.4, stuff: "stone" }, [
        at(3.8, 5.8, 2.6),
        at(0, 10, 2.6),
        at(0, 10, -8.6),
        at(3.8, 5.8, -8.6),
      ]),
      sheetOf(stone, [at(-3.5, 6, 2.55), at(3.5, 6, 2.55), at(0, 9.8, 2.55)]),
      box(stone, [0, 0, 3.6], [3.2, 11, 3.2]),
      sheetOf({ albedo: 0.3, stuff: "stone" }, [
        at(-1.8, 11, 5.3),
        at(1.8, 11, 5.3),
        at(0, 17, 3.6),
      ]),
      sheetOf({ albedo: 0.26, stuff: "stone" }, [at(1.8, 11, 5.3), at(1.8, 11, 2), at(0, 17, 3.6)]),
      sheetOf({ albedo: 0.26, stuff: "stone" }, [
        at(-1.8, 11, 5.3),
        at(-1.8, 11, 2),
        at(0, 17, 3.6),
      ]),
      lines(1.6, [at(0, 17, 3.6), at(0, 18.3, 3.6)], [at(-0.45, 17.8, 3.6), at(0.45, 17.8, 3.6)]),
      sheetOf(darkWood, [
        at(-0.8, 0, 5.25),
        at(0.8, 0, 5.25),
        at(0.8, 2.2, 5.25),
        at(0, 3, 5.25),
        at(-0.8, 2.2, 5.25),
      ]),
      ...windowsAt([0], 6.5, 8.6, 5.23),
    ],
  },
  windmill: {
    words: ["windmill", "mill", "wind turbine"],
    extent: [9, 13, 5],
    parts: [
      round(white, [0, 0, 0], 2.6, [0, 7.5, 0], 1.7),
      round({ albedo: 0.36, stuff: "wood" }, [0, 7.5, 0], 1.9, [0, 9.4, 0], 0.2),
      ...[20, 110, 200, 290].map((turn) => {
        const a = (turn * Math.PI) / 180
        const [c, s] = [Math.cos(a), Math.sin(a)]
        const spot = (along: number, aside: number) =>
          at(along * c - aside * s, 7.9 + along * s + aside * c, 1.9)
        return sheetOf({ albedo: 0.85, stuff: "plain" }, [
          spot(0.4, 0),
          spot(4.8, 0),
          spot(4.8, 0.9),
          spot(1, 0.7),
        ])
      }),
      sheetOf(darkWood, [
        at(-0.5, 0, 2.62),
        at(0.5, 0, 2.62),
        at(0.5, 1.9, 2.4),
        at(-0.5, 1.9, 2.4),
      ]),
    ],
  },
  arch: {
    words: ["arch", "archway", "gateway", "portal", "ruin", "ruins"],
    extent: [5, 4.6, 1],
    parts: [
      box(stone, [-1.9, 0, 0], [0.9, 3.2, 0.9]),
      box(stone, [1.9, 0, 0], [0.9, 3.2, 0.9]),
      ...[0, 1, 2, 3, 4, 5].map((i) => {
        const a = Math.PI - (i / 6) * Math.PI
        const b = Math.PI - ((i + 1) / 6) * Math.PI
        return sheetOf(stone, [
          at(1.45 * Math.cos(a), 3.2 + 1.1 * Math.sin(a), 0.45),
          at(2.35 * Math.cos(a), 3.2 + 1.9 * Math.sin(a), 0.45),
          at(2.35 * Math.cos(b), 3.2 + 1.9 * Math.sin(b), 0.45),
          at(1.45 * Math.cos(b), 3.2 + 1.1 * Math.sin(b), 0.45),
        ])
      }),
    ],
  },
  pyramid: {
    words: ["pyramid", "pyramids"],
    extent: [40, 24, 40],
    parts: [
      sheetOf({ albedo: 0.85, stuff: "earth" }, [at(-20, 0, 20), at(20, 0, 20), at(0, 24, 0)]),
      sheetOf({ albedo: 0.6, stuff: "earth" }, [at(20, 0, 20), at(20, 0, -20), at(0, 24, 0)]),
      sheetOf({ albedo: 0.6, stuff: "earth" }, [at(-20, 0, -20), at(-20, 0, 20), at(0, 24, 0)]),
    ],
  },
  swing: {
    words: ["swing", "playground swing", "seesaw", "slide"],
    extent: [2.4, 2.3, 1.6],
    seat: 0.5,
    parts: [
      lines(
        2,
        [at(-1.3, 0, 0.7), at(-1.1, 2.2, 0), at(-0.9, 0, -0.7)],
        [at(1.3, 0, 0.7), at(1.1, 2.2, 0), at(0.9, 0, -0.7)],
        [at(-1.1, 2.2, 0), at(1.1, 2.2, 0)],
      ),
      lines(0.8, [at(-0.25, 2.2, 0), at(-0.25, 0.5, 0.1)], [at(0.25, 2.2, 0), at(0.25, 0.5, 0.1)]),
      box(wood, [0, 0.46, 0.1], [0.56, 0.04, 0.22]),
    ],
  },
  gallows: {
    words: ["gallows", "noose", "scaffold"],
    extent: [2, 3.6, 0.6],
    parts: [
      box(darkWood, [-0.9, 0, 0], [0.2, 3.5, 0.2]),
      box(darkWood, [0, 3.35, 0], [2, 0.2, 0.2]),
      lines(1.6, [at(-0.8, 2.7, 0), at(-0.2, 3.35, 0)]),
      lines(1.4, [at(0.6, 3.35, 0), at(0.6, 2.6, 0)]),
      lines(
        1.6,
        Array.from({ length: 12 }, (_, i) =>
          at(0.6 + 0.14 * Math.sin(i * 0.571), 2.42 + 0.2 * Math.cos(i * 0.571), 0),
        ),
      ),
    ],
  },
  cannon: {
    words: ["cannon", "howitzer", "artillery"],
    extent: [2.4, 1.3, 1.3],
    parts: [
      round(darkMetal, [0.8, 0.75, 0], 0.2, [-1.1, 1, 0], 0.15),
      ...wheel(0.1, 0.5, 0.6, 0.12),
      ...wheel(0.1, -0.5, 0.6, 0.12),
      sheetOf(wood, [at(0, 0.7, 0.2), at(1.5, 0.05, 0.15), at(1.5, 0.05, -0.15), at(0, 0.7, -0.2)]),
    ],
  },
  bus: {
    words: ["bus", "coach", "minibus", "school bus"],
    extent: [9, 3, 2.5],
    light: { height: 1, reach: 2.5, strength: 0.4 },
    parts: [
      prism(
        paint,
        [
          [-4.5, 0.45],
          [-4.5, 2.7],
          [-4.2, 3],
          [4.4, 3],
          [4.5, 2.7],
          [4.5, 0.45],
        ],
        2.4,
      ),
      ...[-3.6, -2.4, -1.2, 0, 1.2, 2.4, 3.6].map((x) => ({
        ...sheetOf(pane, [
          at(x - 0.5, 1.6, 1.22),
          at(x + 0.5, 1.6, 1.22),
          at(x + 0.5, 2.5, 1.22),
          at(x - 0.5, 2.5, 1.22),
        ]),
        glows: true,
      })),
      sheetOf(pane, [
        at(-4.52, 1.4, -1.05),
        at(-4.52, 1.4, 1.05),
        at(-4.45, 2.7, 1.05),
        at(-4.45, 2.7, -1.05),
      ]),
      ...[-3, 2.8].flatMap((x) => [...wheel(x, 1.1, 0.48), ...wheel(x, -1.1, 0.48)]),
      lines(0.7, [at(-4.5, 1.3, 1.23), at(4.5, 1.3, 1.23)]),
    ],
  },
  tractor: {
    words: ["tractor", "bulldozer", "digger", "steamroller"],
    extent: [3.4, 2.5, 1.8],
    seat: 1.2,
    parts: [
      box(paint, [-0.9, 0.75, 0], [1.7, 0.75, 0.7]),
      box(paint, [0.6, 0.9, 0], [1, 0.4, 1]),
      box(darkMetal, [0.6, 2.3, 0], [1.2, 0.08, 1.2]),
      lines(
        1.4,
        [at(0.1, 1.3, 0.5), at(0.05, 2.3, 0.5)],
        [at(1.1, 1.3, 0.5), at(1.15, 2.3, 0.5)],
        [at(0.1, 1.3, -0.5), at(0.05, 2.3, -0.5)],
      ),
      round(darkMetal, [-1.3, 1.5, 0.15], 0.05, [-1.3, 2.2, 0.15], 0.05),
      ...wheel(0.8, 0.75, 0.8, 0.4),
      ...wheel(0.8, -0.75, 0.8, 0.4),
      ...wheel(-1.3, 0.6, 0.45, 0.26),
      ...wheel(-1.3, -0.6, 0.45, 0.26),
    ],
  },
  tank: {
    words: ["tank", "armoured car", "panzer"],
    extent: [6.5, 2.4, 3],
    parts: [
      prism(
        { albedo: 0.4, stuff: "leaf" },
        [
          [-3, 0.9],
          [-2.3, 1.5],
          [2.8, 1.5],
          [3, 0.8],
        ],
        2,
      ),
      ...[1.2, -1.2].map((z) =>
        prismAt(
          { albedo: 0.26, stuff: "metal" },
          [
            [-3.1, 0.75],
            [-2.5, 0.1],
            [2.4, 0.1],
            [3.1, 0.75],
            [2.6, 1.1],
            [-2.7, 1.1],
          ],
          z,
          0.55,
        ),
      ),
      ...[-2, -1, 0, 1, 2].map((x) => round(darkMetal, [x, 0.5, 1.46], 0.34, [x, 0.5, 1.52], 0.34)),
      prism(
        { albedo: 0.44, stuff: "leaf" },
        [
          [-1.2, 1.5],
          [-0.8, 2.2],
          [0.9, 2.2],
          [1.3, 1.5],
        ],
        1.6,
        0.8,
      ),
      round(darkMetal, [-0.9, 1.9, 0], 0.1, [-4.2, 2.05, 0], 0.08),
    ],
  },
  helicopter: {
    words: ["helicopter", "chopper"],
    extent: [9, 3.2, 8],
    parts: [
      soft(paint, 0.3, 0.6, [
        [-1.6, 1.5, 0, 0.9, 0.4, 1.6, 0, 0.95],
        [0.8, 1.9, 0, 0.4, 4.6, 2.2, 0, 0.16],
      ]),
      soft(pane, 0.1, 0.4, [[-2, 1.6, 0.25, 0.62, -1.6, 1.6, 0.3, 0.6]]),
      sheetOf(paint, [at(4.4, 2.2, 0), at(5, 3.1, 0), at(5.3, 3.1, 0), at(5, 2.1, 0)]),
      round(darkMetal, [-0.2, 2.4, 0], 0.12, [-0.2, 2.85, 0], 0.1),
      sheetOf({ albedo: 0.4, stuff: "metal" }, [
        at(-4.8, 2.9, -0.9),
        at(4.4, 2.9, 1.05),
        at(4.4, 2.9, 0.8),
        at(-4.8, 2.9, -1.15),
      ]),
      sheetOf({ albedo: 0.4, stuff: "metal" }, [
        at(-1.3, 2.88, 4),
        at(0.9, 2.88, -4),
        at(0.65, 2.88, -4),
        at(-1.55, 2.88, 4),
      ]),
      lines(
        1.6,
        [at(-2, 0.1, 0.8), at(1.2, 0.1, 0.8)],
        [at(-1.2, 0.1, 0.8), at(-1, 0.9, 0.6)],
        [at(0.6, 0.1, 0.8), at(0.4, 0.9, 0.6)],
        [at(-2, 0.1, -0.8), at(1.2, 0.1, -0.8)],
      ),
    ],
  },
  rocket: {
    words: ["rocket", "spaceship", "spacecraft", "missile"],
    extent: [3.4, 11, 3.4],
    parts: [
      round(white, [0, 1, 0], 0.9, [0, 7.5, 0], 1),
      round(white, [0, 7.5, 0], 1, [0, 10.8, 0], 0.05),
      round(pane, [0, 6.4, 0.98], 0.35, [0, 6.4, 1.03], 0.35),
      ...[1, -1].map((side) =>
        sheetOf(paint, [
          at(side * 0.85, 3.2, 0),
          at(side * 1.9, 0.4, 0),
          at(side * 1.7, 0, 0),
          at(side * 0.85, 1.2, 0),
        ]),
      ),
      sheetOf(paint, [at(0, 3.2, 0.9), at(0, 0.4, 1.8), at(0, 0, 1.6), at(0, 1.2, 0.9)]),
      round(darkMetal, [0, 0.5, 0], 0.7, [0, 1, 0], 0.5),
    ],
  },
  coach: {
    words: [
      "stagecoach",
      "horse carriage",
      "carriage",
      "coach and horses",
      "wagon",
      "covered wagon",
      "chariot",
    ],
    extent: [3.6, 2.5, 1.7],
    seat: 1.5,
    parts: [
      prism(
        darkWood,
        [
          [-0.9, 0.85],
          [-1.2, 1.5],
          [-1.1, 2.4],
          [1.1, 2.4],
          [1.2, 1.5],
          [0.9, 0.85],
        ],
        1.4,
      ),
      ...windowsAt([-0.5, 0.5], 1.6, 2.15, 0.72),
      box(wood, [-1.6, 1.2, 0], [0.7, 0.1, 1.2]),
      ...wheel(-1.5, 0.75, 0.5, 0.08),
      ...wheel(-1.5, -0.75, 0.5, 0.08),
      ...wheel(1.1, 0.75, 0.68, 0.08),
      ...wheel(1.1, -0.75, 0.68, 0.08),
      lines(1.8, [at(-1.8, 0.8, 0), at(-4, 0.9, 0)]),
    ],
  },
  sled: {
    words: ["sled", "sleigh", "sledge", "toboggan"],
    extent: [1.8, 0.6, 0.7],
    seat: 0.36,
    parts: [
      box(wood, [0, 0.3, 0], [1.3, 0.05, 0.6]),
      lines(
        2,
        [at(0.8, 0.03, 0.3), at(-0.7, 0.03, 0.3), at(-0.95, 0.2, 0.3), at(-0.85, 0.42, 0.3)],
        [at(0.8, 0.03, -0.3), at(-0.7, 0.03, -0.3), at(-0.95, 0.2, -0.3), at(-0.85, 0.42, -0.3)],
      ),
      lines(
        1.6,
        [at(-0.5, 0.03, 0.3), at(-0.5, 0.3, 0.3)],
        [at(0.5, 0.03, 0.3), at(0.5, 0.3, 0.3)],
      ),
    ],
  },
  submarine: {
    words: ["submarine", "u-boat"],
    extent: [20, 5, 3],
    parts: [
      round(darkMetal, [-9.5, 0.4, 0], 0.3, [-7, 0.5, 0], 1.4),
      round(darkMetal, [-7, 0.5, 0], 1.4, [7, 0.5, 0], 1.4),
      round(darkMetal, [7, 0.5, 0], 1.4, [9.5, 0.4, 0], 0.3),
      prism(
        darkMetal,
        [
          [-1.4, 1.6],
          [-1, 4],
          [1.4, 4],
          [1.8, 1.6],
        ],
        1.2,
      ),
      lines(1.6, [at(0.2, 4, 0), at(0.2, 5.6, 0), at(-0.2, 5.6, 0)]),
    ],
  },
  crane: {
    words: ["crane", "derrick", "pylon", "mast", "radio mast", "antenna"],
    extent: [12, 18, 2],
    parts: [
      lines(
        1.2,
        [at(-0.7, 0, 0), at(-0.7, 16, 0)],
        [at(0.7, 0, 0), at(0.7, 16, 0)],
        ...[0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) => [
          [at(-0.7, i * 2, 0), at(0.7, i * 2 + 2, 0)],
          [at(0.7, i * 2, 0), at(-0.7, i * 2 + 2, 0)],
        ]),
        [at(3, 16, 0), at(-10, 16, 0)],
        [at(3, 16, 0), at(0, 19, 0), at(-10, 16, 0)],
        [at(-8, 16, 0), at(-8, 9, 0)],
      ),
      box(fabric, [2.6, 14.6, 0], [1.2, 1.4, 1]),
    ],
  },
  stall: {
    words: ["stall", "market stall", "booth", "kiosk", "stand"],
    extent: [2.4, 2.5, 1.4],
    parts: [
      box(wood, [0, 0, 0], [2.3, 0.85, 1]),
      lines(
        1.6,
        [at(-1.1, 0.8, 0.6), at(-1.1, 2.1, 0.75)],
        [at(1.1, 0.8, 0.6), at(1.1, 2.1, 0.75)],
      ),
      sheetOf(fabric, [
        at(-1.3, 2.1, 0.85),
        at(1.3, 2.1, 0.85),
        at(1.3, 2.6, -0.4),
        at(-1.3, 2.6, -0.4),
      ]),
      sheetOf(
        white,
        ...[-1.3, -0.26, 0.78].map((x) => [
          at(x, 2.1, 0.86),
          at(x + 0.52, 2.1, 0.86),
          at(x + 0.52, 2.6, -0.39),
          at(x, 2.6, -0.39),
        ]),
      ),
      ...[-0.8, -0.4, 0, 0.4, 0.8].map((x) =>
        soft({ albedo: 0.5, stuff: "cloth-mid" }, 0.02, 0.06, [
          [x, 0.93, 0.2, 0.11, x + 0.06, 0.92, 0.25, 0.1],
        ]),
      ),
    ],
  },
  smoke: {
    words: ["smoke", "steam", "dust", "dust cloud", "vapour"],
    extent: [1.6, 3.4, 1],
    parts: [
      soft({ albedo: 0.86, stuff: "sky" }, 0.3, 0.3, [
        [0, 0.2, 0, 0.16, 0.1, 0.7, 0, 0.26],
        [0.1, 1, 0, 0.32, -0.05, 1.5, 0, 0.38],
        [0.1, 1.9, 0, 0.44, 0.3, 2.4, 0, 0.5],
        [0.2, 2.8, 0, 0.55, 0.5, 3.1, 0, 0.5],
      ]),
    ],
  },
  hay: {
    words: ["hay", "haystack", "straw", "hay bale"],
    extent: [1.8, 1.5, 1.8],
    parts: [
      soft({ albedo: 0.8, stuff: "earth" }, 0.3, 0.5, [[0, 0.5, 0, 0.75, 0, 0.95, 0, 0.5]], 0.12),
    ],
  },
  dustbin: {
    words: ["trash can", "dustbin", "garbage can", "bin", "rubbish", "trash", "dumpster"],
    extent: [0.6, 1, 0.6],
    parts: [
      round(metal, [0, 0, 0], 0.26, [0, 0.85, 0], 0.3),
      round(metal, [0, 0.85, 0], 0.33, [0, 0.93, 0], 0.28),
    ],
  },
  waterfall: {
    words: ["waterfall", "cascade"],
    extent: [7, 14, 4],
    parts: [
      soft(
        stone,
        1,
        1.5,
        [
          [-4, 3, 0, 4, -4, 9, -1, 4.2],
          [4.5, 3, 0, 4, 4.2, 8, -1, 4.4],
        ],
        0.5,
      ),
      sheetOf({ albedo: 1, stuff: "water" }, [
        at(-1.6, 12, 1),
        at(1.6, 12, 1),
        at(2, 0, 3.4),
        at(-2, 0, 3.4),
      ]),
      lines(
        0.7,
        ...[-1.2, -0.5, 0.3, 1].map((x) => [
          at(x, 11.6, 1.2),
          at(x * 1.1, 6, 2.4),
          at(x * 1.2, 0.3, 3.5),
        ]),
      ),
    ],
  },
} as const satisfies Record<string, PropDesign>

function prismAt(
  surface: Parameters<typeof prism>[0],
  profile: Parameters<typeof prism>[1],
  z: number,
  width: number,
): Part {
  const shape = prism(surface, profile, width)
  return {
    ...shape,
    faces: shape.faces.map((face) => face.map((point) => at(point.x, point.y, point.z + z))),
  }
}
