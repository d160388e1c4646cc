import {
  comparedLength,
  createProfile,
  decompose,
  directionCount,
  joinFingerprint,
  measureDistance,
  measureTraits,
  multiply,
  recompose,
  traitNames,
  type Calibration,
  type Fingerprint,
  type TraitName,
} from "@panelwright/core/style"

export interface MeasuredSample {
  readonly style: number
  readonly panel: number
  readonly fingerprint: Fingerprint
}

/** A picture and whether it is of the style that it is compared with. */
export interface Comparison {
  readonly distance: number
  readonly same: boolean
}

/** Of each style so many parts are its anchors in turn, and the rest is compared. */
const anchorParts = 4

/** Noise in what is spread little must not look like meaning. */
const shrinkage = 0.1

const groupByStyle = (samples: readonly MeasuredSample[]) =>
  [...Map.groupBy(samples, ({ style }) => style)].toSorted(([one], [other]) => one - other)

/** Every picture against every style, by a quarter of the style's pictures as anchors. */
export function compareAll(
  samples: readonly MeasuredSample[],
  calibration: Calibration,
): Comparison[] {
  return groupByStyle(samples).flatMap(([style, own]) =>
    Array.from({ length: anchorParts }, (_, part) => {
      const anchors = new Set(own.filter((_sample, index) => index % anchorParts === part))
      const profile = createProfile([...anchors].map(({ fingerprint }) => fingerprint))
      if (profile === null) return []
      return samples
        .filter((sample) => !anchors.has(sample))
        .map((sample) => ({
          distance: measureDistance(sample.fingerprint, profile, calibration),
          same: sample.style === style,
        }))
    }).flat(),
  )
}

/** How often a picture of the style is nearer than one of another: 0.5 is chance, 1 always. */
export function measureAuc(comparisons: readonly Comparison[]): number {
  const ranked = comparisons.toSorted((one, other) => one.distance - other.distance)
  let nearer = 0
  let sum = 0
  for (const { same } of ranked)
    if (same) nearer += 1
    else sum += nearer
  return sum / (nearer * (ranked.length - nearer))
}

type Row = Float32Array

const toRow = ({ fingerprint }: MeasuredSample): Row =>
  joinFingerprint(fingerprint).subarray(0, comparedLength)

function average(rows: readonly Row[]): Float64Array {
  const mean = new Float64Array(comparedLength)
  for (const row of rows)
    for (let at = 0; at < comparedLength; at += 1)
      mean[at] = (mean[at] ?? 0) + (row[at] ?? 0) / rows.length
  return mean
}

function covary(rows: readonly ArrayLike<number>[], scale: Float64Array): Float64Array {
  const size = comparedLength
  const result = new Float64Array(size * size)
  for (const row of rows)
    for (let one = 0; one < size; one += 1) {
      const value = (row[one] ?? 0) / (scale[one] ?? 1) / rows.length
      for (let other = 0; other < size; other += 1)
        result[one * size + other] =
          (result[one * size + other] ?? 0) + (value * (row[other] ?? 0)) / (scale[other] ?? 1)
    }
  return result
}

/** Linear discriminants: what lies together within styles and apart between them. */
function learnDirections(samples: readonly MeasuredSample[]): Float32Array {
  const size = comparedLength
  const styles = groupByStyle(samples).map(([, own]) => own.map(toRow))
  const means = styles.map(average)
  const within = styles.flatMap((rows, style) =>
    rows.map((row) => row.map((value, at) => value - (means[style]?.[at] ?? 0))),
  )
  const whole = average(styles.flat())
  const between = means.map((mean) => mean.map((value, at) => value - (whole[at] ?? 0)))
  const scale = Float64Array.from(
    { length: size },
    (_, at) =>
      Math.sqrt(within.reduce((sum, row) => sum + (row[at] ?? 0) ** 2, 0) / within.length) + 1e-6,
  )
  const shrunk = covary(within, scale).map(
    (value, at) => value * (1 - shrinkage) + (at % (size + 1) === 0 ? shrinkage : 0),
  )
  const whitening = recompose(decompose(shrunk, size), (value) => 1 / Math.sqrt(value))
  const { values, vectors } = decompose(
    multiply(multiply(whitening, covary(between, scale), size), whitening, size),
    size,
  )
  const best = [...values.keys()]
    .toSorted((one, other) => (values[other] ?? 0) - (values[one] ?? 0))
    .slice(0, directionCount)
  const turned = multiply(whitening, vectors, size)
  return Float32Array.from(
    best.flatMap((column) =>
      Array.from({ length: size }, (_, at) => (turned[at * size + column] ?? 0) / (scale[at] ?? 1)),
    ),
  )
}

/** The curve that says best how likely a distance is within a style, were both as frequent. */
function learnCurve(comparisons: readonly Comparison[]): { turn: number; slope: number } {
  const counts = [false, true].map((kind) => comparisons.filter(({ same }) => same === kind).length)
  let turn = 5
  let slope = 1
  for (let step = 0; step < 4000; step += 1) {
    let ofTurn = 0
    let ofSlope = 0
    for (const { distance, same } of comparisons) {
      const likely = 1 / (1 + Math.exp(slope * (distance - turn)))
      const error = (likely - (same ? 1 : 0)) / (2 * (counts[same ? 1 : 0] ?? 1))
      ofTurn += error * slope
      ofSlope -= error * (distance - turn)
    }
    turn -= 2 * ofTurn
    slope -= 0.2 * ofSlope
  }
  return { turn, slope }
}

function learnSpread(samples: readonly MeasuredSample[]): Record<TraitName, number> {
  const styles = groupByStyle(samples).map(([, own]) =>
    own.map(({ fingerprint }) => measureTraits(fingerprint)),
  )
  return Object.fromEntries(
    traitNames.map((name) => {
      const squares = styles.flatMap((traits) => {
        const mean = traits.reduce((sum, trait) => sum + trait[name], 0) / traits.length
        return traits.map((trait) => (trait[name] - mean) ** 2)
      })
      return [name, Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)]
    }),
  ) as Record<TraitName, number>
}

const folds = 3

/** The curve is learned from styles that the directions have not seen, as those of other people are. */
export function learnCalibration(samples: readonly MeasuredSample[]): Calibration {
  const create = (seen: readonly MeasuredSample[]): Calibration => ({
    directions: learnDirections(seen),
    turn: 0,
    slope: 1,
    spread: learnSpread(seen),
  })
  const comparisons = Array.from({ length: folds }, (_, fold) =>
    compareAll(
      samples.filter(({ style }) => style % folds === fold),
      create(samples.filter(({ style }) => style % folds !== fold)),
    ),
  ).flat()
  return { ...create(samples), ...learnCurve(comparisons) }
}
