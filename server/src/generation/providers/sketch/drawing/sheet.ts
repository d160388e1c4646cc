import type { PictureSize } from "@panelwright/core"
import { clipLine, clipToBox, type Box } from "../geometry/polygon.ts"
import { createSeed, type Random } from "../geometry/random.ts"
import type { Point } from "../geometry/vector.ts"
import type { Hand, Stuff } from "./hand.ts"
import { toHatch } from "./hatch.ts"
import { breakOutline, toStroke } from "./stroke.ts"

export interface Tone {
  /** Brightness 0–1 after all light. */
  readonly value: number
  readonly stuff?: Stuff
  /** Degrees the hatching runs at. */
  readonly angle?: number
  readonly random: Random
  /** Leave the hatching out. */
  readonly flat?: boolean
}

export interface Pen {
  /** A factor on the hand's line weight. */
  readonly weight: number
  readonly random: Random
  readonly colour?: string
  readonly opacity?: number
  /** A factor on the hand's waver and overshoot. */
  readonly looseness?: number
  readonly weigh?: ((left: Point) => number) | undefined
}

/** Where marks are made, in the order they are made: later ones cover earlier ones. */
export interface Sheet {
  readonly size: PictureSize
  readonly hand: Hand
  /** The picture with a margin, for cutting. */
  readonly frame: Box
  /** Picture units of one unit of a 1536 wide picture. */
  readonly unit: number
  /** An area in a tone: its colour and, where the hand hatches, its hatching. */
  tone(outlines: readonly (readonly Point[])[], tone: Tone): void
  /** An area in one colour. */
  fill(outlines: readonly (readonly Point[])[], colour: string, opacity?: number): void
  /** Hatching alone. */
  hatch(
    outlines: readonly (readonly Point[])[],
    hatch: { value: number; angle?: number; colour?: string; random: Random },
  ): void
  /** An open line. */
  line(points: readonly Point[], pen: Pen): void
  /** A closed line, in as many strokes as a hand would take. */
  outline(points: readonly Point[], pen: Pen): void
  /** An area that runs from one colour to the other, straight from `from` to `to`. */
  wash(
    outline: readonly Point[],
    wash: {
      from: Point
      to: Point
      stops: readonly { at: number; colour: string; opacity: number }[]
    },
  ): void
  /** An ellipse that fades outwards. */
  glow(
    centre: Point,
    radius: { x: number; y: number },
    stops: readonly { at: number; colour: string; opacity: number }[],
  ): void
  toSvg(options: { mirrored: boolean; over: string }): string
}

