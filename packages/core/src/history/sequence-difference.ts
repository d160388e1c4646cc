/** A stretch of one sequence that stands in another's place: `from` to `to` before, `newFrom` to `newTo` after. */
export interface Hunk {
  readonly from: number
  readonly to: number
  readonly newFrom: number
  readonly newTo: number
}

/** Work and memory grow with the square of it. */
const mostEdits = 800

/**
 * The fewest items to take out and put in that make `after` of `before`, in order, as stretches that never touch.
 * Items are compared by `===`. Where more than 800 items differ, what lies between the first and the last of them is
 * one stretch. (Myers, An O(ND) Difference Algorithm, 1986.)
 */
export function compareSequences(before: readonly string[], after: readonly string[]): Hunk[] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end])
    end += 1
  const middle = before.slice(start, before.length - end)
  const newMiddle = after.slice(start, after.length - end)
  if (middle.length === 0 && newMiddle.length === 0) return []
  const inner = findShortest(middle, newMiddle) ?? [
    { from: 0, to: middle.length, newFrom: 0, newTo: newMiddle.length },
  ]
  return inner.map(({ from, to, newFrom, newTo }) => ({
    from: from + start,
    to: to + start,
    newFrom: newFrom + start,
    newTo: newTo + start,
  }))
}

/** Null when it takes more edits than are looked for. */
function findShortest(before: readonly string[], after: readonly string[]): Hunk[] | null {
  const most = Math.min(before.length + after.length, mostEdits)
  /** How far each diagonal reached with so many edits; `offset` is diagonal 0. */
  const offset = most + 1
  const reach = new Int32Array(2 * most + 3)
  const trace: Int32Array[] = []
  for (let edits = 0; edits <= most; edits += 1) {
    trace.push(reach.slice(offset - edits - 1, offset + edits + 2))
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = stepOn(reach, offset + diagonal, diagonal, edits)
      let y = x - diagonal
      while (x < before.length && y < after.length && before[x] === after[y]) {
        x += 1
        y += 1
      }
      reach[offset + diagonal] = x
      if (x >= before.length && y >= after.length)
        return traceBack(trace, before.length, after.length)
    }
  }
  return null
}

const at = (reach: Int32Array, index: number) => reach[index] ?? 0

/** Where an edit leads to on this diagonal: down from the one above it, or right from the one below. */
function stepOn(reach: Int32Array, index: number, diagonal: number, edits: number): number {
  return isInsertion(reach, index, diagonal, edits)
    ? at(reach, index + 1)
    : at(reach, index - 1) + 1
}

const isInsertion = (reach: Int32Array, index: number, diagonal: number, edits: number) =>
  diagonal === -edits || (diagonal !== edits && at(reach, index - 1) < at(reach, index + 1))

function traceBack(trace: readonly Int32Array[], length: number, newLength: number): Hunk[] {
  const hunks: Hunk[] = []
  let x = length
  let y = newLength
  for (let edits = trace.length - 1; edits > 0; edits -= 1) {
    const reach = trace[edits] ?? new Int32Array()
    const diagonal = x - y
    const index = edits + 1 + diagonal
    const insertion = isInsertion(reach, index, diagonal, edits)
    const fromX = insertion ? at(reach, index + 1) : at(reach, index - 1)
    const fromY = insertion ? fromX - diagonal - 1 : fromX - diagonal + 1
    const edit = insertion
      ? { from: fromX, to: fromX, newFrom: fromY, newTo: fromY + 1 }
      : { from: fromX, to: fromX + 1, newFrom: fromY, newTo: fromY }
    const next = hunks.at(-1)
    if (next && next.from === edit.to && next.newFrom === edit.newTo)
      hunks[hunks.length - 1] = { ...next, from: edit.from, newFrom: edit.newFrom }
    else hunks.push(edit)
    x = fromX
    y = fromY
  }
  return hunks.toReversed()
}
