import type { OpenAI } from "openai"
import { z } from "zod"
import { ProviderError } from "../../provider.ts"
import { isRouteMissing } from "./lesser-server.ts"
import { toGenerationFailure, type FailureContext } from "./openai-failure.ts"

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) })

/** The models that a server lists; null: it lists none. Throws a `ProviderError`, or the signal's reason. */
export async function listModels(
  client: OpenAI,
  options: { readonly context: FailureContext; readonly signal: AbortSignal },
): Promise<readonly string[] | null> {
  const { context, signal } = options
  let answer: unknown
  try {
    answer = await client.get("/models", { signal })
  } catch (error) {
    signal.throwIfAborted()
    if (isRouteMissing(error)) return null
    const failure = toGenerationFailure(error, context)
    throw new ProviderError(
      failure.kind === "unreachable" ? { ...failure, billed: false } : failure,
      { cause: error },
    )
  }
  const models = modelsSchema.safeParse(answer)
  if (models.success) return models.data.data.map(({ id }) => id)
  throw new ProviderError({
    kind: "bad-output",
    reason: "It answered with something else than its protocol has: a page, perhaps.",
    billed: true,
  })
}

/** Whether there is an address for edits: a wish without anything is refused there, for nothing, or not found. */
export async function hasEdits(client: OpenAI, signal: AbortSignal): Promise<boolean> {
  try {
    await client.post("/images/edits", { body: {}, signal })
    return true
  } catch (error) {
    signal.throwIfAborted()
    return !isRouteMissing(error)
  }
}
