import { compareRank, createRankBetween } from "@panelwright/core"

interface Sibling {
  readonly id: string
  readonly rank: string
}

/** The children of one parent in story order, kept while a list of commands adds to and takes from them. */
export class Siblings {
  readonly #items: Sibling[]

  constructor(items: Iterable<Sibling>) {
    this.#items = [...items].toSorted(compareRank)
  }

  remove(id: string): void {
    const index = this.#items.findIndex((item) => item.id === id)
    if (index >= 0) this.#items.splice(index, 1)
  }

  /** Puts one after another (null: first; left out or gone: last) and gives its rank. */
  insert(id: string, after: string | null | undefined): string {
    this.remove(id)
    const index = this.#indexAfter(after)
    const previous = this.#items[index - 1]?.rank ?? null
    // People who insert at one place at once make equal ranks; the next one goes behind all of them.
    let next = index
    while (next < this.#items.length && this.#items[next]?.rank === previous) next += 1
    const rank = createRankBetween(previous, this.#items[next]?.rank ?? null)
    this.#items.splice(next, 0, { id, rank })
    return rank
  }

  #indexAfter(after: string | null | undefined): number {
    if (after === null) return 0
    const index = after === undefined ? -1 : this.#items.findIndex((item) => item.id === after)
    return index < 0 ? this.#items.length : index + 1
  }
}
