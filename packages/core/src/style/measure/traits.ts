import type { StyleReason } from "../style-report.ts"
import type { Fingerprint } from "./fingerprint.ts"

/** Single properties that people have words for. */
export const traitNames = [
  "redness",
  "warmth",
  "brightness",
  "contrast",
  "colourfulness",
  "thickness",
  "busyness",
  "fineness",
] as const
export type TraitName = (typeof traitNames)[number]

const mean = (values: Float32Array): number => {
  let sum = 0
  for (const value of values) sum += value
  return sum / Math.max(1, values.length)
}

const read = (values: Float32Array, at: number) => values[at] ?? 0

const measures: Readonly<Record<TraitName, (fingerprint: Fingerprint) => number>> = {
  redness: ({ tint }) => read(tint, 0),
  warmth: ({ tint }) => read(tint, 1),
  brightness: ({ tone }) => mean(tone),
  contrast: ({ tone }) => mean(tone.subarray(12)) - mean(tone.subarray(0, 4)),
  colourfulness: ({ chroma }) => mean(chroma),
  thickness: ({ ink }) => read(ink, ink.length - 1),
  busyness: ({ edges }) => mean(edges.subarray(0, edges.length - 1)),
  fineness: ({ pyramid }) => read(pyramid, 0) - read(pyramid, 2),
}

export const measureTraits = (fingerprint: Fingerprint): Record<TraitName, number> =>
  Object.fromEntries(traitNames.map((name) => [name, measures[name](fingerprint)])) as Record<
    TraitName,
    number
  >

/** What a picture is that has more of the trait than the rest, and what it is that has less. */
export const traitReasons: Readonly<Record<TraitName, readonly [StyleReason, StyleReason]>> = {
  redness: ["redder", "greener"],
  warmth: ["warmer", "colder"],
  brightness: ["lighter", "darker"],
  contrast: ["starker", "flatter"],
  colourfulness: ["more-colourful", "less-colourful"],
  thickness: ["thicker-lined", "thinner-lined"],
  busyness: ["busier", "emptier"],
  fineness: ["finer", "coarser"],
}
