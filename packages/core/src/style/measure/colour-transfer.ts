import { fromOklab, toOklab, type Triple } from "./oklab.ts"
import type { RgbPicture } from "./planes.ts"
import { decompose, multiply, recompose, type Symmetric } from "./symmetric.ts"

/** Colours of a picture or of many: their mean in Oklab and how they spread around it. */
export interface ColourSpread {
  readonly mean: Triple
  /** Symmetric, row by row. */
  readonly covariance: readonly number[]
}

/** From the moments of a fingerprint, or of an average of several. */
export function toColourSpread(moments: Float32Array): ColourSpread {
  const at = (index: number) => moments[index] ?? 0
  const mean: Triple = [at(0), at(1), at(2)]
  const [l, a, b] = mean
  const la = at(4) - l * a
  const lb = at(5) - l * b
  const ab = at(7) - a * b
  return {
    mean,
    covariance: [at(3) - l * l, la, lb, la, at(6) - a * a, ab, lb, ab, at(8) - b * b],
  }
}

/** A straight change of colours in Oklab: `matrix` (row by row) on the difference from `from`, then `to`. */
export interface ColourTransfer {
  readonly matrix: readonly number[]
  readonly from: Triple
  readonly to: Triple
}

const size = 3

const raise = (matrix: Symmetric, power: number, least: number) =>
  recompose(decompose(matrix, size), (value) => Math.max(least, value) ** power)

/** Spreads smaller than this are one colour: nothing can be learned from their shape. */
const leastVariance = 2e-5
/** Stretched further than this, noise would become colour and tone would break into steps. */
const mostStretch = 3

/**
 * The straight transfer that moves colours least on the whole while it gives them the mean and spread of others
 * (Monge–Kantorovich, after Pitié and Kokaram 2007). `strength` 0–1: how far along.
 */
export function createColourTransfer(
  source: ColourSpread,
  target: ColourSpread,
  strength: number,
): ColourTransfer {
  const root = raise(source.covariance, 0.5, leastVariance)
  const inverse = raise(source.covariance, -0.5, leastVariance)
  const inner = multiply(multiply(root, target.covariance, size), root, size)
  const middle = raise(inner, 0.5, 0)
  const whole = multiply(multiply(inverse, middle, size), inverse, size)
  const bounded = recompose(decompose(whole, size), (value) =>
    Math.min(mostStretch, Math.max(1 / mostStretch, value)),
  )
  const matrix = [...bounded].map(
    (value, at) => (at % (size + 1) === 0 ? 1 - strength : 0) + value * strength,
  )
  const between = (at: 0 | 1 | 2) =>
    source.mean[at] + (target.mean[at] - source.mean[at]) * strength
  return { matrix, from: source.mean, to: [between(0), between(1), between(2)] }
}

export function transferColour({ matrix, from, to }: ColourTransfer, colour: Triple): Triple {
  const difference = [colour[0] - from[0], colour[1] - from[1], colour[2] - from[2]] as const
  const row = (at: 0 | 1 | 2) =>
    (matrix[at * size] ?? 0) * difference[0] +
    (matrix[at * size + 1] ?? 0) * difference[1] +
    (matrix[at * size + 2] ?? 0) * difference[2] +
    to[at]
  return [row(0), row(1), row(2)]
}

const lutSide = 33

/** The transfer for sRGB bytes on a grid of 33³ colours: what grading tools call a cube. */
export function bakeLut(transfer: ColourTransfer): Uint8Array {
  const lut = new Uint8Array(lutSide ** 3 * 3)
  const step = 255 / (lutSide - 1)
  let at = 0
  for (let blue = 0; blue < lutSide; blue += 1)
    for (let green = 0; green < lutSide; green += 1)
      for (let red = 0; red < lutSide; red += 1) {
        const colour = toOklab(
          Math.round(red * step),
          Math.round(green * step),
          Math.round(blue * step),
        )
        lut.set(fromOklab(transferColour(transfer, colour)), at)
        at += 3
      }
  return lut
}

/** Where each byte lies between two planes of the grid. */
const cells = Uint8Array.from({ length: 256 }, (_, byte) =>
  Math.min(lutSide - 2, Math.floor((byte * (lutSide - 1)) / 255)),
)
const parts = Float32Array.from(
  { length: 256 },
  (_, byte) => (byte * (lutSide - 1)) / 255 - (cells[byte] ?? 0),
)

/** Each pixel's colour between the eight of the grid around it. */
export function applyLut({ width, height, data }: RgbPicture, lut: Uint8Array): RgbPicture {
  const result = new Uint8Array(data.length)
  const nextGreen = lutSide * 3
  const nextBlue = lutSide * lutSide * 3
  for (let at = 0; at < data.length; at += 3) {
    const red = data[at] ?? 0
    const green = data[at + 1] ?? 0
    const blue = data[at + 2] ?? 0
    const base =
      (cells[blue] ?? 0) * nextBlue + (cells[green] ?? 0) * nextGreen + (cells[red] ?? 0) * 3
    const r = parts[red] ?? 0
    const g = parts[green] ?? 0
    const b = parts[blue] ?? 0
    for (let channel = 0; channel < 3; channel += 1) {
      const cell = base + channel
      const mix = (offset: number) => {
        const one = lut[cell + offset] ?? 0
        return one + ((lut[cell + offset + 3] ?? 0) - one) * r
      }
      const near = mix(0) + (mix(nextGreen) - mix(0)) * g
      const far = mix(nextBlue) + (mix(nextBlue + nextGreen) - mix(nextBlue)) * g
      result[at + channel] = Math.round(near + (far - near) * b)
    }
  }
  return { width, height, data: result }
}
