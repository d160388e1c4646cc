import { fail } from "node:assert"
import {
  assetIdSchema,
  type GenerationFailure,
  type ImageRequest,
  type ProviderEvent,
  type Reference,
} from "@panelwright/core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { finishPicture, finishPictures } from "./finish-picture.ts"
import { decodePicture, type Pixels } from "./picture/pixels.ts"
import { ProviderError, type ImageProvider } from "./provider.ts"
import type { PictureServer, Trouble } from "./testing/picture-server.ts"
import { paintPicture } from "./testing/memory-provider.ts"
import { createLopsidedMask, createSampleEdit, createSampleRequest } from "./testing/sample-call.ts"

export interface ProviderSubject {
  readonly provider: ImageProvider
  /** Makes the next run take long enough to be aborted in the middle. */
  slowDown?(): void
  close?(): Promise<void>
}

/** A provider that is elsewhere, with the server that stands for it. Each test has its own. */
export interface RemoteProviderSubject {
  readonly server: PictureServer
  /** `nowhere`: an address where nobody listens. */
  readonly create: (options?: {
    readonly timeoutMs?: number
    readonly key?: "wrong"
    readonly at?: "nowhere"
  }) => ImageProvider
}

/** A wish of its own each time: what is asked for again under the same id is not drawn again. */
const createJobId = () => `job:${crypto.randomUUID()}`

async function collect(
  provider: ImageProvider,
  request: ImageRequest,
  signal = new AbortController().signal,
): Promise<ProviderEvent[]> {
  const events: ProviderEvent[] = []
  for await (const event of provider.run(request, { signal, jobId: createJobId() }))
    events.push(event)
  return events
}

async function draw(provider: ImageProvider, request: ImageRequest) {
  const last = (await collect(provider, request)).at(-1)
  if (last?.type !== "done") return fail("the last event is not done")
  return last
}

async function decode(bytes: Uint8Array | undefined) {
  const decoded = await decodePicture(bytes ?? new Uint8Array())
  return decoded.ok ? decoded.value : fail(decoded.failure)
}

function countChanged(one: Pixels, other: Pixels, counts: (pixel: number) => boolean): number {
  let changed = 0
  for (let pixel = 0; pixel < one.width * one.height; pixel += 1) {
    if (!counts(pixel)) continue
    const at = pixel * 4
    const differs = [0, 1, 2].some(
      (channel) => Math.abs((one.data[at + channel] ?? 0) - (other.data[at + channel] ?? 0)) > 24,
    )
    if (differs) changed += 1
  }
  return changed
}

