import { APIError } from "openai"
import { z } from "zod"

/** What a wish may go without: OpenAI has them all, servers that speak its protocol may not. */
export const optionalParameters = [
  "partial_images",
  "stream",
  "background",
  "output_format",
  "quality",
] as const
export type OptionalParameter = (typeof optionalParameters)[number]

const bodySchema = z.object({
  message: z.string().optional().catch(undefined),
  param: z.string().nullish().catch(null),
  code: z.union([z.string(), z.number()]).nullish().catch(null),
})

const readBody = (error: APIError) => bodySchema.safeParse(error.error ?? {}).data ?? {}

const unknownWords =
  /unknown|unrecogni[sz]ed|unsupported|not supported|unexpected|extra|not permitted/i

/** The parameter of which a server says that it does not have it; null: something else is wrong. Nothing was drawn. */
export function findRefusedParameter(error: unknown): OptionalParameter | null {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return null
  const { message, param } = readBody(error)
  const text = message ?? error.message
  return (
    optionalParameters.find((name) => param === name) ??
    (unknownWords.test(text)
      ? (optionalParameters.find((name) => new RegExp(`\\b${name}\\b`).test(text)) ?? null)
      : null)
  )
}

/** Whether a server has no such address at all, as against one that does not know what was asked for there. */
export function isRouteMissing(error: unknown): boolean {
  if (!(error instanceof APIError)) return false
  if (error.status === 405 || error.status === 501) return true
  const { code, message } = readBody(error)
  return error.status === 404 && !code && !/model/i.test(message ?? "")
}
