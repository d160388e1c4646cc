import type { GenerationFailure } from "@panelwright/core"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import { closeTestDatabases } from "../database/testing/test-database.ts"
import { ProviderError } from "./provider.ts"
import { openGenerationCase, type GenerationCase } from "./testing/generation-case.ts"
import { actor, firstPanel, secondPanel } from "./testing/generation-set-up.ts"
import { createMemoryProvider, done, hang, paintPicture } from "./testing/memory-provider.ts"

let database: GenerationCase["database"]
let free: GenerationCase["free"]
let paid: GenerationCase["paid"]
let clock: GenerationCase["clock"]
let setUp: GenerationCase["setUp"]
let start: GenerationCase["start"]
let draw: GenerationCase["draw"]
let pictureOf: GenerationCase["pictureOf"]
let close: GenerationCase["close"]

beforeEach(async () => {
  ;({ database, free, paid, clock, setUp, start, draw, pictureOf, close } =
    await openGenerationCase())
})
afterEach(() => close())
afterAll(closeTestDatabases)

describe("a provider that fails", () => {
  const fail = (failure: GenerationFailure) => {
    paid.behave = () => {
      throw new ProviderError(failure)
    }
  }

  const nonsense: [string, () => Promise<Uint8Array> | Uint8Array, RegExp][] = [
    ["nothing", () => new Uint8Array(), /nothing/],
    ["a web page", () => Buffer.from("<!DOCTYPE html><h1>502</h1>"), /a web page/],
    [
      "half a picture",
      async () => (await paintPicture({ width: 900, height: 400 }, "#123456")).subarray(0, 900),
      /damaged/,
    ],
    [
      "an SVG",
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      /svg/,
    ],
  ]
  it.each(nonsense)("by sending %s leaves the panel as it was", async (_, create, reason) => {
    await start()
    await draw()
    const before = setUp.panel(firstPanel)
    const bytes = await create()
    paid.behave = async function* behave() {
      yield done([bytes])
    }
    const job = await draw({ provider: "paid" })
    expect(job).toMatchObject({ state: "failed", failure: { kind: "bad-output", billed: true } })
    expect(job.failure?.kind === "bad-output" && job.failure.reason).toMatch(reason)
    expect(setUp.panel(firstPanel)).toEqual(before)
    expect(paid.requests).toHaveLength(1)
  })

  it("keeps the good pictures of an answer and says what was wrong with the others", async () => {
    paid.behave = async function* behave({ size }) {
      yield done([new Uint8Array(), await paintPicture(size, "#102030")])
    }
    await start()
    expect(await draw({ provider: "paid", count: 2 })).toMatchObject({ state: "succeeded" })
    expect(setUp.panel(firstPanel).variants).toHaveLength(1)
    expect(pictureOf().recipe.warnings.join()).toMatch(/left out/)
  })

  it("by refusing is asked once, and the reason is shown", async () => {
    const refusal = {
      kind: "refused",
      stage: "input",
      category: "violence",
      billed: false,
    } as const
    fail(refusal)
    await start()
    expect(await draw({ provider: "paid" })).toMatchObject({ state: "failed", failure: refusal })
    expect(paid.requests).toHaveLength(1)
  })

  it("by not answering in time is asked once, and the job's outcome is unknown", async () => {
    fail({ kind: "timeout", afterMs: 1000, billed: true })
    await start()
    expect(await draw({ provider: "paid" })).toMatchObject({
      state: "unknown",
      failure: { kind: "timeout" },
    })
    clock.advance(3_600_000)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(paid.requests).toHaveLength(1)
  })

  it("by asking to wait is asked again no sooner than it said", async () => {
    let asked = 0
    paid.behave = async function* behave({ size }) {
      asked += 1
      if (asked === 1)
        throw new ProviderError({ kind: "rate-limited", retryAfterMs: 2000, billed: false })
      yield done([await paintPicture(size, "#102030")])
    }
    await start()
    const [job] = await setUp.request([firstPanel], { provider: "paid" })
    if (!job) throw new Error("no job")
    await setUp.until(async () => {
      const now = await setUp.generation.findJob(job.id)
      return now?.state === "waiting" ? now : null
    })
    clock.advance(1990)
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(asked).toBe(1)
    clock.advance(10)
    expect(await setUp.ended(job.id)).toMatchObject({ state: "succeeded" })
    expect(asked).toBe(2)
  })

  it("by being away is asked three times and no more", async () => {
    fail({ kind: "unreachable", reason: "connection refused", billed: false })
    await start()
    const [job] = await setUp.request([firstPanel], { provider: "paid" })
    if (!job) throw new Error("no job")
    await setUp.until(async () => {
      clock.advance(1000)
      const now = await setUp.generation.findJob(job.id)
      return now?.state === "failed" ? now : null
    })
    expect(paid.requests).toHaveLength(3)
  })

  it("by a bug of its adapter fails the job and is logged", async () => {
    paid.behave = () => {
      throw new TypeError("undefined is not a picture")
    }
    await start()
    expect(await draw({ provider: "paid" })).toMatchObject({ failure: { kind: "interrupted" } })
    expect(setUp.lines.join()).toMatch(/undefined is not a picture/)
  })
})

