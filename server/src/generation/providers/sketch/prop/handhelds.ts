import { at } from "../geometry/vector.ts"
import type { PropDesign } from "./prop-design.ts"
import {
  black,
  box,
  darkFabric,
  darkMetal,
  darkWood,
  fabric,
  glass,
  leaf,
  lines,
  metal,
  round,
  sheetOf,
  soft,
  white,
  wood,
} from "./part.ts"

/** Paper keeps its white in the shade. */
const bright = { albedo: 1.25, stuff: "plain" } as const

/** Things for the hand: the origin is where it is gripped, y along the fingers' knuckles outwards. */
export const handhelds = {
  phone: {
    words: [
      "phone",
      "telephone",
      "mobile",
      "cellphone",
      "smartphone",
      "receiver",
      "handset",
      "radio",
      "walkie-talkie",
    ],
    extent: [0.08, 0.17, 0.03],
    held: true,
    onTable: true,
    parts: [box(black, [0, -0.07, 0], [0.075, 0.16, 0.025])],
  },
  book: {
    words: ["book", "books", "diary", "notebook", "logbook", "bible", "novel", "journal"],
    extent: [0.3, 0.22, 0.06],
    held: true,
    onTable: true,
    parts: [
      sheetOf(
        darkFabric,
        [at(-0.16, -0.1, 0.0), at(0, -0.1, -0.04), at(0, 0.12, -0.04), at(-0.16, 0.12, 0.0)],
        [at(0.16, -0.1, 0.0), at(0, -0.1, -0.04), at(0, 0.12, -0.04), at(0.16, 0.12, 0.0)],
      ),
      sheetOf(
        white,
        [at(-0.15, -0.09, 0.012), at(0, -0.09, -0.02), at(0, 0.11, -0.02), at(-0.15, 0.11, 0.012)],
        [at(0.15, -0.09, 0.012), at(0, -0.09, -0.02), at(0, 0.11, -0.02), at(0.15, 0.11, 0.012)],
      ),
    ],
  },
  letter: {
    words: [
      "letter",
      "paper",
      "papers",
      "note",
      "envelope",
      "document",
      "newspaper",
      "page",
      "telegram",
      "ticket",
      "card",
    ],
    extent: [0.2, 0.28, 0.01],
    held: true,
    onTable: true,
    parts: [
      sheetOf(bright, [
        at(-0.1, -0.05, 0),
        at(0.1, -0.05, 0),
        at(0.1, 0.22, 0.01),
        at(-0.1, 0.22, 0.01),
      ]),
      lines(
        0.4,
        ...[0.02, 0.06, 0.1, 0.14, 0.18].map((y) => [at(-0.07, y, 0.006), at(0.07, y, 0.006)]),
      ),
    ],
  },
  gun: {
    words: ["gun", "pistol", "revolver", "handgun", "weapon"],
    extent: [0.04, 0.15, 0.22],
    held: true,
    onTable: true,
    parts: [
      box(black, [0, 0.03, 0.06], [0.03, 0.045, 0.2]),
      box(black, [0, -0.08, -0.02], [0.03, 0.12, 0.05]),
    ],
  },
  rifle: {
    words: ["rifle", "shotgun"],
    extent: [0.06, 0.15, 1.1],
    held: true,
    parts: [
      box(darkWood, [0, -0.06, -0.25], [0.04, 0.1, 0.4]),
      box(black, [0, 0, 0.25], [0.035, 0.045, 0.75]),
    ],
  },
  knife: {
    words: ["knife", "dagger", "blade", "razor", "bayonet"],
    extent: [0.03, 0.3, 0.04],
    held: true,
    onTable: true,
    parts: [
      box(darkWood, [0, -0.06, 0], [0.03, 0.12, 0.03]),
      sheetOf({ albedo: 0.92, stuff: "metal" }, [
        at(-0.018, 0.06, 0),
        at(0.018, 0.06, 0),
        at(0.018, 0.2, 0),
        at(0, 0.27, 0),
        at(-0.018, 0.22, 0),
      ]),
    ],
  },
  sword: {
    words: ["sword", "sabre"],
    extent: [0.2, 1, 0.04],
    held: true,
    parts: [
      box(darkWood, [0, -0.08, 0], [0.035, 0.14, 0.035]),
      box(metal, [0, 0.06, 0], [0.2, 0.03, 0.03]),
      sheetOf({ albedo: 0.95, stuff: "metal" }, [
        at(-0.022, 0.09, 0),
        at(0.022, 0.09, 0),
        at(0.02, 0.85, 0),
        at(0, 0.93, 0),
        at(-0.02, 0.85, 0),
      ]),
    ],
  },
  key: {
    words: ["key", "keys"],
    extent: [0.04, 0.1, 0.01],
    held: true,
    onTable: true,
    parts: [
      round(metal, [0, 0.02, -0.005], 0.028, [0, 0.02, 0.005], 0.028),
      box(metal, [0, 0.045, 0], [0.012, 0.09, 0.01]),
      box(metal, [0.015, 0.11, 0], [0.03, 0.02, 0.01]),
    ],
  },
  bottle: {
    words: ["bottle", "bottles", "wine", "whisky", "whiskey", "beer", "flask"],
    extent: [0.09, 0.3, 0.09],
    held: true,
    onTable: true,
    parts: [
      round({ albedo: 0.34, stuff: "leaf" }, [0, -0.06, 0], 0.042, [0, 0.13, 0], 0.042),
      round({ albedo: 0.34, stuff: "leaf" }, [0, 0.13, 0], 0.04, [0, 0.18, 0], 0.015),
      round({ albedo: 0.3, stuff: "leaf" }, [0, 0.18, 0], 0.014, [0, 0.25, 0], 0.014),
    ],
  },
  cup: {
    words: ["cup", "mug", "glass", "coffee", "tea", "drink", "teacup", "pint"],
    extent: [0.1, 0.1, 0.1],
    held: true,
    onTable: true,
    parts: [round(white, [0, -0.03, 0], 0.036, [0, 0.07, 0], 0.046)],
  },
  plate: {
    words: ["plate", "tray", "bowl", "dish", "food", "meal", "bread", "soup"],
    extent: [0.26, 0.05, 0.26],
    onTable: true,
    held: true,
    parts: [
      round(white, [0, 0, 0], 0.07, [0, 0.025, 0], 0.13),
      soft({ albedo: 0.6, stuff: "earth" }, 0.02, 0.03, [
        [-0.02, 0.035, 0, 0.045, 0.04, 0.035, 0.01, 0.03],
      ]),
    ],
  },
  bag: {
    words: ["bag", "handbag", "backpack", "rucksack", "satchel", "sack", "purse", "bundle"],
    extent: [0.36, 0.4, 0.2],
    held: true,
    parts: [
      box(darkFabric, [0, -0.45, 0], [0.36, 0.3, 0.16]),
      lines(1.2, [at(-0.1, -0.15, 0), at(-0.08, 0, 0), at(0.08, 0, 0), at(0.1, -0.15, 0)]),
    ],
  },
  suitcase: {
    words: ["suitcase", "briefcase", "luggage", "toolbox", "case"],
    extent: [0.55, 0.5, 0.2],
    held: true,
    parts: [
      box(darkWood, [0, -0.46, 0], [0.52, 0.38, 0.17]),
      lines(1.4, [at(-0.08, -0.08, 0), at(-0.07, 0, 0), at(0.07, 0, 0), at(0.08, -0.08, 0)]),
      lines(0.6, [at(-0.26, -0.2, 0.09), at(0.26, -0.2, 0.09)]),
    ],
  },
  torch: {
    words: ["torch", "flashlight", "lantern", "oil lamp", "hurricane lamp", "match", "lighter"],
    extent: [0.16, 0.3, 0.16],
    held: true,
    onTable: true,
    light: { height: 0, reach: 1.8, strength: 0.95 },
    parts: [
      lines(1, [at(-0.06, -0.1, 0), at(-0.05, 0.01, 0), at(0.05, 0.01, 0), at(0.06, -0.1, 0)]),
      round(darkMetal, [0, -0.13, 0], 0.03, [0, -0.1, 0], 0.075),
      {
        ...round({ albedo: 0.9, stuff: "glow" }, [0, -0.27, 0], 0.06, [0, -0.13, 0], 0.06),
        glows: true,
      },
      round(darkMetal, [0, -0.32, 0], 0.085, [0, -0.27, 0], 0.075),
    ],
  },
  umbrella: {
    words: ["umbrella", "parasol"],
    extent: [1, 1, 1],
    held: true,
    parts: [
      round(darkMetal, [0, -0.1, 0], 0.012, [0, 0.75, 0], 0.012),
      round(darkFabric, [0, 0.55, 0], 0.52, [0, 0.8, 0], 0.06),
    ],
  },
  camera: {
    words: ["camera", "binoculars", "field glasses"],
    extent: [0.15, 0.1, 0.12],
    held: true,
    onTable: true,
    parts: [
      box(black, [0, -0.04, 0], [0.15, 0.09, 0.06]),
      round(darkMetal, [0, 0, 0.03], 0.035, [0, 0, 0.1], 0.038),
    ],
  },
  flower: {
    words: ["flower", "flowers", "rose", "roses", "bouquet"],
    extent: [0.2, 0.4, 0.2],
    held: true,
    onTable: true,
    parts: [
      lines(
        0.8,
        [at(0, -0.1, 0), at(0, 0.2, 0)],
        [at(0.01, -0.1, 0), at(0.07, 0.17, 0)],
        [at(0, -0.1, 0), at(-0.06, 0.17, 0)],
      ),
      soft(leaf, 0, 0.02, [[0, 0.08, 0, 0.035, 0.03, 0.1, 0, 0.03]]),
      soft({ albedo: 0.9, stuff: "cloth" }, 0.01, 0.04, [
        [0, 0.22, 0, 0.05, 0, 0.22, 0, 0.05],
        [0.08, 0.19, 0, 0.045, 0.08, 0.19, 0, 0.045],
        [-0.07, 0.19, 0, 0.045, -0.07, 0.19, 0, 0.045],
      ]),
    ],
  },
  rope: {
    words: ["rope", "cable", "chain", "line", "cord"],
    extent: [0.5, 0.15, 0.5],
    held: true,
    parts: [
      ...[0, 0.04, 0.08].map((y) => round(wood, [0, y, 0], 0.24, [0, y + 0.04, 0], 0.24)),
      round(black, [0, 0.12, 0], 0.13, [0, 0.121, 0], 0.13),
    ],
  },
  hat: {
    words: ["hat", "helmet", "crown"],
    extent: [0.34, 0.16, 0.34],
    held: true,
    onTable: true,
    parts: [
      round(darkFabric, [0, 0, 0], 0.18, [0, 0.015, 0], 0.18),
      round(darkFabric, [0, 0.015, 0], 0.11, [0, 0.13, 0], 0.095),
    ],
  },
  ball: {
    words: ["ball", "football", "globe"],
    extent: [0.24, 0.24, 0.24],
    held: true,
    parts: [
      soft(white, 0, 0.1, [[0, 0.12, 0, 0.12, 0, 0.12, 0, 0.12]]),
      lines(0.6, [at(-0.08, 0.16, 0.09), at(0, 0.12, 0.122), at(0.08, 0.17, 0.08)]),
    ],
  },
  guitar: {
    words: ["guitar", "violin", "fiddle", "instrument"],
    extent: [0.4, 1, 0.12],
    held: true,
    parts: [
      soft(wood, 0.06, 0.1, [
        [0, -0.25, 0, 0.17, 0, -0.25, 0, 0.17],
        [0, 0, 0, 0.13, 0, 0, 0, 0.13],
      ]),
      box(darkWood, [0, 0.08, 0.03], [0.05, 0.5, 0.03]),
      box(darkWood, [0, 0.58, 0.03], [0.08, 0.13, 0.03]),
    ],
  },
  bucket: {
    words: ["bucket", "pail", "basket"],
    extent: [0.3, 0.32, 0.3],
    held: true,
    parts: [
      round(metal, [0, -0.45, 0], 0.11, [0, -0.18, 0], 0.15),
      lines(0.9, [at(-0.15, -0.18, 0), at(-0.08, 0, 0), at(0.08, 0, 0), at(0.15, -0.18, 0)]),
    ],
  },
  jar: {
    words: ["jar", "jug", "pitcher", "pot", "kettle", "pan", "teapot"],
    extent: [0.2, 0.22, 0.2],
    held: true,
    onTable: true,
    parts: [
      round(glass, [0, 0, 0], 0.085, [0, 0.14, 0], 0.09),
      round(metal, [0, 0.14, 0], 0.09, [0, 0.17, 0], 0.06),
    ],
  },
  cloth: {
    words: ["blanket", "quilt", "bed sheet", "sheet", "towel", "towels", "scarf", "rag", "cloth"],
    extent: [0.5, 0.3, 0.3],
    held: true,
    onTable: true,
    parts: [
      soft(fabric, 0.08, 0.08, [
        [-0.15, 0.08, 0, 0.1, 0.15, 0.06, 0, 0.09],
        [0, 0.12, 0, 0.1, 0.05, -0.05, 0.05, 0.08],
      ]),
    ],
  },
} as const satisfies Record<string, PropDesign>
