import { findPicture, type Panel } from "@panelwright/core"
import sharp from "sharp"
import type { ExportSubject } from "../../export-format.ts"
import type { Picture } from "./draw-page.ts"

/**
 * The panel's picture with its ink on top, as JPEG of `width` pixels. Nothing is cropped: a picture of another ratio
 * is fitted on paper white.
 */
export async function loadPanelPicture(
  panel: Panel,
  subject: Pick<ExportSubject, "loadAsset">,
  size: { readonly width: number; readonly height: number },
): Promise<Picture> {
  const variant = findPicture(panel)
  if (!variant && !panel.ink) return { kind: "none" }
  try {
    const bytes = variant ? await subject.loadAsset(variant.asset) : null
    if (variant && !bytes) return { kind: "missing" }
    const ink = panel.ink ? await subject.loadAsset(panel.ink.asset) : null
    const blank = { create: { ...size, channels: 3 as const, background: "#ffffff" } }
    const base = bytes
      ? sharp(bytes)
          .resize({ ...size, fit: "contain", background: "#ffffff" })
          .flatten({ background: "#ffffff" })
      : sharp(blank)
    if (ink) {
      const layer = await sharp(ink)
        .resize({ ...size, fit: "fill" })
        .png()
        .toBuffer()
      base.composite([{ input: layer }])
    }
    const jpeg = await base.jpeg({ quality: 82, chromaSubsampling: "4:4:4" }).toBuffer()
    return { kind: "jpeg", bytes: jpeg }
  } catch {
    return { kind: "missing" }
  }
}
