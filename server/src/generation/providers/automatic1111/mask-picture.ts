import type { GreyMask } from "@panelwright/core"
import sharp from "sharp"

/**
 * Grey, white where the picture may change. There must be no alpha: of a picture that has some, the alpha alone is
 * read, and there opaque is what changes (`create_binary_mask` in `modules/processing.py`), so that a mask made for
 * OpenAI would mean its opposite.
 */
export async function toMaskPicture({ data, width, height }: GreyMask): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace("b-w")
    .png({ compressionLevel: 9 })
    .toBuffer()
}
