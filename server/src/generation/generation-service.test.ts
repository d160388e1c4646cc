import { createPanelId, createVariantId, type GenerationFailure } from "@panelwright/core"
import { applyCommands } from "@panelwright/document"
import sharp from "sharp"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Database } from "../database/database.ts"
import { closeTestDatabases, openTestDatabase } from "../database/testing/test-database.ts"
import type { Generation } from "./generation-service.ts"
import { ProviderError } from "./provider.ts"
import { readPngText } from "./recipe/png-text.ts"
import { recipeKeyword, toShortRecipe } from "./recipe/recipe.ts"
import {
  actor,
  createGenerationSetUp,
  createHandClock,
  firstPanel,
  panelIds,
  secondPanel,
  storyboardId,
  type GenerationSetUp,
  type HandClock,
} from "./testing/generation-set-up.ts"
import {
  createMemoryProvider,
  done,
  hang,
  paintPicture,
  type MemoryProvider,
} from "./testing/memory-provider.ts"

let database: Database
let free: MemoryProvider
let paid: MemoryProvider
let clock: HandClock
let setUp: GenerationSetUp
let started: Generation[]

beforeEach(async () => {
  database = await openTestDatabase()
  clock = createHandClock()
  free = createMemoryProvider({ id: "free" })
  paid = createMemoryProvider({ id: "paid", cost: "usage" })
  setUp = await createGenerationSetUp({ database, providers: [free, paid], clock })
  started = []
})

afterEach(async () => {
  await Promise.all(started.map((generation) => generation.stop({ drainMs: 0 })))
})
afterAll(closeTestDatabases)

const start = async (generation = setUp.generation) => {
  started.push(generation)
  await generation.start()
}

const command = (...commands: Parameters<typeof applyCommands>[1]) => {
  const doc = setUp.sync.docs.get(storyboardId)
  if (!doc) throw new Error("no doc")
  const applied = applyCommands(doc, commands, "somebody")
  if (!applied.ok) throw new Error(applied.failure.kind)
}

const draw = async (wish: Parameters<GenerationSetUp["request"]>[1] = {}, panel = firstPanel) => {
  const [job] = await setUp.request([panel], wish)
  if (!job) throw new Error("no job")
  return setUp.ended(job.id)
}

/** A rectangle of white in black, nearer to the left and the top than to the right and the bottom. */
async function createMask(width: number, height: number) {
  const white = await sharp({
    create: { width: 60, height: 30, channels: 3, background: "#ffffff" },
  })
    .png()
    .toBuffer()
  return sharp({ create: { width, height, channels: 3, background: "#000000" } })
    .composite([{ input: white, left: 20, top: 10 }])
    .toColourspace("b-w")
    .png()
    .toBuffer()
}

const loadPixels = async (asset: Parameters<GenerationSetUp["assets"]["loadAsset"]>[0]) => {
  const bytes = await setUp.assets.loadAsset(asset)
  if (bytes === null) throw new Error("no such asset")
  return sharp(bytes).removeAlpha().raw().toBuffer()
}

const pictureOf = (panel = firstPanel) => {
  const { picture, variants } = setUp.panel(panel)
  const variant = variants.find((candidate) => candidate.id === picture)
  if (!variant) throw new Error("no picture")
  return variant
}

