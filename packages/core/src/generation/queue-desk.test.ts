import { describe, expect, it } from "vitest"
import { createJobId, createPanelId } from "../identity/identity.ts"
import { jobSchema, type Job } from "./job.ts"
import {
  compareTurns,
  describePrice,
  describeRunning,
  estimateQueue,
  formatDuration,
  type QueueDesk,
} from "./queue-desk.ts"

const price = (provider: string, isFree: boolean, microDollars: number | null) =>
  ({ provider, operation: "generate", quality: "draft", isFree, microDollars }) as const

const desk: Pick<QueueDesk, "prices" | "times" | "defaultProvider"> = {
  defaultProvider: "sketch",
  prices: [price("sketch", true, 0), price("openai", false, 5_000), price("new", false, null)],
  times: [
    {
      provider: "openai",
      operation: "generate",
      quality: "draft",
      p50Ms: 60_000,
      p95Ms: 140_000,
      runs: 12,
    },
  ],
}

const job = (fields: Partial<Job>): Job =>
  jobSchema.parse({
    id: createJobId("j"),
    storyboardId: "storyboard:s",
    panelId: createPanelId("p"),
    state: "queued",
    operation: "generate",
    provider: "openai",
    instruction: null,
    progress: 0,
    failure: null,
    variantId: null,
    cost: null,
    createdBy: "person:p",
    createdAt: 0,
    finishedAt: null,
    ...fields,
  })

describe("the price on a button", () => {
  const wish = { provider: null, operation: "generate", quality: "draft", pictures: 14 } as const

  it("says free, about how much, or that it is not known, and never 0 for not known", () => {
    expect(describePrice(desk, wish)).toBe("free")
    expect(describePrice(desk, { ...wish, provider: "openai" })).toBe("about $0.07")
    expect(describePrice(desk, { ...wish, provider: "new" })).toBe("price not known")
    expect(describePrice(desk, { ...wish, operation: "edit" })).toBe("price not known")
  })
})

describe("how long it takes", () => {
  it("is told against the middle of the last runs, and alone while there are none", () => {
    const running = job({ state: "running", startedAt: 1_000 })
    expect(describeRunning(running, desk, 22_000)).toBe("0:21 of about 1:00")
    expect(describeRunning({ ...running, provider: "new" }, desk, 22_000)).toBe("0:21")
    expect(describeRunning(job({}), desk, 22_000)).toBe("")
    expect(["0:00", "12:05", "1:02:03"]).toEqual([0, 725_000, 3_723_000].map(formatDuration))
  })

  it("is the sum over as many as run at once, by the slow ones once they are late", () => {
    const jobs = [
      job({ state: "running", startedAt: 0 }),
      job({ state: "running", startedAt: 20_000 }),
      job({}),
      job({}),
      job({ state: "waiting", held: "consent" }),
      job({ state: "succeeded" }),
    ]
    // Both that run are past the middle, so that the slow ones count: 140 less 90, and less 70.
    expect(estimateQueue(jobs, desk, 90_000)).toBe((50_000 + 70_000 + 60_000 + 60_000) / 2)
    expect(estimateQueue([job({ provider: "new" })], desk, 0)).toBeNull()
    expect(estimateQueue([job({ state: "failed" })], desk, 0)).toBeNull()
  })

  it("lists jobs in the order of their turns", () => {
    const turns = [
      job({ id: createJobId("c"), position: 2, queuedAt: 0 }),
      job({ id: createJobId("b"), position: 1, queuedAt: 5 }),
      job({ id: createJobId("a"), position: 1, queuedAt: 5 }),
    ]
    expect(turns.toSorted(compareTurns).map(({ id }) => id)).toEqual(["job:a", "job:b", "job:c"])
  })
})
