import { at } from "../geometry/vector.ts"
import { darkMetal, glow, lines, metal, round, soft, white } from "./part.ts"
import type { PropDesign } from "./prop-design.ts"

/** Prisms of the great lens, and the bull's eyes that throw its beams. */
const beaconRings = [
  ...[1.1, 1.22, 1.34, 2.2, 2.32, 2.42].map((y) => {
    const radius = y < 1.5 ? 0.46 + ((y - 1.04) / 0.38) * 0.18 : 0.64 - ((y - 2.12) / 0.36) * 0.24
    return ringAt(radius + 0.008, y)
  }),
  ringAt(0.65, 1.42),
  ringAt(0.65, 2.12),
  ...[0, 90, 180, 270].flatMap((turn) =>
    [0.08, 0.17, 0.26, 0.34].map((radius) => {
      const angle = (turn * Math.PI) / 180
      return lines(
        0.6,
        Array.from({ length: 33 }, (_, index) => {
          const along = (index / 32) * Math.PI * 2
          const aside = angle + (radius * Math.cos(along)) / 0.66
          return at(Math.sin(aside) * 0.66, 1.77 + radius * Math.sin(along), Math.cos(aside) * 0.66)
        }),
      )
    }),
  ),
]

function ringAt(radius: number, y: number) {
  return lines(
    0.6,
    Array.from({ length: 41 }, (_, index) => {
      const angle = (index / 40) * Math.PI * 2
      return at(radius * Math.cos(angle), y, radius * Math.sin(angle))
    }),
  )
}

/** What gives light indoors, and the great lens of a lighthouse. */
export const lamps = {
  lamp: {
    words: ["lamp", "table lamp", "desk lamp", "light"],
    extent: [0.34, 0.55, 0.34],
    onTable: true,
    light: { height: 0.45, reach: 2, strength: 0.95 },
    parts: [
      round(metal, [0, 0, 0], 0.1, [0, 0.03, 0], 0.09),
      round(metal, [0, 0.03, 0], 0.025, [0, 0.3, 0], 0.02),
      {
        ...round({ albedo: 0.92, stuff: "plain" }, [0, 0.27, 0], 0.18, [0, 0.52, 0], 0.1),
        glows: true,
      },
    ],
  },
  "floor-lamp": {
    words: ["floor lamp", "standing lamp"],
    extent: [0.45, 1.65, 0.45],
    light: { height: 1.45, reach: 2.4, strength: 0.95 },
    parts: [
      round(darkMetal, [0, 0, 0], 0.15, [0, 0.03, 0], 0.14),
      round(darkMetal, [0, 0.03, 0], 0.018, [0, 1.3, 0], 0.018),
      {
        ...round({ albedo: 0.92, stuff: "plain" }, [0, 1.3, 0], 0.23, [0, 1.62, 0], 0.13),
        glows: true,
      },
    ],
  },
  "ceiling-lamp": {
    words: ["ceiling lamp", "chandelier", "bulb", "light bulb"],
    extent: [0.5, 0.9, 0.5],
    light: { height: -0.05, reach: 2.8, strength: 0.95 },
    parts: [
      round(darkMetal, [0, 0.2, 0], 0.01, [0, 0.95, 0], 0.01),
      {
        ...round({ albedo: 0.85, stuff: "plain" }, [0, 0, 0], 0.25, [0, 0.2, 0], 0.06),
        glows: true,
      },
    ],
  },
  candle: {
    words: ["candle", "candles", "wick"],
    extent: [0.08, 0.25, 0.08],
    onTable: true,
    held: true,
    light: { height: 0.24, reach: 1.3, strength: 0.8 },
    parts: [
      round(metal, [0, 0, 0], 0.06, [0, 0.015, 0], 0.07),
      round(white, [0, 0.015, 0], 0.025, [0, 0.17, 0], 0.024),
      { ...soft(glow, 0, 0.02, [[0, 0.2, 0, 0.018, 0, 0.235, 0, 0.006]]) },
    ],
  },
  beacon: {
    words: ["lens", "fresnel", "beacon", "great lamp", "great light", "lamp housing"],
    extent: [1.4, 2.7, 1.4],
    light: { height: 1.8, reach: 2.6, strength: 1 },
    parts: [
      round(darkMetal, [0, 0, 0], 0.62, [0, 0.12, 0], 0.62),
      round(metal, [0, 0.12, 0], 0.42, [0, 0.92, 0], 0.36),
      round(darkMetal, [0, 0.92, 0], 0.62, [0, 1.04, 0], 0.66),
      {
        ...round({ albedo: 0.85, stuff: "water" }, [0, 1.04, 0], 0.46, [0, 1.42, 0], 0.64),
        glows: true,
      },
      {
        ...round({ albedo: 0.92, stuff: "water" }, [0, 1.42, 0], 0.64, [0, 2.12, 0], 0.64),
        glows: true,
      },
      {
        ...round({ albedo: 0.85, stuff: "water" }, [0, 2.12, 0], 0.64, [0, 2.48, 0], 0.4),
        glows: true,
      },
      round(darkMetal, [0, 2.48, 0], 0.44, [0, 2.66, 0], 0.16),
      ...beaconRings,
    ],
  },
} as const satisfies Record<string, PropDesign>
