import sharp from "sharp"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type { GenerationFailure, ImageRequest, ProviderEvent } from "@panelwright/core"
import { describeImageProvider, describeRemoteProvider } from "../../image-provider.contract.ts"
import { ProviderError, type ImageProvider } from "../../provider.ts"
import { createSampleEdit, createSampleRequest } from "../../testing/sample-call.ts"
import { paintPicture } from "../../testing/memory-provider.ts"
import type { PictureServer, Trouble } from "../../testing/picture-server.ts"
import { findEmptyAddress } from "../testing/web-server.ts"
import { createOpenAiProvider, type OpenAiOptions } from "./openai-provider.ts"
import {
  protocolKey,
  startProtocolServer,
  type Misbehaviour,
  type ProtocolServer,
} from "./testing/protocol-server.ts"

const create = (server: ProtocolServer, options: Partial<OpenAiOptions> = {}) =>
  createOpenAiProvider({
    apiKey: protocolKey,
    baseUrl: server.baseUrl,
    imageModelDraft: null,
    imageModelFinal: null,
    ...options,
  })

describeImageProvider("openai", async () => {
  const server = await startProtocolServer()
  return {
    provider: create(server),
    slowDown: () =>
      server.misbehave({ kind: "hang" }, { kind: "hang" }, { kind: "hang" }, { kind: "hang" }),
    close: () => server.close(),
  }
})

const toMisbehaviour = (trouble: Trouble): Misbehaviour => {
  switch (trouble.kind) {
    case "hang":
    case "page":
    case "send":
      return trouble
    case "cut-off":
      return { kind: "break-while-drawing" }
    case "throttle": {
      const headers = { "retry-after": String(trouble.retryAfterSeconds) }
      return { kind: "status", status: 429, error: { message: "Rate limit reached" }, headers }
    }
    case "refuse":
      return { kind: "status", status: 400, error: { code: "moderation_blocked" } }
  }
}

