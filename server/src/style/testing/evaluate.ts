import {
  createProfile,
  getCalibration,
  judgeStyle,
  measureFingerprint,
  type MeasuredSide,
} from "@panelwright/core/style"
import sharp from "sharp"
import { loadForMeasure } from "../style-picture.ts"
import { drawSamples, evaluationSet, type SamplePicture } from "./draw-samples.ts"
import { compareAll, measureAuc, type MeasuredSample } from "./learn-calibration.ts"
import { perturbations } from "./perturb.ts"

/**
 * Says on pictures that the calibration has not seen how well styles are told apart, and what it costs, as one line of
 * JSON: `node server/src/style/testing/evaluate.ts`. The pictures are made for it by the built-in sketch provider.
 */
export interface StyleEvaluation {
  readonly pictures: number
  readonly styles: number
  readonly sides: readonly {
    readonly side: number
    /** How often a picture of the style is nearer to it than one of another. */
    readonly auc: number
    /** Medians of milliseconds for one picture: decoding and shrinking it alone, and measuring it then. */
    readonly decodeMs: number
    readonly measureMs: number
  }[]
  /** One picture of sixteen spoilt on purpose: how often it is among the three that belong least, and why is said. */
  readonly spoilt: readonly {
    readonly name: string
    readonly found: number
    readonly named: number
  }[]
}

const cost = { pictures: 24, rounds: 3 }

const samples = await drawSamples(evaluationSet, process.argv[2] ?? null)
const sides: StyleEvaluation["sides"][number][] = []
for (const side of [256, 512] as const) {
  const auc = measureAuc(compareAll(await measureAll(samples, side), getCalibration(side)))
  sides.push({ side, auc, ...(await measureCost(side)) })
}
const result: StyleEvaluation = {
  pictures: samples.length,
  styles: evaluationSet.styles.length,
  sides,
  spoilt: await findSpoilt(),
}
process.stdout.write(`${JSON.stringify(result)}\n`)

async function measureAll(
  pictures: readonly SamplePicture[],
  side: MeasuredSide,
): Promise<MeasuredSample[]> {
  const measured: MeasuredSample[] = []
  for (const { style, panel, bytes } of pictures)
    measured.push({
      style,
      panel,
      fingerprint: measureFingerprint(await loadForMeasure(bytes, side)),
    })
  return measured
}

async function measureCost(side: MeasuredSide) {
  const decode: number[] = []
  const measure: number[] = []
  for (let round = 0; round < cost.rounds; round += 1)
    for (const { bytes } of samples.slice(0, cost.pictures)) {
      const start = performance.now()
      const picture = await loadForMeasure(bytes, side)
      const decoded = performance.now()
      measureFingerprint(picture)
      decode.push(decoded - start)
      measure.push(performance.now() - decoded)
    }
  return { decodeMs: median(decode), measureMs: median(measure) }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN
}

async function findSpoilt(): Promise<StyleEvaluation["spoilt"]> {
  const byStyle = [...Map.groupBy(samples, ({ style }) => style).values()]
  const tallies = perturbations.map(({ name }) => ({ name, tried: 0, found: 0, named: 0 }))
  for (const own of byStyle.slice(0, 10)) {
    const measured = await measureAll(own, 256)
    const anchors = measured.slice(0, 4).map(({ fingerprint }) => fingerprint)
    const profile = createProfile(anchors)
    const victim = own[7]
    if (profile === null || !victim) continue
    const others = measured
      .filter(({ panel }, index) => index >= 4 && panel !== victim.panel)
      .map(({ fingerprint }) => judgeStyle(fingerprint, profile).score)
    for (const [index, { apply, expected }] of perturbations.entries()) {
      const tally = tallies[index]
      if (!tally) continue
      const small = await sharp(victim.bytes).resize(512).png().toBuffer()
      const spoilt = measureFingerprint(await loadForMeasure(await apply(small)))
      const { score, reasons } = judgeStyle(spoilt, profile)
      tally.tried += 1
      if (others.filter((other) => other < score).length < 3) tally.found += 1
      if (reasons.some((reason) => expected.includes(reason))) tally.named += 1
    }
  }
  return tallies.map(({ name, tried, found, named }) => ({
    name,
    found: found / tried,
    named: named / tried,
  }))
}
