import type { PictureSize } from "@panelwright/core"
import { fitSteppedSize } from "../stepped-size.ts"

/**
 * What the Images API takes: edges in steps of 16, none above 3840, a ratio from 1:3 to 3:1 and a number of pixels.
 * Source: OpenAI's image generation guide, 2026-11.
 */
export const sizeRules = {
  step: 16,
  longestEdge: 3840,
  leastPixels: 655_360,
  mostPixels: 8_294_400,
  widest: 3,
} as const

/** For the ratios of film: exact, or off by less than a thousandth. */
const known: readonly PictureSize[] = [
  { width: 1536, height: 864 },
  { width: 1568, height: 656 },
  { width: 1184, height: 640 },
  { width: 1024, height: 768 },
  { width: 864, height: 1536 },
]

const usualPixels = 1024 * 1024

export const isAllowedSize = ({ width, height }: PictureSize): boolean =>
  width % sizeRules.step === 0 &&
  height % sizeRules.step === 0 &&
  Math.max(width, height) <= sizeRules.longestEdge &&
  width * height >= sizeRules.leastPixels &&
  width * height <= sizeRules.mostPixels &&
  Math.max(width / height, height / width) <= sizeRules.widest

const errorOf = ({ width, height }: PictureSize, ratio: number) =>
  Math.abs(width / height / ratio - 1)

/** A size that is allowed, of nearly that ratio, and not larger than it needs to be. */
export function fitOpenAiSize(wantedRatio: number): PictureSize {
  const ratio = Math.min(sizeRules.widest, Math.max(1 / sizeRules.widest, wantedRatio))
  const exact = known.find((size) => errorOf(size, ratio) < 0.0005)
  if (exact) return exact
  return fitSteppedSize(ratio, {
    step: sizeRules.step,
    pixels: usualPixels,
    isAllowed: isAllowedSize,
  })
}
