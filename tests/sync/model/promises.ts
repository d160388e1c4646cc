/** Whatever anybody was told is there for good, by the name of the change. */
export class Promises {
  readonly #byName = new Map<string, string>()

  /** `how` says by what the promise was made. */
  add(name: string, how: string): void {
    if (!this.#byName.has(name)) this.#byName.set(name, how)
  }

  get size(): number {
    return this.#byName.size
  }

  listBroken(present: ReadonlySet<string>): string[] {
    return [...this.#byName]
      .filter(([name]) => !present.has(name))
      .map(([name, how]) => `${name} (${how})`)
  }
}
