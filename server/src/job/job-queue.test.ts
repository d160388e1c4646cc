import {
  createJobId,
  createPanelId,
  createVariantId,
  type GenerationRequest,
} from "@panelwright/core"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Database } from "../database/database.ts"
import { closeTestDatabases, openTestDatabase } from "../database/testing/test-database.ts"
import type { JobQueue, NewJob } from "./job-queue.ts"
import { createPostgresQueue } from "./postgres-queue.ts"

const request: GenerationRequest = {
  operation: "generate",
  instruction: null,
  mask: null,
  count: 1,
  quality: "draft",
  provider: null,
}
const storyboardId = "storyboard:test"
const cost = { microDollars: 12 }

const createJob = (name: string, fields: Partial<NewJob> = {}): NewJob => ({
  id: createJobId(name),
  storyboardId,
  panelId: createPanelId(name),
  provider: "sketch",
  request,
  createdBy: "person:1",
  payer: "person:1",
  price: null,
  batchId: "batch",
  position: 0,
  ...fields,
})

describe.each(["embedded", "server"] as const)("the job queue on the %s database", (kind) => {
  let database: Database
  let queue: JobQueue
  let now: number

  beforeEach(async () => {
    database = await openTestDatabase({ kind })
    now = 1_800_000_000_000
    queue = createPostgresQueue({ database, clock: () => now })
    await database.sql`insert into storyboard (id, title) values (${storyboardId}, 'Test')`
  })
  afterEach(() => database.close())
  afterAll(closeTestDatabases)

  const claim = (owner: string, count: number, provider = "sketch") =>
    queue.claim({ owner, room: new Map([[provider, count]]), leaseMs: 20_000 })
  const names = (claimed: Awaited<ReturnType<typeof claim>>) =>
    claimed.map(({ job }) => job.id.slice("job:".length))

  it("gives jobs out in order of position, then of creation, each once", async () => {
    await queue.enqueue([createJob("b", { position: 2 }), createJob("a", { position: 1 })])
    now += 1
    await queue.enqueue([createJob("c", { position: 2 }), createJob("urgent")])
    expect(names(await claim("one", 3))).toEqual(["urgent", "a", "b"])
    expect(names(await claim("two", 3))).toEqual(["c"])
    expect(await claim("two", 3)).toEqual([])
  })

  it("never gives one job to two who ask at once", async () => {
    await queue.enqueue(Array.from({ length: 40 }, (_, index) => createJob(`j${index}`)))
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, index) => claim(`owner${index}`, 10)),
    )
    const given = claims.flatMap(names)
    expect(new Set(given).size).toBe(given.length)
    expect(given.length).toBe(40)
  })

  it("gives out as many of each provider as there is room for", async () => {
    await queue.enqueue([
      createJob("a"),
      createJob("b"),
      createJob("c", { provider: "openai" }),
      createJob("d", { provider: "gone" }),
    ])
    const room = new Map([
      ["sketch", 1],
      ["openai", 3],
    ])
    expect(names(await queue.claim({ owner: "one", room, leaseMs: 1000 }))).toEqual(["a", "c"])
  })

  it("runs the jobs of one panel one after the other", async () => {
    const panelId = createPanelId("p")
    await queue.enqueue([createJob("a", { panelId })])
    now += 1
    await queue.enqueue([createJob("b", { panelId }), createJob("c")])
    expect(names(await claim("one", 5))).toEqual(["a", "c"])
    await queue.end(createJobId("a"), "one", { state: "canceled" })
    expect(names(await claim("one", 5))).toEqual(["b"])
  })

  it("is all or none", async () => {
    await queue.enqueue([createJob("a")])
    await expect(queue.enqueue([createJob("b"), createJob("a")])).rejects.toThrow(/duplicate/)
    expect(await queue.find(createJobId("b"))).toBeNull()
  })

  it("shows how a job ended", async () => {
    await queue.enqueue([createJob("a"), createJob("b")])
    await claim("one", 5)
    const variantId = createVariantId("v")
    await queue.end(createJobId("a"), "one", { state: "succeeded", variantId, cost })
    const failure = { kind: "refused", stage: "output", category: "gore", billed: true } as const
    await queue.end(createJobId("b"), "one", { state: "failed", failure })
    expect(await queue.find(createJobId("a"))).toMatchObject({
      state: "succeeded",
      progress: 1,
      variantId,
      cost,
      failure: null,
      finishedAt: now,
    })
    expect(await queue.find(createJobId("b"))).toMatchObject({ state: "failed", failure })
  })

  it("lets nobody end a job that is not theirs", async () => {
    await queue.enqueue([createJob("a")])
    await claim("one", 1)
    expect(await queue.end(createJobId("a"), "two", { state: "canceled" })).toBeNull()
    expect(await queue.giveBack(createJobId("a"), "two")).toBeNull()
    expect(await queue.find(createJobId("a"))).toMatchObject({ state: "running" })
  })

  it("holds a postponed job until its time", async () => {
    await queue.enqueue([createJob("a")])
    await claim("one", 1)
    await queue.markSent(createJobId("a"), "one")
    await queue.postpone(createJobId("a"), "one", now + 2000)
    now += 1999
    expect(await claim("one", 1)).toEqual([])
    now += 1
    expect(await claim("one", 1)).toMatchObject([{ attempt: 2, wasSent: false }])
  })

  it("recovers jobs whose lease ended, and remembers what was sent", async () => {
    await queue.enqueue([createJob("a"), createJob("b")])
    await claim("one", 2)
    await queue.markSent(createJobId("b"), "one")
    now += 19_000
    expect(await queue.recover({ soleOwner: null })).toEqual([])
    await queue.renew({ owner: "one", ids: [createJobId("a")], leaseMs: 20_000 })
    now += 2000
    expect(await queue.recover({ soleOwner: null })).toMatchObject([
      { id: "job:b", state: "queued" },
    ])
    expect(await claim("two", 2)).toMatchObject([
      { attempt: 2, wasSent: true, job: { id: "job:b" } },
    ])
    const ids = [createJobId("a"), createJobId("b")]
    const { held } = await queue.renew({ owner: "one", ids, leaseMs: 20_000 })
    expect([...held]).toEqual(["job:a"])
  })

  it("recovers every other owner's jobs at once for a process that is alone", async () => {
    await queue.enqueue([createJob("a"), createJob("b")])
    await claim("gone", 1)
    await claim("me", 1)
    const recovered = await queue.recover({ soleOwner: "me" })
    expect(recovered.map((job) => job.id)).toEqual(["job:a"])
  })

  it("cancels what waits at once, asks for what runs, and ends it when its process is gone", async () => {
    await queue.enqueue([createJob("a"), createJob("b")])
    await claim("one", 1)
    expect(await queue.cancel(createJobId("b"))).toMatchObject({ state: "canceled" })
    expect(await queue.cancel(createJobId("a"))).toMatchObject({ state: "running" })
    const { cancelRequested } = await queue.renew({
      owner: "one",
      ids: [createJobId("a")],
      leaseMs: 1000,
    })
    expect([...cancelRequested]).toEqual(["job:a"])
    expect(await queue.recover({ soleOwner: "two" })).toMatchObject([{ state: "canceled" }])
    expect(await queue.cancel(createJobId("nobody"))).toBeNull()
  })

  it("does not put back what somebody wants stopped", async () => {
    await queue.enqueue([createJob("a"), createJob("b")])
    await claim("one", 2)
    await queue.cancel(createJobId("a"))
    await queue.cancel(createJobId("b"))
    expect(await queue.postpone(createJobId("a"), "one", now)).toMatchObject({ state: "canceled" })
    expect(await queue.giveBack(createJobId("b"), "one")).toMatchObject({ state: "canceled" })
    expect(await claim("one", 2)).toEqual([])
  })

  it("lists what is under way and what ended, newest first", async () => {
    await queue.enqueue([createJob("a")])
    await claim("one", 1)
    await queue.end(createJobId("a"), "one", { state: "canceled" })
    now += 5
    await queue.enqueue([createJob("b")])
    const jobs = await queue.list(storyboardId)
    expect(jobs.map((job) => job.id)).toEqual(["job:b", "job:a"])
    expect(await queue.list("storyboard:other")).toEqual([])
  })
})
