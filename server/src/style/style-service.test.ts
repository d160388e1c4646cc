import {
  commandsSchema,
  createJobId,
  createPanelId,
  defaultStyle,
  toStyleMark,
  type AssetId,
  type Command,
  type PanelId,
  type StyleReport,
} from "@panelwright/core"
import { applyCommands } from "@panelwright/document"
import sharp from "sharp"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Database } from "../database/database.ts"
import { closeTestDatabases, openTestDatabase } from "../database/testing/test-database.ts"
import { loadStoryboard } from "../generation/load-storyboard.ts"
import {
  createGenerationSetUp,
  panelIds,
  storyboardId,
  type GenerationSetUp,
} from "../generation/testing/generation-set-up.ts"
import { createMemoryProvider, done } from "../generation/testing/memory-provider.ts"
import { silentLog } from "../log.ts"
import { createHarmoniseProvider, harmoniseProvider } from "./harmonise-provider.ts"
import { createStyleService, type StyleService } from "./style-service.ts"
import { createStyleThread } from "./style-thread.ts"

const warm = { paper: "#f6efdf", ink: "#3a2a1c" }
const cold = { paper: "#b9cdf2", ink: "#101c44" }
const [first, second, third, stranger] = ["p1", "p2", "p3", "p4"].map(createPanelId) as [
  PanelId,
  PanelId,
  PanelId,
  PanelId,
]
const size = { width: 240, height: 100 }

