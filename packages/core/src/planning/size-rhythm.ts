import { sizes, type Size } from "../film/vocabulary.ts"

const ladder = Object.keys(sizes) as Size[]
const steps = ladder.length - 1
/** More than this from one cut to the next is felt as a jump. */
const longestStep = 5
/** An insert stands outside the ladder of distances to people. */
const closest = ladder.indexOf("extreme-close-up")

/** One step closer; an extreme close-up and an insert stay. */
export const closerThan = (size: Size): Size => {
  const at = ladder.indexOf(size)
  return at >= closest ? size : (ladder[at + 1] ?? size)
}

/**
 * The size nearest to the wanted one such that no three panels in a row are equal and, unless the text asks
 * for the size, no cut jumps further than needed. `differs`: not even the size of the panel before.
 */
export function settleSize(
  wanted: Size,
  before: readonly Size[],
  options: { readonly asked: boolean; readonly differs?: boolean },
): Size {
  const [earlier, last] = [before.at(-2), before.at(-1)]
  const repeats = (size: Size) => size === last && (size === earlier || options.differs === true)
  const from = before.findLast((size) => size !== "insert")
  const target = ladder.indexOf(wanted)
  const free = options.asked || wanted === "insert" || from === undefined
  const near = free ? target : clampStep(target, ladder.indexOf(from))
  for (let distance = 0; distance <= steps; distance += 1) {
    const closer = ladder[near + distance]
    const wider = ladder[near - distance]
    const allowed = (size: Size | undefined): size is Size =>
      size !== undefined && !repeats(size) && (size !== "insert" || wanted === "insert")
    if (allowed(closer)) return closer
    if (allowed(wider)) return wider
  }
  return wanted
}

const clampStep = (target: number, from: number) =>
  Math.max(from - longestStep, Math.min(from + longestStep, target))
