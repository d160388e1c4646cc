import sharp from "sharp"

/** Three bytes a pixel. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly rgb: Buffer
}

/** One byte a pixel, 255 = may change; as the server understood it. */
export interface RasterMask {
  readonly width: number
  readonly height: number
  readonly data: Buffer
}

export async function decodeRaster(bytes: Uint8Array): Promise<Raster> {
  const { data, info } = await sharp(bytes)
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, rgb: data }
}

export const encodeRaster = ({ width, height, rgb }: Raster, format: "png" | "jpeg" = "png") =>
  sharp(rgb, { raw: { width, height, channels: 3 } })
    .toFormat(format, format === "png" ? { compressionLevel: 1 } : {})
    .toBuffer()

export function fillRaster(
  size: { readonly width: number; readonly height: number },
  seed: number,
): Raster {
  const rgb = Buffer.alloc(size.width * size.height * 3)
  const colour = [seed % 97, 90 + (seed % 31), 150 + (seed % 89)]
  for (let at = 0; at < rgb.length; at += 1) rgb[at] = colour[at % 3] ?? 0
  return { width: size.width, height: size.height, rgb }
}

function requireSameSize(
  one: { readonly width: number; readonly height: number },
  other: { readonly width: number; readonly height: number },
): void {
  if (one.width !== other.width || one.height !== other.height)
    throw new Error(`sizes differ: ${one.width}×${one.height}, ${other.width}×${other.height}`)
}

/** Magenta where it was free to draw, and all the rest a little off, as coding to latents and back makes it. */
export function paintOver({ width, height, rgb }: Raster, mask: RasterMask | null): Raster {
  if (mask !== null) requireSameSize({ width, height }, mask)
  const painted = Buffer.from(rgb)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const free = mask !== null && (mask.data[pixel] ?? 0) > 127
    for (let channel = 0; channel < 3; channel += 1) {
      const at = pixel * 3 + channel
      painted[at] = free ? (channel === 1 ? 0 : 255) : Math.min(255, (painted[at] ?? 0) + 6)
    }
  }
  return { width, height, rgb: painted }
}

/** `over` where the mask is white, `under` where it is black. */
export function layOver(under: Raster, over: Raster, mask: RasterMask): Raster {
  requireSameSize(under, over)
  requireSameSize(under, mask)
  const rgb = Buffer.from(under.rgb)
  for (let at = 0; at < rgb.length; at += 1)
    if ((mask.data[Math.floor(at / 3)] ?? 0) > 127) rgb[at] = over.rgb[at] ?? 0
  return { width: under.width, height: under.height, rgb }
}
