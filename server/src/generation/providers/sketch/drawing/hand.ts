import type { Style } from "@panelwright/core"
import { brightness, chroma, mixColours, parseColour, toHex, type Colour } from "./colour.ts"

/** What a surface is of: only looks with colour ask. */
export type Stuff =
  | "plain"
  | "skin"
  | "hair"
  | "cloth"
  | "cloth-light"
  | "cloth-mid"
  | "cloth-dark"
  | "sky"
  | "water"
  | "leaf"
  | "wood"
  | "stone"
  | "earth"
  | "metal"
  | "glow"

/** The style turned into what a drawing needs: one hand for the whole storyboard. */
export interface Hand {
  readonly look: Style["look"]
  readonly paper: string
  readonly line: string
  /** The colour of lines scratched or painted over the dark. */
  readonly light: string
  /** Line weight in picture units of a 1536 wide picture. */
  readonly weight: number
  /** 0 ruler to 1 scribble. */
  readonly roughness: number
  readonly lineOpacity: number
  readonly passes: 1 | 2
  readonly hatching: {
    /** Values above it are left open. */
    readonly below: number
    /** Units between lines at the darkest and the lightest hatched value. */
    readonly dense: number
    readonly open: number
    readonly weight: number
    readonly opacity: number
    readonly crossBelow: number
  }
  /** How much the tooth of the paper breaks the tone, 0–1. */
  readonly grain: number
  /** How far daylight tones are held back in favour of line, 0 all paper to 1 full tone. */
  readonly tone: number
  /** Whether skies and pools of light may run softly. */
  readonly soft: boolean
  /** The colour of a surface of brightness 0–1. */
  colourOf(value: number, stuff?: Stuff): string
}

const stuffColours: Record<Stuff, Colour | null> = {
  plain: null,
  skin: [226, 168, 130],
  hair: [92, 64, 48],
  cloth: [150, 132, 120],
  "cloth-light": [222, 176, 74],
  "cloth-mid": [172, 82, 66],
  "cloth-dark": [66, 82, 112],
  sky: [126, 168, 206],
  water: [70, 122, 150],
  leaf: [104, 138, 84],
  wood: [164, 118, 76],
  stone: [140, 138, 132],
  earth: [182, 150, 110],
  metal: [124, 138, 150],
  glow: [250, 206, 104],
}

const clamp = (value: number) => Math.min(1, Math.max(0, value))

const quantise = (value: number, levels: number) => Math.round(value * levels) / levels

