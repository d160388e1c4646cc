import type { Look, Style } from "../context/style.ts"
import { toStyleMark } from "./compose-style.ts"

/** A look to be tried on a panel, with the name that tells it from the others. */
export interface LookTest {
  readonly name: string
  readonly look: Look
}

const graphite = ["#1d1f24", "#4a4e57", "#8b8f98", "#c9cbcf", "#f7f4ec"]
const sepia = ["#2b1d12", "#5f4630", "#9c7d5b", "#d6c0a0", "#f8efdd"]
const night = ["#0e1626", "#26385c", "#5b7299", "#aebdd3", "#eef2f7"]

const all: readonly LookTest[] = [
  {
    name: "Loose pencil",
    look: {
      look: "pencil",
      words: "Loose storyboard pencil, clear silhouettes, readable at thumbnail size",
      palette: graphite,
      line: { weight: 0.45, roughness: 0.4 },
      shading: 0.6,
      contrast: 0.55,
    },
  },
  {
    name: "Ink and brush",
    look: {
      look: "ink",
      words: "Brush and ink, solid blacks, stark light, few greys",
      palette: ["#0b0c0e", "#2c2f35", "#7b7f87", "#d2d4d8", "#fbfaf6"],
      line: { weight: 0.7, roughness: 0.3 },
      shading: 0.55,
      contrast: 0.9,
    },
  },
  {
    name: "Grey marker",
    look: {
      look: "marker",
      words: "Grey markers over a thin line, broad tones, clear depth",
      palette: ["#26282d", "#565a63", "#9499a2", "#cfd2d6", "#f7f5f0"],
      line: { weight: 0.35, roughness: 0.25 },
      shading: 0.85,
      contrast: 0.6,
    },
  },
  {
    name: "Colour, day and night",
    look: {
      look: "colour",
      words: "Flat colour over a fine line, colour tells the time of day",
      palette: [...night, "#d9a441"],
      line: { weight: 0.3, roughness: 0.2 },
      shading: 0.8,
      contrast: 0.6,
    },
  },
  {
    name: "Charcoal",
    look: {
      look: "charcoal",
      words: "Soft charcoal, light taken out of the dark, grain of the paper",
      palette: ["#1f1c19", "#4b4742", "#8a837a", "#c3bbae", "#efe9dd"],
      line: { weight: 0.6, roughness: 0.7 },
      shading: 0.95,
      contrast: 0.7,
    },
  },
  {
    name: "Clean line",
    look: {
      look: "ink",
      words: "Clean thin line, hardly any tone, much paper",
      palette: graphite,
      line: { weight: 0.2, roughness: 0.08 },
      shading: 0.15,
      contrast: 0.4,
    },
  },
  {
    name: "Sepia wash",
    look: {
      look: "marker",
      words: "Sepia wash on warm paper, soft edges, late light",
      palette: sepia,
      line: { weight: 0.4, roughness: 0.5 },
      shading: 0.75,
      contrast: 0.5,
    },
  },
  {
    name: "Blueprint",
    look: {
      look: "blueprint",
      words: "Light lines on a dark blue ground, as a plan",
      palette: night,
      line: { weight: 0.35, roughness: 0.15 },
      shading: 0.4,
      contrast: 0.6,
    },
  },
]

export const lookTestsAtOnce = 4

/** Four looks to choose from, none of which is the present one; the next round gives others. */
export function listLookTests(style: Style, round: number): LookTest[] {
  const present = toStyleMark(style)
  const others = all.filter(({ look }) => toStyleMark({ ...style, ...toHand(look) }) !== present)
  const start = (round * lookTestsAtOnce) % others.length
  return [...others, ...others].slice(start, start + lookTestsAtOnce)
}

/** Only what it says. */
const toHand = (look: Look): Partial<Style> =>
  Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined))
