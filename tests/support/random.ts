export interface Random {
  /** From 0 to 1, without 1. */
  next(): number
  /** A whole number from 0, less than `limit`. */
  below(limit: number): number
  pick<Item>(items: readonly Item[]): Item
}

/** The same numbers for the same seed (Marsaglia's xorshift, 32 bits). */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 0 || 1
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    pick(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error("nothing to pick from")
      return item
    },
  }
}