export function createHand(style: Style): Hand {
  const { look } = style
  const [line, dark, mid, light, paper] = readPalette(style)
  const stops = [line, dark, mid, light, paper] as const
  const accent = style.palette[5] ? parseColour(style.palette[5]) : null
  const ramp = (value: number): Colour => {
    const along = clamp(value) * 4
    const index = Math.min(3, Math.floor(along))
    const from = stops[index] ?? line
    const to = stops[index + 1] ?? paper
    return mixColours(from, to, along - index)
  }
  // Contrast bends values away from the middle; 0.5 leaves them nearly as they are.
  const steepness = 0.65 + style.contrast * 0.9
  const bend = (value: number) => clamp(0.5 + (clamp(value) - 0.5) * steepness)
  const colourOf = (raw: number, stuff: Stuff = "plain"): string => {
    const value = bend(raw)
    switch (look) {
      case "ink":
        return toHex(value < 0.24 ? ramp(0.02) : ramp(value < 0.5 ? 0.8 : value < 0.72 ? 0.92 : 1))
      case "marker":
        return toHex(ramp(quantise(value, 6)))
      case "charcoal":
        return toHex(ramp(0.06 + value * 0.94))
      case "blueprint":
        return toHex(mixColours(paper, line, clamp(0.02 + value * 0.2)))
      case "colour":
        return toHex(tint(ramp(quantise(value, 10)), value, stuff, accent))
      case "pencil":
        // Graphite is never as dark as ink: the hatching over it makes the difference.
        return toHex(ramp(0.07 + quantise(value ** (0.78 + 0.4 * (1 - value) ** 3), 14) * 0.93))
    }
  }
  const { weight, roughness } = style.line
  const base = {
    look,
    paper: toHex(paper),
    line: toHex(line),
    light: toHex(mixColours(paper, [255, 255, 255], look === "blueprint" ? 0 : 0.3)),
    weight: 1.1 + weight * 3.6,
    roughness,
    tone: 0.25 + style.shading * 0.75,
    colourOf,
  }
  const hatch = (below: number, dense: number, open: number, width: number, opacity: number) => ({
    below: below * (0.35 + style.shading * 0.75),
    dense,
    open,
    weight: width,
    opacity,
    crossBelow: below * 0.5,
  })
  switch (look) {
    case "pencil":
      return {
        ...base,
        lineOpacity: 0.9,
        passes: 2,
        grain: 0.5,
        soft: true,
        hatching: hatch(0.78, 6, 12, 1.25, 0.5),
      }
    case "ink":
      return {
        ...base,
        weight: base.weight * 1.15,
        lineOpacity: 1,
        passes: 1,
        grain: 0,
        soft: false,
        hatching: hatch(0.8, 4.5, 11, 1.3, 0.95),
      }
    case "marker":
      return {
        ...base,
        lineOpacity: 0.95,
        passes: 1,
        grain: 0.12,
        soft: false,
        hatching: hatch(0.4, 9, 16, 3.5, 0.12),
      }
    case "charcoal":
      return {
        ...base,
        weight: base.weight * 1.9,
        lineOpacity: 0.78,
        passes: 2,
        grain: 1,
        soft: true,
        hatching: hatch(0.7, 7, 13, 4.5, 0.2),
      }
    case "blueprint":
      return {
        ...base,
        weight: base.weight * 0.95,
        lineOpacity: 0.92,
        passes: 1,
        grain: 0.15,
        soft: false,
        hatching: hatch(0.62, 6, 13, 0.9, 0.5),
      }
    case "colour":
      return {
        ...base,
        lineOpacity: 0.92,
        passes: 1,
        grain: 0.2,
        soft: true,
        hatching: hatch(0.42, 6, 11, 1.1, 0.3),
      }
  }
}

/** Darkest first. A blueprint is the same palette turned round: light lines on the deep colour. */
function readPalette(style: Style): readonly [Colour, Colour, Colour, Colour, Colour] {
  const [line, dark, mid, light, paper] = style.palette.map(parseColour)
  const all = [
    line ?? [20, 20, 24],
    dark ?? [70, 74, 84],
    mid ?? [138, 140, 148],
    light ?? [200, 200, 206],
    paper ?? [247, 244, 236],
  ] as const
  if (style.look !== "blueprint") return all
  const deep: Colour = chroma(all[0]) > 0.2 ? all[0] : [30, 66, 122]
  const bright = all[4]
  return [
    bright,
    mixColours(bright, deep, 0.25),
    mixColours(bright, deep, 0.5),
    mixColours(bright, deep, 0.75),
    deep,
  ]
}

/** Local colour at the surface's brightness: towards blue in the dark, towards the accent where cloth has one. */
function tint(grey: Colour, value: number, stuff: Stuff, accent: Colour | null): Colour {
  const local = stuff === "cloth-mid" && accent ? accent : stuffColours[stuff]
  const night: Colour = [26, 40, 82]
  const cooled = mixColours(grey, night, clamp(0.55 - value) * 0.85)
  if (!local) return cooled
  const own = brightness(local)
  const lit =
    value > own
      ? mixColours(local, [255, 250, 238], ((value - own) / (1.02 - own)) * 0.92)
      : mixColours(local, night, ((own - value) / own) * 0.9)
  return mixColours(cooled, lit, stuff === "glow" || stuff.startsWith("cloth-") ? 0.8 : 0.62)
}
