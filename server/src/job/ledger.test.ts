import {
  createJobId,
  createPanelId,
  createVariantId,
  type GenerationFailure,
  type GenerationRequest,
} from "@panelwright/core"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Database } from "../database/database.ts"
import { closeTestDatabases, openTestDatabase } from "../database/testing/test-database.ts"
import { createJobDesk, type JobDesk } from "./job-desk.ts"
import type { JobQueue, NewJob } from "./job-queue.ts"
import { loadSpending } from "./ledger.ts"
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
const day = 86_400_000

const createJob = (name: string, fields: Partial<NewJob> = {}): NewJob => ({
  id: createJobId(name),
  storyboardId,
  panelId: createPanelId(name),
  provider: "paid",
  request,
  createdBy: "person:1",
  payer: "person:1",
  price: { microDollars: 100 },
  batchId: "batch",
  position: 0,
  ...fields,
})

describe.each(["embedded", "server"] as const)("what jobs cost, on the %s database", (kind) => {
  let database: Database
  let queue: JobQueue
  let desk: JobDesk
  let now: number

  beforeEach(async () => {
    database = await openTestDatabase({ kind })
    now = 1_800_000_000_000
    queue = createPostgresQueue({ database, clock: () => now })
    desk = createJobDesk({ database, clock: () => now })
    await database.sql`insert into storyboard (id, title) values (${storyboardId}, 'Test')`
  })
  afterEach(() => database.close())
  afterAll(closeTestDatabases)

  const spending = async () => {
    const { spentMicroDollars: spent, reservedMicroDollars: reserved } = await loadSpending(
      database.sql,
      storyboardId,
    )
    return { spent, reserved }
  }
  const run = async (name: string, options: { readonly isSent: boolean }) => {
    await queue.enqueue([createJob(name)])
    await queue.claim({ owner: "me", room: new Map([["paid", 9]]), leaseMs: 1000 })
    if (options.isSent) await queue.markSent(createJobId(name), "me")
    return createJobId(name)
  }
  const states = async (ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await queue.find(createJobId(id)))?.state))
  const limit = (total: number | null, rest: object = {}) =>
    desk.saveBudget(storyboardId, { total, person: null, day: null, ...rest }, "person:owner")

  it("is held back with the job, and settled by what its provider says", async () => {
    const id = await run("a", { isSent: true })
    expect(await spending()).toEqual({ spent: 0, reserved: 100 })
    const variantId = createVariantId("v")
    await queue.end(id, "me", { state: "succeeded", variantId, cost: { microDollars: 73 } })
    expect(await spending()).toEqual({ spent: 73, reserved: 0 })
    await queue.end(id, "me", { state: "succeeded", variantId, cost: { microDollars: 73 } })
    expect(await spending()).toEqual({ spent: 73, reserved: 0 })
  })

  it("counts as much as was held back where the provider does not say", async () => {
    const id = await run("a", { isSent: true })
    const variantId = createVariantId("v")
    await queue.end(id, "me", { state: "succeeded", variantId, cost: { microDollars: null } })
    expect(await spending()).toEqual({ spent: 100, reserved: 0 })
  })

  const failures: [string, GenerationFailure, number][] = [
    ["is not billed", { kind: "invalid", reason: "", billed: false }, 0],
    ["may be billed", { kind: "bad-output", reason: "", billed: true }, 100],
  ]
  it.each(failures)("of a failure that %s", async (_, failure, spent) => {
    const id = await run("a", { isSent: true })
    await queue.end(id, "me", { state: "failed", failure })
    expect(await spending()).toEqual({ spent, reserved: 0 })
  })

  it("is nothing when a job is stopped before it was sent, and may be all of it afterwards", async () => {
    const early = await run("a", { isSent: false })
    await queue.end(early, "me", { state: "canceled" })
    expect(await spending()).toEqual({ spent: 0, reserved: 0 })
    await queue.enqueue([createJob("b")])
    await queue.cancel(createJobId("b"))
    expect(await spending()).toEqual({ spent: 0, reserved: 0 })
    const late = await run("c", { isSent: true })
    await queue.end(late, "me", { state: "canceled" })
    expect(await spending()).toEqual({ spent: 100, reserved: 0 })
  })

  it("stays held back while the outcome is not known, until somebody decides, once", async () => {
    const failure = { kind: "timeout", afterMs: 1, billed: true } as const
    for (const name of ["a", "b"]) {
      const id = await run(name, { isSent: true })
      await queue.end(id, "me", { state: "unknown", failure })
    }
    expect(await spending()).toEqual({ spent: 0, reserved: 200 })
    expect(await desk.decide(createJobId("a"), "left", { isBilled: false })).toMatchObject({
      state: "unknown",
      decision: "left",
    })
    expect(await spending()).toEqual({ spent: 0, reserved: 100 })
    expect(await desk.decide(createJobId("a"), "left", { isBilled: true })).toBeNull()
    await desk.decide(createJobId("b"), "asked-again", { isBilled: true })
    expect(await spending()).toEqual({ spent: 100, reserved: 0 })
  })

  it("is kept over a wait for the provider and over a process that is gone", async () => {
    const id = await run("a", { isSent: true })
    await queue.postpone(id, "me", now + 1000)
    now += 2000
    await queue.claim({ owner: "gone", room: new Map([["paid", 9]]), leaseMs: 1000 })
    await queue.recover({ soleOwner: "me" })
    expect(await spending()).toEqual({ spent: 0, reserved: 100 })
  })

  it("lets the first ones through as far as a budget reaches, and holds the others with the figures", async () => {
    await limit(250)
    const jobs = await queue.enqueue(["a", "b", "c", "d"].map((name) => createJob(name)))
    expect(jobs.map(({ state, held }) => held ?? state)).toEqual([
      "queued",
      "queued",
      "consent",
      "consent",
    ])
    expect(jobs[2]?.overBudget).toEqual({
      scope: "storyboard",
      limit: "total",
      limitMicroDollars: 250,
      usedMicroDollars: 200,
      wantedMicroDollars: 100,
    })
    expect(await spending()).toEqual({ spent: 0, reserved: 200 })
    const claimed = await queue.claim({ owner: "me", room: new Map([["paid", 9]]), leaseMs: 1000 })
    expect(claimed.map(({ job }) => job.id)).toEqual(["job:a", "job:b"])
  })

  it("lets held jobs go by consent, whatever the budget, and by a budget that is raised, as far as it reaches", async () => {
    await limit(0)
    await queue.enqueue(["a", "b", "c"].map((name) => createJob(name)))
    const [released] = await desk.consent([createJobId("a")], "person:owner")
    expect(released).toMatchObject({ id: "job:a", state: "queued", held: null })
    expect(await desk.consent([createJobId("a")], "person:owner")).toEqual([])
    expect(await spending()).toEqual({ spent: 0, reserved: 100 })
    expect(await limit(200)).toMatchObject([{ id: "job:b", state: "queued", held: null }])
    expect(await states(["a", "b", "c"])).toEqual(["queued", "queued", "waiting"])
    expect(await spending()).toEqual({ spent: 0, reserved: 200 })
  })

  it("is counted by person, by day and above all storyboards", async () => {
    await limit(null, { person: 100 })
    await queue.enqueue([createJob("a")])
    const [second] = await queue.enqueue([createJob("b")])
    expect(second?.overBudget?.limit).toBe("person")
    const [other] = await queue.enqueue([createJob("c", { payer: "person:2" })])
    expect(other?.state).toBe("queued")

    await limit(null, { day: 200 })
    const [late] = await queue.enqueue([createJob("d")])
    expect(late?.overBudget?.limit).toBe("day")
    now += day
    const [tomorrow] = await queue.enqueue([createJob("e")])
    expect(tomorrow?.state).toBe("queued")

    await limit(null)
    await desk.saveBudget("installation", { total: 100, person: null, day: null }, "person:owner")
    const [above] = await queue.enqueue([createJob("f")])
    expect(above?.overBudget).toMatchObject({ scope: "installation", limit: "total" })
  })

  it("asks nobody about free jobs, and holds those whose price is not known where anything limits", async () => {
    const unknown = { price: { microDollars: null } }
    const [unlimited] = await queue.enqueue([createJob("a", unknown)])
    expect(unlimited?.state).toBe("queued")
    await limit(0)
    const [free, priceless] = await queue.enqueue([
      createJob("b", { price: null }),
      createJob("c", unknown),
    ])
    expect(free?.state).toBe("queued")
    expect(priceless).toMatchObject({ held: "consent", overBudget: { wantedMicroDollars: null } })
  })

  it("cannot pass a limit by many who ask at the same moment", async () => {
    await limit(500)
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        queue.enqueue([createJob(`j${index}`, { payer: `person:${index % 2}` })]),
      ),
    )
    expect(await spending()).toEqual({ spent: 0, reserved: 500 })
    const jobs = await queue.list(storyboardId)
    expect(jobs.filter(({ held }) => held === "consent")).toHaveLength(15)
  })

  it("is asked for once under one key, also when it is sent twice at once", async () => {
    const key = { storyboardId, actor: "person:1", key: "k", requestHash: "h" }
    const answers = await Promise.all(
      ["a", "b", "c"].map((name) => queue.enqueueOnce(key, [createJob(name)])),
    )
    const ids = answers.flatMap((answer) => (answer.ok ? answer.value.map(({ id }) => id) : []))
    expect(ids).toHaveLength(3)
    expect(new Set(ids).size).toBe(1)
    expect(await queue.list(storyboardId)).toHaveLength(1)
    expect(await spending()).toEqual({ spent: 0, reserved: 100 })

    const reused = await queue.enqueueOnce({ ...key, requestHash: "other" }, [createJob("d")])
    expect(reused).toEqual({ ok: false, failure: { kind: "key-reused" } })
    const other = await queue.enqueueOnce({ ...key, actor: "person:2" }, [createJob("e")])
    expect(other.ok).toBe(true)
    now += 8 * day
    await desk.forgetOldKeys()
    expect((await queue.enqueueOnce(key, [createJob("f")])).ok).toBe(true)
    expect(await queue.list(storyboardId)).toHaveLength(3)
  })

  it("gives a queue that is paused no turn, and a job that is", async () => {
    await queue.enqueue([createJob("a"), createJob("b", { position: 1 })])
    const claim = async () => {
      const room = new Map([["paid", 9]])
      const claimed = await queue.claim({ owner: "me", room, leaseMs: 1000 })
      return claimed.map(({ job }) => job.id)
    }
    await desk.pauseQueue(storyboardId, "person:1")
    expect(await desk.isPaused(storyboardId)).toBe(true)
    expect(await claim()).toEqual([])
    await desk.resumeQueue(storyboardId)
    expect(await desk.pause(createJobId("a"))).toMatchObject({ state: "waiting", held: "paused" })
    expect(await claim()).toEqual(["job:b"])
    expect(await desk.pause(createJobId("b"))).toBeNull()
    expect(await desk.resume(createJobId("a"))).toMatchObject({ state: "queued", held: null })
    expect(await claim()).toEqual(["job:a"])
  })

  it("moves a job before the one just before it, and no further", async () => {
    const names = ["a", "b", "c", "d"]
    await queue.enqueue(names.map((name, position) => createJob(name, { position })))
    await desk.moveUp(createJobId("d"))
    await desk.moveUp(createJobId("d"))
    expect(await desk.moveUp(createJobId("a"))).toBeNull()
    const claimed = await queue.claim({ owner: "me", room: new Map([["paid", 9]]), leaseMs: 1000 })
    expect(claimed.map(({ job }) => job.id)).toEqual(["job:a", "job:d", "job:b", "job:c"])
  })
})
