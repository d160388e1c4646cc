import type { Job } from "@panelwright/core"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import { closeTestDatabases } from "../database/testing/test-database.ts"
import { ProviderError } from "./provider.ts"
import { openGenerationCase, type GenerationCase } from "./testing/generation-case.ts"
import {
  actor,
  firstPanel,
  panelIds,
  secondPanel,
  storyboardId,
} from "./testing/generation-set-up.ts"
import { done, hang, paintPicture } from "./testing/memory-provider.ts"

let paid: GenerationCase["paid"]
let setUp: GenerationCase["setUp"]
let start: GenerationCase["start"]
let command: GenerationCase["command"]
let draw: GenerationCase["draw"]
let close: GenerationCase["close"]

const price = 40_000

beforeEach(async () => {
  ;({ paid, setUp, start, command, draw, close } = await openGenerationCase())
  paid.estimate = ({ count }) => ({ microDollars: price * count })
})
afterEach(() => close())
afterAll(closeTestDatabases)

const request = {
  operation: "generate",
  instruction: null,
  mask: null,
  count: 1,
  quality: "draft",
  provider: "paid",
} as const

const loadDesk = async () => {
  const desk = await setUp.generation.desk.loadDesk(storyboardId, actor, { runsInstallation: true })
  if (desk === null) throw new Error("no desk")
  return desk
}
const limit = (total: number) =>
  setUp.generation.desk.saveBudget(storyboardId, { total, person: null, day: null }, actor)

describe("the price of pictures", () => {
  it("is told before: of all of them, free as free, not known as not known", async () => {
    const { desk } = setUp.generation
    const ask = (wish: object, count = 3) =>
      desk.estimate({
        storyboardId,
        panelIds: panelIds.slice(0, count),
        request: { ...request, ...wish },
        actor,
      })
    expect(await ask({ count: 2 })).toMatchObject({
      value: { provider: "paid", isFree: false, microDollars: 6 * price, overBudget: null },
    })
    expect(await ask({ provider: "free" })).toMatchObject({
      value: { isFree: true, microDollars: 0 },
    })
    await limit(2 * price)
    expect(await ask({})).toMatchObject({
      value: { overBudget: { limit: "total", wantedMicroDollars: 3 * price } },
    })
    paid.estimate = () => null
    expect(await ask({})).toMatchObject({ value: { isFree: false, microDollars: null } })
    expect((await loadDesk()).prices).toContainEqual({
      provider: "paid",
      operation: "generate",
      quality: "draft",
      isFree: false,
      microDollars: null,
    })
  })

  it("is held back, settled by usage, and seen with what is left and how long it took", async () => {
    await limit(100_000)
    paid.behave = async function* behave({ size }) {
      yield done([await paintPicture(size, "#102030")], 33_000)
    }
    const jobs = await setUp.request([firstPanel], { provider: "paid" })
    expect(jobs[0]?.price).toEqual({ microDollars: price })
    expect(await loadDesk()).toMatchObject({
      storyboard: { spentMicroDollars: 0, reservedMicroDollars: price },
      installation: { reservedMicroDollars: price },
      leftMicroDollars: 60_000,
    })
    await start()
    for (const { id } of jobs) await setUp.ended(id)
    expect(await loadDesk()).toMatchObject({
      storyboard: { spentMicroDollars: 33_000, reservedMicroDollars: 0 },
      leftMicroDollars: 67_000,
      times: [{ provider: "paid", operation: "generate", quality: "draft", runs: 1 }],
    })
  })

  it("is 0 for what had been answered before", async () => {
    paid.behave = async function* behave({ size }) {
      yield done([await paintPicture(size, "#102030")], 33_000)
    }
    await start()
    await draw({ provider: "paid" })
    await draw({ provider: "paid" })
    expect((await loadDesk()).storyboard).toMatchObject({
      spentMicroDollars: 33_000,
      reservedMicroDollars: 0,
    })
  })
})

describe("a job over the budget", () => {
  it("waits for consent, draws nothing meanwhile, and is drawn once somebody consents", async () => {
    await limit(price)
    await start()
    const jobs = await setUp.request([firstPanel, secondPanel], { provider: "paid" })
    const [first, second] = jobs
    if (!first || !second) throw new Error("no jobs")
    await setUp.ended(first.id)
    expect(await setUp.generation.findJob(second.id)).toMatchObject({
      state: "waiting",
      held: "consent",
      overBudget: { limitMicroDollars: price, wantedMicroDollars: price },
    })
    expect(paid.requests).toHaveLength(1)
    await setUp.generation.desk.consent([second.id], actor)
    expect(await setUp.ended(second.id)).toMatchObject({ state: "succeeded" })
  })

  it("can be cancelled, and then costs nothing", async () => {
    await limit(0)
    const [job] = await setUp.request([firstPanel], { provider: "paid" })
    if (!job) throw new Error("no job")
    expect(await setUp.generation.cancel(job.id, actor)).toMatchObject({ state: "canceled" })
    expect(await setUp.generation.desk.consent([job.id], actor)).toEqual([])
    expect((await loadDesk()).storyboard.reservedMicroDollars).toBe(0)
  })
})

