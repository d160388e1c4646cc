import type { AssetId } from "@panelwright/core"
import sharp from "sharp"
import type { AssetStore } from "./asset-store.ts"

/** Widths in which pictures are served, in pixels. Any other is rounded up to one of them. */
export const renditionWidths = [160, 320, 640, 1280, 1920] as const
export type RenditionWidth = (typeof renditionWidths)[number]

/** The next step that is at least as wide, so that a browser never has to enlarge; the largest for more. */
export function fitRenditionWidth(width: number): RenditionWidth {
  return renditionWidths.find((step) => step >= width) ?? 1920
}

export interface Renditions {
  /** WebP of at most `width`, never larger than the asset. Null: there is no such asset. */
  load(id: AssetId, width: RenditionWidth): Promise<Uint8Array | null>
}

/** Makes each rendition once, however many ask at the same time, and keeps it in `store`. */
export function createRenditions(options: {
  readonly assets: AssetStore
  readonly store: AssetStore
}): Renditions {
  const { assets, store } = options
  const underWay = new Map<string, Promise<Uint8Array | null>>()

  const make = async (id: AssetId, name: string, width: number) => {
    const kept = await store.load(name)
    if (kept) return kept
    const bytes = await assets.load(id)
    if (bytes === null) return null
    const rendition = await sharp(bytes, { sequentialRead: true })
      .resize({ width, withoutEnlargement: true })
      .webp({ quality: 84, effort: 2 })
      .toBuffer()
    await store.save(name, rendition)
    return rendition
  }

  return {
    load(id, width) {
      const name = `${id}-${width}.webp`
      const known = underWay.get(name)
      if (known) return known
      const made = make(id, name, width).finally(() => underWay.delete(name))
      underWay.set(name, made)
      return made
    },
  }
}
