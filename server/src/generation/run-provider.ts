import type { ImageRequest, ProviderEvent } from "@panelwright/core"
import { ProviderError, type ImageProvider } from "./provider.ts"

export type ProviderResult = Extract<ProviderEvent, { type: "done" }>

/**
 * Runs a provider to its end. An abort ends the wait at once, whether the provider takes notice of it or not, and
 * rejects with the signal's reason.
 */
export async function runProvider(options: {
  readonly provider: ImageProvider
  readonly request: ImageRequest
  readonly jobId: string
  readonly signal: AbortSignal
  readonly onProgress: (value: number) => void
  readonly onPartial: (bytes: Uint8Array) => void
}): Promise<ProviderResult> {
  const { provider, request, jobId, signal } = options
  signal.throwIfAborted()
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true })
  })
  aborted.catch(() => undefined)
  const events = provider.run(request, { signal, jobId })[Symbol.asyncIterator]()
  let result: ProviderResult | null = null
  try {
    for (;;) {
      const next = await Promise.race([events.next(), aborted])
      if (next.done) break
      const event = next.value
      switch (event.type) {
        case "queued":
          break
        case "progress":
          options.onProgress(event.value)
          break
        case "partial":
          options.onPartial(event.bytes)
          break
        case "done":
          if (result !== null) throw new Error(`${provider.id} ended twice`)
          result = event
          break
      }
    }
  } catch (error) {
    const ending = events.return?.(undefined)
    ending?.catch(() => undefined)
    throw signal.aborted ? (signal.reason as Error) : error
  }
  if (result === null || result.images.length === 0)
    throw new ProviderError({
      kind: "bad-output",
      reason: "The provider ended without a picture.",
      billed: true,
    })
  return result
}
