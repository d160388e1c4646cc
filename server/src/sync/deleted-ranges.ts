/** Which clocks of which clients are deleted: per client, sorted ranges that do not touch. */
export class DeletedRanges {
  readonly #clients = new Map<number, { starts: number[]; ends: number[] }>()

  copy(): DeletedRanges {
    const copy = new DeletedRanges()
    for (const [client, { starts, ends }] of this.#clients) {
      copy.#clients.set(client, { starts: [...starts], ends: [...ends] })
    }
    return copy
  }

  add(client: number, start: number, end: number): void {
    const ranges = this.#clients.get(client)
    if (!ranges) {
      this.#clients.set(client, { starts: [start], ends: [end] })
      return
    }
    const { starts, ends } = ranges
    // The first range that ends at or after our start, and the first one that begins after our end.
    const first = countBelow(ends, start)
    const last = countBelow(starts, end + 1)
    if (first === last) {
      starts.splice(first, 0, start)
      ends.splice(first, 0, end)
      return
    }
    starts.splice(first, last - first, Math.min(start, starts[first] ?? start))
    ends.splice(first, last - first, Math.max(end, ends[last - 1] ?? end))
  }

  has(client: number, start: number, end: number): boolean {
    const ranges = this.#clients.get(client)
    if (!ranges) return false
    const index = countBelow(ranges.starts, start + 1) - 1
    return index >= 0 && (ranges.ends[index] ?? 0) >= end
  }
}

/** How many of the ascending values are smaller. */
function countBelow(ascending: readonly number[], value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