/** Lines on paper, another arrangement for each number. */
async function drawLines(
  { paper, ink }: { readonly paper: string; readonly ink: string },
  picture: number,
): Promise<Uint8Array> {
  const lines = Array.from({ length: 7 }, (_, line) => {
    const from = (line * 41 + picture * 29) % size.width
    return `<path d="M${from} 0L${(from + 60 + picture * 7) % size.width} ${size.height}"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}"><rect width="100%" height="100%" fill="${paper}"/><g stroke="${ink}" stroke-width="3">${lines.join("")}</g></svg>`
  return sharp(Buffer.from(svg)).removeAlpha().png().toBuffer()
}

let database: Database
let setUp: GenerationSetUp
let style: StyleService
const provider = createMemoryProvider()
const thread = createStyleThread()
/** Which panels come out in the wrong colours. */
let strangers: ReadonlySet<PanelId>

beforeEach(async () => {
  database = await openTestDatabase()
  strangers = new Set()
  setUp = await createGenerationSetUp({
    database,
    onMade: (ids) => style.notice(ids),
    providers: [
      provider,
      createHarmoniseProvider({
        thread,
        style: { loadGuides: (...given) => style.loadGuides(...given) },
        findJob: (id) => setUp.generation.findJob(id),
        loadStoryboard: (id) => loadStoryboard(setUp.sync, id),
      }),
    ],
  })
  style = createStyleService({
    database,
    sync: setUp.sync,
    assets: setUp.assets,
    thread,
    log: silentLog,
  })
  provider.behave = async function* behave({ packet }) {
    const index = setUp.sync
      .read(storyboardId)
      .panels.findIndex(({ number }) => number === packet.shot.number)
    const isStrange = strangers.has(panelIds[index] ?? first)
    yield done([await drawLines(isStrange ? cold : warm, index)])
  }
  await setUp.generation.start()
})
afterEach(async () => {
  await setUp.generation.stop()
  await style.settle()
  await database.close()
})
afterAll(async () => {
  await style.stop()
  await closeTestDatabases()
})

const apply = (...commands: readonly unknown[]) => {
  const doc = setUp.sync.docs.get(storyboardId)
  const parsed: Command[] = commandsSchema.parse(commands)
  if (!doc || !applyCommands(doc, parsed, "test").ok) throw new Error("not applied")
}

async function draw(ids: readonly PanelId[], wish = {}): Promise<void> {
  const jobs = await setUp.request(ids, wish)
  for (const { id } of jobs) expect(await setUp.ended(id)).toMatchObject({ state: "succeeded" })
}

async function report(): Promise<StyleReport> {
  await style.settle()
  const made = await style.report(storyboardId)
  if (made === null) throw new Error("no storyboard")
  return made
}

const countKept = async () => {
  const [row] = await database.sql`select count(*)::int as count from style_fingerprint`
  return Number(row?.["count"])
}

const pictureOf = (id: PanelId) => {
  const panel = setUp.panel(id)
  const picture = panel.variants.find((variant) => variant.id === panel.picture)
  if (!picture) throw new Error("no picture")
  return picture
}

describe("the style report", () => {
  it("measures pictures as they land, and names the one that does not belong", async () => {
    const ids = panelIds.slice(0, 7)
    strangers = new Set([stranger])
    await draw(ids)
    const { profile, variants, outliers, pending } = await report()
    expect(await countKept()).toBe(7)
    expect(profile).toMatchObject({ source: "pictures" })
    expect(pending).toBe(0)
    expect(variants.map(({ panelId }) => panelId)).toEqual(ids)
    expect(variants.every((score) => score.style !== null)).toBe(true)
    expect(outliers[0]).toMatchObject({ panelId: stranger })
    expect(outliers[0]?.reasons).toContain("colder")
  })

  it("judges by the anchors where there are some, and never an anchor by itself", async () => {
    strangers = new Set([stranger])
    await draw(panelIds.slice(0, 4))
    const anchors = [pictureOf(first).asset, pictureOf(second).asset]
    apply({ kind: "style.update", changes: { anchors } })
    const { profile, variants } = await report()
    expect(profile).toEqual({ source: "anchors", pictures: anchors })
    const scoreOf = (id: PanelId) => variants.find(({ panelId }) => panelId === id)?.style ?? -1
    expect(scoreOf(third)).toBeGreaterThan(scoreOf(stranger) + 0.3)
    expect(scoreOf(first)).toBeLessThan(1)
  })

  it("counts what comes by upload as pending, and knows it a moment later", async () => {
    const uploads: AssetId[] = []
    for (const [index, id] of panelIds.slice(0, 4).entries()) {
      const asset = await setUp.saveAsset(await drawLines(warm, index))
      uploads.push(asset)
      apply({
        kind: "variant.add",
        choose: true,
        variant: {
          id: `variant:upload${index}`,
          panelId: id,
          asset,
          ...size,
          parentId: null,
          jobId: null,
          createdBy: "person:mara",
          createdAt: 1,
          recipe: {
            provider: "upload",
            model: "upload",
            operation: "upload",
            instruction: null,
            seed: null,
            styleVersion: 1,
            warnings: [],
            change: null,
          },
        },
      })
    }
    const before = await style.report(storyboardId)
    expect(before).toMatchObject({ pending: 4 })
    expect(before?.variants.every((score) => score.style === null)).toBe(true)
    const after = await report()
    expect(after.pending).toBe(0)
    expect(after.variants.every((score) => score.style !== null)).toBe(true)
    expect(after.profile.pictures).toEqual(uploads)
  })

  it("says nothing of a picture whose bytes are gone, and does not wait for it", async () => {
    style.notice(["0".repeat(64) as AssetId])
    await style.settle()
    expect(await countKept()).toBe(0)
  })

  it("is null for a storyboard that there is not", async () => {
    expect(await style.report("storyboard:none")).toBeNull()
  })
})

describe("versions of the style", () => {
  it("are there from the first one on, for programs outside", async () => {
    expect(await style.listVersions(storyboardId)).toMatchObject([{ style: { version: 1 } }])
    apply({ kind: "style.update", changes: { look: "ink" } })
    expect(await style.listVersions(storyboardId)).toMatchObject([
      { style: { version: 1, look: "pencil" } },
      { style: { version: 2, look: "ink" } },
    ])
    expect(await style.listVersions("storyboard:none")).toBeNull()
  })
})

describe("matching colours to the style", () => {
  it("makes a variant with a whole recipe, nearer to the style and as old as its parent", async () => {
    strangers = new Set([stranger])
    await draw(panelIds.slice(0, 4))
    apply({
      kind: "style.update",
      changes: { anchors: [first, second, third].map((id) => pictureOf(id).asset) },
    })
    const parent = pictureOf(stranger)
    await draw([stranger], { operation: "edit", provider: harmoniseProvider })
    const made = pictureOf(stranger)
    expect(made).toMatchObject({
      parentId: parent.id,
      width: parent.width,
      height: parent.height,
      recipe: {
        provider: "harmonise",
        operation: "edit",
        instruction: null,
        styleVersion: parent.recipe.styleVersion,
        styleMark: parent.recipe.styleMark,
        warnings: ["Colours matched to the 3 anchors of the style."],
      },
    })
    const recipe = await setUp.generation.findRecipe(made.id)
    expect(recipe).toMatchObject({
      cost: { microDollars: 0 },
      references: [{ role: "base", asset: parent.asset }],
      state: { matched: { source: "anchors" }, strength: expect.any(Number), transfer: {} },
    })
    const { variants } = await report()
    const scoreOf = (id: string) => variants.find(({ variantId }) => variantId === id)?.style ?? -1
    expect(scoreOf(made.id)).toBeGreaterThan(scoreOf(parent.id) + 0.2)
  })

  it("leaves alone what it would only make worse, and says so", async () => {
    await draw([first, second, third])
    apply({
      kind: "style.update",
      changes: { anchors: [pictureOf(first).asset, pictureOf(second).asset] },
    })
    const before = pictureOf(third)
    const [job] = await setUp.request([third], { operation: "edit", provider: harmoniseProvider })
    expect(await setUp.ended(job?.id ?? createJobId("none"))).toMatchObject({
      state: "failed",
      failure: { kind: "invalid", billed: false },
    })
    expect(pictureOf(third)).toEqual(before)
  })

  it("says what is missing where there is nothing to match", async () => {
    await draw(panelIds.slice(0, 1))
    const [job] = await setUp.request(panelIds.slice(0, 1), {
      operation: "edit",
      provider: harmoniseProvider,
    })
    expect(await setUp.ended(job?.id ?? createJobId("none"))).toMatchObject({
      state: "failed",
      failure: { kind: "invalid", billed: false },
    })
  })
})

describe("a look that is tried", () => {
  it("lands beside the picture, drawn in that look, while the style stays", async () => {
    await draw([first])
    const shown = pictureOf(first)
    await draw([first], { trial: { look: "ink" }, landing: "beside" })
    expect(provider.requests.at(-1)?.packet.style.look).toBe("ink")
    const panel = setUp.panel(first)
    expect(panel.picture).toBe(shown.id)
    expect(panel.variants.at(-1)?.recipe.styleMark).toBe(
      toStyleMark({ ...defaultStyle, look: "ink" }),
    )
    expect(setUp.sync.read(storyboardId).style).toMatchObject({ version: 1, look: "pencil" })
  })

  it("redraws in the look of its scene, and is in style then", async () => {
    apply({ kind: "style.update", changes: { scenes: { "scene:1": { look: "charcoal" } } } })
    await draw([first])
    expect(provider.requests.at(-1)?.packet.style).toMatchObject({ look: "charcoal", scenes: {} })
    expect(pictureOf(first).recipe).toMatchObject({
      styleVersion: 2,
      styleMark: toStyleMark({ ...defaultStyle, look: "charcoal" }),
    })
  })
})
