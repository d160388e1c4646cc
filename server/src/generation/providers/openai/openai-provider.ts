import {
  failure,
  success,
  type Capabilities,
  type ImageRequest,
  type ProviderEvent,
  type ProviderImage,
} from "@panelwright/core"
import { ProviderError, type ImageProvider } from "../../provider.ts"
import { createImageSender, qualities } from "./image-sender.ts"
import { followsMarkup } from "./model-abilities.ts"
import { createOpenAiClient } from "./openai-client.ts"
import { toGenerationFailure } from "./openai-failure.ts"
import { fitOpenAiSize } from "./picture-size.ts"
import { parsePictureEvent, parseWholePicture, type PictureEvent } from "./picture-stream.ts"
import { hasEdits, listModels } from "./probe-openai.ts"
import { addCosts, computeCost, estimateCost } from "./prices.ts"

export interface OpenAiOptions {
  /** Empty for servers that want none. */
  readonly apiKey: string
  /** With its `/v1`; null: OpenAI's own. */
  readonly baseUrl: string | null
  /** Null: the defaults here. */
  readonly imageModelDraft: string | null
  readonly imageModelFinal: string | null
  /** For one picture, from the request to its last byte; ten minutes when left out. */
  readonly timeoutMs?: number
}

const defaultModels = { draft: "gpt-image-2.6-flare", final: "gpt-image-2.6-sunburst" } as const
const partialPictures = 2

const ofOpenAi: Capabilities = {
  edit: true,
  mask: "native",
  markup: true,
  maxReferences: 16,
  referenceRoles: ["base", "style", "character", "location", "neighbour", "sketch"],
  seed: false,
  partials: true,
  cancel: "abort",
  cost: "usage",
  // Kept for up to 30 days against abuse.
  dataPolicy: { stores: true, trains: false, region: null },
}

/** What a server without edits leaves. */
const withoutEdits = { edit: false, mask: "none", maxReferences: 0, referenceRoles: [] } as const

/**
 * The Images API of OpenAI or of a server that speaks it. Never retries by itself: a picture that was asked for may
 * have been paid for.
 */