describe("a generation", () => {
  it("brings panels their pictures in reading order and tells everybody how far it is", async () => {
    free.behave = async function* behave({ size, packet }) {
      yield { type: "progress", value: 0.5 }
      yield done([await paintPicture(size, packet.shot.number === "1A" ? "#102030" : "#405060")])
    }
    const jobs = await setUp.request(panelIds.toReversed())
    expect(jobs.map((job) => job.panelId)).toEqual(panelIds)
    expect(jobs.every((job) => job.state === "queued")).toBe(true)
    await start()
    for (const { id } of jobs) expect(await setUp.ended(id)).toMatchObject({ state: "succeeded" })
    const begun = setUp.sync.events.flatMap((event) =>
      event.type === "job" && event.job.state === "running" ? [event.job.panelId] : [],
    )
    expect([...new Set(begun)]).toEqual(panelIds)
    for (const id of panelIds) {
      const picture = pictureOf(id)
      expect(picture).toMatchObject({
        width: 239,
        height: 100,
        createdBy: actor.id,
        parentId: null,
      })
      expect(picture.recipe).toMatchObject({
        provider: "free",
        model: "memory-1",
        operation: "generate",
      })
    }
    const states = setUp.sync.events.flatMap((event) =>
      event.type === "job" && event.job.panelId === firstPanel ? [event.job.state] : [],
    )
    expect(states).toEqual(["queued", "running", "running", "succeeded"])
  })

  it("puts one panel that somebody waits for before a long list", async () => {
    free.behave = async function* behave({ size }) {
      yield done([await paintPicture(size, "#102030")])
    }
    await setUp.request(panelIds.slice(0, 13))
    const [urgent] = await setUp.request(panelIds.slice(13))
    await start()
    if (urgent) await setUp.ended(urgent.id)
    expect(free.requests[0]?.packet.shot.number).toBe(
      setUp.panel(urgent?.panelId ?? firstPanel).number,
    )
  })

  it("keeps one recipe in three places: database, doc and file", async () => {
    await start()
    await draw({ instruction: "as a storm rises" })
    const variant = pictureOf()
    const stored = await setUp.generation.findRecipe(variant.id)
    const bytes = await setUp.assets.loadAsset(variant.asset)
    const embedded: unknown = JSON.parse(
      readPngText(bytes ?? new Uint8Array(), recipeKeyword) ?? "",
    )
    expect(stored).not.toBeNull()
    expect(embedded).toEqual(stored)
    expect(stored && toShortRecipe(stored)).toEqual(variant.recipe)
    expect(stored).toMatchObject({
      instruction: "as a storm rises",
      state: { painted: 0 },
      parentId: null,
      styleVersion: 1,
      panelId: firstPanel,
    })
    expect(stored?.prompt.at(-1)).toMatchObject({ text: "as a storm rises" })
    expect(stored?.packetHash).toMatch(/^[0-9a-f]{64}$/)
  })

  it("makes several variants and chooses the first", async () => {
    await start()
    const job = await draw({ count: 3 })
    const panel = setUp.panel(firstPanel)
    expect(panel.variants).toHaveLength(3)
    expect(panel.picture).toBe(panel.variants[0]?.id)
    expect(job.variantId).toBe(panel.picture)
  })

  it("edits the picture that the panel shows, with what its provider left in the recipe", async () => {
    await start()
    await draw()
    const parent = pictureOf()
    await draw({ operation: "edit", instruction: "make it night" })
    const request = free.requests[1]
    expect(request).toMatchObject({
      operation: "edit",
      parentState: { painted: 0 },
      seed: 7,
      size: { width: parent.width, height: parent.height },
    })
    expect(request?.references[0]).toMatchObject({ role: "base", assetId: parent.asset })
    expect(pictureOf()).toMatchObject({
      parentId: parent.id,
      recipe: { instruction: "make it night", change: { inside: 1, outside: 0, masked: false } },
    })
  })

  it("redraws a picture in a new style without words, on what it shows", async () => {
    await start()
    await draw()
    await draw({ operation: "edit", instruction: "add a boat" })
    const before = pictureOf()
    command({ kind: "style.update", changes: { look: "ink" } })
    await draw({ operation: "edit" })
    expect(free.requests[2]).toMatchObject({
      operation: "edit",
      parentState: { painted: 0 },
      packet: { instruction: null, style: { look: "ink" }, history: ["add a boat"] },
    })
    expect(pictureOf()).toMatchObject({ parentId: before.id, recipe: { styleVersion: 2 } })
  })

  it("gives no state of one provider to another", async () => {
    await start()
    await draw()
    await draw({ operation: "edit", instruction: "make it night", provider: "paid" })
    expect(paid.requests[0]?.parentState).toBeNull()
  })

  it("carries two wishes for one panel out one after the other", async () => {
    await start()
    await draw()
    const first = await setUp.request([firstPanel], { operation: "edit", instruction: "night" })
    const second = await setUp.request([firstPanel], { operation: "edit", instruction: "closer" })
    for (const job of [...first, ...second]) await setUp.ended(job.id)
    const chain = setUp.panel(firstPanel).variants.map((variant) => variant.recipe.instruction)
    expect(chain).toEqual([null, "night", "closer"])
    expect(setUp.panel(firstPanel).variants[2]?.parentId).toBe(
      setUp.panel(firstPanel).variants[1]?.id,
    )
    expect(free.requests[2]?.packet.history).toEqual(["night"])
  })

  it("crops to the exact ratio of the storyboard and warns of another shape", async () => {
    free.behave = async function* behave() {
      yield done([await paintPicture({ width: 300, height: 300 }, "#102030")])
    }
    await start()
    await draw()
    expect(pictureOf()).toMatchObject({ width: 300, height: 126 })
    expect(pictureOf().recipe.warnings.join()).toMatch(/another shape/)
  })

  it("shows partial pictures small, and stores none", async () => {
    free.behave = async function* behave({ size }) {
      yield {
        type: "partial",
        index: 0,
        bytes: await paintPicture({ width: 2000, height: 900 }, "#808080"),
      }
      yield { type: "partial", index: 1, bytes: new Uint8Array([1, 2, 3]) }
      yield done([await paintPicture(size, "#102030")])
    }
    await start()
    await draw()
    const partials = await setUp.until(() => {
      const found = setUp.sync.events.filter((event) => event.type === "partial")
      return found.length > 0 ? found : null
    })
    const [partial] = partials
    const bytes = Buffer.from(partial?.picture.split(",")[1] ?? "", "base64")
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width: 512 })
  })
})

