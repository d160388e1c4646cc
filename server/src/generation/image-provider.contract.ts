import { fail } from "node:assert"
import type { ImageRequest, ProviderEvent } from "@panelwright/core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { finishPicture } from "./finish-picture.ts"
import { decodePicture, type Pixels } from "./picture/pixels.ts"
import type { ImageProvider } from "./provider.ts"
import { createLopsidedMask, createSampleEdit, createSampleRequest } from "./testing/sample-call.ts"

export interface ProviderSubject {
  readonly provider: ImageProvider
  /** Makes the next run take long enough to be aborted in the middle. */
  slowDown?(): void
  close?(): Promise<void>
}

async function collect(
  provider: ImageProvider,
  request: ImageRequest,
  signal = new AbortController().signal,
): Promise<ProviderEvent[]> {
  const events: ProviderEvent[] = []
  for await (const event of provider.run(request, { signal, jobId: "job:contract" }))
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

    it("tells how far it is and ends with one done, once", async () => {
      const events = await collect(provider, createSampleRequest(provider.fitSize(16 / 9)))
      expect(events.filter((event) => event.type === "done")).toHaveLength(1)
      expect(events.at(-1)?.type).toBe("done")
      for (const event of events) {
        const value = event.type === "progress" ? event.value : 0
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
      }
    })

    it("draws as many pictures as asked for", async () => {
      const size = provider.fitSize(16 / 9)
      const { images } = await draw(provider, createSampleRequest(size, { count: 3 }))
      expect(images).toHaveLength(3)
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
      const call = await createSampleEdit(parent, { instruction: "add a chair", mask })
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
