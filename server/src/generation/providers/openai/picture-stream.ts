import { z } from "zod"
import type { TokenUsage } from "./prices.ts"

const usageSchema = z.object({
  input_tokens_details: z.object({ text_tokens: z.number(), image_tokens: z.number() }),
  output_tokens: z.number(),
})

const partialSchema = z.object({
  type: z.enum(["image_generation.partial_image", "image_edit.partial_image"]),
  b64_json: z.string(),
  partial_image_index: z.number(),
})

const completedSchema = z.object({
  type: z.enum(["image_generation.completed", "image_edit.completed"]),
  b64_json: z.string(),
  usage: usageSchema.nullish().catch(null),
})

/** What servers answer that do not stream although they were asked to. */
const wholeSchema = z.object({
  data: z
    .array(
      z.object({
        b64_json: z.string().nullish(),
        url: z.string().nullish(),
        revised_prompt: z.string().nullish(),
      }),
    )
    .min(1),
  usage: usageSchema.nullish().catch(null),
})

export type PictureEvent =
  | { readonly type: "partial"; readonly index: number; readonly bytes: Uint8Array }
  | {
      readonly type: "completed"
      readonly bytes: Uint8Array
      readonly usage: TokenUsage | null
      readonly revisedPrompt: string | null
    }

const decode = (text: string) => new Uint8Array(Buffer.from(text, "base64"))

/** Null: an event that says nothing about the picture. */
export function parsePictureEvent(value: unknown): PictureEvent | null {
  const completed = completedSchema.safeParse(value)
  if (completed.success)
    return {
      type: "completed",
      bytes: decode(completed.data.b64_json),
      usage: completed.data.usage ?? null,
      revisedPrompt: null,
    }
  const partial = partialSchema.safeParse(value)
  if (partial.success)
    return {
      type: "partial",
      index: partial.data.partial_image_index,
      bytes: decode(partial.data.b64_json),
    }
  return null
}

/** Null: not an answer of the Images API. `address`: it says where the picture is, and has not got it. */
export function parseWholePicture(value: unknown): PictureEvent | "address" | null {
  const whole = wholeSchema.safeParse(value)
  const [picture] = whole.data?.data ?? []
  if (!picture) return null
  if (typeof picture.b64_json !== "string")
    return typeof picture.url === "string" ? "address" : null
  return {
    type: "completed",
    bytes: decode(picture.b64_json),
    usage: whole.data?.usage ?? null,
    revisedPrompt: picture.revised_prompt ?? null,
  }
}
