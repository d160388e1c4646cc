import { createJobId, createPanelId, type Job } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { createJobStore } from "./job-store.ts"

const panelId = createPanelId("one")

const createJob = (token: string, changes: Partial<Job> = {}): Job => ({
  id: createJobId(token),
  storyboardId: "storyboard:x",
  panelId,
  state: "running",
  operation: "generate",
  provider: "sketch",
  instruction: null,
  progress: 0,
  failure: null,
  variantId: null,
  cost: null,
  createdBy: "person:x",
  createdAt: 1,
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
  ...changes,
})

describe("the jobs of a storyboard", () => {
  it("gives a panel's newest job by creation, whichever was heard of last", () => {
    const jobs = createJobStore()
    jobs.add([createJob("b", { createdAt: 2 }), createJob("a", { createdAt: 1 })])
    expect(jobs.findLatest(panelId)?.id).toBe("job:b")
    expect(jobs.findLatest(createPanelId("other"))).toBeNull()
  })

  it("never lets a late message open what is over or take progress back", () => {
    const jobs = createJobStore()
    jobs.handleEvent({ type: "job", job: createJob("a", { progress: 0.6 }) })
    jobs.add([createJob("a", { progress: 0.2 })])
    expect(jobs.findLatest(panelId)?.progress).toBe(0.6)
    jobs.handleEvent({ type: "job", job: createJob("a", { state: "succeeded", progress: 1 }) })
    jobs.add([createJob("a", { progress: 0.9 })])
    expect(jobs.findLatest(panelId)?.state).toBe("succeeded")
  })

  it("shows a partial picture until the job is over, and none of an older job", () => {
    const jobs = createJobStore()
    const partial = { type: "partial", panelId, picture: "data:image/png;base64,xx" } as const
    jobs.add([createJob("a")])
    jobs.handleEvent({ ...partial, jobId: createJobId("a") })
    expect(jobs.findPartial(panelId)?.picture).toBe(partial.picture)
    jobs.add([createJob("a", { state: "failed" })])
    expect(jobs.findPartial(panelId)).toBeNull()
    jobs.handleEvent({ ...partial, jobId: createJobId("a") })
    expect(jobs.findPartial(panelId)).toBeNull()
    jobs.add([createJob("b", { createdAt: 2 })])
    jobs.handleEvent({ ...partial, jobId: createJobId("a") })
    expect(jobs.findPartial(panelId)).toBeNull()
  })

  it("tells its listeners only when something changed", () => {
    const jobs = createJobStore()
    let calls = 0
    jobs.observe(() => (calls += 1))
    jobs.add([createJob("a", { progress: 0.5 })])
    jobs.add([createJob("a", { progress: 0.1 })])
    jobs.add([])
    expect(calls).toBe(1)
  })
})
