import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
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
import { createComfyUiProvider } from "./comfyui-provider.ts"
import { findEmptyAddress } from "../testing/web-server.ts"
import { startComfyUiServer, type ComfyUiServer } from "./testing/comfyui-server.ts"

const pollMs = 10

describeImageProvider("comfyui", async () => {
  const server = await startComfyUiServer()
  return {
    provider: createComfyUiProvider({ url: server.url, workflowFolder: null, pollMs }),
    slowDown: () => server.hold(),
    close: () => server.close(),
  }
})

describeRemoteProvider("comfyui", async () => {
  const server = await startComfyUiServer()
  const nowhere = await findEmptyAddress()
  return {
    server,
    create({ timeoutMs = 5000, key, at } = {}) {
      const url = key === "wrong" ? server.wrongUrl : server.url
      return createComfyUiProvider({
        url: at === "nowhere" ? nowhere : url,
        workflowFolder: null,
        timeoutMs,
        pollMs,
      })
    },
  }
})

const size = { width: 1280, height: 720 }
const wordsOf = (graph: object | undefined) => JSON.stringify(graph)

describe("the ComfyUI provider", () => {
  let server: ComfyUiServer
  let provider: ImageProvider
  let folder: string

  beforeEach(async () => {
    server = await startComfyUiServer()
    folder = await mkdtemp(join(tmpdir(), "panelwright-comfyui-"))
    provider = create()
  })
  afterEach(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  const create = () =>
    createComfyUiProvider({
      url: server.url,
      workflowFolder: folder,
      pollMs: 10,
      timeoutMs: 5000,
    })

  const run = async (
    request: ImageRequest,
    how: {
      readonly by?: ImageProvider
      readonly jobId?: string
      readonly signal?: AbortSignal
    } = {},
  ) => {
    const {
      by = provider,
      jobId = crypto.randomUUID(),
      signal = new AbortController().signal,
    } = how
    const events: ProviderEvent[] = []
    for await (const event of by.run(request, { signal, jobId })) events.push(event)
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

  const probe = async (by = provider) => {
    const report = await by.probe?.(new AbortController().signal)
    if (!report) throw new Error("no probe")
    return report
  }

  const withReference = async (role: "style" | "sketch", fields: Partial<ImageRequest> = {}) => {
    const bytes = await paintPicture({ width: 640, height: 360 }, "#a08060")
    const assetId = assetIdSchema.parse("1".repeat(64))
    return createSampleRequest(size, { references: [{ role, assetId, bytes }], ...fields })
  }

  it("finds what its job has asked for before a crash, and does not ask for it again", async () => {
    server.hold()
    const request = createSampleRequest(size, { seed: 11, count: 2 })
    const lost = run(request, { jobId: "job:1" })
    await until(() => server.isDrawing() && server.isWaiting())
    const again = run(request, { by: create(), jobId: "job:1" })
    await until(() => server.countWishes() === 2)
    server.release()
    const { done } = await again
    expect(done.images.map(({ seed }) => seed)).toEqual([11, 12])
    await lost
    await run(request, { by: create(), jobId: "job:1" })
    expect(server.countWishes()).toBe(2)
  })

  it("asks anew when what it found was just being ended", async () => {
    server.hold()
    const request = createSampleRequest(size)
    run(request, { jobId: "job:1" }).catch(() => undefined)
    await until(() => server.isDrawing())
    const again = run(request, { by: create(), jobId: "job:1" })
    await new Promise((resolve) => setTimeout(resolve, 100))
    server.interruptByHand()
    await until(() => server.countWishes() === 2)
    server.release()
    expect((await again).done.images).toHaveLength(1)
  })

  it("asks by itself where sockets do not get through", async () => {
    server.closeSockets()
    const { events, done } = await run(createSampleRequest(size))
    expect(done.images).toHaveLength(1)
    expect(events.some(({ type }) => type === "partial")).toBe(false)
  })

  it("gets its picture when the socket breaks in the middle", async () => {
    server.hold()
    const running = run(createSampleRequest(size))
    await until(() => server.isDrawing())
    server.dropSockets()
    server.release()
    expect((await running).done.images).toHaveLength(1)
  })

  it("says how many are before it", async () => {
    const other = await server.addOther()
    const running = run(createSampleRequest(size))
    await until(() => server.isWaiting())
    other.finish()
    const { events } = await running
    expect(events).toContainEqual({ type: "queued", position: 1 })
  })

  it("works with versions that give ids of their own and interrupt whatever they draw", async () => {
    server.beOld()
    const { events } = await run(createSampleRequest(size))
    expect(events.some(({ type }) => type === "partial")).toBe(true)
    const other = await server.addOther()
    const controller = new AbortController()
    const running = run(createSampleRequest(size), { signal: controller.signal })
    await until(() => server.isWaiting())
    controller.abort(new Error("left"))
    await expect(running).rejects.toThrow("left")
    await until(() => !server.isWaiting())
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(other.isAlive()).toBe(true)
  })

  it("says which node failed, and why", async () => {
    server.failNext()
    expect(await failureOf(run(createSampleRequest(size)))).toEqual({
      kind: "invalid",
      reason: "KSampler: torch.OutOfMemoryError: CUDA out of memory.",
      billed: false,
    })
  })

  it("says when somebody ended it at the server", async () => {
    server.hold()
    const interrupted = failureOf(run(createSampleRequest(size)))
    await until(() => server.isDrawing())
    server.interruptByHand()
    expect(await interrupted).toMatchObject({ reason: "Somebody interrupted it in ComfyUI." })

    await server.addOther()
    const removed = failureOf(run(createSampleRequest(size)))
    await until(() => server.isWaiting())
    server.emptyQueue()
    expect(await removed).toMatchObject({ reason: expect.stringMatching(/does not know of it/) })
  })

  it("keeps the pictures that came when another one of the same wish did not", async () => {
    server.failNext()
    const { done } = await run(createSampleRequest(size, { count: 3 }))
    expect(done.images).toHaveLength(2)
    expect(done.warnings.join()).toContain("One of the pictures did not come: invalid.")
  })

  it("puts what matters first into the words, and what is forbidden into the others", async () => {
    await run(createSampleRequest(size, { instruction: "as a storm rises" }))
    const graph = server.graphs[0]
    expect(graph?.["positive"]?.inputs["text"]).toMatch(
      /^as a storm rises\. .*Mara stands at the window.*Mara: yellow oilskin.*pencil drawing/s,
    )
    expect(graph?.["negative"]?.inputs["text"]).toContain("lettering or captions")
    expect(graph?.["sampler"]?.inputs).toMatchObject({ steps: 16, cfg: 6.5, denoise: 1 })
  })

  it("draws with few steps and no guidance where the checkpoint was made for that", async () => {
    server.keepCheckpoints("sdxl-turbo.safetensors")
    await run(createSampleRequest(size))
    expect(server.graphs[0]?.["sampler"]?.inputs).toMatchObject({ steps: 5, cfg: 1 })
  })

  it("begins a first picture from the blocking sketch, and takes a picture of the style", async () => {
    const sketched = await run(await withReference("sketch"))
    expect(sketched.done.model).toBe("image-to-image · dreamshaper.safetensors")
    expect(wordsOf(server.graphs[0])).toContain("[temp]")
    const styled = await run(await withReference("style"))
    expect(styled.done.model).toBe("text-to-image with style")
    // A style model of Flux wants a checkpoint of Flux, which wants no guidance on top of its own.
    expect(wordsOf(server.graphs[1])).toContain("flux1-dev-fp8.safetensors")
    expect(server.graphs[1]?.["sampler"]?.inputs).toMatchObject({ cfg: 1 })
    expect(wordsOf(server.graphs[1])).toContain("StyleModelApply")
    expect(styled.done.warnings).toEqual([])
  })

  it("says which guiding pictures a workflow could not use", async () => {
    server.lack("StyleModelApply")
    const { done } = await run(await withReference("style"))
    expect(done.warnings).toEqual([
      "The workflow “text-to-image” did not use 1 of the guiding pictures (style).",
    ])
  })

  it("can do less where the server has less", async () => {
    expect(provider.capabilities.mask).toBe("native")
    server.lack("ImageCompositeMasked", "StyleModelLoader")
    const report = await probe()
    expect(report).toMatchObject({
      ok: true,
      value: {
        capabilities: { mask: "composite", referenceRoles: ["base", "sketch"] },
        models: ["text-to-image", "image-to-image"],
      },
    })
    const parent = { bytes: await paintPicture(size, "#808080"), state: null }
    const mask = createLopsidedMask(size)
    const { request } = await createSampleEdit(parent, { instruction: "add a chair", mask })
    expect((await run(request)).done.model).toMatch(/^image-to-image/)
  })

  it("says plainly that a server has nothing to draw with", async () => {
    server.keepCheckpoints()
    expect(await probe()).toMatchObject({
      ok: false,
      failure: {
        kind: "invalid",
        reason: expect.stringContaining("The server has no checkpoint."),
      },
    })
    expect(await failureOf(run(createSampleRequest(size)))).toMatchObject({ kind: "invalid" })
  })

  const ownGraph = {
    "3": {
      class_type: "KSampler",
      inputs: {
        model: ["4", 0],
        positive: ["6", 0],
        negative: ["7", 0],
        latent_image: ["5", 0],
        seed: 1,
        steps: 40,
        cfg: 4,
        sampler_name: "euler",
        scheduler: "normal",
        denoise: 1,
      },
    },
    "4": { class_type: "CheckpointLoaderSimple", inputs: { ckpt_name: "sdxl.safetensors" } },
    "5": { class_type: "EmptyLatentImage", inputs: { width: 512, height: 512, batch_size: 1 } },
    "6": { class_type: "CLIPTextEncode", inputs: { text: "", clip: ["4", 1] } },
    "7": { class_type: "CLIPTextEncode", inputs: { text: "blurry", clip: ["4", 1] } },
    "8": { class_type: "VAEDecode", inputs: { samples: ["3", 0], vae: ["4", 2] } },
    "9": { class_type: "SaveImage", inputs: { images: ["8", 0], filename_prefix: "panel" } },
    "10": { class_type: "PreviewImage", inputs: { images: ["8", 0] }, _meta: { title: "look" } },
  }
  const ownBinding = {
    quality: "final",
    bind: {
      "6.inputs.text": "ink drawing, {prompt}",
      "3.inputs.seed": "{seed}",
      "5.inputs.width": "{width}",
      "5.inputs.height": "{height}",
    },
  }
  const keep = async (name: string, graph: unknown, binding: unknown) => {
    await writeFile(join(folder, `${name}.json`), JSON.stringify(graph))
    await writeFile(join(folder, `${name}.binding.json`), JSON.stringify(binding))
  }

  it("draws finals with the operator's own workflow, and drafts with what is built in", async () => {
    await keep("ink", ownGraph, ownBinding)
    const { done } = await run(createSampleRequest(size, { quality: "final", seed: 5 }))
    expect(done.model).toBe("ink")
    expect(done.images[0]).toMatchObject({ seed: 5, state: { workflow: "ink" } })
    const [graph] = server.graphs
    expect(graph?.["3"]?.inputs).toMatchObject({ seed: 5, steps: 40 })
    expect(graph?.["5"]?.inputs).toMatchObject(size)
    expect(graph?.["6"]?.inputs["text"]).toMatch(/^ink drawing, .*Mara/)
    expect((await run(createSampleRequest(size))).done.model).toMatch(/^text-to-image/)
  })

  it("says what is wrong with each of the operator's workflows, and works without them", async () => {
    await keep("good", ownGraph, ownBinding)
    await keep("nodes", { ...ownGraph, "11": { class_type: "Upscale", inputs: {} } }, ownBinding)
    await keep("bound", ownGraph, {
      bind: {
        "6.inputs.text": "{promt}",
        "3.inputs.model": "{prompt}",
        "3.inputs.seed": "{prompt}",
        "99.inputs.text": "{prompt}",
        "5.inputs.size": "{width}",
      },
    })
    await keep("model", ownGraph, { bind: { "6.inputs.text": "{prompt}" }, output: "8" })
    await keep("shape", [], ownBinding)
    await writeFile(join(folder, "alone.json"), JSON.stringify(ownGraph))
    await writeFile(join(folder, "notes.txt"), "not a workflow")
    const report = await probe()
    if (!report.ok) throw new Error(report.failure.kind)
    expect(report.value.models[0]).toBe("good")
    const warnings = report.value.warnings.join("\n")
    for (const said of [
      "nodes: Node 11: the server has no Upscale.",
      "6.inputs.text: there is no {promt}",
      "3.inputs.model comes from another node already.",
      "3.inputs.seed: {prompt} does not go where INT is expected.",
      "99.inputs.text: the workflow has no node 99.",
      "5.inputs.size: EmptyLatentImage has no input size.",
      "model: Node 8 does not save or show a picture.",
      "shape.json is not as it should be",
      "alone.json has no alone.binding.json beside it",
    ])
      expect(warnings).toContain(said)
    expect(warnings).not.toContain("notes")
    expect(warnings).not.toContain("good")
  })

  it("shows its password nowhere", async () => {
    expect(provider.label).toMatch(/^ComfyUI \(127\.0\.0\.1:\d+\)$/)
    expect(JSON.stringify([provider, await probe()])).not.toContain("planted")
  })
})
