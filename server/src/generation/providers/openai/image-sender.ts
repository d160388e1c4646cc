import type { ImageRequest } from "@panelwright/core"
import type { OpenAI } from "openai"
import { ProviderError } from "../../provider.ts"
import { findRefusedParameter, isRouteMissing } from "./lesser-server.ts"
import { toMaskFile } from "./mask-file.ts"
import { toPictureFile } from "./picture-file.ts"
import { composePromptText } from "./prompt-text.ts"

export const qualities = { draft: "low", final: "high" } as const

export interface SentCall {
  /** Events of a stream, or the one answer. */
  readonly values: AsyncIterable<unknown> | readonly unknown[]
  /** Whether it is one answer. */
  readonly whole: boolean
}

export interface ImageSender {
  /** What a lesser server has said that it does not have. */
  readonly lacks: { edits: boolean; readonly parameters: ReadonlySet<string> }
  /** From now on: the picture itself, not where it is. */
  askForBytes(): void
  /** One picture. */
  send(
    request: ImageRequest,
    call: { readonly signal: AbortSignal; readonly partials: number },
  ): Promise<SentCall>
}

export function createImageSender(options: {
  readonly client: OpenAI
  readonly models: { readonly draft: string; readonly final: string }
  /** Not OpenAI's own: it may lack a part of the protocol. */
  readonly isLesser: boolean
}): ImageSender {
  const { client, models, isLesser } = options
  const parameters = new Set<string>()
  const lacks = { edits: false, parameters }
  const state = { asksForBytes: false }

  const sendOnce = async (
    request: ImageRequest,
    call: { readonly signal: AbortSignal; readonly partials: number },
  ): Promise<SentCall> => {
    const { references, mask, markup, size, quality } = request
    const isEdit = references.length > 0 && !lacks.edits
    const given = {
      partial_images: call.partials,
      stream: true,
      background: "opaque",
      output_format: "png",
      quality: qualities[quality],
    } as const
    const taken = Object.entries(given).filter(([name]) => !parameters.has(name))
    const body = {
      model: models[quality],
      prompt: composePromptText({
        ...request,
        references: isEdit ? references : [],
        guide: mask !== null ? "mask" : markup !== null ? "markup" : null,
      }),
      n: 1,
      size: `${size.width}x${size.height}`,
      ...(Object.fromEntries(taken) as typeof given),
      // OpenAI's models of today always send it, and refuse to be asked.
      ...(state.asksForBytes && { response_format: "b64_json" as const }),
    } as const
    const sending = { signal: call.signal }
    const answer = isEdit
      ? await client.images
          .edit(
            { ...body, image: references.map(toPictureFile), ...(await toGuide(request)) },
            sending,
          )
          .withResponse()
      : await client.images.generate(body, sending).withResponse()
    if (parameters.has("stream")) return { values: [answer.data], whole: true }
    const whole = answer.response.headers.get("content-type")?.includes("application/json") ?? false
    return { values: whole ? [await answer.response.json()] : answer.data, whole }
  }

  return {
    lacks,
    askForBytes: () => void (state.asksForBytes = true),
    async send(request, call) {
      for (;;) {
        const had = { edits: !lacks.edits, parameters: new Set(parameters) }
        try {
          return await sendOnce(request, call)
        } catch (error) {
          if (!isLesser) throw error
          // What it refuses so has not been drawn: it is asked again without.
          const parameter = findRefusedParameter(error)
          if (parameter !== null && !had.parameters.has(parameter)) {
            parameters.add(parameter)
            if (parameter === "stream") parameters.add("partial_images")
          } else if (had.edits && request.references.length > 0 && isRouteMissing(error)) {
            lacks.edits = true
            if (request.operation === "edit") throw cannotEdit(error)
          } else throw error
        }
      }
    },
  }
}

/** The one excludes the other. */
async function toGuide({ mask, markup }: ImageRequest): Promise<{ mask?: File; markup?: File }> {
  if (mask !== null) return { mask: await toMaskFile(mask) }
  if (markup === null) return {}
  return { markup: new File([new Uint8Array(markup)], "markup.png", { type: "image/png" }) }
}

const cannotEdit = (cause: unknown) =>
  new ProviderError(
    { kind: "invalid", reason: "This server does not edit pictures.", billed: false },
    { cause },
  )
