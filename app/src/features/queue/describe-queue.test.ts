import {
  createJobId,
  createPanelId,
  jobSchema,
  noBudget,
  type Job,
  type QueueDesk,
} from "@panelwright/core"
import { describe, expect, it } from "vitest"
import {
  describeCancel,
  describeJobPrice,
  describeOverBudget,
  describeSpending,
  describeTurn,
  formatAge,
  listTurns,
} from "./describe-queue.ts"
import { describeBatch, findLatestBatch } from "./summarise-batch.ts"

const job = (name: string, fields: Partial<Job> = {}): Job =>
  jobSchema.parse({
    id: createJobId(name),
    storyboardId: "storyboard:s",
    panelId: createPanelId(name),
    state: "queued",
    operation: "generate",
    provider: "openai",
    instruction: null,
    progress: 0,
    failure: null,
    variantId: null,
    cost: null,
    createdBy: "person:me",
    createdAt: 0,
    finishedAt: null,
    ...fields,
  })

const desk: QueueDesk = {
  isPaused: false,
  defaultProvider: "sketch",
  prices: [
    { provider: "sketch", operation: "generate", quality: "draft", isFree: true, microDollars: 0 },
  ],
  times: [],
  storyboard: { budget: noBudget, spentMicroDollars: 0, reservedMicroDollars: 0 },
  installation: null,
  leftMicroDollars: null,
}

describe("a row of the queue", () => {
  const price = { microDollars: 66_000 }

  it("says what its picture costs, or did", () => {
    expect(describeJobPrice(job("a"))).toBe("free")
    expect(describeJobPrice(job("a", { price }))).toBe("about $0.07")
    expect(describeJobPrice(job("a", { price: { microDollars: null } }))).toBe("not known")
    const cost = { microDollars: 52_000 }
    expect(describeJobPrice(job("a", { price, state: "succeeded", cost }))).toBe("$0.06")
    expect(describeJobPrice(job("a", { price, state: "succeeded", isCached: true }))).toBe(
      "no cost",
    )
    const failure = { kind: "invalid", reason: "", billed: false } as const
    expect(describeJobPrice(job("a", { price, state: "failed", failure }))).toBe("")
  })

  it("says what may still be billed before it is stopped", () => {
    expect(describeCancel(job("a", { state: "running" }))).toBe("Cancel")
    expect(describeCancel(job("a", { price }))).toBe("Cancel: nothing is billed")
    expect(describeCancel(job("a", { price, state: "running" }))).toBe(
      "Cancel: up to $0.07 may still be billed",
    )
  })

  it("says whose turn it is, why it waits, and how far it is", () => {
    const jobs = [
      job("b", { position: 2 }),
      job("a", { position: 1 }),
      job("c", { state: "waiting", held: "consent" }),
    ]
    const turns = listTurns(jobs)
    const turnOf = (one: Job, isPaused = false) =>
      describeTurn(one, { turns, desk: { times: [], isPaused }, now: 21_000 })
    expect(jobs.map((one) => turnOf(one))).toEqual(["2nd", "1st", "needs consent"])
    expect(turnOf(job("a"), true)).toBe("queue paused")
    expect(turnOf(job("r", { state: "running", startedAt: 0 }))).toBe("0:21")
    expect(turnOf(job("w", { state: "waiting" }))).toBe("tries again soon")
  })

  it("says by how much it is over which limit", () => {
    expect(
      describeOverBudget({
        scope: "storyboard",
        limit: "day",
        limitMicroDollars: 1_000_000,
        usedMicroDollars: 980_000,
        wantedMicroDollars: 66_000,
      }),
    ).toBe("It costs about $0.07; $0.98 of $1.00 is used of the limit for each day.")
  })

  it("ages", () => {
    expect([0, 200_000, 7_300_000, 200_000_000].map(formatAge)).toEqual([
      "now",
      "3 min",
      "2 h",
      "2 d",
    ])
  })
})

describe("the money in the queue's header", () => {
  it("is not spoken of where everything is free", () => {
    expect(describeSpending(desk)).toBe("")
  })

  it("is what is spent, held back and left", () => {
    const storyboard = {
      ...desk.storyboard,
      spentMicroDollars: 120_000,
      reservedMicroDollars: 40_000,
    }
    expect(describeSpending({ ...desk, storyboard })).toBe(
      "spent $0.12 · reserved $0.04 · no limit",
    )
    expect(describeSpending({ ...desk, storyboard, leftMicroDollars: 840_000 })).toBe(
      "spent $0.12 · reserved $0.04 · left $0.84",
    )
  })
})

describe("pictures that were asked for together", () => {
  const batch = (name: string, fields: Partial<Job>) => job(name, { batchId: "b", ...fields })

  it("are counted, with those that failed and were not asked for again", () => {
    const jobs = [
      batch("a", { state: "succeeded" }),
      batch("b", { state: "failed", position: 2 }),
      batch("c", { state: "failed", position: 1 }),
      batch("d", { state: "failed" }),
      job("again", { panelId: createPanelId("d"), createdAt: 5, batchId: "later" }),
      job("other", { batchId: "x", createdBy: "person:you" }),
    ]
    const found = findLatestBatch(jobs, "person:me")
    expect(found && describeBatch(found)).toBe("1 of 4 drawn, 2 failed")
    expect(found?.failed.map(({ id }) => id)).toEqual(["job:c", "job:b"])
    expect(found?.working).toBe(0)
  })

  it("are none where only single pictures or other people's were asked for", () => {
    expect(findLatestBatch([batch("a", {})], "person:me")).toBeNull()
    expect(findLatestBatch([batch("a", {}), batch("b", {})], "person:you")).toBeNull()
  })
})
