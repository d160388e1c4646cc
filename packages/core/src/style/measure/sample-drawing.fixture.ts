import { createPlane, type RgbPicture } from "./planes.ts"

export interface Drawing {
  readonly paper: readonly [number, number, number]
  readonly ink: readonly [number, number, number]
  /** Thickness of lines in pixels. */
  readonly line: number
  /** Which lines: another number is another picture of the same hand. */
  readonly picture: number
}

const size = { width: 192, height: 108 }

/** Slanting lines on paper: as little of a drawing as has a hand. */
export function createDrawing({ paper, ink, line, picture }: Drawing): RgbPicture {
  const darkness = createPlane(size)
  for (let stroke = 0; stroke < 9; stroke += 1) {
    const from = (stroke * 37 + picture * 53) % size.width
    const slope = ((stroke * 17 + picture * 29) % 21) / 10 - 1
    for (let y = 0; y < size.height; y += 1)
      for (let step = 0; step < line; step += 1) {
        const x = Math.round(from + slope * y) + step
        if (x >= 0 && x < size.width) darkness.data[y * size.width + x] = 1
      }
  }
  const data = new Uint8Array(size.width * size.height * 3)
  for (const [pixel, dark] of darkness.data.entries()) data.set(dark > 0 ? ink : paper, pixel * 3)
  return { ...size, data }
}
