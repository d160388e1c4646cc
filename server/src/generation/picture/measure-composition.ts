import { scoreComposition, type GreyPixels } from "@panelwright/core"
import sharp, { type Sharp } from "sharp"
import type { Markup } from "./markup.ts"
import type { Pixels } from "./pixels.ts"

/** Lines of a hand are no finer than this. */
const scoredWidth = 256

/** How much of a drawing is found in a result, 0–1; null: it had nothing but arrows and notes. */
export async function measureComposition(markup: Markup, result: Pixels): Promise<number | null> {
  const { width, height } = markup.pixels
  const size = {
    width: scoredWidth,
    height: Math.max(1, Math.round((scoredWidth * result.height) / result.width)),
  }
  const shrink = async (picture: Sharp): Promise<GreyPixels> => ({
    ...size,
    data: await picture
      .resize(size.width, size.height, { fit: "fill" })
      .toColourspace("b-w")
      .raw({ depth: "uchar" })
      .toBuffer(),
  })
  const ink = await shrink(sharp(markup.lines, { raw: { width, height, channels: 1 } }))
  const picture = await shrink(
    sharp(result.data, {
      raw: { width: result.width, height: result.height, channels: 4 },
    }).flatten({ background: "#ffffff" }),
  )
  return scoreComposition(ink, picture)
}
