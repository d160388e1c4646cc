import type { ImageRequest, ProviderEvent } from "@panelwright/core"
import sharp from "sharp"
import { afterAll, describe, expect, it } from "vitest"
import { ProviderError } from "../../provider.ts"
import { parseSceneGraph } from "./scene-graph.ts"
import { createBoxMask, createRequest, picture } from "./sketch.fixture.ts"
import { createSketchProvider, fitSize } from "./sketch-provider.ts"

const provider = createSketchProvider({ threads: 1 })
afterAll(() => provider.stop())

async function collect(request: ImageRequest, signal = new AbortController().signal) {
  const events: ProviderEvent[] = []
  for await (const event of provider.run(request, { signal, jobId: "job:test" })) events.push(event)
  const done = events.find((event) => event.type === "done")
  const [image] = done?.images ?? []
  if (!done || !image) throw new Error("no picture")
  return { events, done, image }
}

const edit = async (instruction: string, parentState: unknown, rest: Partial<ImageRequest> = {}) =>
  collect(
    createRequest(
      { instruction, heading: "EXT. FIELD - DAY" },
      { operation: "edit", parentState, ...rest },
    ),
  )

const pixelsOf = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer()

/** Share of columns in a band of the width (shares) that are byte-equal. */
async function equalColumns(
  a: Uint8Array,
  b: Uint8Array,
  from: number,
  to: number,
): Promise<number> {
  const [first, second] = await Promise.all([pixelsOf(a), pixelsOf(b)])
  const channels = 3
  let same = 0
  let count = 0
  for (let x = Math.floor(from * picture.width); x < to * picture.width; x += 1) {
    let equal = true
    for (let y = 0; y < picture.height && equal; y += 1) {
      const at = (y * picture.width + x) * channels
      equal =
        first[at] === second[at] &&
        first[at + 1] === second[at + 1] &&
        first[at + 2] === second[at + 2]
    }
    count += 1
    same += equal ? 1 : 0
  }
  return same / count
}

const field = { heading: "EXT. FIELD - DAY", camera: { size: "wide" as const } }

describe("the sketch provider", () => {
  it("draws a first picture as it is asked for, and says what of that it did not understand", async () => {
    const { done, image } = await collect(createRequest({ ...field, instruction: "from below" }))
    expect(parseSceneGraph(image.state)?.camera.angle).toBe("low")
    expect(done.warnings).toEqual([])
    const lost = await collect(createRequest({ ...field, instruction: "zorblify the gleep" }))
    expect(lost.done.warnings.join()).toContain("Not understood")
  })

  it("ends with one picture of the size, its graph, no cost and no guess about a prompt", async () => {
    const { events, done, image } = await collect(createRequest(field))
    expect(await sharp(image.bytes).metadata()).toMatchObject({ format: "png", ...picture })
    expect(parseSceneGraph(image.state)).toEqual(image.state)
    expect(done).toMatchObject({
      model: "sketch-1",
      cost: { microDollars: 0 },
      revisedPrompt: null,
    })
    expect(events.filter(({ type }) => type === "progress").length).toBeGreaterThan(0)
    expect(events.at(-1)?.type).toBe("done")
  })

  it("draws the same request byte for byte the same, and another seed otherwise", async () => {
    const [first, again, other] = await Promise.all([
      collect(createRequest(field)),
      collect(createRequest(field)),
      collect(createRequest(field, { seed: 8 })),
    ])
    expect(first.image.bytes).toEqual(again.image.bytes)
    expect(other.image.bytes).not.toEqual(first.image.bytes)
  })

  it("gives as many different pictures as asked for", async () => {
    const { done } = await collect(createRequest(field, { count: 3 }))
    expect(new Set(done.images.map(({ seed }) => seed)).size).toBe(3)
  })

  it.each([16 / 9, 2.39, 4 / 3, 1, 9 / 16, 1 / 3, 3])(
    "fits a ratio of %s with its longest side at 1536",
    (ratio) => {
      const { width, height } = fitSize(ratio)
      expect(Math.max(width, height)).toBe(1536)
      expect(Math.abs(width / height / ratio - 1)).toBeLessThan(0.01)
    },
  )
})

