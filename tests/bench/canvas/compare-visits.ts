import type { Comparison } from "./comparison.ts"
import { gestures, type Gesture } from "./gestures.ts"
import type { GestureCost } from "./measured-page.ts"
import type { Visit } from "./visit.ts"

export interface VisitPair {
  readonly ours: Visit
  readonly theirs: Visit
}

const beatMs = 1000 / 60
/** Frames come with the screen, so that the time between two is a whole number of its beats. */
const toBeats = (milliseconds: number) => Math.max(1, Math.round(milliseconds / beatMs))

const findMedian = (values: readonly number[]) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN

const findCost = ({ costs }: Visit, gesture: Gesture): GestureCost => {
  const cost = costs.get(gesture)
  if (cost === undefined) throw new Error(`nobody made the gesture ${gesture}`)
  return cost
}

/** What the board costs beside what the other costs, each the median of its visits. */
export function compareVisits(pairs: readonly VisitPair[]): Comparison[] {
  const compare = (
    what: string,
    unit: Comparison["unit"],
    bound: number | null,
    read: (visit: Visit) => number,
  ): Comparison => ({
    what,
    unit,
    bound,
    ours: findMedian(pairs.map((pair) => read(pair.ours))),
    theirs: findMedian(pairs.map((pair) => read(pair.theirs))),
  })
  return [
    compare("opening for the first time", "ms", 1, ({ opening }) => opening),
    compare("opening again", "ms", 1, ({ openingAgain }) => openingAgain),
    ...gestures.flatMap((gesture) => {
      // Picking opens the inspector of a panel, which the other has nothing like.
      const bound = gesture === "pick" ? null : 1
      const read = (visit: Visit) => findCost(visit, gesture)
      return [
        compare(`${gesture}: main thread a frame`, "ms", bound, (visit) => read(visit).perFrame),
        compare(`${gesture}: 95 % of frames within`, "beats", bound, (visit) =>
          toBeats(read(visit).p95),
        ),
        compare(`${gesture}: longest frame`, "ms", null, (visit) => read(visit).worst),
      ]
    }),
    compare("objects in memory", "MB", 1, ({ memory }) => memory.heap),
    compare("the page's process", "MB", 1, ({ memory }) => memory.process),
  ]
}
