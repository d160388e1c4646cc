/** The same seed gives the same sequence, so that an element that did not change is drawn with the same strokes. */
export interface Random {
  /** 0 to below 1. */
  next(): number
  between(low: number, high: number): number
  /** -1 to 1, near 0 more often. */
  spread(): number
  pick<Item>(items: readonly [Item, ...Item[]]): Item
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = state
    value = Math.imul(value ^ (value >>> 15), value | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    spread: () => next() + next() - 1,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  }
}

/** FNV-1a over the words that name a part, so that each part has a seed of its own. */
export function createSeed(...parts: readonly (string | number)[]): number {
  const text = parts.join("/")
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0
  return value % 0x7fffffff
}
