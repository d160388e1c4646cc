import { Histogram, middles } from "./histogram.ts"
import type { Planes } from "./planes.ts"

/** Directions spread evenly over half a sphere (a Fibonacci spiral). */
const directions = Array.from({ length: 12 }, (_, index) => {
  const height = (index + 0.5) / 12
  const radius = Math.sqrt(1 - height * height)
  const angle = index * Math.PI * (3 - Math.sqrt(5))
  return [height, radius * Math.cos(angle), radius * Math.sin(angle)] as const
})

/** Chroma is small beside lightness, and tells as much. */
const chromaWeight = 2.5

const paletteShares = middles(10)
const toneShares = middles(16)
const chromaShares = middles(12)

/**
 * The palette as quantiles of its colours seen from several directions: the mean difference of two such lists is a
 * sliced Wasserstein distance of the colours.
 */
export function measurePalette({ lightness, a, b }: Planes): number[] {
  return directions.flatMap(([ofLightness, ofA, ofB]) => {
    const histogram = new Histogram(-1, 2)
    for (let pixel = 0; pixel < lightness.data.length; pixel += 1)
      histogram.add(
        ofLightness * (lightness.data[pixel] ?? 0) +
          chromaWeight * (ofA * (a.data[pixel] ?? 0) + ofB * (b.data[pixel] ?? 0)),
      )
    return histogram.quantiles(paletteShares)
  })
}

export function measureTone({ lightness }: Planes): number[] {
  const histogram = new Histogram(0, 1)
  for (const value of lightness.data) histogram.add(value)
  return histogram.quantiles(toneShares)
}

export function measureChroma({ a, b }: Planes): number[] {
  const histogram = new Histogram(0, 0.35)
  for (let pixel = 0; pixel < a.data.length; pixel += 1)
    histogram.add(Math.sqrt((a.data[pixel] ?? 0) ** 2 + (b.data[pixel] ?? 0) ** 2))
  return histogram.quantiles(chromaShares)
}

/** Shares of the picture, darkest first: its ink, three tones, its paper. */
const rampEnds = [0.04, 0.2, 0.5, 0.8, 0.96]

const share = (sum: number, count: number, otherwise: number) =>
  count === 0 ? otherwise : sum / count

/** Mean a, then mean b, of what is darkest, dark, middling, light and lightest: what ink and paper are tinted with. */
export function measureRamp({ lightness, a, b }: Planes): number[] {
  const histogram = new Histogram(0, 1)
  for (const value of lightness.data) histogram.add(value)
  const ends = histogram.quantiles(rampEnds)
  const counts = new Float64Array(rampEnds.length + 1)
  const sums = [new Float64Array(counts.length), new Float64Array(counts.length)] as const
  for (let pixel = 0; pixel < lightness.data.length; pixel += 1) {
    const value = lightness.data[pixel] ?? 0
    let band = 0
    while (band < ends.length && value > (ends[band] ?? 1)) band += 1
    counts[band] = (counts[band] ?? 0) + 1
    sums[0][band] = (sums[0][band] ?? 0) + (a.data[pixel] ?? 0)
    sums[1][band] = (sums[1][band] ?? 0) + (b.data[pixel] ?? 0)
  }
  const means = { a: mean(a.data), b: mean(b.data) }
  return [
    ...[...sums[0]].map((sum, band) => share(sum, counts[band] ?? 0, means.a)),
    ...[...sums[1]].map((sum, band) => share(sum, counts[band] ?? 0, means.b)),
  ]
}

/** Mean a and b. */
export function measureTint({ a, b }: Planes): number[] {
  return [mean(a.data), mean(b.data)]
}

const mean = (values: Float32Array): number => {
  let sum = 0
  for (const value of values) sum += value
  return sum / Math.max(1, values.length)
}

const steps = { lightness: 10, chroma: 12 } as const
const chromaReach = 0.24

const toStep = (value: number, many: number) =>
  Math.min(many - 1, Math.max(0, Math.floor(value * many)))

/** How many colours there are: entropy (0 one, 1 all equally), and how much the most frequent one and four take. */
export function measureColours({ lightness, a, b }: Planes): number[] {
  const { chroma } = steps
  const counts = new Uint32Array(steps.lightness * chroma * chroma)
  const toChromaStep = (value: number) => toStep((value + chromaReach / 2) / chromaReach, chroma)
  const total = lightness.data.length
  for (let pixel = 0; pixel < total; pixel += 1) {
    const at =
      (toStep(lightness.data[pixel] ?? 0, steps.lightness) * chroma +
        toChromaStep(a.data[pixel] ?? 0)) *
        chroma +
      toChromaStep(b.data[pixel] ?? 0)
    counts[at] = (counts[at] ?? 0) + 1
  }
  const shares = [...counts].filter((count) => count > 0).map((count) => count / total)
  const entropy = -shares.reduce((sum, part) => sum + part * Math.log(part), 0)
  const ranked = shares.toSorted((one, other) => other - one)
  return [
    entropy / Math.log(counts.length),
    ranked[0] ?? 0,
    ranked.slice(0, 4).reduce((sum, one) => sum + one, 0),
  ]
}

/** Mean of the three channels, then of their products (LL, La, Lb, aa, ab, bb): all that a colour transfer asks. */
export function measureMoments({ lightness, a, b }: Planes): number[] {
  const sums = new Float64Array(9)
  for (let pixel = 0; pixel < lightness.data.length; pixel += 1) {
    const one = lightness.data[pixel] ?? 0
    const two = a.data[pixel] ?? 0
    const three = b.data[pixel] ?? 0
    const products = [one, two, three, one * one, one * two, one * three, two * two, two * three]
    for (let at = 0; at < 8; at += 1) sums[at] = (sums[at] ?? 0) + (products[at] ?? 0)
    sums[8] = (sums[8] ?? 0) + three * three
  }
  return [...sums].map((sum) => sum / Math.max(1, lightness.data.length))
}
