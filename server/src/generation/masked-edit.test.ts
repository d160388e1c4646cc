import sharp from "sharp"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import { closeTestDatabases } from "../database/testing/test-database.ts"
import { openGenerationCase, type GenerationCase } from "./testing/generation-case.ts"
import {
  actor,
  firstPanel,
  storyboardId,
  type GenerationSetUp,
} from "./testing/generation-set-up.ts"
import { done } from "./testing/memory-provider.ts"

let free: GenerationCase["free"]
let paid: GenerationCase["paid"]
let setUp: GenerationCase["setUp"]
let start: GenerationCase["start"]
let draw: GenerationCase["draw"]
let pictureOf: GenerationCase["pictureOf"]
let close: GenerationCase["close"]

beforeEach(async () => {
  ;({ free, paid, setUp, start, draw, pictureOf, close } = await openGenerationCase())
})
afterEach(() => close())
afterAll(closeTestDatabases)

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