describe("an edit with a mask", () => {
  const editMasked = async (provider: string) => {
    await start()
    free.behave = async function* behave({ size }) {
      const { data, info } = await sharp({
        create: {
          width: size.width,
          height: size.height,
          channels: 3,
          background: "#808080",
          noise: { type: "gaussian", mean: 128, sigma: 40 },
        },
      })
        .raw()
        .toBuffer({ resolveWithObject: true })
      yield done([await sharp(data, { raw: info }).png().toBuffer()])
    }
    await draw()
    const parent = pictureOf()
    const maskBytes = await createMask(parent.width, parent.height)
    const mask = await setUp.saveAsset(maskBytes)
    const job = await draw({ operation: "edit", instruction: "a boat", mask, provider })
    expect(job.state).toBe("succeeded")
    const white = await sharp(maskBytes).toColourspace("b-w").raw().toBuffer()
    return { parent, edited: pictureOf(), white }
  }

  it("leaves every byte outside the mask as it was, whatever the provider did there", async () => {
    const { parent, edited, white } = await editMasked("paid")
    expect(edited).toMatchObject({
      parentId: parent.id,
      width: parent.width,
      height: parent.height,
    })
    const before = await loadPixels(parent.asset)
    const after = await loadPixels(edited.asset)
    let inside = 0
    let outside = 0
    for (let pixel = 0; pixel < white.length; pixel += 1) {
      const same = [0, 1, 2].every((c) => before[pixel * 3 + c] === after[pixel * 3 + c])
      if (same) continue
      if (white[pixel] === 0) outside += 1
      else inside += 1
    }
    expect(outside).toBe(0)
    expect(inside).toBeGreaterThan(60 * 30 * 0.8)
    expect(edited.recipe.change).toMatchObject({ outside: 0, masked: true })
    expect(edited.recipe.change?.inside).toBeGreaterThan(0.8)
    const recipe = await setUp.generation.findRecipe(edited.id)
    expect(recipe?.restored).toBe(1)
    expect(recipe?.mask).not.toBeNull()
  })

  it("hands the mask over the right way up and white where it may change", async () => {
    await editMasked("paid")
    const mask = paid.requests[0]?.mask
    expect(mask).toMatchObject({ width: 239, height: 100 })
    const at = (x: number, y: number) => mask?.data[y * 239 + x]
    expect([at(50, 25), at(21, 11), at(79, 39)]).toEqual([255, 255, 255])
    expect([at(10, 5), at(190, 75), at(50, 75), at(190, 25)]).toEqual([0, 0, 0, 0])
  })

  it("is refused with both sizes when the mask has another one", async () => {
    await start()
    await draw()
    const mask = await setUp.saveAsset(await createMask(100, 100))
    const refused = await setUp.generation.request({
      storyboardId,
      panelIds: [firstPanel],
      request: {
        operation: "edit",
        instruction: "a boat",
        mask,
        count: 1,
        quality: "draft",
        provider: null,
      },
      actor,
    })
    expect(refused).toEqual({
      ok: false,
      failure: { kind: "mask-size", expected: "239×100", actual: "100×100" },
    })
  })
})

