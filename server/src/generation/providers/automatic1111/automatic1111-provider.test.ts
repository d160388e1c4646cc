import { assetIdSchema, type ImageRequest, type ProviderEvent } from "@panelwright/core"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { ProviderError, type ImageProvider } from "../../provider.ts"
import { paintPicture } from "../../testing/memory-provider.ts"
import {
  createLopsidedMask,
  createSampleEdit,
  createSampleRequest,
} from "../../testing/sample-call.ts"
import { describeImageProvider, describeRemoteProvider } from "../../image-provider.contract.ts"
import { createAutomatic1111Provider } from "./automatic1111-provider.ts"
import { findEmptyAddress } from "../testing/web-server.ts"
import {
  startAutomatic1111Server,
  type Automatic1111Server,
} from "./testing/automatic1111-server.ts"

const pollMs = 5

describeImageProvider("automatic1111", async () => {
  const server = await startAutomatic1111Server()
  return {
    provider: createAutomatic1111Provider({ url: server.url, pollMs }),
    slowDown: () => server.hold(),
    close: () => server.close(),
  }
})

describeRemoteProvider("automatic1111", async () => {
  const server = await startAutomatic1111Server()
  const nowhere = await findEmptyAddress()
  return {
    server,
    create({ timeoutMs = 5000, key, at } = {}) {
      const url = key === "wrong" ? server.wrongUrl : server.url
      return createAutomatic1111Provider({
        url: at === "nowhere" ? nowhere : url,
        timeoutMs,
        pollMs,
      })
    },
  }
})

const size = { width: 1280, height: 720 }

describe("the provider for the Stable Diffusion web UI", () => {
  let server: Automatic1111Server
  let provider: ImageProvider

  beforeEach(async () => {
    server = await startAutomatic1111Server()
    provider = createAutomatic1111Provider({ url: server.url, pollMs, timeoutMs: 5000 })
  })
  afterEach(() => server.close())

  const run = async (request: ImageRequest, signal = new AbortController().signal) => {
    const events: ProviderEvent[] = []
    for await (const event of provider.run(request, { signal, jobId: "job:1" })) events.push(event)
    const done = events.at(-1)
    if (done?.type !== "done") throw new Error("not done")
    return { events, done }
  }

  const failureOf = async (running: Promise<unknown>) => {
    const error: unknown = await running.catch((thrown: unknown) => thrown)
    if (!(error instanceof ProviderError)) throw new Error("it did not fail", { cause: error })
    return error.failure
  }

  const until = async (isSo: () => boolean) => {
    const deadline = performance.now() + 2000
    while (!isSo()) {
      if (performance.now() > deadline) throw new Error("it did not come to it")
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }

  const probe = async () => {
    const report = await provider.probe?.(new AbortController().signal)
    if (!report) throw new Error("no probe")
    return report
  }

  it("asks for finals with more steps, and says which checkpoint and which seeds it was", async () => {
    const request = createSampleRequest(size, { seed: 40, count: 2, quality: "final" })
    const { done } = await run(request)
    expect(done).toMatchObject({ model: "sdxl", images: [{ seed: 40 }, { seed: 41 }] })
    expect(server.bodies[0]).toMatchObject({ steps: 32, n_iter: 2, batch_size: 1, ...size })
    expect(server.bodies[0]?.["prompt"]).toContain("Mara stands at the window")
    expect(server.bodies[0]?.["negative_prompt"]).toContain("lettering or captions")
    await run(createSampleRequest(size))
    expect(server.bodies[1]).toMatchObject({ steps: 18, seed: -1 })
  })

  it("sends the mask with its own meaning: no softer, not turned round, over the whole picture", async () => {
    const parent = { bytes: await paintPicture(size, "#808080"), state: null }
    const mask = createLopsidedMask(size)
    const { request } = await createSampleEdit(parent, { instruction: "add a chair", mask })
    await run(request)
    expect(server.bodies[0]).toMatchObject({
      mask_blur: 0,
      inpainting_mask_invert: 0,
      inpainting_fill: 1,
      inpaint_full_res: false,
    })
  })

  it("begins a first picture from the blocking sketch", async () => {
    const bytes = await paintPicture({ width: 640, height: 360 }, "#a08060")
    const assetId = assetIdSchema.parse("1".repeat(64))
    const references = [{ role: "sketch" as const, assetId, bytes }]
    await run(createSampleRequest(size, { references }))
    expect(server.bodies[0]).toMatchObject({ denoising_strength: 0.75, resize_mode: 0 })
  })

  it("takes the pictures out of what the server is set to add to them", async () => {
    server.addExtras()
    const { done } = await run(createSampleRequest(size, { count: 2 }))
    expect(done.images).toHaveLength(2)
    expect(done.images.every(({ bytes }) => bytes.length > 1000)).toBe(true)
  })

  it("takes no half-drawn picture for a whole one when somebody interrupts it", async () => {
    server.hold()
    const ending = failureOf(run(createSampleRequest(size)))
    await until(() => server.isDrawing())
    server.interruptByHand()
    expect(await ending).toEqual({
      kind: "invalid",
      reason: "Somebody interrupted it in the server's own interface.",
      billed: false,
    })
  })

  it("says that it waits behind somebody else", async () => {
    const other = await server.addOther()
    const running = run(createSampleRequest(size))
    await until(() => server.isWaiting())
    // The next question after it is known there tells of it.
    await new Promise((resolve) => setTimeout(resolve, pollMs * 10))
    other.finish()
    expect((await running).events).toContainEqual({ type: "queued", position: 1 })
  })

  it("interrupts once, when what was given up begins to be drawn", async () => {
    const other = await server.addOther()
    const controller = new AbortController()
    const running = run(createSampleRequest(size), controller.signal)
    await until(() => server.isWaiting())
    controller.abort(new Error("left"))
    await expect(running).rejects.toThrow("left")
    server.hold()
    expect(server.countInterrupts()).toBe(0)
    other.finish()
    await until(() => server.countInterrupts() === 1)
    await until(() => !server.isDrawing() && !server.isWaiting())
  })

  it("interrupts nobody where it cannot tell whose picture is drawn, and says so", async () => {
    server.hideInterface()
    expect(await probe()).toMatchObject({
      ok: true,
      value: {
        capabilities: { cancel: "none", partials: false },
        warnings: [expect.stringContaining("--nowebui")],
      },
    })
    server.hold()
    const controller = new AbortController()
    const running = run(createSampleRequest(size), controller.signal)
    await until(() => server.isDrawing())
    controller.abort(new Error("left"))
    await expect(running).rejects.toThrow("left")
    await new Promise((resolve) => setTimeout(resolve, pollMs * 10))
    expect(server.countInterrupts()).toBe(0)
  })

  it("says why a server cannot be used: no API, no checkpoint", async () => {
    server.keepNoModels()
    expect(await probe()).toMatchObject({
      ok: false,
      failure: { kind: "invalid", reason: "The server has no checkpoint." },
    })
    server.hideApi()
    expect(await probe()).toMatchObject({
      ok: false,
      failure: { kind: "invalid", reason: expect.stringContaining("--api") },
    })
  })

  it("shows its password nowhere", async () => {
    expect(provider.label).toMatch(/^Stable Diffusion web UI \(127\.0\.0\.1:\d+\)$/)
    expect(JSON.stringify([provider, await probe()])).not.toContain("planted")
  })
})
