import { Histogram } from "./histogram.ts"
import { halve, type Plane } from "./planes.ts"

const edgeShares = [0.3, 0.5, 0.65, 0.75, 0.82, 0.88, 0.92, 0.95, 0.975, 0.99]
/** Steps of lightness below this between neighbours are paper or an even tone. */
const flat = 0.012

/** How steep lightness is, as quantiles (roots, so that the soft part counts), then how much of the picture is flat. */
export function measureEdges({ width, height, data }: Plane): number[] {
  const histogram = new Histogram(0, 0.8)
  let flats = 0
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      const across = (data[at + 1] ?? 0) - (data[at - 1] ?? 0)
      const down = (data[at + width] ?? 0) - (data[at - width] ?? 0)
      const slope = Math.sqrt(across * across + down * down) / 2
      histogram.add(Math.sqrt(slope))
      if (slope < flat) flats += 1
    }
  return [...histogram.quantiles(edgeShares), flats / Math.max(1, (width - 2) * (height - 2))]
}

const levels = 6

/** How much detail there is at each size, finest first, as logarithms. */
export function measurePyramid(plane: Plane): number[] {
  const energies: number[] = []
  let present = plane
  for (let level = 0; level < levels; level += 1) {
    const { half, detail } = halve(present)
    energies.push(Math.log(detail + 0.0015))
    present = half
  }
  return energies
}

const reach = 5
/** Darker than what is around it by this much is ink. */
const inkDepth = 0.045
const lastLengths = [1, 2, 3, 5, 8, 13, Number.POSITIVE_INFINITY]

/** Which pixels are darker than what is around them. */
function findInk({ width, height, data }: Plane): { readonly ink: Uint8Array; depth: number } {
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y += 1) {
    let row = 0
    for (let x = 0; x < width; x += 1) {
      row += data[y * width + x] ?? 0
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row
    }
  }
  const ink = new Uint8Array(width * height)
  let depth = 0
  let count = 0
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - reach) * (width + 1)
    const bottom = Math.min(height, y + reach + 1) * (width + 1)
    const rows = Math.min(height, y + reach + 1) - Math.max(0, y - reach)
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(0, x - reach)
      const right = Math.min(width, x + reach + 1)
      const sum =
        (sums[bottom + right] ?? 0) -
        (sums[bottom + left] ?? 0) -
        (sums[top + right] ?? 0) +
        (sums[top + left] ?? 0)
      const below = sum / (rows * (right - left)) - (data[y * width + x] ?? 0)
      if (below <= inkDepth) continue
      ink[y * width + x] = 1
      depth += below
      count += 1
    }
  }
  return { ink, depth: count === 0 ? 0 : depth / count }
}

/**
 * Of the ink: how its pixels are shared among runs of 1, 2, 3, 4–5, 6–8, 9–13 and more (the shorter of across and
 * down), how much of the picture it is, how dark it is, and the mean length as a logarithm.
 */
export function measureInk(plane: Plane): number[] {
  const { width, height } = plane
  const { ink, depth } = findInk(plane)
  const across = measureRuns(ink, { count: height, length: width, next: 1, line: width })
  const down = measureRuns(ink, { count: width, length: height, next: width, line: 1 })
  const shares = new Float64Array(lastLengths.length)
  let total = 0
  let lengths = 0
  for (let pixel = 0; pixel < ink.length; pixel += 1) {
    if (ink[pixel] === 0) continue
    const length = Math.min(across[pixel] ?? 0, down[pixel] ?? 0)
    const bin = lastLengths.findIndex((last) => length <= last)
    shares[bin] = (shares[bin] ?? 0) + 1
    lengths += length
    total += 1
  }
  return [
    ...[...shares].map((share) => share / Math.max(1, total)),
    total / Math.max(1, ink.length),
    depth,
    Math.log(total === 0 ? 1 : lengths / total),
  ]
}

/** For each pixel of ink the length of the run it is in. */
function measureRuns(
  ink: Uint8Array,
  grid: {
    readonly count: number
    readonly length: number
    readonly next: number
    readonly line: number
  },
): Uint16Array {
  const runs = new Uint16Array(ink.length)
  for (let line = 0; line < grid.count; line += 1) {
    let start = 0
    for (let step = 0; step <= grid.length; step += 1) {
      if (step < grid.length && ink[line * grid.line + step * grid.next] === 1) continue
      for (let run = start; run < step; run += 1)
        runs[line * grid.line + run * grid.next] = step - start
      start = step + 1
    }
  }
  return runs
}

/** By the eight neighbours' bits: how many are lighter, where they lie together; 9 where they do not. */
const patternOf = Uint8Array.from({ length: 256 }, (_, bits) => {
  let changes = 0
  let ones = 0
  for (let bit = 0; bit < 8; bit += 1) {
    const here = (bits >> bit) & 1
    ones += here
    if (here !== ((bits >> ((bit + 1) % 8)) & 1)) changes += 1
  }
  return changes <= 2 ? ones : 9
})
const patternStep = 0.012

/** Shares of rotation-invariant uniform local binary patterns (Ojala 2002), at full and at half size. */
export const measureTexture = (plane: Plane): number[] => [
  ...sharePatterns(plane),
  ...sharePatterns(halve(plane).half),
]

function sharePatterns({ width, height, data }: Plane): number[] {
  const counts = new Float64Array(10)
  const around = [-width - 1, -width, -width + 1, 1, width + 1, width, width - 1, -1]
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      const limit = (data[at] ?? 0) + patternStep
      let bits = 0
      for (let bit = 0; bit < 8; bit += 1)
        if ((data[at + (around[bit] ?? 0)] ?? 0) > limit) bits |= 1 << bit
      const pattern = patternOf[bits] ?? 9
      counts[pattern] = (counts[pattern] ?? 0) + 1
    }
  const total = Math.max(1, (width - 2) * (height - 2))
  // Roots: rare patterns tell more than their number.
  return [...counts].map((count) => Math.sqrt(count / total))
}
