import { findBox } from "../geometry/polygon.ts"
import type { Random } from "../geometry/random.ts"
import type { Point } from "../geometry/vector.ts"

export interface Hatching {
  /** Degrees from horizontal. */
  readonly angle: number
  readonly spacing: number
  /** Picture units of strokes that are wedges, to be filled; null: open lines, to be stroked. */
  readonly width: number | null
  readonly random: Random
  /** How unsure the hand is, 0–1. */
  readonly roughness: number
}

const round = (value: number) => Math.round(value * 10) / 10
const longestRun = 340

/** Parallel strokes that fill the outlines (even-odd), as one path. */
export function toHatch(outlines: readonly (readonly Point[])[], hatching: Hatching): string {
  const { random, roughness } = hatching
  const angle = (hatching.angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const into = ({ x, y }: Point): Point => ({ x: x * cos + y * sin, y: y * cos - x * sin })
  const turned = outlines.map((outline) => outline.map(into))
  const box = findBox(turned.flat())
  const paths: string[] = []
  const corner = (x: number, y: number) => `${round(x * cos - y * sin)} ${round(x * sin + y * cos)}`
  const width = hatching.width ?? 0
  const [broad, thin] = [width * 0.6, width * 0.36]
  const put = (x1: number, x2: number, y1: number, y2: number) =>
    paths.push(
      hatching.width === null
        ? `M${corner(x1, y1)}L${corner(x2, y2)}`
        : `M${corner(x1, y1 - broad)}L${corner(x2, y2 - thin)}L${corner(x2, y2 + thin)}L${corner(x1, y1 + broad)}Z`,
    )
  // Rows stand on a grid of the whole picture, so the same form is hatched alike wherever its neighbours end.
  const first = Math.ceil(box.top / hatching.spacing)
  const last = Math.min(Math.floor(box.bottom / hatching.spacing), first + 700)
  for (let row = first; row <= last; row += 1) {
    const y = (row + random.spread() * 0.22 * (0.3 + roughness)) * hatching.spacing
    const cuts: number[] = []
    for (const outline of turned)
      for (const [index, a] of outline.entries()) {
        const b = outline[(index + 1) % outline.length] ?? a
        if (a.y > y !== b.y > y) cuts.push(a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y))
      }
    cuts.sort((a, b) => a - b)
    for (let pair = 0; pair + 1 < cuts.length; pair += 2) {
      let from = cuts[pair] ?? 0
      const to = cuts[pair + 1] ?? 0
      if (to - from < 3) continue
      while (from < to) {
        const run = longestRun * random.between(0.55, 1.25)
        const end = to - from < run * 1.3 ? to : from + run
        const short = Math.min(6, (end - from) * 0.12) * roughness
        const drift = random.spread() * 1.4 * roughness
        put(from + random.next() * short, end - random.next() * short, y - drift, y + drift)
        from = end + random.between(2, 7)
      }
    }
  }
  return paths.join("")
}
