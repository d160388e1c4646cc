/** One figure. `bound` is what it must not pass, in the same unit; null: reported only. */
export interface Figure {
  readonly what: string
  readonly value: number
  readonly unit: "ms" | "s" | "kB" | "MB" | "×"
  readonly bound: number | null
}

/** Measures something people wait for or pay for, on the real server. */
export interface Benchmark {
  readonly name: string
  run(): Promise<Figure[]>
}

export const isWithin = ({ value, bound }: Figure) => bound === null || value <= bound

/** The middle of an odd number of runs: one slow run says little about the program. */
export async function measureMedian(runs: number, run: () => Promise<number>): Promise<number> {
  const values: number[] = []
  for (let index = 0; index < runs; index += 1) values.push(await run())
  return values.toSorted((one, other) => one - other)[Math.floor(runs / 2)] ?? Number.NaN
}

export async function measureMilliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