describe("a request that is sent twice under one key", () => {
  const wish = { storyboardId, panelIds: [firstPanel, secondPanel], request, actor }

  it("is carried out once, and answered with its jobs as they are", async () => {
    const first = await setUp.generation.request({ ...wish, key: "once" })
    await start()
    const ids = first.ok ? first.value.map(({ id }) => id) : []
    for (const id of ids) await setUp.ended(id)
    command({ kind: "panel.update", id: firstPanel, changes: { status: "approved" } })
    const again = await setUp.generation.request({ ...wish, key: "once" })
    expect(again).toMatchObject({
      ok: true,
      value: ids.map((id) => ({ id, state: "succeeded" })),
    })
    expect(paid.requests).toHaveLength(2)
  })

  it("is refused when it is another one, or is its own for another person", async () => {
    await setUp.generation.request({ ...wish, key: "once" })
    const other = await setUp.generation.request({
      ...wish,
      panelIds: [firstPanel],
      key: "once",
    })
    expect(other).toEqual({ ok: false, failure: { kind: "key-reused" } })
    await setUp.generation.request({ ...wish, actor: { id: "person:keeper" }, key: "once" })
    expect(await setUp.generation.listJobs(storyboardId)).toHaveLength(4)
  })
})

describe("asking again for what did not come", () => {
  const fail = () => {
    paid.behave = () => {
      throw new ProviderError({ kind: "refused", stage: "input", category: "", billed: false })
    }
  }
  const paint = () => {
    paid.behave = async function* behave({ size }) {
      yield done([await paintPicture(size, "#102030")])
    }
  }
  const retry = (jobs: readonly Job[], changes: object = {}) =>
    setUp.generation.retry({
      storyboardId,
      jobIds: jobs.map(({ id }) => id),
      instruction: null,
      provider: null,
      actor,
      key: null,
      ...changes,
    })

  it("draws the failed ones of a batch with one request, and leaves out what can't be drawn", async () => {
    fail()
    await start()
    const jobs = await setUp.request(panelIds.slice(0, 4), { provider: "paid", quality: "final" })
    for (const { id } of jobs) await setUp.ended(id)
    paint()
    command({ kind: "panel.update", id: firstPanel, changes: { status: "approved" } })
    command({ kind: "panel.delete", id: secondPanel })
    const retried = await retry(jobs)
    if (!retried.ok) throw new Error(retried.failure.kind)
    expect(retried.value.skipped).toEqual(jobs.slice(0, 2).map(({ id }) => id))
    expect(retried.value.jobs).toMatchObject(
      panelIds.slice(2, 4).map((panelId) => ({ panelId, provider: "paid", quality: "final" })),
    )
    for (const { id } of retried.value.jobs)
      expect(await setUp.ended(id)).toMatchObject({ state: "succeeded" })
  })

  it("takes other words and another provider", async () => {
    fail()
    await start()
    const job = await draw({ provider: "paid", instruction: "blood everywhere" })
    const retried = await retry([job], { provider: "free", instruction: "red paint everywhere" })
    expect(retried).toMatchObject({
      value: { jobs: [{ provider: "free", instruction: "red paint everywhere" }], skipped: [] },
    })
  })

  it("never by itself where the outcome is not known, and once by somebody, who takes the price into account", async () => {
    paid.behave = () => {
      throw new ProviderError({ kind: "timeout", afterMs: 1, billed: true })
    }
    await start()
    const job = await draw({ provider: "paid" })
    expect(job).toMatchObject({ state: "unknown", decision: null })
    expect((await loadDesk()).storyboard).toMatchObject({ reservedMicroDollars: price })
    paint()
    const retried = await retry([job])
    const [next] = retried.ok ? retried.value.jobs : []
    if (!next) throw new Error("no job")
    expect(await setUp.ended(next.id)).toMatchObject({ state: "succeeded" })
    expect(await setUp.generation.findJob(job.id)).toMatchObject({
      state: "unknown",
      decision: "asked-again",
    })
    expect((await loadDesk()).storyboard).toMatchObject({
      spentMicroDollars: price,
      reservedMicroDollars: 0,
    })
  })

  it("leaves an outcome that is not known, and gives back what was held where it was not billed", async () => {
    paid.behave = () => {
      throw new ProviderError({ kind: "timeout", afterMs: 1, billed: true })
    }
    await start()
    const { id } = await draw({ provider: "paid" })
    const left = await setUp.generation.desk.leave(id, { isBilled: false })
    expect(left).toMatchObject({ state: "unknown", decision: "left" })
    expect((await loadDesk()).storyboard).toMatchObject({
      spentMicroDollars: 0,
      reservedMicroDollars: 0,
    })
  })
})

describe("turns", () => {
  it("pass by a queue that is paused, and go on where they were", async () => {
    const { desk } = setUp.generation
    await desk.pauseQueue(storyboardId, actor)
    await start()
    const [first, second] = await setUp.request([firstPanel, secondPanel], { provider: "paid" })
    if (!first || !second) throw new Error("no jobs")
    expect((await loadDesk()).isPaused).toBe(true)
    await desk.moveUp(second.id)
    expect(paid.requests).toEqual([])
    await desk.resumeQueue(storyboardId)
    await setUp.ended(first.id)
    await setUp.ended(second.id)
    expect(paid.requests.map(({ packet }) => packet.shot.number)).toEqual([
      setUp.panel(secondPanel).number,
      setUp.panel(firstPanel).number,
    ])
  })

  it("are not given to what runs already", async () => {
    paid.behave = hang
    await start()
    const [job] = await setUp.request([firstPanel], { provider: "paid" })
    if (!job) throw new Error("no job")
    await setUp.until(() => (paid.requests.length === 1 ? true : null))
    expect(await setUp.generation.desk.pauseJob(job.id)).toBeNull()
    expect(await setUp.generation.desk.moveUp(job.id)).toBeNull()
  })
})
