import type { PictureSize } from "@panelwright/core"
import { fitRatio } from "../generation/picture/pixels.ts"
import type { ImageProvider, PictureObject } from "../generation/provider.ts"

const decimals = (value: number) => Math.round(value * 10) / 10

/**
 * What a provider's picture shows, in the pixels of the variant made of it. A provider draws at a size of its own,
 * of which the panel has the middle part with its exact ratio.
 */
export function listPictureObjects(
  provider: Pick<ImageProvider, "fitSize" | "outline">,
  state: unknown,
  picture: PictureSize,
): PictureObject[] {
  if (!provider.outline) return []
  const ratio = picture.width / picture.height
  const drawn = provider.fitSize(ratio)
  const part = fitRatio(drawn, ratio)
  const left = Math.floor((drawn.width - part.width) / 2)
  const top = Math.floor((drawn.height - part.height) / 2)
  const scale = { x: picture.width / part.width, y: picture.height / part.height }
  return provider.outline(state, drawn).map((object) => ({
    ...object,
    outline: object.outline.map((ring) =>
      ring.map(({ x, y }) => ({
        x: decimals(Math.min(picture.width, Math.max(0, (x - left) * scale.x))),
        y: decimals(Math.min(picture.height, Math.max(0, (y - top) * scale.y))),
      })),
    ),
  }))
}
