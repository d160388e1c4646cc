import type { Figure } from "../benchmark.ts"
import { gestures } from "./gestures.ts"
import type { Visit } from "./visit.ts"

export interface Pair {
  readonly ours: Visit
  readonly theirs: Visit
}

const frameMs = 1000 / 60
/** Frames come with the screen, so that a time between two is a whole number of its beats. */
const toBeats = (milliseconds: number) => Math.max(1, Math.round(milliseconds / frameMs))

const median = (values: readonly number[]) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN

/** What ours costs as a part of what the other costs, each the median of its visits. */
export function compareVisits(title: string, pairs: readonly Pair[]): Figure[] {
  const figures: Figure[] = []
  const compare = (what: string, read: (visit: Visit) => number, unit: "ms" | "MB" | null) => {
    const ours = median(pairs.map((pair) => read(pair.ours)))
    const theirs = median(pairs.map((pair) => read(pair.theirs)))
    if (unit !== null)
      process.stdout.write(
        `  ${title}, ${what}: ${ours.toFixed(2)} ${unit}, plain ${theirs.toFixed(2)} ${unit}\n`,
      )
    figures.push({ what: `${title}, ${what}`, value: ours / theirs, unit: "×", bound: 1 })
  }
  compare("opening", ({ opening }) => opening, "ms")
  compare("opening again", ({ openingAgain }) => openingAgain, "ms")
  for (const gesture of gestures) {
    const find = ({ costs }: Visit) => {
      const cost = costs.get(gesture)
      if (cost === undefined) throw new Error(`nobody made the gesture ${gesture}`)
      return cost
    }
    compare(`${gesture}: main thread a frame`, (visit) => find(visit).perFrame, "ms")
    compare(`${gesture}: 95 % of frames`, (visit) => toBeats(find(visit).p95), null)
    for (const side of ["ours", "theirs"] as const)
      process.stdout.write(
        `    ${gesture} ${side}: ${pairs
          .map((pair) => find(pair[side]))
          .map(({ p50, p95, worst, script }) =>
            [p50, p95, worst, script].map((value) => value.toFixed(1)).join("/"),
          )
          .join("  ")} (p50/p95/worst/script a frame, ms)\n`,
      )
  }
  compare("objects in memory", ({ memory }) => memory.heap, "MB")
  compare("the page's process", ({ memory }) => memory.process, "MB")
  return figures
}
