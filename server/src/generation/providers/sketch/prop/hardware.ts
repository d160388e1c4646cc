import { at } from "../geometry/vector.ts"
import {
  black,
  box,
  circle,
  darkMetal,
  darkWood,
  lines,
  metal,
  round,
  sheetOf,
  soft,
  wood,
} from "./part.ts"
import type { PropDesign } from "./prop-design.ts"

const disc = (x: number, y: number, radius: number) =>
  Array.from({ length: 12 }, (_, index) => {
    const angle = (index / 12) * Math.PI * 2
    return at(x + radius * Math.cos(angle), y + radius * Math.sin(angle), 0.015)
  })

/** An opening with pointed ends, as lids leave it. */
const almond = (x: number, y: number, half: number, high: number) =>
  Array.from({ length: 16 }, (_, index) => {
    const angle = (index / 16) * Math.PI * 2
    return at(x + half * Math.cos(angle), y + high * Math.sin(angle) ** 3, 0.0135)
  })

/** Tools and small iron: what inserts are made of. Held ones have their origin at the grip. */
export const hardware = {
  padlock: {
    words: ["padlock", "lock", "hasp", "keyhole", "bolt", "latch"],
    extent: [0.16, 0.2, 0.06],
    onWall: 1.05,
    parts: [
      box(darkMetal, [0, 0.17, -0.005], [0.2, 0.05, 0.02]),
      round(metal, [-0.035, 0.08, 0.03], 0.011, [-0.035, 0.17, 0.03], 0.011),
      round(metal, [0.035, 0.08, 0.03], 0.011, [0.035, 0.17, 0.03], 0.011),
      round(metal, [-0.035, 0.17, 0.03], 0.011, [0, 0.195, 0.03], 0.011),
      round(metal, [0, 0.195, 0.03], 0.011, [0.035, 0.17, 0.03], 0.011),
      box({ albedo: 0.6, stuff: "metal" }, [0, -0.02, 0.03], [0.12, 0.11, 0.04]),
      round(black, [0, 0.045, 0.05], 0.012, [0, 0.045, 0.053], 0.012),
      lines(1.2, [at(0, 0.04, 0.055), at(0, 0.015, 0.055)]),
    ],
  },
  "letter-slot": {
    words: ["letter slot", "letterbox", "mail slot", "slot", "mail flap", "letter box"],
    extent: [0.34, 0.12, 0.05],
    onWall: 0.95,
    parts: [
      box(metal, [0, 0, 0], [0.34, 0.11, 0.02]),
      sheetOf(black, [
        at(-0.13, 0.035, 0.012),
        at(0.13, 0.035, 0.012),
        at(0.13, 0.075, 0.012),
        at(-0.13, 0.075, 0.012),
      ]),
      sheetOf({ albedo: 1.15, stuff: "plain" }, [
        at(-0.09, 0.04, 0.013),
        at(0.07, 0.045, 0.013),
        at(0.08, -0.06, 0.11),
        at(-0.08, -0.07, 0.11),
      ]),
      box(metal, [0, 0.075, 0.03], [0.28, 0.015, 0.05]),
    ],
  },
  "eye-slot": {
    words: ["peephole", "spyhole", "eye slot"],
    extent: [0.3, 0.13, 0.05],
    onWall: 1.5,
    parts: [
      box(metal, [0, 0, 0], [0.3, 0.13, 0.02]),
      sheetOf(black, [
        at(-0.12, 0.03, 0.012),
        at(0.12, 0.03, 0.012),
        at(0.12, 0.1, 0.012),
        at(-0.12, 0.1, 0.012),
      ]),
      ...[-0.052, 0.052].flatMap((x) => [
        sheetOf({ albedo: 1.1, stuff: "plain" }, almond(x, 0.064, 0.03, 0.014)),
        sheetOf({ albedo: 0.42, stuff: "metal" }, disc(x, 0.066, 0.0125)),
        sheetOf(black, disc(x, 0.066, 0.006)),
        lines(
          1.1,
          [at(x - 0.034, 0.066, 0.016), at(x, 0.077, 0.016), at(x + 0.034, 0.066, 0.016)],
          [at(x - 0.024, 0.054, 0.016), at(x, 0.048, 0.016), at(x + 0.024, 0.054, 0.016)],
        ),
      ]),
      box(metal, [0, 0.105, 0.03], [0.28, 0.02, 0.04]),
    ],
  },
  matchbox: {
    words: ["matchbox", "matches", "box of matches", "matchstick"],
    extent: [0.07, 0.05, 0.05],
    held: true,
    onTable: true,
    parts: [
      box({ albedo: 0.55, stuff: "cloth-mid" }, [0, -0.02, 0], [0.06, 0.022, 0.04]),
      box({ albedo: 0.9, stuff: "plain" }, [0.035, -0.018, 0], [0.025, 0.017, 0.034]),
      lines(1.1, [at(-0.02, 0.005, 0.01), at(0.05, 0.03, 0.015)]),
      soft({ albedo: 0.2, stuff: "earth" }, 0, 0.003, [
        [0.05, 0.03, 0.015, 0.006, 0.055, 0.032, 0.015, 0.006],
      ]),
    ],
  },
  cigarette: {
    words: ["cigarette", "cigar", "cigarettes", "pipe"],
    extent: [0.1, 0.03, 0.02],
    held: true,
    onTable: true,
    parts: [
      round({ albedo: 1.1, stuff: "plain" }, [-0.03, 0.03, 0.03], 0.006, [0.04, 0.05, 0.06], 0.006),
      round(
        { albedo: 0.9, stuff: "glow" },
        [0.04, 0.05, 0.06],
        0.006,
        [0.047, 0.052, 0.063],
        0.005,
      ),
      lines(
        0.5,
        [0, 1, 2, 3, 4, 5, 6].map((i) => at(0.05 + 0.012 * Math.sin(i), 0.06 + i * 0.03, 0.065)),
      ),
    ],
  },
  axe: {
    words: ["axe", "hatchet", "ax"],
    extent: [0.2, 0.75, 0.05],
    held: true,
    parts: [
      round(wood, [0, -0.2, 0], 0.017, [0, 0.5, 0], 0.015),
      sheetOf(metal, [
        at(-0.02, 0.4, 0.01),
        at(0.13, 0.34, 0),
        at(0.15, 0.44, 0),
        at(0.12, 0.53, 0),
        at(-0.02, 0.49, 0.01),
      ]),
    ],
  },
  hammer: {
    words: ["hammer", "mallet", "gavel"],
    extent: [0.14, 0.35, 0.05],
    held: true,
    onTable: true,
    parts: [
      round(wood, [0, -0.1, 0], 0.015, [0, 0.2, 0], 0.013),
      round(darkMetal, [-0.06, 0.2, 0], 0.024, [0.06, 0.2, 0], 0.022),
    ],
  },
  wrench: {
    words: ["wrench", "spanner", "screwdriver", "crowbar", "tool", "pliers"],
    extent: [0.06, 0.35, 0.03],
    held: true,
    onTable: true,
    parts: [
      round(metal, [0, -0.1, 0], 0.014, [0, 0.18, 0], 0.014),
      sheetOf(metal, [
        at(-0.035, 0.17, 0),
        at(-0.04, 0.25, 0),
        at(-0.015, 0.23, 0),
        at(0.015, 0.23, 0),
        at(0.04, 0.25, 0),
        at(0.035, 0.17, 0),
      ]),
    ],
  },
  shovel: {
    words: ["shovel", "spade", "rake", "hoe", "pitchfork"],
    extent: [0.24, 1.3, 0.08],
    held: true,
    parts: [
      round(wood, [0, -0.55, 0], 0.017, [0, 0.55, 0], 0.017),
      box(wood, [0, 0.53, 0], [0.14, 0.03, 0.03]),
      sheetOf(metal, [
        at(-0.11, -0.5, 0.01),
        at(0.11, -0.5, 0.01),
        at(0.11, -0.74, 0.03),
        at(0, -0.84, 0.04),
        at(-0.11, -0.74, 0.03),
      ]),
    ],
  },
  broom: {
    words: ["broom", "mop", "brush"],
    extent: [0.34, 1.35, 0.1],
    held: true,
    parts: [
      round(wood, [0, -0.6, 0], 0.014, [0, 0.6, 0], 0.014),
      sheetOf({ albedo: 0.7, stuff: "earth" }, [
        at(-0.07, -0.55, 0.01),
        at(0.07, -0.55, 0.01),
        at(0.17, -0.85, 0.02),
        at(-0.17, -0.85, 0.02),
      ]),
      lines(
        0.5,
        ...[-0.1, -0.05, 0, 0.05, 0.1].map((x) => [at(x * 0.5, -0.57, 0.03), at(x, -0.84, 0.035)]),
      ),
    ],
  },
  scissors: {
    words: ["scissors", "shears"],
    extent: [0.1, 0.22, 0.02],
    held: true,
    onTable: true,
    parts: [
      sheetOf(metal, [at(-0.005, 0, 0), at(0.014, 0, 0), at(0.03, 0.17, 0)]),
      sheetOf(metal, [at(0.005, 0, 0.004), at(-0.014, 0, 0.004), at(-0.03, 0.17, 0.004)]),
      lines(1.5, circle(0.028, [-0.03, -0.04, 0]), circle(0.028, [0.03, -0.04, 0])),
    ],
  },
  stick: {
    words: ["stick", "cane", "walking stick", "staff", "club", "baton", "bat", "pole", "wand"],
    extent: [0.05, 1.1, 0.05],
    held: true,
    parts: [
      round(darkWood, [0, -0.72, 0], 0.014, [0, 0.1, 0], 0.018),
      round(darkWood, [0, 0.1, 0], 0.018, [0.05, 0.14, 0], 0.018),
    ],
  },
  spear: {
    words: ["spear", "lance", "harpoon", "javelin"],
    extent: [0.06, 2.2, 0.06],
    held: true,
    parts: [
      round(wood, [0, -1, 0], 0.016, [0, 1.1, 0], 0.015),
      sheetOf(metal, [at(-0.04, 1.08, 0), at(0, 1.36, 0), at(0.04, 1.08, 0)]),
    ],
  },
  bow: {
    words: ["bow", "longbow", "crossbow", "bow and arrow", "arrow", "arrows"],
    extent: [0.4, 1.4, 0.06],
    held: true,
    parts: [
      lines(
        2,
        Array.from({ length: 15 }, (_, i) => {
          const y = (i / 14 - 0.5) * 1.4
          return at(0, y, 0.05 - y * y * 0.5)
        }),
      ),
      lines(0.5, [at(0, -0.7, -0.195), at(0, 0, -0.3), at(0, 0.7, -0.195)]),
      lines(1, [at(0, 0, -0.3), at(0, 0.01, 0.5)]),
    ],
  },
  shield: {
    words: ["shield"],
    extent: [0.6, 0.8, 0.08],
    held: true,
    parts: [
      sheetOf({ albedo: 0.5, stuff: "cloth-mid" }, [
        at(-0.28, 0.35, 0.05),
        at(0.28, 0.35, 0.05),
        at(0.26, -0.1, 0.05),
        at(0, -0.45, 0.05),
        at(-0.26, -0.1, 0.05),
      ]),
      lines(
        1.2,
        [at(0, 0.35, 0.055), at(0, -0.45, 0.055)],
        [at(-0.28, 0.1, 0.055), at(0.28, 0.1, 0.055)],
      ),
    ],
  },
  bomb: {
    words: ["bomb", "dynamite", "explosive", "grenade"],
    extent: [0.24, 0.34, 0.24],
    held: true,
    onTable: true,
    parts: [
      soft(black, 0, 0.06, [[0, 0, 0, 0.11, 0, 0.001, 0, 0.11]]),
      round(darkMetal, [0, 0.1, 0], 0.03, [0, 0.14, 0], 0.03),
      lines(
        1.1,
        [0, 1, 2, 3].map((i) => at(0.02 * i, 0.14 + 0.03 * i, 0)),
      ),
      soft({ albedo: 1, stuff: "glow" }, 0, 0.01, [[0.065, 0.25, 0, 0.025, 0.066, 0.25, 0, 0.02]]),
    ],
  },
  anchor: {
    words: ["anchor"],
    extent: [0.9, 1.3, 0.2],
    parts: [
      round(darkMetal, [0, 0.1, 0], 0.05, [0, 1.15, 0], 0.04),
      round(darkMetal, [-0.3, 0.95, 0], 0.035, [0.3, 0.95, 0], 0.035),
      round(darkMetal, [0, 0.08, 0], 0.05, [-0.4, 0.35, 0], 0.04),
      round(darkMetal, [0, 0.08, 0], 0.05, [0.4, 0.35, 0], 0.04),
      lines(1.8, circle(0.08, [0, 1.24, 0])),
    ],
  },
  tyre: {
    words: ["tyre", "tire", "wheel"],
    extent: [0.65, 0.65, 0.2],
    parts: [
      round(black, [0, 0.33, -0.1], 0.33, [0, 0.33, 0.1], 0.33),
      round(metal, [0, 0.33, 0.1], 0.18, [0, 0.33, 0.11], 0.18),
      lines(
        0.8,
        ...[0, 1, 2, 3, 4].map((i) => [
          at(0, 0.33, 0.12),
          at(0.17 * Math.sin(i * 1.257), 0.33 + 0.17 * Math.cos(i * 1.257), 0.12),
        ]),
      ),
    ],
  },
  ring: {
    words: ["ring", "wedding ring", "bracelet", "necklace", "jewel", "jewels", "diamond", "medal"],
    extent: [0.05, 0.05, 0.03],
    held: true,
    onTable: true,
    parts: [
      lines(1.6, circle(0.02, [0, 0.03, 0])),
      sheetOf({ albedo: 1.2, stuff: "sky" }, [
        at(-0.012, 0.056, 0),
        at(0, 0.07, 0.002),
        at(0.012, 0.056, 0),
        at(0, 0.045, 0.002),
      ]),
    ],
  },
  coin: {
    words: ["coin", "coins", "money", "cash", "banknote", "wallet", "gold"],
    extent: [0.14, 0.06, 0.1],
    held: true,
    onTable: true,
    parts: [
      ...[0, 1, 2, 3].map((i) =>
        round(
          { albedo: 0.75, stuff: "glow" },
          [0.004 * (i % 2), -0.02 + i * 0.007, 0],
          0.02,
          [0.004 * (i % 2), -0.014 + i * 0.007, 0],
          0.02,
        ),
      ),
      round({ albedo: 0.75, stuff: "glow" }, [0.05, -0.02, 0.02], 0.02, [0.05, -0.014, 0.02], 0.02),
    ],
  },
  watch: {
    words: ["watch", "pocket watch", "stopwatch", "wristwatch", "compass"],
    extent: [0.08, 0.1, 0.03],
    held: true,
    onTable: true,
    parts: [
      round(metal, [0, 0.03, 0], 0.036, [0, 0.03, 0.014], 0.036),
      round({ albedo: 1.1, stuff: "plain" }, [0, 0.03, 0.014], 0.029, [0, 0.03, 0.016], 0.029),
      lines(0.7, [at(0, 0.05, 0.018), at(0, 0.03, 0.018), at(0.014, 0.024, 0.018)]),
      lines(1, circle(0.01, [0, 0.075, 0])),
    ],
  },
} as const satisfies Record<string, PropDesign>
