import type { GreyMask } from "@panelwright/core"
import sharp from "sharp"

/** The Images API's way to say the same: a PNG that is see-through where the picture may change. */
export async function toMaskFile({ data, width, height }: GreyMask): Promise<File> {
  const rgba = new Uint8Array(data.length * 4)
  for (let pixel = 0; pixel < data.length; pixel += 1)
    rgba[pixel * 4 + 3] = (data[pixel] ?? 0) > 0 ? 0 : 255
  const png = await sharp(rgba, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 9 })
    .toBuffer()
  return new File([new Uint8Array(png)], "mask.png", { type: "image/png" })
}
