import { at } from "../geometry/vector.ts"
import {
  black,
  circle,
  darkMetal,
  darkWood,
  lines,
  metal,
  round,
  sheetOf,
  soft,
  white,
  wood,
} from "./part.ts"
import type { PropDesign } from "./prop-design.ts"

const brass = { albedo: 0.72, stuff: "glow" } as const

/** Instruments, and things that are thrown, flown or worn. */
export const pastimes = {
  drum: {
    words: ["drum", "drums", "drum kit"],
    extent: [0.8, 0.75, 0.6],
    parts: [
      round(white, [0, 0.35, -0.2], 0.32, [0, 0.35, 0.2], 0.32),
      round({ albedo: 0.9, stuff: "plain" }, [0, 0.35, 0.2], 0.29, [0, 0.35, 0.21], 0.29),
      round(metal, [0.42, 0.9, 0], 0.24, [0.42, 0.92, 0], 0.24),
      lines(1, [at(0.42, 0, 0), at(0.42, 0.9, 0)]),
      round(white, [-0.35, 0.66, 0], 0.17, [-0.35, 0.82, 0], 0.17),
    ],
  },
  trumpet: {
    words: ["trumpet", "horn", "bugle", "saxophone", "flute", "clarinet"],
    extent: [0.5, 0.2, 0.14],
    held: true,
    onTable: true,
    parts: [
      round(brass, [0, 0, -0.12], 0.01, [0, 0.02, 0.22], 0.014),
      round(brass, [0, 0.02, 0.22], 0.014, [0, 0.03, 0.36], 0.065),
      lines(1.6, [at(0, 0, -0.08), at(0, -0.07, -0.04), at(0, -0.07, 0.12), at(0, 0.01, 0.16)]),
    ],
  },
  cello: {
    words: ["cello", "double bass", "bass"],
    extent: [0.5, 1.4, 0.3],
    parts: [
      soft(wood, 0.06, 0.1, [
        [0, 0.35, 0, 0.22, 0, 0.36, 0, 0.22],
        [0, 0.66, 0, 0.16, 0, 0.67, 0, 0.16],
      ]),
      round(darkWood, [0, 0.8, 0.02], 0.025, [0, 1.4, 0], 0.022),
      lines(
        0.6,
        [at(-0.02, 0.3, 0.2), at(-0.01, 1.3, 0.05)],
        [at(0.02, 0.3, 0.2), at(0.01, 1.3, 0.05)],
      ),
    ],
  },
  harp: {
    words: ["harp", "lyre"],
    extent: [1, 1.7, 0.3],
    parts: [
      lines(2.4, [
        at(-0.4, 0.05, 0),
        at(-0.5, 1.6, 0),
        at(-0.1, 1.65, 0),
        at(0.2, 1.35, 0),
        at(0.45, 1.2, 0),
        at(-0.35, 0.1, 0),
      ]),
      lines(
        0.4,
        ...[0, 1, 2, 3, 4, 5, 6].map((i) => [
          at(-0.36 + i * 0.11, 0.2 + i * 0.14, 0),
          at(-0.36 + i * 0.11, 1.58 - i * 0.05, 0),
        ]),
      ),
    ],
  },
  kite: {
    words: ["kite"],
    extent: [0.9, 1.2, 0.1],
    parts: [
      sheetOf({ albedo: 0.7, stuff: "cloth-mid" }, [
        at(0, 1.2, 0),
        at(0.45, 0.75, 0),
        at(0, 0, 0),
        at(-0.45, 0.75, 0),
      ]),
      lines(
        0.8,
        [at(0, 1.2, 0.01), at(0, 0, 0.01)],
        [at(-0.45, 0.75, 0.01), at(0.45, 0.75, 0.01)],
        [at(0, 0, 0), at(0.15, -0.3, 0), at(-0.05, -0.6, 0), at(0.1, -0.9, 0)],
      ),
    ],
  },
  skateboard: {
    words: ["skateboard", "surfboard", "skis", "snowboard"],
    extent: [0.9, 0.14, 0.25],
    parts: [
      sheetOf(wood, [
        at(-0.42, 0.14, 0.1),
        at(0.42, 0.14, 0.1),
        at(0.47, 0.17, 0),
        at(0.42, 0.14, -0.1),
        at(-0.42, 0.14, -0.1),
        at(-0.47, 0.17, 0),
      ]),
      ...[-0.28, 0.28].flatMap((x) => [
        round(black, [x, 0.05, 0.07], 0.045, [x, 0.05, 0.11], 0.045),
        round(black, [x, 0.05, -0.11], 0.045, [x, 0.05, -0.07], 0.045),
      ]),
    ],
  },
  telescope: {
    words: ["telescope", "spyglass", "easel", "tripod"],
    extent: [0.8, 1.5, 0.8],
    parts: [
      lines(
        1.6,
        [at(0, 1.1, 0), at(-0.4, 0, 0.3)],
        [at(0, 1.1, 0), at(0.4, 0, 0.3)],
        [at(0, 1.1, 0), at(0, 0, -0.4)],
      ),
      round(darkMetal, [0, 1.1, 0.3], 0.05, [0, 1.4, -0.5], 0.075),
    ],
  },
  mask: {
    words: ["mask", "gas mask", "goggles"],
    extent: [0.2, 0.22, 0.1],
    held: true,
    onTable: true,
    parts: [
      soft(white, 0.03, 0.04, [[0, 0.06, 0, 0.08, 0, 0, 0.01, 0.055]]),
      soft(black, 0, 0.01, [
        [-0.04, 0.07, 0.07, 0.015, -0.025, 0.07, 0.07, 0.015],
        [0.025, 0.07, 0.07, 0.015, 0.04, 0.07, 0.07, 0.015],
      ]),
      lines(0.8, [at(-0.025, 0, 0.075), at(0, -0.008, 0.078), at(0.025, 0, 0.075)]),
    ],
  },
  hoop: {
    words: ["hoop", "lifebuoy", "life ring", "lifebelt", "rescue ring"],
    extent: [0.7, 0.7, 0.1],
    held: true,
    parts: [lines(4, circle(0.33, [0, 0.35, 0]))],
  },
} as const satisfies Record<string, PropDesign>
