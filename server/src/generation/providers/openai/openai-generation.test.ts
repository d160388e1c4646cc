import sharp from "sharp"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Database } from "../../../database/database.ts"
import { closeTestDatabases, openTestDatabase } from "../../../database/testing/test-database.ts"
import {
  actor,
  createGenerationSetUp,
  firstPanel,
  storyboardId,
  type GenerationSetUp,
} from "../../testing/generation-set-up.ts"
import { paintPicture } from "../../testing/memory-provider.ts"
import { createOpenAiProvider } from "./openai-provider.ts"
import {
  protocolKey,
  startProtocolServer,
  type Misbehaviour,
  type ProtocolServer,
} from "./testing/protocol-server.ts"

let database: Database
let server: ProtocolServer
let setUp: GenerationSetUp

async function begin(timeoutMs: number): Promise<void> {
  const provider = createOpenAiProvider({
    apiKey: protocolKey,
    baseUrl: server.baseUrl,
    imageModelDraft: null,
    imageModelFinal: null,
    timeoutMs,
  })
  setUp = await createGenerationSetUp({ database, providers: [provider] })
  await setUp.generation.start()
}

beforeEach(async () => {
  database = await openTestDatabase()
  server = await startProtocolServer()
  await begin(60_000)
})
afterEach(async () => {
  await setUp.generation.stop({ drainMs: 0 })
  await server.close()
})
afterAll(closeTestDatabases)

const draw = async (wish: Parameters<GenerationSetUp["request"]>[1] = {}) => {
  const [job] = await setUp.request([firstPanel], wish)
  if (!job) throw new Error("no job")
  return setUp.ended(job.id)
}

const pictureOf = () => {
  const panel = setUp.panel(firstPanel)
  const variant = panel.variants.find((candidate) => candidate.id === panel.picture)
  if (!variant) throw new Error("no picture")
  return variant
}

const loadPixels = async () => {
  const bytes = await setUp.assets.loadAsset(pictureOf().asset)
  return sharp(bytes ?? new Uint8Array())
    .removeAlpha()
    .raw()
    .toBuffer()
}

describe("generating through the Images API", () => {
  it("shows partial pictures to the room and settles the price", async () => {
    const job = await draw()
    expect(job).toMatchObject({ state: "succeeded", cost: { microDollars: 31_850 } })
    expect(pictureOf()).toMatchObject({ width: 1568, height: 656 })
    const partials = await setUp.until(() => {
      const found = setUp.sync.events.filter((event) => event.type === "partial")
      return found.length === 2 ? found : null
    })
    expect(partials[0]?.picture).toMatch(/^data:image\/jpeg;base64,/)
  })

  it("puts back to the byte what the model drew over outside the mask", async () => {
    await draw()
    const { width, height } = pictureOf()
    const before = await loadPixels()
    const white = await paintPicture({ width: 300, height: 200 }, "#ffffff")
    const mask = await sharp(await paintPicture({ width, height }, "#000000"))
      .composite([{ input: Buffer.from(white), left: 90, top: 40 }])
      .png()
      .toBuffer()
    const maskId = await setUp.saveAsset(mask)
    const job = await draw({ operation: "edit", instruction: "add a boat", mask: maskId })
    expect(job.state).toBe("succeeded")
    const after = await loadPixels()
    const changed = { inside: 0, outside: 0 }
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      const x = pixel % width
      const y = Math.floor(pixel / width)
      const inside = x >= 90 && x < 390 && y >= 40 && y < 240
      const at = pixel * 3
      const same = before.compare(after, at, at + 3, at, at + 3) === 0
      if (!same) changed[inside ? "inside" : "outside"] += 1
    }
    expect(changed.outside).toBe(0)
    expect(changed.inside).toBeGreaterThan(300 * 200 * 0.9)
    const recipe = await setUp.generation.findRecipe(pictureOf().id)
    expect(recipe?.restored).toBe(1)
    const middle = (140 * width + 240) * 3
    expect([...after.subarray(middle, middle + 3)]).toEqual([255, 0, 255])
  })

  const endings: [string, Misbehaviour, object][] = [
    [
      "refuses",
      { kind: "status", status: 400, error: { code: "moderation_blocked" } },
      { state: "failed", failure: { kind: "refused" } },
    ],
    ["sends a page", { kind: "page" }, { state: "failed", failure: { kind: "bad-output" } }],
    [
      "sends nothing as a picture",
      { kind: "send", picture: new Uint8Array() },
      { state: "failed", failure: { kind: "bad-output" } },
    ],
    [
      "sends text as a picture",
      { kind: "send", picture: Buffer.from("<html>504</html>") },
      { state: "failed", failure: { kind: "bad-output", reason: "The provider sent a web page." } },
    ],
    [
      "stops in the middle",
      { kind: "break-while-drawing" },
      { state: "failed", failure: { kind: "bad-output" } },
    ],
  ]
  it.each(endings)(
    "asks once when the provider %s, and leaves the panel as it was",
    async (_, misbehaviour, expected) => {
      const before = setUp.panel(firstPanel)
      server.misbehave(misbehaviour)
      expect(await draw()).toMatchObject(expected)
      expect(server.calls).toHaveLength(1)
      expect(setUp.panel(firstPanel)).toEqual(before)
    },
  )

  it("asks a provider that hangs once, and does not know the outcome", async () => {
    await setUp.generation.stop()
    await begin(300)
    server.misbehave({ kind: "hang" })
    expect(await draw()).toMatchObject({ state: "unknown", failure: { kind: "timeout" } })
    expect(server.calls).toHaveLength(1)
  })

  it("waits as long as it is told before it asks again", async () => {
    server.misbehave({
      kind: "status",
      status: 429,
      error: { message: "Rate limit reached" },
      headers: { "retry-after": "1.5" },
    })
    expect(await draw()).toMatchObject({ state: "succeeded" })
    expect(server.calls).toHaveLength(2)
    const [first, second] = server.calls
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1500)
  })

  it("hangs up within a second when the job is canceled", async () => {
    server.misbehave({ kind: "hang" })
    const [job] = await setUp.request([firstPanel])
    if (!job) throw new Error("no job")
    await setUp.until(() => (server.calls[0]?.call ? true : null))
    const began = performance.now()
    await setUp.generation.cancel(job.id, actor)
    await setUp.until(() => (server.hungUp.count === 1 ? true : null))
    expect(performance.now() - began).toBeLessThan(1000)
    expect(await setUp.ended(job.id)).toMatchObject({ state: "canceled" })
  })

  it("shows the key nowhere: not in jobs, recipes, files, events or the log", async () => {
    await draw()
    server.misbehave(
      { kind: "status", status: 400, error: { message: `You sent ${protocolKey}.` } },
      { kind: "status", status: 401, error: { message: `Incorrect API key: ${protocolKey}` } },
      { kind: "break-before-answer" },
    )
    for (let turn = 0; turn < 3; turn += 1) await draw({ fresh: true })
    const everything = JSON.stringify([
      await setUp.generation.listJobs(storyboardId),
      await database.sql`select * from recipe`,
      await database.sql`select * from job`,
      setUp.sync.events,
      setUp.sync.read(storyboardId),
      setUp.lines,
    ])
    expect(everything).toContain("invalid")
    expect(everything).not.toContain("planted")
    const bytes = await setUp.assets.loadAsset(pictureOf().asset)
    expect(Buffer.from(bytes ?? []).includes("planted")).toBe(false)
  })
})
