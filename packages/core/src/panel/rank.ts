import { z } from "zod"

/**
 * A fractional index: ranks compare as text by code unit, and between two of them there is always another. Digits are base 62,
 * read as a fraction 0.ddd, and never end in the zero digit, so that there is room before each.
 */
export const rankSchema = z
  .string()
  .regex(/^[0-9A-Za-z]*[1-9A-Za-z]$/, "expected a rank")
  .max(400)

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
const base = digits.length

const valueAt = (rank: string, index: number) => digits.indexOf(rank.charAt(index))

/**
 * A rank strictly between two; null is an open end. The same arguments give the same rank, so people who
 * insert at one place at once are told apart by id: sort by rank, then by id.
 * Throws when `before` is not less than `after`: that is a bug of the caller.
 */
export function createRankBetween(before: string | null, after: string | null): string {
  if (before !== null && after !== null && before >= after)
    throw new RangeError(`no rank between ${before} and ${after}`)
  let rank = ""
  let boundedAbove = after !== null
  for (let index = 0; ; index += 1) {
    const low = before !== null && index < before.length ? valueAt(before, index) : 0
    const high =
      boundedAbove && after !== null && index < after.length ? valueAt(after, index) : base
    if (high - low > 1) {
      // Appending takes small steps, so that a thousand panels in a row do not need long ranks.
      const step = boundedAbove ? Math.floor((high - low) / 2) : before === null ? base >> 1 : 1
      return rank + digits.charAt(low + step)
    }
    rank += digits.charAt(low)
    if (high > low) boundedAbove = false
  }
}

interface Ranked {
  readonly rank: string
  readonly id: string
}

/** Story order of siblings: by rank, then by id so that everybody agrees. */
export const compareRank = (one: Ranked, other: Ranked): number => {
  if (one.rank !== other.rank) return one.rank < other.rank ? -1 : 1
  if (one.id === other.id) return 0
  return one.id < other.id ? -1 : 1
}
