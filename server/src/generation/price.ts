import {
  toRatio,
  type Cost,
  type GenerationRequest,
  type PicturePrice,
  type Storyboard,
} from "@panelwright/core"
import type { ImageProvider } from "./provider.ts"

type AspectRatio = Storyboard["settings"]["aspectRatio"]
type Priced = Pick<GenerationRequest, "operation" | "quality" | "count">

export const isFree = (provider: ImageProvider) => provider.capabilities.cost === "free"

/** What one job is expected to cost; null: its provider is free. A price that is not known is no price of 0. */
export function estimateJob(
  provider: ImageProvider,
  aspectRatio: AspectRatio,
  request: Priced,
): Cost | null {
  if (isFree(provider)) return null
  const size = provider.fitSize(toRatio(aspectRatio))
  const { operation, quality, count } = request
  return provider.estimate({ operation, quality, count, size }) ?? { microDollars: null }
}

/** What one picture costs, by provider, operation and quality. */
export const listPrices = (
  providers: Iterable<ImageProvider>,
  aspectRatio: AspectRatio,
): PicturePrice[] =>
  [...providers].flatMap((provider) =>
    (["generate", "edit"] as const).flatMap((operation) =>
      (["draft", "final"] as const).map((quality): PicturePrice => {
        const cost = estimateJob(provider, aspectRatio, { operation, quality, count: 1 })
        return {
          provider: provider.id,
          operation,
          quality,
          isFree: cost === null,
          microDollars: cost === null ? 0 : cost.microDollars,
        }
      }),
    ),
  )
