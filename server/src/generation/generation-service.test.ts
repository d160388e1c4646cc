import { createPanelId, createVariantId } from "@panelwright/core"
import sharp from "sharp"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import { closeTestDatabases } from "../database/testing/test-database.ts"
import { readPngText } from "./recipe/png-text.ts"
import { recipeKeyword, toShortRecipe } from "./recipe/recipe.ts"
import { openGenerationCase, type GenerationCase } from "./testing/generation-case.ts"
import {
  actor,
  firstPanel,
  panelIds,
  secondPanel,
  storyboardId,
} from "./testing/generation-set-up.ts"
import { done, paintPicture } from "./testing/memory-provider.ts"

let free: GenerationCase["free"]
let paid: GenerationCase["paid"]
let setUp: GenerationCase["setUp"]
let start: GenerationCase["start"]
let command: GenerationCase["command"]
let draw: GenerationCase["draw"]
let pictureOf: GenerationCase["pictureOf"]
let close: GenerationCase["close"]

beforeEach(async () => {
  ;({ free, paid, setUp, start, command, draw, pictureOf, close } = await openGenerationCase())
})
afterEach(() => close())
afterAll(closeTestDatabases)

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
    // Two are taken up together, and either may call first.
    const first = free.requests.slice(0, free.concurrency).map(({ packet }) => packet.shot.number)
    expect(first).toContain(setUp.panel(urgent?.panelId ?? firstPanel).number)
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
