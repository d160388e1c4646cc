import type { Capabilities, ImageRequest, ProviderEvent } from "@panelwright/core"
import sharp from "sharp"
import type { ImageProvider } from "../provider.ts"

/** One colour all over: what it paints is seen in every pixel that is taken over. */
export async function paintPicture(
  size: { readonly width: number; readonly height: number },
  colour: string,
): Promise<Uint8Array> {
  const { width, height } = size
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer()
}

export interface MemoryProvider extends ImageProvider {
  capabilities: Capabilities
  readonly requests: ImageRequest[]
  /** Signals of runs that were aborted. */
  readonly aborted: string[]
  /** What the next runs do; the default paints. */
  behave: (request: ImageRequest, signal: AbortSignal) => AsyncIterable<ProviderEvent>
}

const colours = ["#203040", "#a05030", "#3070a0", "#70a030"]

export const done = (images: readonly Uint8Array[], microDollars = 0): ProviderEvent => ({
  type: "done",
  images: images.map((bytes, index) => ({ bytes, seed: 7, state: { painted: index } })),
  model: "memory-1",
  cost: { microDollars },
  revisedPrompt: null,
  warnings: [],
})

/** Paints flat pictures in this process: another colour for each run and each picture. */
export function createMemoryProvider(
  options: {
    readonly id?: string
    readonly cost?: Capabilities["cost"]
    /** Of each picture, in millionths of a dollar; null: not known. 0 when left out. */
    readonly price?: number | null
    readonly seed?: boolean
  } = {},
): MemoryProvider {
  const { price = 0 } = options
  let runs = 0
  const provider: MemoryProvider = {
    id: options.id ?? "memory",
    label: "Memory",
    requests: [],
    aborted: [],
    concurrency: 2,
    capabilities: {
      edit: true,
      mask: "composite",
      markup: false,
      maxReferences: 4,
      referenceRoles: ["base", "style", "character", "location", "neighbour", "sketch"],
      seed: options.seed ?? true,
      partials: true,
      cancel: "abort",
      cost: options.cost ?? "free",
      dataPolicy: { stores: false, trains: false, region: null },
    },
    fitSize: (ratio) => ({ width: 239, height: Math.round(239 / ratio) }),
    modelFor: () => "memory-1",
    estimate: ({ count }) => (price === null ? null : { microDollars: price * count }),
    async *behave(request) {
      yield { type: "progress", value: 0.5 }
      const images: Uint8Array[] = []
      for (let index = 0; index < request.count; index += 1) {
        images.push(await paintPicture(request.size, colours[runs % colours.length] ?? "#000000"))
        runs += 1
      }
      yield done(images)
    },
    async *run(request, { signal, jobId }) {
      signal.throwIfAborted()
      provider.requests.push(request)
      signal.addEventListener("abort", () => provider.aborted.push(jobId), { once: true })
      yield* provider.behave(request, signal)
    },
  }
  return provider
}

/** Never answers. */
export async function* hang(): AsyncGenerator<ProviderEvent> {
  await new Promise(() => undefined)
  yield { type: "queued", position: null }
}
