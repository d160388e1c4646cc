import { at } from "../geometry/vector.ts"
import {
  black,
  box,
  circle,
  darkMetal,
  darkWood,
  fabric,
  legs,
  lines,
  metal,
  round,
  sheetOf,
  soft,
  white,
  wood,
} from "./part.ts"
import type { PropDesign } from "./prop-design.ts"

const board = { albedo: 0.22, stuff: "leaf" } as const

/** Machines, basins and what else stands about in particular rooms. */
export const household = {
  typewriter: {
    words: ["typewriter", "sewing machine", "cash register", "till"],
    extent: [0.4, 0.3, 0.36],
    onTable: true,
    parts: [
      box(darkMetal, [0, 0, 0], [0.4, 0.1, 0.34]),
      box(black, [0, 0.1, -0.06], [0.36, 0.1, 0.2]),
      round(black, [-0.23, 0.21, -0.1], 0.032, [0.23, 0.21, -0.1], 0.032),
      sheetOf({ albedo: 1.15, stuff: "plain" }, [
        at(-0.13, 0.2, -0.13),
        at(0.13, 0.2, -0.13),
        at(0.13, 0.42, -0.17),
        at(-0.13, 0.42, -0.17),
      ]),
      lines(1.2, ...[0.06, 0.1, 0.14].map((z) => [at(-0.15, 0.11, z), at(0.15, 0.11, z)])),
    ],
  },
  radio: {
    words: [
      "radio set",
      "wireless",
      "loudspeaker",
      "speaker",
      "stereo",
      "gramophone",
      "record player",
    ],
    extent: [0.45, 0.3, 0.2],
    onTable: true,
    parts: [
      box(wood, [0, 0, 0], [0.45, 0.3, 0.2]),
      round({ albedo: 0.45, stuff: "cloth" }, [-0.1, 0.15, 0.1], 0.1, [-0.1, 0.15, 0.11], 0.1),
      lines(0.6, [at(0.05, 0.22, 0.105), at(0.19, 0.22, 0.105)], circle(0.03, [0.12, 0.1, 0.105])),
      lines(1, [at(0.2, 0.3, 0), at(0.34, 0.62, 0)]),
    ],
  },
  microphone: {
    words: ["microphone", "mic", "mike"],
    extent: [0.3, 1.5, 0.3],
    parts: [
      round(darkMetal, [0, 0, 0], 0.14, [0, 0.02, 0], 0.13),
      round(darkMetal, [0, 0.02, 0], 0.012, [0, 1.4, 0], 0.012),
      round(black, [0, 1.38, 0.02], 0.02, [0, 1.48, 0.08], 0.026),
      soft({ albedo: 0.4, stuff: "metal" }, 0, 0.03, [[0, 1.5, 0.1, 0.045, 0, 1.51, 0.1, 0.045]]),
    ],
  },
  bathtub: {
    words: ["bathtub", "bath", "tub"],
    extent: [1.7, 0.6, 0.75],
    parts: [
      box(white, [0, 0.06, 0], [1.66, 0.5, 0.7]),
      sheetOf({ albedo: 0.66, stuff: "water" }, [
        at(-0.74, 0.565, 0.27),
        at(0.74, 0.565, 0.27),
        at(0.74, 0.565, -0.27),
        at(-0.74, 0.565, -0.27),
      ]),
      round(metal, [-0.76, 0.56, 0], 0.02, [-0.76, 0.76, 0], 0.02),
      round(metal, [-0.76, 0.76, 0], 0.02, [-0.62, 0.76, 0], 0.018),
    ],
  },
  toilet: {
    words: ["toilet", "lavatory", "loo"],
    extent: [0.4, 0.8, 0.65],
    seat: 0.43,
    parts: [
      box(white, [0, 0.4, -0.24], [0.42, 0.4, 0.16]),
      round(white, [0, 0, 0.02], 0.12, [0, 0.3, 0.06], 0.16),
      round(white, [0, 0.3, 0.06], 0.16, [0, 0.41, 0.08], 0.21),
      round({ albedo: 0.8, stuff: "plain" }, [0, 0.41, 0.08], 0.21, [0, 0.43, 0.08], 0.21),
    ],
  },
  washbasin: {
    words: ["washbasin", "basin", "sink", "tap", "faucet"],
    extent: [0.55, 0.95, 0.45],
    parts: [
      round(white, [0, 0, -0.06], 0.09, [0, 0.7, -0.06], 0.08),
      box(white, [0, 0.7, 0], [0.55, 0.17, 0.42]),
      sheetOf({ albedo: 0.7, stuff: "water" }, [
        at(-0.2, 0.875, 0.14),
        at(0.2, 0.875, 0.14),
        at(0.2, 0.875, -0.12),
        at(-0.2, 0.875, -0.12),
      ]),
      round(metal, [0, 0.87, -0.16], 0.018, [0, 1.02, -0.14], 0.016),
      round(metal, [0, 1.02, -0.14], 0.016, [0, 1, -0.04], 0.014),
    ],
  },
  "washing-machine": {
    words: ["washing machine", "washer", "dryer", "dishwasher"],
    extent: [0.6, 0.85, 0.6],
    parts: [
      box(white, [0, 0, 0], [0.6, 0.85, 0.58]),
      round(metal, [0, 0.42, 0.29], 0.2, [0, 0.42, 0.31], 0.2),
      round({ albedo: 0.3, stuff: "water" }, [0, 0.42, 0.31], 0.15, [0, 0.42, 0.315], 0.15),
      lines(0.7, [at(-0.28, 0.72, 0.3), at(0.28, 0.72, 0.3)]),
    ],
  },
  wardrobe: {
    words: ["wardrobe", "closet", "armoire"],
    extent: [1.2, 2, 0.6],
    parts: [
      box(darkWood, [0, 0, 0], [1.2, 2, 0.58]),
      box(wood, [0, 2, 0], [1.3, 0.07, 0.64]),
      lines(
        0.8,
        [at(0, 0.08, 0.3), at(0, 1.95, 0.3)],
        [at(-0.06, 0.95, 0.31), at(-0.06, 1.1, 0.31)],
        [at(0.06, 0.95, 0.31), at(0.06, 1.1, 0.31)],
        [
          at(-0.52, 0.2, 0.3),
          at(-0.1, 0.2, 0.3),
          at(-0.1, 1.85, 0.3),
          at(-0.52, 1.85, 0.3),
          at(-0.52, 0.2, 0.3),
        ],
        [
          at(0.52, 0.2, 0.3),
          at(0.1, 0.2, 0.3),
          at(0.1, 1.85, 0.3),
          at(0.52, 1.85, 0.3),
          at(0.52, 0.2, 0.3),
        ],
      ),
    ],
  },
  blackboard: {
    words: ["blackboard", "chalkboard", "whiteboard", "noticeboard", "board"],
    extent: [2.4, 1.2, 0.06],
    onWall: 0.9,
    parts: [
      box(wood, [0, 0, 0], [2.5, 1.25, 0.04]),
      sheetOf(board, [
        at(-1.18, 0.06, 0.03),
        at(1.18, 0.06, 0.03),
        at(1.18, 1.18, 0.03),
        at(-1.18, 1.18, 0.03),
      ]),
      box(wood, [0, -0.05, 0.05], [2.4, 0.04, 0.1]),
    ],
  },
  "school-desk": {
    words: ["school desk", "pupils desk"],
    extent: [0.7, 0.75, 0.5],
    parts: [box(wood, [0, 0.66, 0], [0.7, 0.06, 0.46]), ...legs(darkMetal, 0.66, 0.42, 0.66, 0.04)],
  },
  throne: {
    words: ["throne"],
    extent: [0.9, 1.9, 0.8],
    seat: 0.5,
    parts: [
      box(darkWood, [0, 0, 0], [0.9, 0.46, 0.75]),
      box({ albedo: 0.5, stuff: "cloth-mid" }, [0, 0.46, 0.04], [0.66, 0.05, 0.6]),
      box(darkWood, [0, 0.4, -0.33], [0.9, 1.4, 0.1]),
      sheetOf({ albedo: 0.5, stuff: "cloth-mid" }, [
        at(-0.32, 0.6, -0.27),
        at(0.32, 0.6, -0.27),
        at(0.32, 1.6, -0.27),
        at(-0.32, 1.6, -0.27),
      ]),
      sheetOf(wood, [at(-0.45, 1.8, -0.3), at(0, 2.1, -0.3), at(0.45, 1.8, -0.3)]),
      box(darkWood, [-0.4, 0.46, 0.02], [0.1, 0.26, 0.7]),
      box(darkWood, [0.4, 0.46, 0.02], [0.1, 0.26, 0.7]),
    ],
  },
  cradle: {
    words: ["cradle", "crib", "pram"],
    extent: [0.9, 0.75, 0.5],
    parts: [
      box(wood, [0, 0.2, 0], [0.9, 0.36, 0.5]),
      sheetOf(white, [
        at(-0.42, 0.57, 0.22),
        at(0.42, 0.57, 0.22),
        at(0.42, 0.57, -0.22),
        at(-0.42, 0.57, -0.22),
      ]),
      round(fabric, [-0.42, 0.5, 0], 0.26, [-0.2, 0.56, 0], 0.26),
      lines(1.6, [at(-0.5, 0.06, 0.25), at(-0.2, 0, 0.25), at(0.2, 0, 0.25), at(0.5, 0.06, 0.25)]),
    ],
  },
  cage: {
    words: ["cage", "bars"],
    extent: [1, 1.4, 1],
    parts: [
      box(darkMetal, [0, 0, 0], [1, 0.06, 1]),
      box(darkMetal, [0, 1.34, 0], [1, 0.06, 1]),
      ...[-0.46, -0.23, 0, 0.23, 0.46].flatMap((x) => [
        box(darkMetal, [x, 0.06, 0.47], [0.03, 1.28, 0.03]),
        box(darkMetal, [x, 0.06, -0.47], [0.03, 1.28, 0.03]),
      ]),
      ...[-0.23, 0, 0.23].flatMap((z) => [
        box(darkMetal, [0.47, 0.06, z], [0.03, 1.28, 0.03]),
        box(darkMetal, [-0.47, 0.06, z], [0.03, 1.28, 0.03]),
      ]),
    ],
  },
  box: {
    words: ["box", "boxes", "cardboard box", "carton", "parcel", "package", "present", "gift"],
    extent: [0.34, 0.24, 0.26],
    onTable: true,
    held: true,
    parts: [
      box(wood, [0, -0.08, 0], [0.34, 0.18, 0.26]),
      box(darkWood, [0, 0.1, 0], [0.36, 0.05, 0.28]),
      lines(
        0.8,
        [at(-0.05, -0.08, 0.135), at(-0.05, 0.1, 0.135)],
        [at(0.05, -0.08, 0.135), at(0.05, 0.1, 0.135)],
      ),
    ],
  },
  birdcage: {
    words: ["birdcage", "bird-cage", "bird cage"],
    extent: [0.32, 0.5, 0.32],
    onTable: true,
    held: true,
    parts: [
      round(darkMetal, [0, -0.36, 0], 0.17, [0, -0.33, 0], 0.17),
      lines(
        0.9,
        ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => {
          const a = (i / 10) * Math.PI * 2
          const [x, z] = [0.16 * Math.cos(a), 0.16 * Math.sin(a)]
          return [at(x, -0.33, z), at(x, -0.08, z), at(x * 0.6, 0.03, z * 0.6), at(0, 0.07, 0)]
        }),
        circle(0.03, [0, 0.1, 0]),
        Array.from({ length: 12 }, (_, i) =>
          at(0.16 * Math.cos(i * 0.571), -0.18, 0.16 * Math.sin(i * 0.571)),
        ),
        [at(-0.1, -0.22, 0), at(0.1, -0.22, 0)],
      ),
    ],
  },
  safe: {
    words: ["safe", "vault", "strongbox"],
    extent: [0.8, 1, 0.7],
    parts: [
      box(darkMetal, [0, 0, 0], [0.8, 1, 0.68]),
      lines(0.9, [
        at(-0.33, 0.08, 0.35),
        at(0.33, 0.08, 0.35),
        at(0.33, 0.92, 0.35),
        at(-0.33, 0.92, 0.35),
        at(-0.33, 0.08, 0.35),
      ]),
      round(metal, [-0.08, 0.55, 0.34], 0.1, [-0.08, 0.55, 0.38], 0.09),
      box(metal, [0.18, 0.46, 0.37], [0.04, 0.2, 0.05]),
    ],
  },
  mannequin: {
    words: ["mannequin", "dummy", "tailor's dummy", "scarecrow"],
    extent: [0.5, 1.7, 0.35],
    parts: [
      round(darkWood, [0, 0, 0], 0.2, [0, 0.03, 0], 0.19),
      round(darkWood, [0, 0.03, 0], 0.025, [0, 0.9, 0], 0.025),
      soft(fabric, 0.1, 0.12, [
        [0, 0.95, 0, 0.15, 0, 1.1, 0, 0.12],
        [0, 1.1, 0, 0.12, 0, 1.35, 0, 0.17],
        [-0.13, 1.42, 0, 0.07, 0.13, 1.42, 0, 0.07],
        [0, 1.45, 0, 0.06, 0, 1.56, 0, 0.05],
      ]),
    ],
  },
  chessboard: {
    words: ["chessboard", "chess", "checkers", "board game", "game"],
    extent: [0.45, 0.12, 0.45],
    onTable: true,
    parts: [
      box(darkWood, [0, 0, 0], [0.45, 0.03, 0.45]),
      ...[0, 1, 2, 3, 4, 5, 6, 7].flatMap((row) =>
        [0, 2, 4, 6].map((column) => {
          const x = (column + (row % 2)) * 0.05 - 0.2
          const z = row * 0.05 - 0.2
          return {
            ...sheetOf(white, [
              at(x, 0.032, z),
              at(x + 0.05, 0.032, z),
              at(x + 0.05, 0.032, z + 0.05),
              at(x, 0.032, z + 0.05),
            ]),
            bare: true,
          }
        }),
      ),
      ...[-0.17, -0.07, 0.03, 0.13].flatMap((x) => [
        round(white, [x, 0.03, 0.17], 0.016, [x, 0.1, 0.17], 0.008),
        round(black, [x, 0.03, -0.17], 0.016, [x, 0.1, -0.17], 0.008),
      ]),
    ],
  },
  vase: {
    words: ["vase", "urn", "ornament"],
    extent: [0.22, 0.36, 0.22],
    onTable: true,
    held: true,
    parts: [
      soft({ albedo: 0.8, stuff: "cloth-light" }, 0.05, 0.05, [
        [0, 0.06, 0, 0.07, 0, 0.14, 0, 0.1],
        [0, 0.14, 0, 0.1, 0, 0.27, 0, 0.045],
        [0, 0.27, 0, 0.045, 0, 0.32, 0, 0.06],
      ]),
    ],
  },
  trophy: {
    words: ["trophy", "goblet", "chalice", "prize", "bowl of"],
    extent: [0.22, 0.34, 0.18],
    onTable: true,
    held: true,
    parts: [
      round(darkWood, [0, -0.12, 0], 0.06, [0, -0.06, 0], 0.05),
      round({ albedo: 0.75, stuff: "glow" }, [0, -0.06, 0], 0.02, [0, 0.04, 0], 0.02),
      round({ albedo: 0.75, stuff: "glow" }, [0, 0.04, 0], 0.03, [0, 0.2, 0], 0.09),
      lines(1.2, circle(0.05, [0.11, 0.12, 0]), circle(0.05, [-0.11, 0.12, 0])),
    ],
  },
  hourglass: {
    words: ["hourglass", "egg timer"],
    extent: [0.16, 0.3, 0.16],
    onTable: true,
    parts: [
      round(darkWood, [0, 0, 0], 0.08, [0, 0.02, 0], 0.08),
      round({ albedo: 0.85, stuff: "water" }, [0, 0.02, 0], 0.06, [0, 0.14, 0], 0.012),
      round({ albedo: 0.85, stuff: "water" }, [0, 0.14, 0], 0.012, [0, 0.26, 0], 0.06),
      round(darkWood, [0, 0.26, 0], 0.08, [0, 0.28, 0], 0.08),
    ],
  },
  doll: {
    words: ["doll", "teddy", "teddy bear", "toy", "puppet"],
    extent: [0.24, 0.36, 0.16],
    held: true,
    onTable: true,
    parts: [
      soft({ albedo: 0.55, stuff: "wood" }, 0.03, 0.05, [
        [0, -0.02, 0, 0.075, 0, 0.04, 0, 0.065],
        [0, 0.15, 0, 0.07, 0, 0.151, 0, 0.07],
        [-0.055, 0.21, 0, 0.025, -0.056, 0.21, 0, 0.025],
        [0.055, 0.21, 0, 0.025, 0.056, 0.21, 0, 0.025],
        [-0.07, 0.06, 0.02, 0.026, -0.12, -0.01, 0.05, 0.026],
        [0.07, 0.06, 0.02, 0.026, 0.12, -0.01, 0.05, 0.026],
        [-0.04, -0.07, 0.02, 0.03, -0.07, -0.12, 0.08, 0.032],
        [0.04, -0.07, 0.02, 0.03, 0.07, -0.12, 0.08, 0.032],
      ]),
      soft(black, 0, 0.005, [
        [-0.025, 0.165, 0.067, 0.008, -0.025, 0.166, 0.067, 0.008],
        [0.025, 0.165, 0.067, 0.008, 0.025, 0.166, 0.067, 0.008],
        [0, 0.14, 0.075, 0.011, 0, 0.141, 0.075, 0.011],
      ]),
    ],
  },
  balloon: {
    words: ["balloon", "balloons"],
    extent: [0.3, 1.2, 0.3],
    held: true,
    parts: [
      soft({ albedo: 0.6, stuff: "cloth-mid" }, 0.05, 0.08, [[0, 0.95, 0, 0.15, 0, 0.88, 0, 0.11]]),
      lines(0.6, [at(0, 0.76, 0), at(0.02, 0.5, 0), at(-0.01, 0.25, 0), at(0, 0, 0)]),
    ],
  },
  cake: {
    words: ["cake", "birthday cake", "pie", "pudding"],
    extent: [0.34, 0.3, 0.34],
    onTable: true,
    held: true,
    parts: [
      round(white, [0, 0, 0], 0.2, [0, 0.01, 0], 0.2),
      round({ albedo: 0.6, stuff: "wood" }, [0, 0.01, 0], 0.16, [0, 0.11, 0], 0.16),
      round(white, [0, 0.11, 0], 0.165, [0, 0.13, 0], 0.16),
      ...[-0.08, -0.03, 0.03, 0.08].map((x) =>
        round(white, [x, 0.13, 0.02], 0.007, [x, 0.21, 0.02], 0.007),
      ),
      soft(
        { albedo: 1, stuff: "glow" },
        0,
        0.01,
        [-0.08, -0.03, 0.03, 0.08].map(
          (x) => [x, 0.22, 0.02, 0.012, x, 0.245, 0.02, 0.003] as const,
        ),
      ),
    ],
  },
  fruit: {
    words: ["apple", "fruit", "orange", "apples", "pear", "egg", "potato"],
    extent: [0.1, 0.11, 0.1],
    held: true,
    onTable: true,
    parts: [
      soft({ albedo: 0.55, stuff: "cloth-mid" }, 0.02, 0.03, [
        [-0.01, 0.01, 0, 0.04, 0.012, 0.01, 0, 0.04],
      ]),
      lines(1.1, [at(0, 0.045, 0), at(0.008, 0.075, 0)]),
    ],
  },
  skull: {
    words: ["skull", "skulls"],
    extent: [0.18, 0.24, 0.22],
    held: true,
    onTable: true,
    parts: [
      soft({ albedo: 0.95, stuff: "plain" }, 0.03, 0.05, [
        [0, 0.13, -0.02, 0.095, 0, 0.13, 0.01, 0.09],
        [0, 0.04, 0.05, 0.05, 0, 0, 0.06, 0.045],
      ]),
      soft(black, 0.004, 0.01, [
        [-0.038, 0.095, 0.085, 0.024, -0.04, 0.09, 0.085, 0.024],
        [0.038, 0.095, 0.085, 0.024, 0.04, 0.09, 0.085, 0.024],
        [0, 0.055, 0.1, 0.013, 0, 0.045, 0.1, 0.009],
      ]),
      lines(
        0.8,
        [at(-0.035, 0, 0.105), at(0.035, 0, 0.105)],
        ...[-0.02, 0, 0.02].map((x) => [at(x, 0.012, 0.107), at(x, -0.012, 0.107)]),
      ),
    ],
  },
} as const satisfies Record<string, PropDesign>
