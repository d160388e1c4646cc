import { at } from "../geometry/vector.ts"
import {
  black,
  box,
  darkMetal,
  darkWood,
  fabric,
  glass,
  glow,
  lines,
  metal,
  round,
  sheetOf,
  soft,
  stone,
  white,
  wood,
} from "./part.ts"
import type { PropDesign } from "./prop-design.ts"

/** What is part of a building, or hangs on its walls. */
export const fittings = {
  door: {
    words: ["door", "doors", "doorway", "hatch", "gate"],
    extent: [0.95, 2.1, 0.12],
    onWall: 0,
    parts: [
      box(darkWood, [0, 0, 0], [1.08, 2.14, 0.06]),
      box(wood, [0, 0, 0.04], [0.9, 2.04, 0.04]),
      lines(
        0.6,
        [
          at(-0.3, 1.15, 0.065),
          at(0.3, 1.15, 0.065),
          at(0.3, 1.85, 0.065),
          at(-0.3, 1.85, 0.065),
          at(-0.3, 1.15, 0.065),
        ],
        [
          at(-0.3, 0.2, 0.065),
          at(0.3, 0.2, 0.065),
          at(0.3, 0.95, 0.065),
          at(-0.3, 0.95, 0.065),
          at(-0.3, 0.2, 0.065),
        ],
      ),
      round(metal, [0.36, 1.02, 0.06], 0.03, [0.36, 1.02, 0.12], 0.035),
    ],
  },
  "open-door": {
    words: ["open door", "open doorway", "open gate"],
    extent: [1.5, 2.1, 0.9],
    onWall: 0,
    parts: [
      box(darkWood, [0, 0, 0], [1.08, 2.14, 0.06]),
      sheetOf({ albedo: 0.3, stuff: "sky" }, [
        at(-0.45, 0, 0.04),
        at(0.45, 0, 0.04),
        at(0.45, 2.04, 0.04),
        at(-0.45, 2.04, 0.04),
      ]),
      sheetOf(wood, [
        at(-0.45, 0.02, 0.05),
        at(-0.98, 0.02, 0.7),
        at(-0.98, 2.03, 0.7),
        at(-0.45, 2.03, 0.05),
      ]),
      round(metal, [-0.94, 1.02, 0.66], 0.035, [-0.9, 1.02, 0.7], 0.035),
    ],
  },
  "open-window": {
    words: ["open window"],
    extent: [2.2, 1.4, 0.7],
    onWall: 0.95,
    parts: [
      box(white, [0, 0, 0], [1.4, 1.4, 0.06]),
      sheetOf({ albedo: 0.99, stuff: "sky" }, [
        at(-0.6, 0.1, 0.04),
        at(0.6, 0.1, 0.04),
        at(0.6, 1.3, 0.04),
        at(-0.6, 1.3, 0.04),
      ]),
      sheetOf({ albedo: 0.85, stuff: "water" }, [
        at(-0.6, 0.1, 0.05),
        at(-0.98, 0.1, 0.52),
        at(-0.98, 1.3, 0.52),
        at(-0.6, 1.3, 0.05),
      ]),
      sheetOf({ albedo: 0.85, stuff: "water" }, [
        at(0.6, 0.1, 0.05),
        at(0.98, 0.1, 0.52),
        at(0.98, 1.3, 0.52),
        at(0.6, 1.3, 0.05),
      ]),
      box(white, [0, -0.04, 0.06], [1.5, 0.06, 0.14]),
    ],
  },
  window: {
    words: ["window", "windows", "pane"],
    extent: [1.3, 1.3, 0.1],
    onWall: 0.95,
    parts: [
      box(white, [0, 0, 0], [1.4, 1.4, 0.06]),
      sheetOf({ albedo: 0.99, stuff: "sky" }, [
        at(-0.6, 0.1, 0.04),
        at(0.6, 0.1, 0.04),
        at(0.6, 1.3, 0.04),
        at(-0.6, 1.3, 0.04),
      ]),
      lines(1.1, [at(0, 0.1, 0.05), at(0, 1.3, 0.05)], [at(-0.6, 0.75, 0.05), at(0.6, 0.75, 0.05)]),
      box(white, [0, -0.04, 0.06], [1.5, 0.06, 0.14]),
    ],
  },
  picture: {
    words: ["picture", "painting", "poster", "photograph", "photo", "portrait", "map"],
    extent: [0.7, 0.5, 0.05],
    onWall: 1.35,
    parts: [
      box(darkWood, [0, 0, 0], [0.72, 0.54, 0.04]),
      sheetOf(white, [
        at(-0.3, 0.06, 0.03),
        at(0.3, 0.06, 0.03),
        at(0.3, 0.48, 0.03),
        at(-0.3, 0.48, 0.03),
      ]),
      lines(0.5, [
        at(-0.3, 0.2, 0.035),
        at(-0.05, 0.34, 0.035),
        at(0.1, 0.24, 0.035),
        at(0.3, 0.3, 0.035),
      ]),
    ],
  },
  clock: {
    words: ["clock"],
    extent: [0.36, 0.36, 0.06],
    onWall: 1.75,
    parts: [
      round(darkWood, [0, 0.18, 0], 0.19, [0, 0.18, 0.05], 0.19),
      round(white, [0, 0.18, 0.05], 0.16, [0, 0.18, 0.055], 0.16),
      lines(0.8, [at(0, 0.3, 0.06), at(0, 0.18, 0.06), at(0.08, 0.13, 0.06)]),
    ],
  },
  mirror: {
    words: ["mirror"],
    extent: [0.6, 1, 0.05],
    onWall: 0.9,
    parts: [
      box(darkWood, [0, 0, 0], [0.66, 1.04, 0.04]),
      sheetOf(glass, [
        at(-0.28, 0.06, 0.03),
        at(0.28, 0.06, 0.03),
        at(0.28, 0.98, 0.03),
        at(-0.28, 0.98, 0.03),
      ]),
      lines(
        0.5,
        [at(-0.2, 0.4, 0.035), at(0.1, 0.85, 0.035)],
        [at(-0.1, 0.35, 0.035), at(0.2, 0.75, 0.035)],
      ),
    ],
  },
  curtain: {
    words: ["curtain", "curtains", "drapes"],
    extent: [1, 2.3, 0.1],
    onWall: 0,
    parts: [
      sheetOf(fabric, [
        at(-0.5, 0, 0.05),
        at(0.5, 0, 0.05),
        at(0.45, 2.3, 0.05),
        at(-0.45, 2.3, 0.05),
      ]),
      lines(
        0.7,
        ...[-0.3, -0.1, 0.12, 0.32].map((x) => [at(x, 0.02, 0.06), at(x * 0.9, 2.28, 0.06)]),
      ),
    ],
  },
  fireplace: {
    words: ["fireplace", "hearth"],
    extent: [1.5, 1.25, 0.4],
    light: { height: 0.35, reach: 2, strength: 0.85 },
    parts: [
      box(stone, [0, 0, 0], [1.5, 1.2, 0.36]),
      box(darkWood, [0, 1.2, 0.03], [1.65, 0.07, 0.46]),
      sheetOf(black, [
        at(-0.45, 0.02, 0.19),
        at(0.45, 0.02, 0.19),
        at(0.45, 0.75, 0.19),
        at(-0.45, 0.75, 0.19),
      ]),
      soft(glow, 0.05, 0.05, [
        [-0.15, 0.15, 0.2, 0.13, -0.12, 0.35, 0.2, 0.03],
        [0.02, 0.15, 0.2, 0.15, 0.04, 0.5, 0.2, 0.03],
        [0.2, 0.14, 0.2, 0.11, 0.2, 0.32, 0.2, 0.03],
      ]),
    ],
  },
  ladder: {
    words: ["ladder", "rungs"],
    extent: [0.5, 3, 0.2],
    parts: [
      box(darkMetal, [-0.22, 0, 0], [0.05, 3, 0.05]),
      box(darkMetal, [0.22, 0, 0], [0.05, 3, 0.05]),
      ...Array.from({ length: 9 }, (_, i) =>
        box(darkMetal, [0, 0.25 + i * 0.32, 0], [0.42, 0.035, 0.035]),
      ),
    ],
  },
  stairs: {
    words: ["stairs", "staircase", "steps", "stairway"],
    extent: [1.2, 1.8, 2.6],
    parts: Array.from({ length: 8 }, (_, i) =>
      box(stone, [0, 0, 1 - i * 0.3], [1.3, 0.2 * (i + 1), 0.3]),
    ),
  },
  grille: {
    words: ["grille", "iron bars", "prison bars", "cell door", "iron gate"],
    extent: [2, 2.3, 0.1],
    parts: [
      ...[0, 1.1, 2.25].map((y) => box(darkMetal, [0, y, 0], [2, 0.06, 0.05])),
      ...[-0.95, -0.72, -0.48, -0.24, 0, 0.24, 0.48, 0.72, 0.95].map((x) =>
        box(darkMetal, [x, 0, 0], [0.035, 2.3, 0.035]),
      ),
    ],
  },
  railing: {
    words: ["railing", "rail", "banister", "parapet", "balustrade"],
    extent: [3, 1, 0.1],
    parts: [
      box(darkMetal, [0, 0.98, 0], [3, 0.05, 0.05]),
      box(darkMetal, [0, 0.5, 0], [3, 0.03, 0.03]),
      ...[-1.4, -0.7, 0, 0.7, 1.4].map((x) => box(darkMetal, [x, 0, 0], [0.04, 0.98, 0.04])),
    ],
  },
} as const satisfies Record<string, PropDesign>