export function createOpenAiProvider(options: OpenAiOptions): ImageProvider {
  const { apiKey, baseUrl, timeoutMs = 600_000 } = options
  const id = "openai"
  const models = {
    draft: options.imageModelDraft ?? defaultModels.draft,
    final: options.imageModelFinal ?? defaultModels.final,
  }
  const client = createOpenAiClient({ apiKey, baseUrl, timeoutMs })
  const isOpenAi = baseUrl === null
  const sender = createImageSender({ client, models, isLesser: !isOpenAi })
  const { lacks } = sender
  const state = { knowsEdits: false }

  /** One picture, as it comes. Throws a `ProviderError`, or the signal's reason. */
  async function* drawOne(
    request: ImageRequest,
    call: { readonly signal: AbortSignal; readonly partials: number },
  ): AsyncGenerator<PictureEvent> {
    const deadline = AbortSignal.timeout(timeoutMs)
    const signal = AbortSignal.any([call.signal, deadline])
    let answered = false
    let completed = false
    const throwIfEnded = () => {
      call.signal.throwIfAborted()
      if (deadline.aborted)
        throw new ProviderError({ kind: "timeout", afterMs: timeoutMs, billed: true })
    }
    try {
      const { values, whole } = await sender.send(request, { signal, partials: call.partials })
      answered = true
      for await (const value of values) {
        const event = whole ? parseWholePicture(value) : parsePictureEvent(value)
        if (event === "address") {
          sender.askForBytes()
          throw sentAddress()
        }
        if (event === null) continue
        completed ||= event.type === "completed"
        yield event
        if (completed) break
      }
    } catch (error) {
      throwIfEnded()
      if (error instanceof ProviderError) throw error
      throw new ProviderError(
        toGenerationFailure(error, { provider: id, apiKey, timeoutMs, answered }),
        { cause: error },
      )
    }
    throwIfEnded()
    if (!completed)
      throw new ProviderError({
        kind: "bad-output",
        reason: "The provider's answer ended without a picture.",
        billed: true,
      })
  }

  const readCapabilities = (): Capabilities => ({
    ...ofOpenAi,
    markup: Object.values(models).every(followsMarkup) && !lacks.edits,
    partials: !lacks.parameters.has("stream") && !lacks.parameters.has("partial_images"),
    ...(lacks.edits ? withoutEdits : {}),
    ...(isOpenAi ? {} : { dataPolicy: { stores: true, trains: true, region: null } }),
  })

  return {
    id,
    label: baseUrl === null ? "OpenAI" : `OpenAI protocol (${new URL(baseUrl).host})`,
    get capabilities() {
      return readCapabilities()
    },
    concurrency: 4,
    fitSize: fitOpenAiSize,
    modelFor: ({ quality }) => models[quality],
    estimate: ({ size, quality, count }) =>
      estimateCost(models[quality], { size, quality: qualities[quality], count }),

    async probe(signal) {
      signal.throwIfAborted()
      const context = { provider: id, apiKey, timeoutMs, answered: false }
      try {
        const listed = await listModels(client, { context, signal })
        if (!isOpenAi && !state.knowsEdits) lacks.edits = !(await hasEdits(client, signal))
        state.knowsEdits = true
        const used = [...new Set(Object.values(models))]
        const missing = used.filter((model) => listed !== null && !listed.includes(model))
        return success({
          capabilities: readCapabilities(),
          models: used,
          warnings: missing.map((model) => `It does not list the model ${model}.`),
        })
      } catch (error) {
        if (error instanceof ProviderError) return failure(error.failure)
        throw error
      }
    },

    async *run(request, { signal }): AsyncGenerator<ProviderEvent> {
      signal.throwIfAborted()
      const model = models[request.quality]
      const others = Promise.all(
        Array.from({ length: request.count - 1 }, () =>
          settle(drawOne(request, { signal, partials: 0 })),
        ),
      )
      // Looked at below; an abort of the first must not leave it rejected unseen.
      others.catch(() => undefined)
      let first: Settled | null = null
      try {
        for await (const event of drawOne(request, { signal, partials: partialPictures })) {
          if (event.type === "completed") first = { picture: event, error: null }
          else {
            yield { type: "partial", index: event.index, bytes: event.bytes }
            yield { type: "progress", value: (event.index + 1) / (partialPictures + 1) }
          }
        }
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error
        first = { picture: null, error }
      }
      const all = [...(first ? [first] : []), ...(await others)]
      signal.throwIfAborted()
      const pictures = all.flatMap(({ picture }) => picture ?? [])
      const failures = all.flatMap(({ error }) => (error === null ? [] : [error]))
      const [reason] = failures
      if (pictures.length === 0 && reason) throw reason
      const images = pictures.map(({ bytes }): ProviderImage => ({
        bytes,
        seed: null,
        state: null,
      }))
      yield {
        type: "done",
        images,
        model,
        cost: addCosts(
          failures.some((error) => error.failure.billed)
            ? [{ microDollars: null }]
            : pictures.map(({ usage }) => computeCost(model, usage)),
        ),
        revisedPrompt: pictures[0]?.revisedPrompt ?? null,
        warnings: [
          ...(request.seed === null
            ? []
            : ["This provider takes no seed: the same words give another picture."]),
          ...(lacks.edits && request.references.length > 0
            ? ["This server takes no pictures: the guiding ones were not used."]
            : []),
          ...failures.map((error) => `One of the pictures did not come: ${error.failure.kind}.`),
        ],
      }
    },
  }
}

/** Nothing is fetched from where an answer says; the server has a way to send the picture itself. */
const sentAddress = () =>
  new ProviderError({
    kind: "bad-output",
    reason:
      "It sent an address instead of the picture. The next one will be asked for as a picture.",
    billed: true,
  })

type Completed = Extract<PictureEvent, { type: "completed" }>
type Settled =
  | { readonly picture: Completed; readonly error: null }
  | { readonly picture: null; readonly error: ProviderError }

async function settle(events: AsyncIterable<PictureEvent>): Promise<Settled> {
  try {
    for await (const event of events)
      if (event.type === "completed") return { picture: event, error: null }
    throw new Error("a stream of pictures ended without one")
  } catch (error) {
    if (error instanceof ProviderError) return { picture: null, error }
    throw error
  }
}