/** What every provider has to do, whoever is behind it. */
export function describeImageProvider(name: string, setUp: () => Promise<ProviderSubject>): void {
  describe(`the image provider ${name}`, () => {
    let subject: ProviderSubject
    let provider: ImageProvider

    beforeAll(async () => {
      subject = await setUp()
      provider = subject.provider
    })
    afterAll(() => subject.close?.())

    it.each([16 / 9, 2.39, 1.85, 4 / 3, 1, 4 / 5, 9 / 16, 3, 1 / 3])(
      "offers a size for the ratio %f and draws in it",
      async (ratio) => {
        const size = provider.fitSize(ratio)
        expect(size.width / size.height / ratio).toBeGreaterThan(0.98)
        expect(size.width / size.height / ratio).toBeLessThan(1.02)
        expect(Math.max(size.width, size.height)).toBeGreaterThanOrEqual(1000)
        const { images } = await draw(provider, createSampleRequest(size))
        expect(await decode(images[0]?.bytes)).toMatchObject(size)
      },
    )

    it("tells how far it is, never less than before, and ends with one done, once", async () => {
      const events = await collect(provider, createSampleRequest(provider.fitSize(16 / 9)))
      expect(events.filter((event) => event.type === "done")).toHaveLength(1)
      expect(events.at(-1)?.type).toBe("done")
      const values = events.flatMap((event) => (event.type === "progress" ? [event.value] : []))
      expect(values.length).toBeGreaterThan(0)
      expect(values).toEqual(values.toSorted((one, other) => one - other))
      expect(values[0]).toBeGreaterThanOrEqual(0)
      expect(values.at(-1)).toBeLessThanOrEqual(1)
    })

    it("shows the picture on the way if it says so", async () => {
      const events = await collect(provider, createSampleRequest(provider.fitSize(16 / 9)))
      const partials = events.flatMap((event) => (event.type === "partial" ? [event.bytes] : []))
      expect(partials.length > 0 || !provider.capabilities.partials).toBe(true)
      for (const bytes of partials) expect((await decode(bytes)).width).toBeGreaterThan(0)
    })

    it("draws as many pictures as asked for", async () => {
      const size = provider.fitSize(16 / 9)
      const { images } = await draw(provider, createSampleRequest(size, { count: 3 }))
      expect(images).toHaveLength(3)
    })

    it("says which seed made each picture if it takes one", async () => {
      const size = provider.fitSize(16 / 9)
      const { images } = await draw(provider, createSampleRequest(size, { seed: 4711, count: 2 }))
      expect(images.every(({ seed }) => (seed !== null) === provider.capabilities.seed)).toBe(true)
    })

    it("takes as many guiding pictures as it says, of each kind that it says", async () => {
      const size = provider.fitSize(16 / 9)
      const { maxReferences, referenceRoles } = provider.capabilities
      const roles = referenceRoles.filter((role) => role !== "base")
      const bytes = await paintPicture(size, "#806040")
      const references = Array.from({ length: roles.length === 0 ? 0 : maxReferences }).flatMap(
        (_, index): Reference[] => {
          const role = roles[index % roles.length]
          const assetId = assetIdSchema.parse(index.toString(16).padStart(64, "0"))
          return role ? [{ role, assetId, bytes }] : []
        },
      )
      const { images } = await draw(provider, createSampleRequest(size, { references }))
      expect(await decode(images[0]?.bytes)).toMatchObject(size)
    })

    it("gives back a state that survives as JSON", async () => {
      const { images } = await draw(provider, createSampleRequest(provider.fitSize(16 / 9)))
      const state = images[0]?.state ?? null
      expect(JSON.parse(JSON.stringify(state))).toEqual(state)
    })

    it("keeps to a mask that is another one in every mirror, to the byte once it is laid over the parent", async () => {
      const size = provider.fitSize(16 / 9)
      const first = await draw(provider, createSampleRequest(size))
      const [parent] = first.images
      if (!parent) return fail("no picture")
      const mask = createLopsidedMask(size)
      const call = await createSampleEdit(parent, { instruction: "closer", mask })
      const edited = await draw(provider, call.request)
      const raw = await decode(edited.images[0]?.bytes)
      const before = await decode(parent.bytes)
      const inside = (pixel: number) => (mask.data[pixel] ?? 0) > 0
      expect(countChanged(before, raw, inside)).toBeGreaterThan(0)
      const strays = countChanged(before, raw, (pixel) => !inside(pixel))
      expect(provider.capabilities.mask === "native" ? strays : 0).toBe(0)

      const [image] = edited.images
      const finished = image ? await finishPicture(image, call) : fail("no picture")
      if (!finished.ok) return fail(finished.failure)
      const after = await decode(finished.value.bytes)
      let touched = 0
      for (let at = 0; at < after.data.length; at += 1)
        if (!inside(at >> 2) && after.data[at] !== before.data[at]) touched += 1
      expect(touched).toBe(0)
      expect(finished.value.change).toMatchObject({ outside: 0, masked: true })
      expect(finished.value.change?.inside).toBeGreaterThan(0)
      return undefined
    })

    it("gives up within a second when it is aborted, without a picture", async () => {
      subject.slowDown?.()
      const controller = new AbortController()
      const request = createSampleRequest(provider.fitSize(16 / 9), { count: 4 })
      const events = collect(provider, request, controller.signal)
      setTimeout(() => controller.abort(new Error("no longer wanted")), 20)
      const began = performance.now()
      await expect(events).rejects.toThrow("")
      expect(performance.now() - began).toBeLessThan(1020)
    })

    it("does not begin when it is aborted already", async () => {
      const request = createSampleRequest(provider.fitSize(16 / 9))
      await expect(collect(provider, request, AbortSignal.abort())).rejects.toThrow("")
    })
  })
}

