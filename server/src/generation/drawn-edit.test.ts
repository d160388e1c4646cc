import { createVariantId, followMarkupInstruction } from "@panelwright/core"
import sharp from "sharp"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import { closeTestDatabases } from "../database/testing/test-database.ts"
import { openGenerationCase, type GenerationCase } from "./testing/generation-case.ts"
import { actor, firstPanel, secondPanel, storyboardId } from "./testing/generation-set-up.ts"
import { done } from "./testing/memory-provider.ts"

let free: GenerationCase["free"]
let setUp: GenerationCase["setUp"]
let start: GenerationCase["start"]
let draw: GenerationCase["draw"]
let pictureOf: GenerationCase["pictureOf"]
let close: GenerationCase["close"]

beforeEach(async () => {
  ;({ free, setUp, start, draw, pictureOf, close } = await openGenerationCase())
  await start()
  await draw()
})
afterEach(() => close())
afterAll(closeTestDatabases)

const circle = (colour: string, x: number) =>
  `<circle cx="${x}" cy="50" r="30" fill="none" stroke="${colour}" stroke-width="4"/>`
const toPng = (content: string) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="239" height="100">${content}</svg>`,
    ),
  )
    .png()
    .toBuffer()

/** A blue circle to be followed, and an arrow in the notes' colour that is none. */
const saveDrawing = async (content = `${circle("#1f7aff", 80)}${circle("#ff2d95", 190)}`) =>
  setUp.saveAsset(await toPng(content))

const refuse = async (wish: object) => {
  const refused = await setUp.generation.request({
    storyboardId,
    panelIds: [firstPanel],
    request: {
      operation: "edit",
      instruction: null,
      mask: null,
      count: 1,
      quality: "draft",
      provider: null,
      ...wish,
    },
    actor,
  })
  return refused.ok ? null : refused.failure
}

describe("an edit by a drawing", () => {
  it("gives it to a provider that takes one, and says how much of it was followed", async () => {
    free.capabilities = { ...free.capabilities, markup: true }
    free.behave = async function* behave() {
      yield done([await toPng(`<rect width="239" height="100" fill="#fff"/>${circle("#000", 80)}`)])
    }
    const job = await draw({ operation: "edit", markup: await saveDrawing() })
    expect(job.state).toBe("succeeded")
    const request = free.requests.at(-1)
    expect(request?.packet.instruction).toBe(followMarkupInstruction)
    const { data, info } = await sharp(request?.markup ?? new Uint8Array())
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(info).toMatchObject({ ...request?.size, channels: 4 })
    expect(data[3]).toBe(0)
    expect(pictureOf().recipe.composition).toBeGreaterThan(0.7)
    const recipe = await setUp.generation.findRecipe(pictureOf().id)
    expect(recipe?.markup).toMatch(/^[0-9a-f]{64}$/)
    expect(recipe?.composition).toBe(pictureOf().recipe.composition)
  })

  it("says so when the picture has another composition", async () => {
    free.capabilities = { ...free.capabilities, markup: true }
    free.behave = async function* behave() {
      yield done([
        await toPng(`<rect width="239" height="100" fill="#fff"/>${circle("#000", 180)}`),
      ])
    }
    await draw({ operation: "edit", markup: await saveDrawing() })
    expect(pictureOf().recipe.composition).toBeLessThan(0.2)
  })

  it("goes as a sketch on white paper to a provider that takes no drawing over a picture", async () => {
    await draw({ operation: "edit", markup: await saveDrawing() })
    const request = free.requests.at(-1)
    expect(request?.markup).toBeNull()
    expect(request?.references.map(({ role }) => role).slice(0, 2)).toEqual(["base", "sketch"])
    const { data, info } = await sharp(request?.references[1]?.bytes)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect([...data.subarray(0, 3)]).toEqual([255, 255, 255])
    expect(info).toMatchObject({ ...request?.size })
  })

  it("is refused by one that takes neither, unless words say what should change", async () => {
    free.capabilities = { ...free.capabilities, referenceRoles: ["base"] }
    const markup = await saveDrawing()
    expect(await refuse({ markup })).toEqual({ kind: "markup-not-followed", provider: "free" })
    await draw({ operation: "edit", instruction: "a boat", markup })
    expect(pictureOf().recipe.warnings).toEqual([
      "The drawing was left out: Memory cannot follow one.",
    ])
    expect(pictureOf().recipe.composition).toBeUndefined()
  })

  it("keeps to a mask that comes with it, by laying the result over the parent", async () => {
    free.capabilities = { ...free.capabilities, markup: true }
    const parent = pictureOf()
    const white = await toPng(
      '<rect width="239" height="100"/><rect width="60" height="100" fill="#fff"/>',
    )
    const mask = await setUp.saveAsset(await sharp(white).toColourspace("b-w").png().toBuffer())
    await draw({ operation: "edit", instruction: "a boat", mask, markup: await saveDrawing() })
    expect(free.requests.at(-1)).toMatchObject({ mask: null })
    const [before, after] = await Promise.all(
      [parent, pictureOf()].map(async ({ asset }) =>
        sharp((await setUp.assets.loadAsset(asset)) ?? new Uint8Array())
          .removeAlpha()
          .extract({ left: 60, top: 0, width: 179, height: 100 })
          .raw()
          .toBuffer(),
      ),
    )
    expect(after).toEqual(before)
    expect(pictureOf().recipe.change).toMatchObject({ masked: true, outside: 0, restored: 1 })
  })

  it("refuses what is no drawing", async () => {
    expect(await refuse({ markup: "0".repeat(64) })).toMatchObject({ kind: "markup-invalid" })
    const empty = await saveDrawing("")
    expect(await refuse({ markup: empty })).toMatchObject({ reason: "nothing is drawn in it" })
    const full = await saveDrawing('<rect width="239" height="100" fill="#123"/>')
    expect(await refuse({ markup: full })).toMatchObject({
      reason: "it covers the whole picture",
    })
  })
})

describe("an edit of another picture than the one shown", () => {
  it("starts from it and hangs below it", async () => {
    const first = pictureOf()
    await draw({ operation: "edit", instruction: "closer" })
    await draw({ operation: "edit", instruction: "a boat", base: first.id })
    expect(pictureOf()).toMatchObject({ parentId: first.id })
    expect(free.requests.at(-1)?.references[0]).toMatchObject({ assetId: first.asset })
  })

  it("is refused when the panel has no such picture", async () => {
    const base = createVariantId("none")
    expect(await refuse({ instruction: "a boat", base })).toEqual({
      kind: "base-not-found",
      variantId: base,
    })
    await draw({}, secondPanel)
    const other = pictureOf(secondPanel).id
    expect(await refuse({ instruction: "a boat", base: other })).toMatchObject({
      kind: "base-not-found",
    })
  })
})

describe("a picture that is offered", () => {
  it("comes beside the one shown, under its name", async () => {
    const shown = pictureOf()
    await draw({
      operation: "edit",
      instruction: "from below",
      landing: "beside",
      name: "Lower camera",
      count: 2,
    })
    expect(pictureOf().id).toBe(shown.id)
    const offered = setUp.panel(firstPanel).variants.slice(1)
    expect(offered.map(({ name, beside }) => ({ name, beside }))).toEqual([
      { name: "Lower camera", beside: ["offered"] },
      { name: "Lower camera 2", beside: ["offered"] },
    ])
  })
})
