import { atom, type Signal } from "tldraw"

/** Widths that the server has renditions of. */
export const renditionWidths = [160, 320, 640, 1280] as const

/** A picture that is enlarged by less than this still looks sharp. */
const enlarged = 0.9
/** How much more than enough the next smaller one has to be before it takes a larger one's place. */
const ample = 1.2

const find = (least: number) => renditionWidths.find((width) => width >= least) ?? null

/**
 * The least rendition that is sharp at so many device pixels; null: the whole picture. Beside the one that is shown,
 * a smaller one is only chosen where it is sharp by far, so that a view at the border does not fetch to and fro.
 */
export function chooseRendition(pixels: number, shown?: number | null): number | null {
  const sharp = find(pixels * enlarged)
  const isSmaller = sharp !== null && shown !== undefined && (shown === null || shown > sharp)
  if (!isSmaller) return sharp
  const amply = find(pixels * ample)
  return shown === null || (amply !== null && amply < shown) ? amply : shown
}

/** A new object each time the view comes to rest at another zoom. */
export interface Rest {
  readonly width: number | null
}

/** Which rendition pictures are shown in, as the view comes closer and goes away. */
export interface PictureWidth {
  /** For pictures that are on the page: sharper ones on the way to a zoom would be fetched for nothing. */
  readonly atRest: Signal<Rest>
  /** For pictures that come onto the page on the way. */
  getPassing(): number | null
  /** `pixels` is a picture's width on the screen, in device pixels. */
  follow(pixels: number, isAtRest: boolean): void
}

export function createPictureWidth(): PictureWidth {
  let restedAt = 0
  let passing: number | null = renditionWidths[1]
  const atRest = atom<Rest>("picture width", { width: passing })
  return {
    atRest,
    getPassing: () => passing,
    follow(pixels, isAtRest) {
      const { width } = atRest.get()
      passing = chooseRendition(pixels)
      if (!isAtRest || pixels === restedAt) return
      restedAt = pixels
      passing = chooseRendition(pixels, width)
      atRest.set({ width: passing })
    },
  }
}
