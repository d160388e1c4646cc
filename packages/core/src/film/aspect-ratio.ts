import { z } from "zod"

/** Width by height as people write it: `2.39`, `1.85`, `16:9`. */
export const aspectRatioSchema = z
  .string()
  .regex(/^\d{1,5}(\.\d{1,4})?(:\d{1,5}(\.\d{1,4})?)?$/, "expected a ratio like 2.39 or 16:9")
  .refine((text) => {
    const value = toRatio(text)
    return value >= 1 / 3 && value <= 3
  }, "expected a ratio between 1:3 and 3:1")

/** Ratios offered first, as cameras and deliveries use them. */
export const commonAspectRatios = [
  "16:9",
  "2.39",
  "2.00",
  "1.85",
  "4:3",
  "1:1",
  "4:5",
  "9:16",
] as const

/** Decimal shorthands that stand for a fraction. */
const shorthands: Record<string, number> = { "1.78": 16 / 9, "1.77": 16 / 9, "1.33": 4 / 3 }

/** Width divided by height. */
export function toRatio(text: string): number {
  const known = shorthands[text]
  if (known !== undefined) return known
  const [width, height = "1"] = text.split(":")
  return Number(width) / Number(height)
}