describe("an edit", () => {
  it("adds a thing on the left and leaves the right to the pixel; removing it restores all", async () => {
    const { image: parent } = await collect(createRequest(field))
    const { image: child } = await edit("add a car on the left", parent.state)
    expect(await equalColumns(parent.bytes, child.bytes, 0, 0.5)).toBeLessThan(0.9)
    expect(await equalColumns(parent.bytes, child.bytes, 0.6, 1)).toBe(1)
    const { image: back } = await edit("remove the car", child.state)
    expect(back.bytes).toEqual(parent.bytes)
  })

  it("takes a thing away and touches nothing beyond where it was and its shadow fell", async () => {
    const kitchen = {
      heading: "INT. KITCHEN - DAY",
      action: "Mara waits. A dog.",
      camera: { size: "wide" as const },
    }
    const { image: parent } = await collect(createRequest(kitchen))
    const dog = provider.outline?.(parent.state, picture).find(({ name }) => name === "dog")
    const { image: child } = await edit("remove the dog", parent.state)
    const [before, after] = await Promise.all([pixelsOf(parent.bytes), pixelsOf(child.bytes)])
    const xs = dog?.outline.flat().map(({ x }) => x) ?? []
    const ys = dog?.outline.flat().map(({ y }) => y) ?? []
    const reach = 60
    let stray = 0
    let inside = 0
    for (let at = 0; at < before.length; at += 3) {
      if (before[at] === after[at] && before[at + 1] === after[at + 1]) continue
      const [x, y] = [(at / 3) % picture.width, Math.floor(at / 3 / picture.width)]
      const near =
        x > Math.min(...xs) - reach &&
        x < Math.max(...xs) + reach &&
        y > Math.min(...ys) - reach &&
        y < Math.max(...ys) + reach
      if (near) inside += 1
      else stray += 1
    }
    expect(stray).toBe(0)
    expect(inside).toBeGreaterThan(200)
  })

  it("gives the same picture as vectors", async () => {
    const { image } = await collect(createRequest(field))
    const { style } = createRequest(field).packet
    const svg = provider.toSvg?.(image.state, { style, size: picture })
    expect(svg).toMatch(/^<svg [^>]*width="768"/)
    expect(provider.toSvg?.("nonsense", { style, size: picture })).toBeNull()
    expect(provider.outline?.("nonsense", picture)).toEqual([])
  })

  it("flips to the mirror image and back", async () => {
    const { image: parent } = await collect(createRequest(field))
    const { image: flipped } = await edit("flip it", parent.state)
    expect(flipped.bytes).not.toEqual(parent.bytes)
    const { image: back } = await edit("flip it", flipped.state)
    expect(back.bytes).toEqual(parent.bytes)
  })

  it("keeps the seed of its parent", async () => {
    const { image: parent } = await collect(createRequest(field, { seed: 99 }))
    const { image } = await edit("make it night", parent.state, { seed: 5 })
    expect(image.seed).toBe(99)
  })

  it("puts a thing under the mask", async () => {
    const { image: parent } = await collect(createRequest(field))
    const { image } = await edit("add a dog", parent.state, {
      mask: createBoxMask(0.65, 0.5, 0.95, 0.95),
    })
    expect(await equalColumns(parent.bytes, image.bytes, 0, 0.5)).toBe(1)
    expect(await equalColumns(parent.bytes, image.bytes, 0.65, 0.95)).toBeLessThan(0.8)
  })

  it("of a picture by another hand is redrawn from the panel, and says so", async () => {
    const { done } = await edit("make it night", null)
    expect(done.warnings.join()).toMatch(/redrawn/i)
  })

  it.each([{ version: 2 }, "nonsense", { version: 1, people: "many" }])(
    "does not trust a graph like %j",
    async (state) => {
      const { done } = await edit("make it night", state)
      expect(done.warnings.join()).toMatch(/redrawn/i)
    },
  )

  it("does what it understood and says what it did not", async () => {
    const { image: parent } = await collect(createRequest(field))
    const { done } = await edit("make it night and add a harpsichord", parent.state)
    expect(done.warnings).toEqual(["Not understood: “harpsichord”."])
  })

  it("asks back when it understood nothing, and charges nothing", async () => {
    const { image: parent } = await collect(createRequest(field))
    const failure = await edit("frobnicate", parent.state).then(
      () => null,
      (error: unknown) => (error instanceof ProviderError ? error.failure : error),
    )
    expect(failure).toMatchObject({ kind: "not-understood", words: ["frobnicate"], billed: false })
    expect(failure).toHaveProperty("suggestions.length")
  })
})

describe("an abort", () => {
  it("before the start ends the run at once", async () => {
    await expect(collect(createRequest(field), AbortSignal.abort())).rejects.toThrow(/abort/i)
  })

  it("while drawing ends the run, and the next one works", async () => {
    const controller = new AbortController()
    const run = collect(createRequest(field, { count: 4 }), controller.signal)
    controller.abort()
    await expect(run).rejects.toThrow(/abort/i)
    expect((await collect(createRequest(field))).image.bytes.byteLength).toBeGreaterThan(1000)
  })
})
