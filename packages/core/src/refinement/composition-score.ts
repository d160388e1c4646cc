/** Lightness, one byte a pixel, row by row. */
export interface GreyPixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** In chamfer units a step to the side is 3 and one across 4. */
const side = 3
const across = 4
const far = 1_000_000

/** How far each pixel is from the nearest marked one, in pixels. */
function measureDistances(marked: Uint8Array, width: number, height: number): Float32Array {
  const distances = new Float32Array(marked.length)
  for (let at = 0; at < marked.length; at += 1) distances[at] = marked[at] ? 0 : far
  const relax = (at: number, x: number, y: number, dx: number, dy: number, cost: number) => {
    const [nx, ny] = [x + dx, y + dy]
    if (nx < 0 || ny < 0 || nx >= width || ny >= height) return
    const through = (distances[ny * width + nx] ?? far) + cost
    if (through < (distances[at] ?? far)) distances[at] = through
  }
  const sweep = (step: 1 | -1) => {
    for (let row = 0; row < height; row += 1) {
      const y = step === 1 ? row : height - 1 - row
      for (let column = 0; column < width; column += 1) {
        const x = step === 1 ? column : width - 1 - column
        const at = y * width + x
        relax(at, x, y, -step, 0, side)
        relax(at, x, y, 0, -step, side)
        relax(at, x, y, -step, -step, across)
        relax(at, x, y, step, -step, across)
      }
    }
  }
  sweep(1)
  sweep(-1)
  return distances.map((distance) => distance / side)
}

/** The least step of lightness that counts as a drawn edge. */
const leastStep = 48

/** Marks pixels where lightness changes sharply (Sobel). */
export function markEdges({ width, height, data }: GreyPixels): Uint8Array {
  const edges = new Uint8Array(width * height)
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      const value = (offset: number) => data[at + offset] ?? 0
      const across3 =
        value(1 - width) +
        2 * value(1) +
        value(1 + width) -
        value(-1 - width) -
        2 * value(-1) -
        value(width - 1)
      const down3 =
        value(width - 1) +
        2 * value(width) +
        value(width + 1) -
        value(-width - 1) -
        2 * value(-width) -
        value(1 - width)
      if (Math.abs(across3) + Math.abs(down3) >= leastStep * 4) edges[at] = 1
    }
  return edges
}

/** A drawing by hand counts as followed within this share of the picture's width. */
const tolerance = 0.012

/**
 * How much of a rough drawing is found in a picture, 0–1: the share of its lines with an edge of the picture near
 * them, less what lines laid anywhere would find by chance, so that a busy picture does not follow every drawing.
 * Both have one size, best some 256 pixels wide; `ink` is how opaque each pixel of the drawing is. Null: nothing is
 * drawn.
 */
export function scoreComposition(ink: GreyPixels, picture: GreyPixels): number | null {
  const { width, height } = picture
  if (ink.width !== width || ink.height !== height)
    throw new RangeError("the drawing and the picture have one size")
  const distances = measureDistances(markEdges(picture), width, height)
  const reach = Math.max(1.5, width * tolerance)
  let drawn = 0
  let near = 0
  let anywhere = 0
  for (let at = 0; at < distances.length; at += 1) {
    const share = Math.exp(-(((distances[at] ?? far) / reach) ** 2))
    anywhere += share
    const weight = (ink.data[at] ?? 0) / 255
    drawn += weight
    near += weight * share
  }
  if (drawn < 1) return null
  const chance = anywhere / distances.length
  if (chance >= 0.999) return 0
  return Math.min(1, Math.max(0, (near / drawn - chance) / (1 - chance)))
}
