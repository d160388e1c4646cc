import type { StoredUpdate } from "./doc-log.ts"

const MAX_BYTES = 4 * 1024 * 1024
const MAX_MESSAGES = 1000

/**
 * Updates that other processes said they have stored, until those before them are known too. More
 * than it holds is forgotten: whoever needs them reads the log.
 */
export class HeardUpdates {
  readonly #messages = new Map<number, readonly Uint8Array[]>()
  #byteLength = 0

  get isEmpty(): boolean {
    return this.#messages.size === 0
  }

  add(firstSeq: number, updates: readonly Uint8Array[]): void {
    this.#remove(firstSeq)
    this.#messages.set(firstSeq, updates)
    this.#byteLength += byteLengthOf(updates)
    if (this.#byteLength > MAX_BYTES || this.#messages.size > MAX_MESSAGES) this.clear()
  }

  /** Those that follow on `seq` without a gap. What is not after it any more is forgotten. */
  takeAfter(seq: number): StoredUpdate[] {
    const taken: StoredUpdate[] = []
    let next = seq + 1
    for (let found = true; found && this.#messages.size > 0;) {
      found = false
      for (const [firstSeq, updates] of this.#messages) {
        if (firstSeq > next) continue
        this.#remove(firstSeq)
        for (const update of updates.slice(next - firstSeq)) {
          taken.push({ seq: next, update })
          next += 1
          found = true
        }
      }
    }
    return taken
  }

  clear(): void {
    this.#messages.clear()
    this.#byteLength = 0
  }

  #remove(firstSeq: number): void {
    this.#byteLength -= byteLengthOf(this.#messages.get(firstSeq) ?? [])
    this.#messages.delete(firstSeq)
  }
}

function byteLengthOf(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, { length }) => sum + length, 0)
}
