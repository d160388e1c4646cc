import { createCharacterId, createVariantId, type Variant } from "@panelwright/core"
import sharp from "sharp"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import * as Y from "yjs"
import { closeTestDatabases } from "../database/testing/test-database.ts"
import { createSketchProvider } from "./providers/sketch/sketch-provider.ts"
import { readPngText } from "./recipe/png-text.ts"
import { recipeKeyword, toShortRecipe } from "./recipe/recipe.ts"
import { paintPicture } from "./testing/memory-provider.ts"
import { openGenerationCase, type GenerationCase } from "./testing/generation-case.ts"
import { actor, firstPanel, storyboardId } from "./testing/generation-set-up.ts"

let database: GenerationCase["database"]
let free: GenerationCase["free"]
let paid: GenerationCase["paid"]
let setUp: GenerationCase["setUp"]
let start: GenerationCase["start"]
let command: GenerationCase["command"]
let draw: GenerationCase["draw"]
let pictureOf: GenerationCase["pictureOf"]
let close: GenerationCase["close"]

beforeEach(async () => {
  ;({ database, free, paid, setUp, start, command, draw, pictureOf, close } =
    await openGenerationCase())
  await start()
})
afterEach(() => close())
afterAll(closeTestDatabases)

const loadPixels = async ({ asset }: Pick<Variant, "asset"> = pictureOf()) => {
  const bytes = await setUp.assets.loadAsset(asset)
  return sharp(bytes ?? new Uint8Array())
    .raw()
    .toBuffer()
}

describe("the same request again", () => {
  it("is answered by the picture that is there, at no cost, and says so", async () => {
    await draw({ provider: "paid" })
    const first = pictureOf()
    const again = await draw({ provider: "paid" })
    expect(again).toMatchObject({
      state: "succeeded",
      isCached: true,
      cost: { microDollars: 0 },
      variantId: first.id,
    })
    expect(paid.requests).toHaveLength(1)
    expect(setUp.panel(firstPanel).variants).toHaveLength(1)
  })

  it("shows that picture again when another one was chosen meanwhile", async () => {
    await draw({ provider: "paid" })
    const first = pictureOf()
    await draw({ provider: "free" })
    expect(pictureOf().id).not.toBe(first.id)
    await draw({ provider: "paid" })
    expect(pictureOf().id).toBe(first.id)
  })

  it("draws another one when that is wanted, with another seed where there is one", async () => {
    await draw()
    const job = await draw({ fresh: true })
    expect(job.isCached).toBe(false)
    expect(free.requests).toHaveLength(2)
    expect(free.requests[0]?.seed).not.toBe(free.requests[1]?.seed)
    expect(setUp.panel(firstPanel).variants).toHaveLength(2)
  })

  it.each([
    ["other words", { instruction: "closer" }],
    ["another quality", { quality: "final" as const }],
    ["another number", { count: 2 }],
    ["another provider", { provider: "free" }],
  ])("is another one with %s", async (_, wish) => {
    await draw({ provider: "paid" })
    expect(await draw({ provider: "paid", ...wish })).toMatchObject({ isCached: false })
  })

  it("is another one when the storyboard says something else, or another model would draw", async () => {
    await draw({ provider: "paid" })
    command({ kind: "panel.update", id: firstPanel, changes: { action: "She falls." } })
    expect(await draw({ provider: "paid" })).toMatchObject({ isCached: false })
    paid.modelFor = () => "memory-2"
    expect(await draw({ provider: "paid" })).toMatchObject({ isCached: false })
    expect(await draw({ provider: "paid" })).toMatchObject({ isCached: true })
  })

  it("is asked anew where only the answer says what drew it", async () => {
    delete paid.modelFor
    await draw({ provider: "paid" })
    expect(await draw({ provider: "paid" })).toMatchObject({ isCached: false })
  })

  it("comes back as a variant of its own, with its origin, when the first one is not there any more", async () => {
    const before = setUp.sync.docs.get(storyboardId)
    const earlier = new Y.Doc()
    if (before) Y.applyUpdate(earlier, Y.encodeStateAsUpdate(before))
    await draw({ provider: "paid" })
    const first = pictureOf()
    const pixels = await loadPixels()

    setUp.sync.docs.set(storyboardId, earlier)
    expect(await draw({ provider: "paid" })).toMatchObject({ isCached: true })
    const second = pictureOf()
    expect(second.id).not.toBe(first.id)
    expect(await loadPixels()).toEqual(pixels)
    const recipe = await setUp.generation.findRecipe(second.id)
    expect(recipe).toMatchObject({ cachedFrom: first.id, cost: { microDollars: 0 } })
    const bytes = await setUp.assets.loadAsset(second.asset)
    const embedded = readPngText(bytes ?? new Uint8Array(), recipeKeyword)
    expect(JSON.parse(embedded ?? "")).toEqual(recipe)
    expect(recipe && toShortRecipe(recipe)).toEqual(second.recipe)
  })
})