/** It draws all at once, each over a connection of its own: ending one is hanging up. */
const toPictureServer = (server: ProtocolServer): PictureServer => ({
  trouble: (...troubles) => server.misbehave(...troubles.map(toMisbehaviour)),
  countWishes: () => server.calls.length,
  hold: () => server.hold(),
  isDrawing: () => server.countOpen("ours") > 0,
  isWaiting: () => false,
  addOther: async () => {
    const controller = new AbortController()
    fetch(`${server.baseUrl}/images/generations`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${protocolKey}`,
        "content-type": "application/json",
        "x-other": "yes",
      },
      body: JSON.stringify({ model: "gpt-image-2", prompt: "a boat" }),
      signal: controller.signal,
    }).catch(() => undefined)
    while (server.countOpen("others") === 0) await new Promise((resolve) => setImmediate(resolve))
    return {
      isAlive: () => server.countOpen("others") === 1,
      finish: () => controller.abort(),
    }
  },
  close: () => server.close(),
})

describeRemoteProvider("openai", async () => {
  const server = await startProtocolServer()
  const nowhere = await findEmptyAddress()
  return {
    server: toPictureServer(server),
    create: ({ timeoutMs = 5000, key, at } = {}) =>
      create(server, {
        timeoutMs,
        apiKey: key === "wrong" ? "sk-guess" : protocolKey,
        baseUrl: at === "nowhere" ? `${nowhere}/v1` : server.baseUrl,
      }),
  }
})

describe("the OpenAI provider", () => {
  let server: ProtocolServer
  let provider: ImageProvider

  beforeEach(async () => {
    server = await startProtocolServer()
    provider = create(server)
  })
  afterEach(() => server.close())

  const size = { width: 1536, height: 864 }

  const run = async (request: ImageRequest, by = provider) => {
    const events: ProviderEvent[] = []
    const { signal } = new AbortController()
    for await (const event of by.run(request, { signal, jobId: "job:1" })) events.push(event)
    return events
  }

  const fail = async (misbehaviour: Misbehaviour, by = provider): Promise<GenerationFailure> => {
    server.misbehave(misbehaviour)
    const error: unknown = await run(createSampleRequest(size), by).catch(
      (thrown: unknown) => thrown,
    )
    if (!(error instanceof ProviderError)) throw new Error("it did not fail", { cause: error })
    return error.failure
  }

  const answer = (status: number, error: object, headers: Record<string, string> = {}) =>
    ({ kind: "status", status, error, headers }) as const

  it("asks for drafts and finals with the models that were configured", async () => {
    await run(createSampleRequest(size))
    await run(createSampleRequest(size, { quality: "final" }))
    const own = create(server, { imageModelDraft: "gpt-image-2" })
    await run(createSampleRequest(size), own)
    expect(server.calls.map(({ call }) => [call?.model, call?.quality])).toEqual([
      ["gpt-image-2.6-flare", "low"],
      ["gpt-image-2.6-sunburst", "high"],
      ["gpt-image-2", "low"],
    ])
  })

  it("says what the panel is in words, the lasting ones first", async () => {
    await run(createSampleRequest(size, { instruction: "as a storm rises" }))
    const prompt = server.calls[0]?.call?.prompt ?? ""
    expect(prompt).toMatch(/^Style: Storyboard panel, pencil drawing/)
    expect(prompt).toContain("Mara: yellow oilskin")
    expect(prompt).toContain("Action: Mara stands at the window")
    expect(prompt.indexOf("Asked for now: as a storm rises")).toBeGreaterThan(
      prompt.indexOf("Mara:"),
    )
  })

  it("shows partial pictures on the way and settles the price from the usage", async () => {
    const events = await run(createSampleRequest(size))
    expect(events.map((event) => event.type)).toEqual([
      "partial",
      "progress",
      "partial",
      "progress",
      "done",
    ])
    // 50 words × 5 + 200 of pictures × 8 + 1000 drawn × 30, in millionths of a dollar.
    expect(events.at(-1)).toMatchObject({
      model: "gpt-image-2.6-flare",
      cost: { microDollars: 31_850 },
      warnings: [],
    })
  })

  it("has an unknown price for a model that is not in the table, and says that a seed is ignored", async () => {
    const unpriced = createOpenAiProvider({
      apiKey: protocolKey,
      baseUrl: server.baseUrl,
      imageModelDraft: "gpt-image-9",
      imageModelFinal: null,
    })
    const request = createSampleRequest(size, { seed: 7 })
    expect(unpriced.estimate(request)).toBeNull()
    const done = (await run(request)).at(-1)
    expect(done?.type === "done" && done.warnings.join()).toMatch(/no seed/)
    expect(provider.estimate(request)?.microDollars).toBeGreaterThan(1000)
  })

  it("sends guiding pictures in their order and says what each is for", async () => {
    const png = await paintPicture({ width: 40, height: 30 }, "#445566")
    const jpeg = await sharp(png).jpeg().toBuffer()
    const assetId = createSampleRequest(size).packet.style.anchors[0]
    const references = [
      { role: "style" as const, bytes: png },
      { role: "character" as const, bytes: new Uint8Array(jpeg) },
    ].map((one) => ({ ...one, assetId: assetId ?? ("0".repeat(64) as never) }))
    await run(createSampleRequest(size, { references }))
    expect(server.calls[0]).toMatchObject({ path: "/v1/images/edits" })
    const call = server.calls[0]?.call
    expect(call?.pictureTypes).toEqual(["image/png", "image/jpeg"])
    expect(call?.prompt).toContain("Picture 1 is the style to keep")
    expect(call?.prompt).toContain("Picture 2 is what a person of this panel looks like")
    expect(call?.mask).toBeNull()
  })

  it("edits the parent first and asks to change only what was said", async () => {
    const parent = { bytes: await paintPicture(size, "#808080"), state: null }
    const { request } = await createSampleEdit(parent, { instruction: "make it night", mask: null })
    await run(request)
    expect(server.calls[0]?.call?.prompt).toMatch(
      /Asked for now: make it night\r?\nPicture 1 is the panel to edit/,
    )
    expect(server.calls[0]?.call?.prompt).toMatch(/Change only what is asked for now in picture 1/)
  })

  it("asks for the same picture in another style when there are no words", async () => {
    const parent = { bytes: await paintPicture(size, "#808080"), state: null }
    const { request } = await createSampleEdit(parent, { instruction: null, mask: null })
    await run(request)
    expect(server.calls[0]?.call?.prompt).toMatch(/Redraw picture 1 in the style above/)
  })

  it("lays what was drawn over the panel on it as markup, and says what the marks are", async () => {
    const parent = { bytes: await paintPicture(size, "#808080"), state: null }
    const { request } = await createSampleEdit(parent, { instruction: "follow it", mask: null })
    const markup = await sharp({
      create: { ...size, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer()
    await run({ ...request, markup })
    expect(server.calls[0]?.call?.markup).toEqual(new Uint8Array(markup))
    expect(server.calls[0]?.call?.mask).toBeNull()
    expect(server.calls[0]?.call?.prompt).toContain("The marks themselves are not in the result")
    expect(provider.capabilities.markup).toBe(true)
    expect(create(server, { imageModelDraft: "gpt-image-2" }).capabilities.markup).toBe(false)
  })

  it("leaves out what a server of the same protocol does not have, and remembers it", async () => {
    server.lack({ parameters: ["background", "stream", "partial_images"] })
    const { length } = (await run(createSampleRequest(size))).filter(({ type }) => type === "done")
    expect(length).toBe(1)
    const before = server.calls.length
    expect(provider.capabilities.partials).toBe(false)
    const done = (await run(createSampleRequest(size, { count: 2 }))).at(-1)
    expect(done?.type === "done" && done.images.length).toBe(2)
    expect(server.calls.length - before).toBe(2)
    expect(server.calls.at(-1)?.call).toMatchObject({ stream: false, quality: "low" })
  })

  it("sees beforehand that a server has no edits, and draws there without guiding pictures", async () => {
    server.lack({ edits: true, models: true })
    const report = await provider.probe?.(new AbortController().signal)
    expect(report).toMatchObject({
      ok: true,
      value: { capabilities: { edit: false, mask: "none", maxReferences: 0 }, warnings: [] },
    })
    expect(server.calls).toEqual([])
  })

  it("learns in the middle of it that a server has no edits", async () => {
    server.lack({ edits: true })
    const parent = { bytes: await paintPicture(size, "#808080"), state: null }
    const { request } = await createSampleEdit(parent, { instruction: "make it night", mask: null })
    expect(await run(request).catch((thrown: unknown) => thrown)).toMatchObject({
      failure: { kind: "invalid", reason: "This server does not edit pictures.", billed: false },
    })
    const guided = (await run({ ...request, operation: "generate" })).at(-1)
    expect(guided?.type === "done" && guided.warnings.join()).toMatch(/guiding ones were not used/)
    expect(server.calls).toHaveLength(1)
  })

  it("fetches nothing from where an answer points, and asks for the picture itself from then on", async () => {
    server.lack({ parameters: ["stream"], bytes: true })
    const error: unknown = await run(createSampleRequest(size)).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ failure: { kind: "bad-output", billed: true } })
    expect((await run(createSampleRequest(size))).at(-1)).toMatchObject({ type: "done" })
    expect(server.calls.every(({ path }) => path === "/v1/images/generations")).toBe(true)
  })

  it("says which of its models a server does not list", async () => {
    const own = create(server, { imageModelFinal: "gpt-image-9" })
    expect(await own.probe?.(new AbortController().signal)).toMatchObject({
      ok: true,
      value: { warnings: ["It does not list the model gpt-image-9."] },
    })
  })

  it("takes the picture of a server that answers whole instead of streaming", async () => {
    server.misbehave({ kind: "answer-whole" })
    expect((await run(createSampleRequest(size))).at(-1)).toMatchObject({ type: "done" })
  })

  it("keeps the pictures that came when others of the same wish did not", async () => {
    server.misbehave(answer(429, { message: "slow down" }))
    const done = (await run(createSampleRequest(size, { count: 3 }))).at(-1)
    expect(done?.type === "done" && done.images.length).toBe(2)
    expect(done?.type === "done" && done.warnings.join()).toMatch(/rate-limited/)
    expect(server.calls).toHaveLength(3)
  })

  it("sends a request that hangs once, and stops waiting at its own deadline", async () => {
    const impatient = create(server, { timeoutMs: 200 })
    expect(await fail({ kind: "hang" }, impatient)).toEqual({
      kind: "timeout",
      afterMs: 200,
      billed: true,
    })
    expect(await fail({ kind: "hang-while-drawing" }, impatient)).toMatchObject({ kind: "timeout" })
    expect(server.calls).toHaveLength(2)
  })

  it("hangs up on the server when it is aborted", async () => {
    server.misbehave({ kind: "hang-while-drawing" })
    const controller = new AbortController()
    const { signal } = controller
    const events = provider.run(createSampleRequest(size), { signal, jobId: "job:1" })
    const reading = (async () => {
      for await (const event of events)
        if (event.type === "partial") controller.abort(new Error("no longer wanted"))
    })()
    await expect(reading).rejects.toThrow("no longer wanted")
    const deadline = performance.now() + 1000
    while (server.hungUp.count === 0 && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 5))
    expect(server.hungUp.count).toBe(1)
  })

  it("says how long to wait: seconds, milliseconds or a date", async () => {
    const limited = (headers: Record<string, string>) => fail(answer(429, { message: "" }, headers))
    expect(await limited({ "retry-after": "2" })).toEqual({
      kind: "rate-limited",
      retryAfterMs: 2000,
      billed: false,
    })
    expect(await limited({ "retry-after-ms": "350", "retry-after": "9" })).toMatchObject({
      retryAfterMs: 350,
    })
    expect(
      await limited({
        date: "Mon, 23 Nov 2026 10:00:00 GMT",
        "retry-after": "Mon, 23 Nov 2026 10:00:07 GMT",
      }),
    ).toMatchObject({ retryAfterMs: 7000 })
    expect(await limited({})).toMatchObject({ retryAfterMs: 0 })
    expect(await fail(answer(503, {}, { "retry-after": "1" }))).toMatchObject({
      kind: "rate-limited",
      retryAfterMs: 1000,
    })
    expect(server.calls).toHaveLength(5)
  })

  it("tells a refusal with its stage and category, before and while drawing", async () => {
    const error = {
      message: "Your request was rejected by the safety system. safety_violations=[violence].",
      type: "image_generation_user_error",
      code: "moderation_blocked",
    }
    expect(await fail(answer(400, error))).toEqual({
      kind: "refused",
      stage: "unknown",
      category: "violence",
      billed: false,
    })
    const moderation_details = { moderation_stage: "output", categories: ["gore", "violence"] }
    expect(
      await fail({ kind: "error-while-drawing", error: { ...error, moderation_details } }),
    ).toEqual({ kind: "refused", stage: "output", category: "gore, violence", billed: true })
    expect(server.calls).toHaveLength(2)
  })

  const answers: [number, object, Partial<GenerationFailure>][] = [
    [401, { message: "Incorrect API key" }, { kind: "auth", billed: false }],
    [403, { message: "no" }, { kind: "auth" }],
    [400, { message: "Invalid size" }, { kind: "invalid", reason: "Invalid size" }],
    [404, { message: "The model does not exist" }, { kind: "invalid" }],
    [429, { code: "insufficient_quota" }, { kind: "invalid" }],
    [500, { message: "oops" }, { kind: "unreachable", billed: true }],
    [504, { message: "late" }, { kind: "unreachable", billed: true }],
  ]
  it.each(answers)("understands %i %j", async (status, error, expected) => {
    expect(await fail(answer(status, error))).toMatchObject(expected)
    expect(server.calls).toHaveLength(1)
  })

  const nonsense: [Misbehaviour["kind"], Misbehaviour][] = [
    ["end-without-picture", { kind: "end-without-picture" }],
    ["break-while-drawing", { kind: "break-while-drawing" }],
    ["garbage", { kind: "garbage" }],
    ["page", { kind: "page" }],
    ["error-while-drawing", { kind: "error-while-drawing", error: { message: "server_error" } }],
  ]
  it.each(nonsense)("takes no picture from an answer of the kind %s", async (_, misbehaviour) => {
    expect(await fail(misbehaviour)).toMatchObject({ kind: "bad-output", billed: true })
    expect(server.calls).toHaveLength(1)
  })

  it("knows a connection that was refused from one that broke after sending", async () => {
    expect(await fail({ kind: "break-before-answer" })).toMatchObject({
      kind: "unreachable",
      billed: true,
    })
    await server.close()
    expect(await fail({ kind: "hang" })).toEqual({
      kind: "unreachable",
      reason: "The connection failed: ECONNREFUSED.",
      billed: false,
    })
  })

  it("lets no key through that an answer repeats", async () => {
    const message = `Bad request for ${protocolKey} and sk-proj-abcdef123456 and sk-****wxyz`
    const failure = await fail(answer(400, { message }))
    expect(JSON.stringify(failure)).not.toMatch(/planted|abcdef|wxyz/)
  })

  it("cannot be sent anything else than the protocol has, or the server refuses it", async () => {
    const wrong = create(server, { imageModelDraft: "dall-e-3" })
    const error: unknown = await run(createSampleRequest(size), wrong).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ failure: { kind: "invalid" } })
    const odd = createSampleRequest({ width: 1000, height: 1000 })
    expect(await run(odd).catch((thrown: unknown) => thrown)).toMatchObject({
      failure: { kind: "invalid", reason: "Invalid size '1000x1000'." },
    })
  })
})
