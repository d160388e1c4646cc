import { createJobId, createPanelId, type Job, type JobState } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { summariseJobs } from "./summarise-jobs.ts"

let count = 0
const job = (panel: string, state: JobState, createdAt = 0): Job => ({
  id: createJobId(`j${(count += 1)}`),
  storyboardId: "storyboard:s",
  panelId: createPanelId(panel),
  state,
  operation: "generate",
  provider: "sketch",
  instruction: null,
  progress: 0,
  failure: null,
  variantId: null,
  cost: null,
  createdBy: "person:p",
  createdAt,
  finishedAt: null,
  quality: "draft",
  count: 1,
  batchId: "",
  startedAt: null,
  position: 0,
  queuedAt: 0,
  price: null,
  held: null,
  overBudget: null,
  isCached: false,
  decision: null,
})

describe("the queue in the status bar", () => {
  it("counts what was asked for together while there is work", () => {
    const jobs = [
      job("old", "succeeded", 0),
      job("a", "succeeded", 60_000),
      job("b", "running", 60_000),
      job("c", "queued", 60_001),
    ]
    expect(summariseJobs(jobs)).toBe("1 of 3 done")
  })

  it("is silent when all is done", () => {
    expect(summariseJobs([job("a", "succeeded"), job("b", "canceled")])).toBe("")
  })

  it("forgets a failure once the panel's next picture is made", () => {
    expect(summariseJobs([job("a", "failed", 1), job("b", "failed", 1)])).toBe("2 failed")
    expect(
      summariseJobs([job("a", "succeeded", 2), job("a", "failed", 1), job("b", "failed", 1)]),
    ).toBe("1 failed")
  })
})
