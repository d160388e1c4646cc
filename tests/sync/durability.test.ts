import { describe, expect, it } from "vitest"
import { runHistory, type HistoryOptions } from "./model/history.ts"
import { databaseKinds } from "./model/place.ts"

/** The embedded database starts slowly, and most of the time is starts. */
const steps = { embedded: 25, PostgreSQL: 40 } as const
const seeds = [1, 2]

/** `DURABILITY_SEED=7 DURABILITY_MINUTES=30`: begins with that seed and goes on for so long. */
const firstSeed = Number(process.env["DURABILITY_SEED"] ?? 0)
const minutes = Number(process.env["DURABILITY_MINUTES"] ?? 0)

/** What went wrong, after what; empty when nothing did. */
async function listProblems(options: HistoryOptions): Promise<string[]> {
  const { promised, broken, apart, complaints, log } = await runHistory(options)
  const problems = [
    ...complaints,
    ...broken.map((promise) => `lost: ${promise}`),
    ...apart.map((name) => `${name} does not see what the others see`),
    ...(promised === 0 ? ["nothing was ever promised"] : []),
  ]
  if (problems.length === 0) return []
  return [`seed ${options.seed} on the ${options.database} database`, ...problems, ...log]
}

describe.each(databaseKinds)("on the %s database, whatever goes wrong", (database) => {
  it.each(firstSeed > 0 ? [firstSeed] : seeds)(
    "what was acknowledged, told or called Saved is there, and everybody sees the same (seed %i)",
    async (seed) => {
      await expect(listProblems({ database, seed, steps: steps[database] })).resolves.toEqual([])
    },
  )

  it.runIf(minutes > 0)(
    "that holds for as long as one cares to look",
    async () => {
      const end = performance.now() + minutes * 60_000
      for (let seed = firstSeed + 1; performance.now() < end; seed += 1)
        await expect(listProblems({ database, seed, steps: 200 })).resolves.toEqual([])
    },
    (minutes + 5) * 60_000,
  )
})
