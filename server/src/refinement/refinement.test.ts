import { createVariantId, isFinal, type AssetId } from "@panelwright/core"
import { applyCommands } from "@panelwright/document"
import sharp from "sharp"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Database } from "../database/database.ts"
import { closeTestDatabases, openTestDatabase } from "../database/testing/test-database.ts"
import type { Generation } from "../generation/generation-service.ts"
import type { ImageProvider } from "../generation/provider.ts"
import { readPngText } from "../generation/recipe/png-text.ts"
import { createRecipeStore } from "../generation/recipe/recipe-store.ts"
import { recipeKeyword } from "../generation/recipe/recipe.ts"
import {
  actor,
  createGenerationSetUp,
  firstPanel,
  storyboardId,
  type GenerationSetUp,
} from "../generation/testing/generation-set-up.ts"
import { createMemoryProvider } from "../generation/testing/memory-provider.ts"
import { createRefinement, type Refinement } from "./refinement.ts"

let database: Database
let setUp: GenerationSetUp
let generation: Generation
let refinement: Refinement
let tokens = 0

/** Knows what it painted: a square in the middle of the size it was asked for. */
const createKnowing = (): ImageProvider => ({
  ...createMemoryProvider({ id: "free" }),
  outline: (state, size) =>
    state === null
      ? []
      : [
          {
            id: "square",
            kind: "thing",
            name: "box",
            outline: [
              [
                { x: 0, y: 0 },
                { x: size.width, y: 0 },
                { x: size.width / 2, y: size.height },
              ],
            ],
          },
        ],
})

beforeEach(async () => {
  database = await openTestDatabase()
  const provider = createKnowing()
  setUp = await createGenerationSetUp({ database, providers: [provider] })
  generation = setUp.generation
  refinement = createRefinement({
    sync: setUp.sync,
    assets: setUp.assets,
    recipes: createRecipeStore(database),
    providers: [provider],
    clock: () => 1_900_000_000_000,
    makeToken: () => `refined${String((tokens += 1)).padStart(10, "0")}`,
  })
  await generation.start()
  for (const fresh of [false, true]) {
    const [job] = await setUp.request([firstPanel], { fresh })
    const ended = job ? await setUp.ended(job.id) : null
    if (!ended || !isFinal(ended.state)) throw new Error("nothing was drawn")
  }
})
afterEach(() => generation.stop({ drainMs: 0 }))
afterAll(closeTestDatabases)

const pictures = () => {
  const [base, from] = setUp.panel(firstPanel).variants
  if (!base || !from) throw new Error("there are no two pictures")
  return { base, from }
}

const saveMask = async (left: number, width: number, height = 100) => {
  const white = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#fff" } })
    .png()
    .toBuffer()
  const mask = await sharp({ create: { width, height, channels: 3, background: "#000" } })
    .composite([{ input: white, left, top: 10 }])
    .toColourspace("b-w")
    .png()
    .toBuffer()
  return setUp.saveAsset(mask)
}

const loadPixels = async (id: AssetId) =>
  sharp((await setUp.assets.loadAsset(id)) ?? new Uint8Array())
    .removeAlpha()
    .raw()
    .toBuffer()

