const bucketMilliseconds = 0.02
const bucketCount = 500_000

/** Times up to ten seconds, exact to 0.02 ms, however many there are. */
export class Histogram {
  readonly #buckets = new Uint32Array(bucketCount)
  #count = 0

  get count(): number {
    return this.#count
  }

  add(milliseconds: number): void {
    const bucket = Math.min(bucketCount - 1, Math.max(0, (milliseconds / bucketMilliseconds) | 0))
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1
    this.#count += 1
  }

  /** The time that this share of all did not pass; not a number when there are none. */
  percentile(share: number): number {
    if (this.#count === 0) return Number.NaN
    let left = this.#count * share
    for (let bucket = 0; bucket < bucketCount; bucket += 1) {
      left -= this.#buckets[bucket] ?? 0
      if (left <= 0) return (bucket + 0.5) * bucketMilliseconds
    }
    return Number.NaN
  }
}