/** Numbers that are none, and numbers of eight digits and more: floats of 32 bits have no place for them. */
const undrawable = /NaN|Infinity|e\+|[ML "(-]\d{8}/

/**
 * Whether all numbers of an element are numbers within a bound. The rasteriser is native code: what it cannot count
 * with may end the whole process, so this is asked of every element, and one that fails is left out of the picture.
 */
const isDrawable = (element: string) => !undrawable.test(element)

const round = (value: number) => Math.round(value * 10) / 10
const round2 = (value: number) => Math.round(Math.min(1, value) * 100) / 100
const toPath = (outlines: readonly (readonly Point[])[]) =>
  outlines
    .map((outline) => `M${outline.map(({ x, y }) => `${round(x)} ${round(y)}`).join("L")}Z`)
    .join("")

export function createSheet(size: PictureSize, hand: Hand): Sheet {
  const parts: string[] = []
  const put = (element: string) => {
    if (isDrawable(element)) parts.push(element)
  }
  const definitions: string[] = []
  const unit = Math.max(size.width, size.height) / 1536
  const margin = 60 * unit
  const frame: Box = {
    left: -margin,
    top: -margin,
    right: size.width + margin,
    bottom: size.height + margin,
  }
  const clip = (outlines: readonly (readonly Point[])[]) =>
    outlines.map((outline) => clipToBox(outline, frame)).filter((outline) => outline.length > 2)
  // Opacity always on the fill or stroke, never on the element: that would make a layer of the whole picture for each.
  const paint = (path: string, colour: string, opacity: number) => {
    if (path !== "" && opacity > 0)
      put(
        `<path d="${path}" fill="${colour}" fill-rule="evenodd"${opacity < 1 ? ` fill-opacity="${Math.round(opacity * 100) / 100}"` : ""}/>`,
      )
  }
  const strokes = (runs: readonly (readonly Point[])[], pen: Pen) => {
    const loose = (pen.looseness ?? 1) * hand.roughness
    const width = Math.max(0.7, hand.weight * pen.weight) * unit
    const colour = pen.colour ?? hand.line
    const draw = (share: number) =>
      runs
        .map((run) =>
          toStroke(run, {
            width: width * share,
            waver: (0.25 + loose * 1.7) * unit,
            overshoot: loose * 7 * unit,
            random: pen.random,
            weigh: pen.weigh,
          }),
        )
        .join("")
    const opacity = (pen.opacity ?? 1) * hand.lineOpacity
    // A stroke overlaps itself at corners; as one path it is even in tone. nonzero keeps the overlaps.
    const ink = (path: string, strength: number) => {
      if (path !== "")
        put(
          `<path d="${path}" fill="${colour}" fill-opacity="${Math.round(strength * 100) / 100}"/>`,
        )
    }
    if (hand.passes === 1 || pen.weight < 0.9) ink(draw(1), opacity)
    else {
      ink(draw(0.85), opacity)
      ink(draw(0.5), opacity * 0.45)
    }
  }
  const gradient = (
    kind: string,
    stops: readonly { at: number; colour: string; opacity: number }[],
  ) => {
    const body = `${kind}${stops.map((stop) => `<stop offset="${stop.at}" stop-color="${stop.colour}" stop-opacity="${stop.opacity}"/>`).join("")}`
    const id = `g${createSeed(body).toString(36)}`
    const element = kind.slice(1, kind.indexOf(" "))
    const text = `${body.replace(`<${element} `, `<${element} id="${id}" `)}</${element}>`
    if (isDrawable(text) && !definitions.includes(text)) definitions.push(text)
    return id
  }
  const hatch: Sheet["hatch"] = (outlines, { value, angle = 52, colour, random }) => {
    const { below, dense, open, weight, opacity, crossBelow } = hand.hatching
    if (value >= below) return
    const clipped = clip(outlines)
    if (clipped.length === 0) return
    const share = Math.max(0, value / below)
    // On what is nearly black already lines hardly show: they are set wider, and never crossed.
    const buried = hand.look !== "ink" && value < 0.27
    const spacing = (buried ? open * 1.5 : dense + (open - dense) * share) * unit
    const broad = weight * unit
    // The rasteriser draws lines up to a unit wide in less than half the time that anything wider takes it.
    const fine = broad < 1.6
    const lines = (turned: number, apart: number) =>
      toHatch(clipped, {
        angle: turned,
        spacing: apart,
        width: fine ? null : broad,
        random,
        roughness: hand.roughness,
      })
    const path =
      lines(angle, spacing) +
      (value < crossBelow && !buried ? lines(angle - 68, spacing * 1.15) : "")
    if (path !== "")
      put(
        fine
          ? `<path d="${path}" fill="none" stroke="${colour ?? hand.line}" stroke-width="${round(Math.min(1, Math.max(0.7, broad)))}" stroke-opacity="${round2(opacity * Math.max(1, 0.5 + broad * 0.5))}"/>`
          : `<path d="${path}" fill="${colour ?? hand.line}" fill-opacity="${opacity}"/>`,
      )
  }
  return {
    size,
    hand,
    frame,
    unit,
    hatch,
    tone(outlines, { value, stuff, angle, random, flat }) {
      const clipped = clip(outlines)
      if (clipped.length === 0) return
      paint(toPath(clipped), hand.colourOf(value, stuff), 1)
      const solid = hand.look === "ink" && value < 0.2
      if (!flat && !solid) hatch(clipped, { value, random, ...(angle !== undefined && { angle }) })
    },
    fill: (outlines, colour, opacity = 1) => paint(toPath(clip(outlines)), colour, opacity),
    line: (points, pen) => strokes(clipLine(points, frame), pen),
    outline(points, pen) {
      const [start] = points
      if (!start) return
      const loop = [...points, start]
      const seen = clipLine(loop, frame)
      const [whole] = seen
      if (seen.length === 1 && whole?.length === loop.length)
        strokes(breakOutline(points, pen.random, 420 * unit), pen)
      else strokes(seen, pen)
    },
    wash(outline, { from, to, stops }) {
      const clipped = clip([outline])
      if (clipped.length === 0) return
      const id = gradient(
        `<linearGradient gradientUnits="userSpaceOnUse" x1="${round(from.x)}" y1="${round(from.y)}" x2="${round(to.x)}" y2="${round(to.y)}">`,
        stops,
      )
      paint(toPath(clipped), `url(#${id})`, 1)
    },
    glow(centre, radius, stops) {
      // Pen and ink has no greys to fade through.
      if (!(radius.x > 0.5 && radius.y > 0.5) || hand.look === "ink") return
      const squash = radius.y / radius.x
      const id = gradient(
        `<radialGradient gradientUnits="userSpaceOnUse" cx="0" cy="0" r="${round(radius.x)}">`,
        stops,
      )
      put(
        `<g transform="translate(${round(centre.x)} ${round(centre.y)}) scale(1 ${Math.round(squash * 1000) / 1000})"><circle r="${round(radius.x)}" fill="url(#${id})"/></g>`,
      )
    },
    toSvg({ mirrored, over }) {
      const { width, height } = size
      const turn = mirrored ? ` transform="translate(${width} 0) scale(-1 1)"` : ""
      return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${definitions.join("")}</defs><rect width="${width}" height="${height}" fill="${hand.paper}"/><g${turn}>${parts.join("")}</g>${over}</svg>`
    },
  }
}