describe("taking a region of one picture into another", () => {
  it("makes a new picture that is the base byte for byte outside of it", async () => {
    const { base, from } = pictures()
    const mask = await saveMask(20, base.width)
    const combined = await refinement.combine({
      storyboardId,
      panelId: firstPanel,
      base: base.id,
      from: from.id,
      mask,
      actor,
    })
    if (!combined.ok) throw new Error(combined.failure.kind)
    const panel = setUp.panel(firstPanel)
    const made = panel.variants.at(-1)
    expect(panel.picture).toBe(combined.value.id)
    expect(made).toMatchObject({
      parentId: base.id,
      jobId: null,
      createdBy: actor.id,
      recipe: { provider: "combine", operation: "edit", instruction: "A region of picture 2" },
    })
    expect(made?.recipe.change).toMatchObject({ outside: 0, masked: true })
    const [before, taken, after] = await Promise.all(
      [base.asset, from.asset, combined.value.asset].map(loadPixels),
    )
    const at = (pixels: Buffer | undefined, x: number, y: number) => {
      const start = (y * base.width + x) * 3
      return pixels?.subarray(start, start + 3).toString("hex")
    }
    expect(at(after, 50, 30)).toBe(at(taken, 50, 30))
    expect(at(after, 50, 30)).not.toBe(at(before, 50, 30))
    for (const [x, y] of [
      [19, 30],
      [80, 30],
      [50, 9],
      [50, 50],
      [200, 90],
    ] as const)
      expect(at(after, x, y)).toBe(at(before, x, y))
  })

  it("keeps one recipe in the database and in the file, naming both pictures", async () => {
    const { base, from } = pictures()
    const mask = await saveMask(20, base.width)
    const wish = { storyboardId, panelId: firstPanel, base: null, from: base.id, mask, actor }
    const combined = await refinement.combine(wish)
    if (!combined.ok) throw new Error(combined.failure.kind)
    const recipe = await generation.findRecipe(combined.value.id)
    expect(recipe).toMatchObject({
      jobId: null,
      mask,
      parentId: from.id,
      cost: { microDollars: 0 },
    })
    expect(recipe?.references.map(({ asset }) => asset)).toEqual([from.asset, base.asset])
    const bytes = await setUp.assets.loadAsset(combined.value.asset)
    expect(JSON.parse(readPngText(bytes ?? new Uint8Array(), recipeKeyword) ?? "null")).toEqual(
      recipe,
    )
  })

  it("refuses masks that do not fit, pictures that are not there and approved panels", async () => {
    const { base, from } = pictures()
    const combine = async (wish: {
      mask: AssetId
      from?: typeof from.id
      base?: typeof from.id
    }) => {
      const refused = await refinement.combine({
        storyboardId,
        panelId: firstPanel,
        base: base.id,
        from: from.id,
        actor,
        ...wish,
      })
      return refused.ok ? null : refused.failure.kind
    }
    const mask = await saveMask(20, base.width)
    expect(await combine({ mask: await saveMask(0, 80) })).toBe("mask-size")
    expect(await combine({ mask, from: createVariantId("none") })).toBe("base-not-found")
    expect(await combine({ mask, base: createVariantId("none") })).toBe("base-not-found")
    const doc = setUp.sync.docs.get(storyboardId)
    if (!doc) throw new Error("no doc")
    applyCommands(
      doc,
      [{ kind: "panel.update", id: firstPanel, changes: { status: "approved" } }],
      "somebody",
    )
    expect(await combine({ mask })).toBe("panel-locked")
    expect(setUp.panel(firstPanel).variants).toHaveLength(2)
  })
})

describe("what a picture shows", () => {
  it("is outlined in the picture's own pixels", async () => {
    const { base } = pictures()
    const found = await refinement.listObjects(storyboardId, base.id)
    expect(found).toMatchObject({ width: base.width, height: base.height })
    const [box] = found?.objects ?? []
    expect(box).toMatchObject({ id: "square", name: "box" })
    expect(box?.outline[0]?.at(-1)).toEqual({ x: base.width / 2, y: base.height })
  })

  it("is nothing where its provider does not know, and null where there is no such picture", async () => {
    const { base } = pictures()
    const mask = await saveMask(20, base.width)
    const combined = await refinement.combine({
      storyboardId,
      panelId: firstPanel,
      base: null,
      from: base.id,
      mask,
      actor,
    })
    const id = combined.ok ? combined.value.id : createVariantId("none")
    expect((await refinement.listObjects(storyboardId, id))?.objects).toEqual([])
    expect(await refinement.listObjects(storyboardId, createVariantId("none"))).toBeNull()
  })
})
