import type {
  Capabilities,
  Cost,
  GenerationFailure,
  ImageRequest,
  PictureSize,
  ProviderEvent,
  Result,
  Style,
} from "@panelwright/core"

/** A thing of a picture that its provider knows by itself: a person, a lamp, a dog. */
export interface PictureObject {
  /** The same in every edit of the picture that keeps the thing. */
  readonly id: string
  readonly kind: "person" | "thing"
  /** As an instruction would call it: "Mara", "table lamp"; two of a kind carry the same name. */
  readonly name: string
  /**
   * What it covers, as closed rings in pixels of the asked size, clipped to it; by the even-odd rule, so that a ring inside another one
   * is a hole. Nothing is taken away for what stands before it.
   */
  readonly outline: readonly (readonly { readonly x: number; readonly y: number }[])[]
}

/** What a provider said of itself when it was asked. */
export interface ProviderReport {
  readonly capabilities: Capabilities
  /** What it draws with, for people: names of models and workflows. */
  readonly models: readonly string[]
  /** What does not work of that which was set up for it, in sentences for people. */
  readonly warnings: readonly string[]
}

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
  /** As of its last `probe`; before the first one, what such a provider usually can do. */
  readonly capabilities: Capabilities
  /**
   * Works over a picture that is there, needs no words for it and leaves the drawing alone: what it makes counts as
   * drawn in the style that its parent was drawn in. Left out: it draws.
   */
  readonly retouches?: true
  /** How many runs at once it does well; left out: 4, or one per processor for one that is free. */
  readonly concurrency?: number
  /** The size it makes for a ratio (width / height), at least as large as a panel is shown; cropped to the ratio afterwards. */
  fitSize(ratio: number): PictureSize
  /** The model or workflow that would draw this; what it is called in `done`. Left out: that is not known before, so that no earlier answer can stand for it. */
  modelFor?(request: Pick<ImageRequest, "operation" | "quality">): string
  /** Null when the price cannot be known before. */
  estimate(request: Pick<ImageRequest, "operation" | "size" | "quality" | "count">): Cost | null
  run(
    request: ImageRequest,
    options: { readonly signal: AbortSignal; readonly jobId: string },
  ): AsyncIterable<ProviderEvent>
  /**
   * The things in a picture, the nearest first, so that the first whose outline holds a point is what is seen there.
   * `state` is what `run` gave with the picture; one that is not this provider's, or damaged, has none. Only of
   * providers that know what they drew. Pure, a few tens of milliseconds.
   */
  outline?(state: unknown, size: PictureSize): readonly PictureObject[]
  /**
   * Asks whoever draws whether it is there and what it can do. Costs nothing and draws nothing. The failure says why
   * it cannot be used now; nothing else depends on it. Rejects only with the signal's reason. Left out: it draws in
   * this process.
   */
  probe?(signal: AbortSignal): Promise<Result<ProviderReport, GenerationFailure>>
  /** The same picture as SVG, the style being the packet's; null for a state that is not this provider's. */
  toSvg?(
    state: unknown,
    options: { readonly style: Style; readonly size: PictureSize },
  ): string | null
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
