import type { AssetId, PictureSize } from "@panelwright/core"
import { assetUrl } from "../../api/asset-url.ts"

/** A stored picture's own pixels, or scaled to a size; the whole picture is fetched, because renditions lose detail. */
export async function loadPixels(asset: AssetId, size: PictureSize): Promise<ImageData> {
  const response = await fetch(assetUrl(asset, null))
  if (!response.ok) throw new Error(`picture: ${response.status}`)
  const bitmap = await createImageBitmap(await response.blob())
  const pen = new OffscreenCanvas(size.width, size.height).getContext("2d")
  if (pen === null) throw new Error("no canvas")
  pen.drawImage(bitmap, 0, 0, size.width, size.height)
  bitmap.close()
  return pen.getImageData(0, 0, size.width, size.height)
}