/** Waits for what has to come about within a second. */
async function within(ms: number, isSo: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + ms
  while (!isSo()) {
    if (performance.now() > deadline) fail(`not within ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const requestOf = (provider: ImageProvider) => createSampleRequest(provider.fitSize(16 / 9))

const failureOf = async (provider: ImageProvider): Promise<GenerationFailure> => {
  const error: unknown = await draw(provider, requestOf(provider)).catch(
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ProviderError)) throw new Error("it did not fail", { cause: error })
  return error.failure
}

/** Whether there is a picture in the end, one that decodes; else the kind of failure. */
async function drawToEnd(provider: ImageProvider): Promise<string> {
  const request = requestOf(provider)
  try {
    const { images } = await draw(provider, request)
    const finished = await finishPictures(images, {
      request,
      parent: null,
      ratio: 16 / 9,
      drawing: null,
      warnings: [],
    })
    return finished.ok ? "picture" : "bad-output"
  } catch (error) {
    if (error instanceof ProviderError) return error.failure.kind
    throw error
  }
}

/** That nothing happens can only be seen after a while. */
const whatMayFollow = () => new Promise((resolve) => setTimeout(resolve, 100))

/** What every provider that is elsewhere has to do when things go wrong there. */
export function describeRemoteProvider(
  name: string,
  setUp: () => Promise<RemoteProviderSubject>,
): void {
  const use = async (
    test: (subject: RemoteProviderSubject, provider: ImageProvider) => Promise<void>,
  ) => {
    const subject = await setUp()
    try {
      await test(subject, subject.create())
    } finally {
      await subject.server.close()
    }
  }

  describe(`the image provider ${name}, when things go wrong`, () => {
    it("asks a server that hangs once, and gives up at its own deadline", () =>
      use(async ({ server, create }) => {
        server.trouble({ kind: "hang" })
        expect(await failureOf(create({ timeoutMs: 800 }))).toMatchObject({
          kind: "timeout",
          afterMs: 800,
        })
        expect(server.countWishes()).toBe(1)
      }))

    it("asks once when the connection is cut off, and comes back with the picture or a reason", () =>
      use(async ({ server }, provider) => {
        server.trouble({ kind: "cut-off" })
        expect(["picture", "bad-output", "unreachable"]).toContain(await drawToEnd(provider))
        expect(server.countWishes()).toBe(1)
      }))

    const damaged: [string, () => Promise<Trouble>][] = [
      ["nothing", async () => ({ kind: "send", picture: new Uint8Array() })],
      [
        "half a picture",
        async () => {
          const picture = await paintPicture({ width: 1024, height: 576 }, "#808080")
          return { kind: "send", picture: picture.slice(0, picture.length / 2) }
        },
      ],
      ["noise", async () => ({ kind: "send", picture: Buffer.from("\u0089PNG\r\n\u001a\nnoise") })],
      ["a page as a picture", async () => ({ kind: "send", picture: Buffer.from("<html>504") })],
      ["a page", async () => ({ kind: "page" })],
    ]
    it.each(damaged)("makes no picture of %s", (_, createTrouble) =>
      use(async ({ server }, provider) => {
        server.trouble(await createTrouble())
        expect(await drawToEnd(provider)).toBe("bad-output")
        expect(server.countWishes()).toBe(1)
      }),
    )

    it("says how long a server that is busy wants to be left alone, and does not ask again by itself", () =>
      use(async ({ server }, provider) => {
        server.trouble({ kind: "throttle", retryAfterSeconds: 2 })
        expect(await failureOf(provider)).toEqual({
          kind: "rate-limited",
          retryAfterMs: 2000,
          billed: false,
        })
        expect(server.countWishes()).toBe(1)
      }))

    it("says why a server refuses, and does not ask again", () =>
      use(async ({ server }, provider) => {
        server.trouble({ kind: "refuse" })
        const failure = await failureOf(provider)
        expect(["refused", "invalid"]).toContain(failure.kind)
        expect("reason" in failure ? failure.reason : JSON.stringify(failure)).toMatch(/\w{4}/)
        expect(server.countWishes()).toBe(1)
      }))

    it("knows a key that is refused, when it draws and when it is asked about", () =>
      use(async ({ server, create }) => {
        const provider = create({ key: "wrong" })
        expect(await failureOf(provider)).toMatchObject({ kind: "auth", billed: false })
        expect(await provider.probe?.(AbortSignal.timeout(5000))).toMatchObject({
          ok: false,
          failure: { kind: "auth" },
        })
        expect(server.isDrawing()).toBe(false)
      }))

    it("says of itself what it can do when it is there, and why it cannot when it is not", () =>
      use(async ({ create }, provider) => {
        const report = await provider.probe?.(AbortSignal.timeout(5000))
        if (!report?.ok) return fail(JSON.stringify(report))
        expect(report.value.capabilities).toEqual(provider.capabilities)
        expect(report.value.models.length).toBeGreaterThan(0)
        const away = create({ at: "nowhere" })
        expect(await away.probe?.(AbortSignal.timeout(5000))).toMatchObject({
          ok: false,
          failure: { kind: "unreachable", billed: false },
        })
        expect(await failureOf(away)).toMatchObject({ kind: "unreachable", billed: false })
      }))

    it("stops asking about itself when nobody wants to know any more", () =>
      use(async (_, provider) => {
        await expect(provider.probe?.(AbortSignal.abort(new Error("left")))).rejects.toThrow("left")
      }))

    it("ends its own work within a second of an abort, and nobody else's that waits", () =>
      use(async ({ server }, provider) => {
        server.hold()
        const controller = new AbortController()
        const running = collect(provider, requestOf(provider), controller.signal)
        running.catch(() => undefined)
        await within(2000, () => server.isDrawing(), "it draws")
        const other = await server.addOther()
        controller.abort(new Error("no longer wanted"))
        await expect(running).rejects.toThrow("no longer wanted")
        await within(1000, () => !server.isDrawing(), "it has stopped")
        await whatMayFollow()
        expect(other.isAlive()).toBe(true)
      }))

    it("waits for its turn as long as that takes, and longer than for a sign of life", () =>
      use(async ({ server, create }) => {
        const other = await server.addOther()
        const drawing = drawToEnd(create({ timeoutMs: 600 }))
        await new Promise((resolve) => setTimeout(resolve, 900))
        other.finish()
        expect(await drawing).toBe("picture")
      }))

    it("leaves alone what somebody else has drawn first, when it is aborted while it waits", () =>
      use(async ({ server }, provider) => {
        server.hold()
        const other = await server.addOther()
        const controller = new AbortController()
        const running = collect(provider, requestOf(provider), controller.signal)
        running.catch(() => undefined)
        await within(2000, () => server.isDrawing() || server.isWaiting(), "it is asked for")
        controller.abort(new Error("no longer wanted"))
        await expect(running).rejects.toThrow("no longer wanted")
        await within(1000, () => !server.isDrawing(), "it has stopped")
        await whatMayFollow()
        expect(other.isAlive()).toBe(true)
        other.finish()
        await within(2000, () => !server.isWaiting() && !server.isDrawing(), "it is gone")
      }))
  })
}