describe("cancelling", () => {
  it("reaches the provider at once, and leaves another person's job alone", async () => {
    paid.behave = hang
    await start()
    const [mine] = await setUp.request([firstPanel], { provider: "paid" })
    const [other] = await setUp.request([secondPanel], { provider: "paid" })
    if (!mine || !other) throw new Error("no jobs")
    await setUp.until(() => (paid.requests.length === 2 ? true : null))
    const began = performance.now()
    await setUp.generation.cancel(mine.id, actor)
    expect(await setUp.ended(mine.id)).toMatchObject({ state: "canceled", failure: null })
    expect(performance.now() - began).toBeLessThan(1000)
    expect(paid.aborted).toEqual([mine.id])
    expect(await setUp.generation.findJob(other.id)).toMatchObject({ state: "running" })
  })

  it("reaches a job that runs in another process", async () => {
    paid.behave = hang
    await start()
    const [job] = await setUp.request([firstPanel], { provider: "paid" })
    if (!job) throw new Error("no job")
    await setUp.until(() => (paid.requests.length === 1 ? true : null))
    const elsewhere = setUp.createProcess([paid])
    expect(await elsewhere.cancel(job.id, actor)).toMatchObject({ state: "running" })
    expect(await setUp.ended(job.id)).toMatchObject({ state: "canceled" })
    expect(paid.aborted).toEqual([job.id])
  })

  it("ends a job that has not begun, and nothing is sent", async () => {
    const [job] = await setUp.request([firstPanel])
    if (!job) throw new Error("no job")
    expect(await setUp.generation.cancel(job.id, actor)).toMatchObject({ state: "canceled" })
    await start()
    await draw({}, secondPanel)
    expect(free.requests).toHaveLength(1)
  })

  it("does nothing to a job that has ended", async () => {
    await start()
    const job = await draw()
    expect(await setUp.generation.cancel(job.id, actor)).toMatchObject({ state: "succeeded" })
  })
})

describe("a process that ends in the middle of a job", () => {
  it("leaves a free job to the next process, which does it once", async () => {
    free.behave = hang
    const first = setUp.createProcess([free, paid])
    await start(first)
    const [job] = await setUp.request([firstPanel])
    if (!job) throw new Error("no job")
    await setUp.until(() => (free.requests.length === 1 ? true : null))

    const second = createMemoryProvider({ id: "free" })
    await start(setUp.createProcess([second, paid]))
    expect(await setUp.ended(job.id)).toMatchObject({ state: "succeeded" })
    expect(second.requests).toHaveLength(1)
    expect(setUp.panel(firstPanel).variants).toHaveLength(1)
  })

  it("never sends a request again that may have been paid for", async () => {
    paid.behave = hang
    const first = setUp.createProcess([free, paid])
    await start(first)
    const [job] = await setUp.request([firstPanel], { provider: "paid" })
    if (!job) throw new Error("no job")
    await setUp.until(() => (paid.requests.length === 1 ? true : null))

    const second = createMemoryProvider({ id: "paid", cost: "usage" })
    await start(setUp.createProcess([second]))
    expect(await setUp.ended(job.id)).toMatchObject({
      state: "unknown",
      failure: { kind: "interrupted", billed: true },
    })
    expect(second.requests).toEqual([])
  })

  it("lands a picture that was made and not yet in the doc, without asking again", async () => {
    paid.behave = async function* behave({ size }) {
      yield done([await paintPicture(size, "#102030")])
    }
    const { changeDoc } = setUp.sync
    let reached = false
    setUp.sync.changeDoc = () => {
      reached = true
      return new Promise(() => undefined)
    }
    await start(setUp.createProcess([free, paid]))
    const [job] = await setUp.request([firstPanel], { provider: "paid" })
    if (!job) throw new Error("no job")
    await setUp.until(() => (reached ? true : null))

    setUp.sync.changeDoc = changeDoc
    const second = createMemoryProvider({ id: "paid", cost: "usage" })
    await start(setUp.createProcess([second]))
    const ended = await setUp.ended(job.id)
    expect(ended).toMatchObject({ state: "succeeded" })
    expect(second.requests).toEqual([])
    expect(setUp.panel(firstPanel).picture).toBe(ended.variantId)
  })

  it("does not double a picture that had landed", async () => {
    await start()
    const job = await draw()
    const variant = pictureOf()
    await database.sql`
      update job set state = 'running', lease_owner = 'gone', finished_at = null where id = ${job.id}`
    const second = createMemoryProvider({ id: "free" })
    await setUp.generation.stop()
    await start(setUp.createProcess([second, paid]))
    expect(await setUp.ended(job.id)).toMatchObject({ state: "succeeded", variantId: variant.id })
    expect(second.requests).toEqual([])
    expect(setUp.panel(firstPanel).variants).toHaveLength(1)
  })

  it("gives jobs back when it is told to stop, and says which outcome it does not know", async () => {
    free.behave = hang
    paid.behave = hang
    await start()
    const [unpaid] = await setUp.request([firstPanel])
    const [sent] = await setUp.request([secondPanel], { provider: "paid" })
    if (!unpaid || !sent) throw new Error("no jobs")
    await setUp.until(() => (free.requests.length + paid.requests.length === 2 ? true : null))
    await setUp.generation.stop({ drainMs: 0 })
    expect(await setUp.generation.findJob(unpaid.id)).toMatchObject({ state: "queued" })
    expect(await setUp.generation.findJob(sent.id)).toMatchObject({
      state: "unknown",
      failure: { kind: "interrupted" },
    })
  })

  it("finishes what is nearly done when it is told to stop", async () => {
    let finish: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      finish = resolve
    })
    free.behave = async function* behave({ size }) {
      await gate
      yield done([await paintPicture(size, "#102030")])
    }
    await start()
    const [job] = await setUp.request([firstPanel])
    if (!job) throw new Error("no job")
    await setUp.until(() => (free.requests.length === 1 ? true : null))
    const stopped = setUp.generation.stop({ drainMs: 20_000 })
    finish()
    await stopped
    expect(await setUp.generation.findJob(job.id)).toMatchObject({ state: "succeeded" })
  })
})
