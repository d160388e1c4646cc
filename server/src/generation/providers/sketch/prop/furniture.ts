import { at } from "../geometry/vector.ts"
import {
  black,
  box,
  darkFabric,
  darkMetal,
  darkWood,
  fabric,
  legs,
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

export const furniture = {
  table: {
    words: ["table", "tables", "dining table"],
    extent: [1.5, 0.75, 0.85],
    parts: [box(wood, [0, 0.7, 0], [1.5, 0.05, 0.85]), ...legs(darkWood, 1.4, 0.75, 0.7, 0.06)],
  },
  desk: {
    words: ["desk", "workbench", "bench table"],
    extent: [1.4, 0.75, 0.7],
    parts: [
      box(wood, [0, 0.71, 0], [1.4, 0.05, 0.7]),
      box(darkWood, [-0.5, 0, 0], [0.36, 0.71, 0.64]),
      box(darkWood, [0.62, 0, 0], [0.08, 0.71, 0.64]),
      lines(
        0.5,
        [at(-0.66, 0.46, 0.33), at(-0.34, 0.46, 0.33)],
        [at(-0.66, 0.24, 0.33), at(-0.34, 0.24, 0.33)],
      ),
    ],
  },
  chair: {
    words: ["chair", "chairs", "seat"],
    extent: [0.46, 0.95, 0.46],
    seat: 0.46,
    parts: [
      ...legs(darkWood, 0.44, 0.44, 0.44, 0.045),
      box(wood, [0, 0.43, 0], [0.46, 0.04, 0.46]),
      box(darkWood, [-0.2, 0.47, -0.21], [0.04, 0.5, 0.04]),
      box(darkWood, [0.2, 0.47, -0.21], [0.04, 0.5, 0.04]),
      box(wood, [0, 0.76, -0.21], [0.42, 0.18, 0.03]),
    ],
  },
  stool: {
    words: ["stool", "bar stool"],
    extent: [0.36, 0.62, 0.36],
    seat: 0.6,
    parts: [
      ...legs(darkWood, 0.34, 0.34, 0.56, 0.04),
      round(wood, [0, 0.56, 0], 0.19, [0, 0.61, 0], 0.19),
    ],
  },
  armchair: {
    words: ["armchair", "easy chair", "recliner"],
    extent: [0.9, 0.95, 0.85],
    seat: 0.44,
    parts: [
      box(fabric, [0, 0.08, 0.02], [0.86, 0.34, 0.78]),
      box(fabric, [0, 0.36, -0.32], [0.8, 0.6, 0.2]),
      box(darkFabric, [-0.38, 0.08, 0.02], [0.16, 0.54, 0.78]),
      box(darkFabric, [0.38, 0.08, 0.02], [0.16, 0.54, 0.78]),
    ],
  },
  sofa: {
    words: ["sofa", "couch", "settee"],
    extent: [2, 0.85, 0.9],
    seat: 0.44,
    parts: [
      box(fabric, [0, 0.1, 0.03], [1.9, 0.32, 0.84]),
      box(fabric, [0, 0.38, -0.34], [1.9, 0.48, 0.2]),
      box(darkFabric, [-0.94, 0.1, 0.02], [0.16, 0.52, 0.86]),
      box(darkFabric, [0.94, 0.1, 0.02], [0.16, 0.52, 0.86]),
      lines(0.5, [at(0, 0.42, 0.4), at(0, 0.42, -0.24), at(0, 0.84, -0.24)]),
    ],
  },
  bed: {
    words: ["bed", "bunk", "cot", "mattress"],
    extent: [1.5, 0.95, 2.1],
    seat: 0.5,
    parts: [
      box(darkWood, [0, 0.1, 0], [1.5, 0.22, 2.05]),
      box(white, [0, 0.32, 0], [1.44, 0.18, 2]),
      box(fabric, [0, 0.44, 0.3], [1.5, 0.1, 1.45]),
      box(darkWood, [0, 0, -1.03], [1.54, 1, 0.07]),
      soft(white, 0.08, 0.12, [
        [-0.45, 0.58, -0.75, 0.13, -0.2, 0.58, -0.75, 0.13],
        [0.2, 0.58, -0.75, 0.13, 0.48, 0.58, -0.75, 0.13],
      ]),
    ],
  },
  shelf: {
    words: ["shelf", "shelves", "bookshelf", "bookcase", "cupboard", "cabinet", "locker"],
    extent: [1.1, 1.9, 0.35],
    parts: [
      box(darkWood, [0, 0, 0], [1.1, 1.9, 0.32]),
      ...[0.1, 0.55, 1, 1.45].map((y) =>
        sheetOf({ albedo: 0.28, stuff: "wood" }, [
          at(-0.5, y, 0.165),
          at(0.5, y, 0.165),
          at(0.5, y + 0.38, 0.165),
          at(-0.5, y + 0.38, 0.165),
        ]),
      ),
      ...[0.1, 0.55, 1, 1.45].flatMap((y, row) =>
        [-0.42, -0.34, -0.26, -0.14, -0.05, 0.1, 0.2, 0.28, 0.4]
          .filter((_, index) => (index + row) % 4 !== 3)
          .map((x, index) =>
            sheetOf(
              { albedo: index % 3 === 0 ? 0.9 : index % 3 === 1 ? 0.6 : 0.4, stuff: "cloth" },
              [
                at(x - 0.035, y, 0.17),
                at(x + 0.035, y, 0.17),
                at(x + 0.035, y + 0.26 + (index % 3) * 0.03, 0.17),
                at(x - 0.035, y + 0.26 + (index % 3) * 0.03, 0.17),
              ],
            ),
          ),
      ),
    ],
  },
  counter: {
    words: ["counter", "bar counter", "sideboard", "dresser", "reception"],
    extent: [2.4, 0.95, 0.62],
    parts: [
      box(wood, [0, 0, 0], [2.4, 0.88, 0.58]),
      box(stone, [0, 0.88, 0], [2.5, 0.06, 0.64]),
      lines(0.55, ...[-0.8, -0.4, 0, 0.4, 0.8].map((x) => [at(x, 0.06, 0.3), at(x, 0.84, 0.3)])),
    ],
  },
  stove: {
    words: ["stove", "oven", "cooker", "range"],
    extent: [0.65, 0.95, 0.6],
    parts: [
      box(white, [0, 0, 0], [0.65, 0.92, 0.58]),
      sheetOf(black, [
        at(-0.24, 0.2, 0.295),
        at(0.24, 0.2, 0.295),
        at(0.24, 0.6, 0.295),
        at(-0.24, 0.6, 0.295),
      ]),
      lines(0.8, [at(-0.26, 0.7, 0.31), at(0.26, 0.7, 0.31)]),
      round(darkMetal, [-0.14, 0.92, 0.05], 0.12, [-0.14, 1.06, 0.05], 0.12),
    ],
  },
  fridge: {
    words: ["fridge", "refrigerator", "freezer"],
    extent: [0.7, 1.8, 0.65],
    parts: [
      box(white, [0, 0, 0], [0.7, 1.8, 0.64]),
      lines(
        0.8,
        [at(-0.35, 1.2, 0.33), at(0.35, 1.2, 0.33)],
        [at(-0.26, 1.28, 0.34), at(-0.26, 1.5, 0.34)],
        [at(-0.26, 0.8, 0.34), at(-0.26, 1.1, 0.34)],
      ),
    ],
  },
  television: {
    words: ["television", "tv", "monitor", "screen"],
    extent: [1.1, 0.7, 0.15],
    onTable: true,
    light: { height: 0.4, reach: 1.2, strength: 0.5 },
    parts: [
      box(black, [0, 0.06, 0], [1.1, 0.64, 0.06]),
      {
        ...sheetOf({ albedo: 0.5, stuff: "sky" }, [
          at(-0.51, 0.1, 0.035),
          at(0.51, 0.1, 0.035),
          at(0.51, 0.66, 0.035),
          at(-0.51, 0.66, 0.035),
        ]),
        glows: true,
      },
      box(black, [0, 0, 0], [0.4, 0.06, 0.2]),
    ],
  },
  computer: {
    words: ["computer", "laptop", "keyboard"],
    extent: [0.36, 0.25, 0.3],
    onTable: true,
    light: { height: 0.15, reach: 0.8, strength: 0.4 },
    parts: [
      box(metal, [0, 0, 0.08], [0.34, 0.02, 0.23]),
      {
        ...sheetOf({ albedo: 0.7, stuff: "sky" }, [
          at(-0.17, 0.02, -0.04),
          at(0.17, 0.02, -0.04),
          at(0.17, 0.24, -0.1),
          at(-0.17, 0.24, -0.1),
        ]),
        glows: true,
      },
    ],
  },
  rug: {
    words: ["rug", "carpet"],
    extent: [2.2, 0.02, 1.5],
    parts: [
      sheetOf({ albedo: 0.6, stuff: "cloth" }, [
        at(-1.1, 0.01, -0.75),
        at(1.1, 0.01, -0.75),
        at(1.1, 0.01, 0.75),
        at(-1.1, 0.01, 0.75),
      ]),
      lines(0.5, [
        at(-0.95, 0.012, -0.6),
        at(0.95, 0.012, -0.6),
        at(0.95, 0.012, 0.6),
        at(-0.95, 0.012, 0.6),
        at(-0.95, 0.012, -0.6),
      ]),
    ],
  },
  crate: {
    words: ["crate", "chest", "trunk", "coffin", "packing case"],
    extent: [0.7, 0.6, 0.6],
    parts: [
      box(wood, [0, 0, 0], [0.7, 0.6, 0.6]),
      lines(
        0.6,
        [at(-0.35, 0.2, 0.305), at(0.35, 0.2, 0.305)],
        [at(-0.35, 0.4, 0.305), at(0.35, 0.4, 0.305)],
      ),
    ],
  },
  barrel: {
    words: ["barrel", "cask", "keg"],
    extent: [0.6, 0.85, 0.6],
    parts: [
      round(wood, [0, 0, 0], 0.25, [0, 0.42, 0], 0.31),
      round(wood, [0, 0.42, 0], 0.31, [0, 0.85, 0], 0.25),
    ],
  },
  pew: {
    words: ["pew", "pews"],
    extent: [2.4, 0.95, 0.5],
    seat: 0.45,
    parts: [
      box(wood, [0, 0.4, 0.02], [2.4, 0.05, 0.42]),
      box(darkWood, [0, 0, -0.2], [2.4, 0.95, 0.05]),
      box(darkWood, [-1.18, 0, 0], [0.06, 0.8, 0.46]),
      box(darkWood, [1.18, 0, 0], [0.06, 0.8, 0.46]),
    ],
  },
  piano: {
    words: ["piano", "organ"],
    extent: [1.5, 1.25, 0.65],
    parts: [
      box(darkWood, [0, 0, -0.1], [1.5, 1.25, 0.4]),
      box(darkWood, [0, 0.62, 0.22], [1.4, 0.12, 0.3]),
      sheetOf(white, [
        at(-0.65, 0.745, 0.14),
        at(0.65, 0.745, 0.14),
        at(0.65, 0.745, 0.34),
        at(-0.65, 0.745, 0.34),
      ]),
      lines(
        0.5,
        ...Array.from({ length: 12 }, (_, i) => [
          at(-0.6 + i * 0.11, 0.75, 0.14),
          at(-0.6 + i * 0.11, 0.75, 0.26),
        ]),
      ),
      box(darkWood, [-0.66, 0, 0.28], [0.08, 0.62, 0.08]),
      box(darkWood, [0.66, 0, 0.28], [0.08, 0.62, 0.08]),
    ],
  },
} as const satisfies Record<string, PropDesign>
