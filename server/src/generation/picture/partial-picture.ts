import sharp from "sharp"

const longestSide = 512

/** A small JPEG as a data URL, for everybody who watches; null when the bytes are no picture yet. */
export async function toPartialPicture(bytes: Uint8Array): Promise<string | null> {
  try {
    const jpeg = await sharp(bytes, { failOn: "none" })
      .resize(longestSide, longestSide, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality: 60 })
      .toBuffer()
    return `data:image/jpeg;base64,${jpeg.toString("base64")}`
  } catch {
    return null
  }
}