describe("running a recipe again", () => {
  const judge = () => setUp.generation.judgeRerun(pictureOf().id)
  const rerun = async (variantId = pictureOf().id) => {
    const jobs = await setUp.generation.rerun({ variantId, actor })
    if (!jobs.ok) throw new Error(JSON.stringify(jobs.failure))
    const [job] = jobs.value
    if (!job) throw new Error("no job")
    return setUp.ended(job.id)
  }

  it("gives the same pixels where the provider draws by a seed, whatever the storyboard says by now", async () => {
    const sketch = createSketchProvider({ threads: 1 })
    sketch.fitSize = (ratio) => ({ width: 320, height: Math.round(320 / ratio / 2) * 2 })
    const generation = setUp.createProcess([sketch])
    await start(generation)
    const wish = { panelIds: [firstPanel], storyboardId, actor }
    const request = {
      operation: "generate",
      instruction: null,
      mask: null,
      count: 2,
      quality: "draft",
      provider: null,
    } as const
    const asked = await generation.request({ ...wish, request })
    const job = asked.ok ? asked.value[0] : undefined
    if (!job) throw new Error("no job")
    expect(await setUp.ended(job.id)).toMatchObject({ state: "succeeded" })
    const [, second] = setUp.panel(firstPanel).variants
    if (!second) throw new Error("no second variant")
    const before = await loadPixels(second)

    command({ kind: "panel.update", id: firstPanel, changes: { action: "Two dogs on a beach." } })
    command({ kind: "style.update", changes: { look: "ink", shading: 1 } })
    expect(await generation.judgeRerun(second.id)).toEqual({ outcome: "exact", reasons: [] })
    const jobs = await generation.rerun({ variantId: second.id, actor })
    const again = jobs.ok ? jobs.value[0] : undefined
    if (!again) throw new Error("no job")
    const { variantId } = await setUp.ended(again.id)
    const made = setUp.panel(firstPanel).variants.find(({ id }) => id === variantId)
    if (!made) throw new Error("no variant")
    expect(made.id).not.toBe(second.id)
    expect(await loadPixels(made)).toEqual(before)
    await sketch.stop()
  })

  it("sends an edit again with its words, its mask, its parent and the packet of then", async () => {
    await draw()
    const parent = pictureOf()
    const mask = await setUp.saveAsset(
      await sharp({ create: { width: 239, height: 100, channels: 3, background: "#ffffff" } })
        .png()
        .toBuffer(),
    )
    await draw({ operation: "edit", instruction: "add a boat", mask })
    const edited = pictureOf()
    await draw({ operation: "edit", instruction: "make it night" })
    command({ kind: "panel.update", id: firstPanel, changes: { action: "She sleeps." } })
    await rerun(edited.id)
    expect(free.requests[3]).toEqual(free.requests[1])
    const made = setUp.panel(firstPanel).variants.at(-1)
    expect(made).toMatchObject({ parentId: parent.id, recipe: { instruction: "add a boat" } })
  })

  it("is close, and says why, without a seed or by another model", async () => {
    paid.capabilities = { ...paid.capabilities, seed: false }
    paid.modelFor = () => "memory-2"
    await draw({ provider: "paid" })
    expect(await judge()).toEqual({
      outcome: "close",
      reasons: [
        { kind: "no-seed", provider: "paid" },
        { kind: "model-changed", was: "memory-1", now: "memory-2" },
      ],
    })
    expect(await rerun()).toMatchObject({ state: "succeeded", isCached: false })
    expect(paid.requests).toHaveLength(2)
  })

  it("is close where only the answer says what drew it", async () => {
    delete paid.modelFor
    await draw({ provider: "paid" })
    expect(await judge()).toEqual({
      outcome: "close",
      reasons: [{ kind: "model-unknown", was: "memory-1" }],
    })
  })

  it("is close when what was sent is not kept and the storyboard has changed", async () => {
    await draw()
    await database.sql`
      update recipe set recipe = recipe - 'packet' where variant_id = ${pictureOf().id}`
    expect(await judge()).toEqual({ outcome: "exact", reasons: [] })
    command({ kind: "panel.update", id: firstPanel, changes: { action: "She sleeps." } })
    expect(await judge()).toEqual({ outcome: "close", reasons: [{ kind: "storyboard-changed" }] })
  })

  it("cannot when something is gone or approved, and makes no job", async () => {
    await draw({ provider: "paid" })
    const { id } = pictureOf()
    const elsewhere = setUp.createProcess([free])
    expect(await elsewhere.judgeRerun(id)).toEqual({
      outcome: "cannot",
      reasons: [{ kind: "provider-gone", provider: "paid" }],
    })
    command({ kind: "panel.update", id: firstPanel, changes: { status: "approved" } })
    const reasons = [{ kind: "panel-locked" }]
    expect(await judge()).toEqual({ outcome: "cannot", reasons })
    expect(await setUp.generation.rerun({ variantId: id, actor })).toEqual({
      ok: false,
      failure: { kind: "rerun-impossible", reasons },
    })
    command({ kind: "panel.delete", id: firstPanel })
    expect((await setUp.generation.judgeRerun(id)).reasons).toEqual([{ kind: "panel-gone" }])
    expect((await setUp.generation.judgeRerun(createVariantId("none"))).reasons).toEqual([
      { kind: "not-made-here" },
    ])
  })

  it("cannot when a guiding picture of then is gone", async () => {
    const sheet = await setUp.saveAsset(await paintPicture({ width: 20, height: 10 }, "#336699"))
    const mara = createCharacterId("mara")
    command({ kind: "character.update", id: mara, changes: { sheet: [sheet] } })
    await draw()
    const kept = setUp.assets.loadAsset.bind(setUp.assets)
    setUp.assets.loadAsset = async (id) => (id === sheet ? null : kept(id))
    expect(await judge()).toEqual({
      outcome: "cannot",
      reasons: [{ kind: "reference-gone", assets: [sheet] }],
    })
  })
})
