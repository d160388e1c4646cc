import type {
  Capabilities,
  Cost,
  GenerationFailure,
  ImageRequest,
  PictureSize,
  ProviderEvent,
} from "@panelwright/core"

/**
 * An image model behind one contract. It holds no queue, no retry and no budget: those belong to the job.
 * `run` ends with exactly one `done` event or throws a `ProviderError`; a stream that ends otherwise is a bug of
 * the adapter. Aborting `signal` must reach the provider within a second; `run` then throws whatever it likes.
 *
 * Of an edit, the reference with role `base` and the mask have exactly the request's `size`, and the picture that
 * comes back shows the base in that frame. What a provider changes outside the mask is put back by the caller.
 */
export interface ImageProvider {
  /** `sketch`, `openai`, … */
  readonly id: string
  readonly label: string
  readonly capabilities: Capabilities
  /** How many runs at once it does well; left out: 4, or one per processor for one that is free. */
  readonly concurrency?: number
  /** The size it makes for a ratio (width / height), at least as large as a panel is shown; cropped to the ratio afterwards. */
  fitSize(ratio: number): PictureSize
  /** Null when the price cannot be known before. */
  estimate(request: Pick<ImageRequest, "operation" | "size" | "quality" | "count">): Cost | null
  run(
    request: ImageRequest,
    options: { readonly signal: AbortSignal; readonly jobId: string },
  ): AsyncIterable<ProviderEvent>
}

/** The one error that adapters throw. */
export class ProviderError extends Error {
  readonly failure: GenerationFailure

  constructor(failure: GenerationFailure, options?: { cause?: unknown }) {
    super(`provider failed: ${failure.kind}`, options)
    this.name = "ProviderError"
    this.failure = failure
  }
}
