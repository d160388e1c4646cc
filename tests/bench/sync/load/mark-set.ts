/** Which marks, one bit each; small enough to be handed to another process. */
export class MarkSet {
  readonly #bits: Buffer

  constructor(bits: Buffer = Buffer.alloc(512 * 1024)) {
    this.#bits = bits
  }

  static fromText = (text: string): MarkSet => new MarkSet(Buffer.from(text, "base64"))

  add(index: number): void {
    const byte = index >> 3
    this.#bits[byte] = (this.#bits[byte] ?? 0) | (1 << (index & 7))
  }

  has(index: number): boolean {
    return ((this.#bits[index >> 3] ?? 0) & (1 << (index & 7))) !== 0
  }

  count(isCounted: (index: number) => boolean = () => true): number {
    let count = 0
    for (const [byte, bits] of this.#bits.entries()) {
      if (bits === 0) continue
      for (let bit = 0; bit < 8; bit += 1)
        if ((bits & (1 << bit)) !== 0 && isCounted(byte * 8 + bit)) count += 1
    }
    return count
  }

  toText(): string {
    return this.#bits.toString("base64")
  }
}