describe("a request that cannot be carried out", () => {
  const refuse = async (wish: object, ids = [firstPanel]) => {
    const refused = await setUp.generation.request({
      storyboardId,
      panelIds: ids,
      request: {
        operation: "generate",
        instruction: null,
        mask: null,
        count: 1,
        quality: "draft",
        provider: null,
        ...wish,
      },
      actor,
    })
    expect(await setUp.generation.listJobs(storyboardId)).toEqual([])
    return refused.ok ? null : refused.failure
  }

  it("names the panel that is not there, and makes no job of the others", async () => {
    const gone = createPanelId("gone")
    expect(await refuse({}, [firstPanel, gone])).toEqual({ kind: "panel-not-found", panelId: gone })
  })

  it("does not touch approved panels", async () => {
    command({ kind: "panel.update", id: secondPanel, changes: { status: "approved" } })
    expect(await refuse({}, [firstPanel, secondPanel])).toEqual({
      kind: "panel-locked",
      panelIds: [secondPanel],
    })
  })

  it("needs a picture and words for an edit", async () => {
    const edit = { operation: "edit" as const }
    expect(await refuse({ ...edit, instruction: "closer" })).toMatchObject({ kind: "no-picture" })
    expect(await refuse(edit)).toEqual({ kind: "instruction-missing" })
  })

  it("knows its providers", async () => {
    expect(await refuse({ provider: "oracle" })).toEqual({
      kind: "provider-unknown",
      provider: "oracle",
      known: ["free", "paid"],
    })
  })

  it("takes a mask for an edit only, and only one in which something is white", async () => {
    const mask = await setUp.saveAsset(await paintPicture({ width: 239, height: 100 }, "#000000"))
    expect(await refuse({ mask })).toEqual({ kind: "mask-without-edit" })
  })

  it("says so when there is no such storyboard", async () => {
    const refused = await setUp.generation.request({
      storyboardId: "storyboard:gone",
      panelIds: [firstPanel],
      request: {
        operation: "generate",
        instruction: null,
        mask: null,
        count: 1,
        quality: "draft",
        provider: null,
      },
      actor,
    })
    expect(refused).toEqual({ ok: false, failure: { kind: "storyboard-not-found" } })
  })
})

describe("landing", () => {
  it("leaves a picture that somebody chose meanwhile, and keeps the new one as a variant", async () => {
    await start()
    await draw()
    const before = pictureOf()
    free.behave = async function* behave({ size }) {
      command({ kind: "panel.update", id: firstPanel, changes: { action: "She stops." } })
      yield done([await paintPicture(size, "#aa2020")])
    }
    const job = await draw({ operation: "edit", instruction: "closer" })
    expect(job.state).toBe("succeeded")
    expect(setUp.panel(firstPanel).picture).toBe(before.id)
    expect(setUp.panel(firstPanel).variants.map((variant) => variant.id)).toContain(job.variantId)
  })

  it("ends without a picture when the panel was deleted meanwhile", async () => {
    free.behave = async function* behave({ size }) {
      command({ kind: "panel.delete", id: firstPanel })
      yield done([await paintPicture(size, "#aa2020")])
    }
    await start()
    expect(await draw()).toMatchObject({ state: "failed", failure: { kind: "panel-gone" } })
  })

  it("refuses a panel that was approved before its turn came", async () => {
    const [job] = await setUp.request([firstPanel])
    command({ kind: "panel.update", id: firstPanel, changes: { status: "approved" } })
    await start()
    if (!job) throw new Error("no job")
    expect(await setUp.ended(job.id)).toMatchObject({
      state: "failed",
      failure: { kind: "panel-locked" },
    })
    expect(free.requests).toEqual([])
  })
})

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

describe("copies", () => {
  it("find the recipe of a duplicated panel's picture in the picture itself", async () => {
    await start()
    await draw()
    const copy = createPanelId("copy")
    command({ kind: "panel.duplicate", id: firstPanel, newId: copy })
    expect(pictureOf(copy).id).not.toBe(createVariantId("none"))
    await draw({ operation: "edit", instruction: "closer" }, copy)
    expect(free.requests[1]?.parentState).toEqual({ painted: 0 })
  })
})
