import type { Cost, PictureSize } from "@panelwright/core"

/** US dollars for a million tokens, which is the same number of millionths of a dollar for one. */
export interface TokenPrices {
  readonly textInput: number
  readonly imageInput: number
  readonly imageOutput: number
}

/**
 * Edit it when OpenAI changes its prices. A model that is not here has a price that is not known, which is not the
 * same as none. Source: the models' pages at developers.openai.com as published by 2026-11-05, with the launch of
 * the 2.6 models: unchanged from 2.5 and 2.
 */
export const priceTable: {
  readonly asOf: string
  readonly models: Readonly<Record<string, TokenPrices>>
} = {
  asOf: "2026-11-05",
  models: {
    "gpt-image-2": { textInput: 5, imageInput: 8, imageOutput: 30 },
    "gpt-image-2.5-flare": { textInput: 5, imageInput: 8, imageOutput: 30 },
    "gpt-image-2.5-sunburst": { textInput: 5, imageInput: 8, imageOutput: 30 },
    "gpt-image-2.6-flare": { textInput: 5, imageInput: 8, imageOutput: 30 },
    "gpt-image-2.6-sunburst": { textInput: 5, imageInput: 8, imageOutput: 30 },
  },
}

/** A dated snapshot costs what its model costs. */
export const findPrices = (model: string): TokenPrices | null =>
  priceTable.models[model] ?? priceTable.models[model.replace(/-\d{4}-\d{2}-\d{2}$/, "")] ?? null

export interface TokenUsage {
  readonly input_tokens_details: { readonly text_tokens: number; readonly image_tokens: number }
  readonly output_tokens: number
}

export function computeCost(model: string, usage: TokenUsage | null): Cost {
  const prices = findPrices(model)
  if (prices === null || usage === null) return { microDollars: null }
  const { text_tokens: text, image_tokens: image } = usage.input_tokens_details
  return {
    microDollars: Math.ceil(
      text * prices.textInput +
        image * prices.imageInput +
        usage.output_tokens * prices.imageOutput,
    ),
  }
}

/** Of several pictures; not known as soon as one is not. */
export function addCosts(costs: readonly Cost[]): Cost {
  let sum = 0
  for (const { microDollars } of costs) {
    if (microDollars === null) return { microDollars: null }
    sum += microDollars
  }
  return { microDollars: sum }
}

/** Dollars that OpenAI states for one picture of 1536×1024 by `gpt-image-2`; the prompt comes on top. */
const reference = { pixels: 1536 * 1024, low: 0.005, high: 0.165 } as const

/** What pictures will cost, roughly: by their pixels. Input pictures are not in it. */
export function estimateCost(
  model: string,
  wish: { readonly size: PictureSize; readonly quality: "low" | "high"; readonly count: number },
): Cost | null {
  if (findPrices(model) === null) return null
  const share = (wish.size.width * wish.size.height) / reference.pixels
  return { microDollars: Math.ceil(reference[wish.quality] * 1_000_000 * share) * wish.count }
}
