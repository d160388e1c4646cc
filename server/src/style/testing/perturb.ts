import type { StyleReason } from "@panelwright/core"
import sharp from "sharp"

/** What goes wrong with one panel of many, and what should be said of it. */
export interface Perturbation {
  readonly name: string
  readonly expected: readonly StyleReason[]
  readonly apply: (bytes: Uint8Array) => Promise<Uint8Array>
}

type Channels = [number, number, number]

const recolour =
  (gain: Channels, lift: Channels = [0, 0, 0]) =>
  async (bytes: Uint8Array) =>
    sharp(bytes).removeAlpha().linear(gain, lift).png().toBuffer()

/** Made of a picture that belongs, by hand as it were: no model and no other provider is in them. */
export const perturbations: readonly Perturbation[] = [
  { name: "colder", expected: ["colder", "greener"], apply: recolour([0.86, 0.97, 1.08]) },
  { name: "warmer", expected: ["warmer", "redder"], apply: recolour([1.06, 0.98, 0.82]) },
  {
    name: "more colourful",
    expected: ["more-colourful", "warmer", "redder", "colder", "greener"],
    apply: async (bytes) => sharp(bytes).modulate({ saturation: 2.4, hue: 25 }).png().toBuffer(),
  },
  {
    name: "soft, as a photograph out of focus",
    expected: ["coarser", "emptier", "thicker-lined", "other-texture"],
    apply: async (bytes) => sharp(bytes).blur(4).png().toBuffer(),
  },
  {
    name: "grain",
    expected: ["busier", "finer", "other-texture", "thinner-lined"],
    apply: async (bytes) => {
      const { width, height } = await sharp(bytes).metadata()
      const noise = { type: "gaussian", mean: 128, sigma: 34 } as const
      const grain = await sharp({
        create: { width, height, channels: 3, background: "#808080", noise },
      })
        .greyscale()
        .png()
        .toBuffer()
      return sharp(bytes)
        .composite([{ input: grain, blend: "overlay" }])
        .png()
        .toBuffer()
    },
  },
]
