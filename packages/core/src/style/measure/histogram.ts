/** Counts of numbers within a range; what lies outside counts at its ends. */
export class Histogram {
  readonly #counts: Uint32Array
  readonly #low: number
  readonly #step: number
  #total = 0

  constructor(low: number, high: number, bins = 512) {
    this.#counts = new Uint32Array(bins)
    this.#low = low
    this.#step = (high - low) / bins
  }

  add(value: number): void {
    const bin = Math.floor((value - this.#low) / this.#step)
    const last = this.#counts.length - 1
    const at = bin < 0 ? 0 : bin > last ? last : bin
    this.#counts[at] = (this.#counts[at] ?? 0) + 1
    this.#total += 1
  }

  /** The values below which these shares (rising, 0–1) of all numbers lie. */
  quantiles(shares: readonly number[]): number[] {
    const values: number[] = []
    let bin = 0
    let below = 0
    for (const share of shares) {
      const wanted = share * this.#total
      while (bin < this.#counts.length - 1 && below + (this.#counts[bin] ?? 0) < wanted) {
        below += this.#counts[bin] ?? 0
        bin += 1
      }
      const count = this.#counts[bin] ?? 0
      const part = count === 0 ? 0.5 : Math.min(1, Math.max(0, (wanted - below) / count))
      values.push(this.#low + (bin + part) * this.#step)
    }
    return values
  }
}

/** Shares in the middle of so many equal parts. */
export const middles = (parts: number): number[] =>
  Array.from({ length: parts }, (_, index) => (index + 0.5) / parts)
