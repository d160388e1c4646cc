import { defaultStyle, type PictureSize } from "@panelwright/core"
import type { PictureObject } from "../../../provider.ts"
import { createObjectItems } from "../drawing/draw-scene.ts"
import { createHand } from "../drawing/hand.ts"
import { createSheet, type Sheet } from "../drawing/sheet.ts"
import { traceOutlines, type Field } from "../geometry/field.ts"
import { clipLine, resample } from "../geometry/polygon.ts"
import type { Point } from "../geometry/vector.ts"
import { designOf } from "../prop/catalogue.ts"
import type { SceneGraph } from "../scene-graph.ts"

/** Cells along the longer side: an outline is as fine as a hand that draws around something. */
const resolution = 320
/** What is smaller than this many cells cannot be pointed at. */
const smallest = 5

/** What can be pointed at in the picture, nearest first, with the silhouette that it is drawn with. */
export function listObjects(graph: SceneGraph, size: PictureSize): PictureObject[] {
  const cell = Math.max(size.width, size.height) / resolution
  return createObjectItems(graph, size)
    .toSorted((a, b) => a.depth - b.depth)
    .flatMap(({ id, items }): PictureObject[] => {
      const mask = createMask(size, cell)
      const sheet = createRecorder(mask, size)
      for (const item of items) item.paint(sheet)
      const rings = traceOutlines(mask.field)
        .map((ring) => ring.map((point) => onPicture(point, graph, size)))
        .filter((ring) => ring.length > 5)
      if (mask.count() < smallest || rings.length === 0) return []
      const person = graph.people.find((each) => each.id === id)
      const prop = graph.props.find((each) => each.id === id)
      const name = person
        ? (toTitle(person.name) ?? person.words[0] ?? "person")
        : prop
          ? (designOf(prop.kind).words[0] ?? prop.kind)
          : null
      return name === null
        ? []
        : [{ id, kind: person ? ("person" as const) : ("thing" as const), name, outline: rings }]
    })
}

const toTitle = (name: string | null) =>
  name === null ? null : name.toLowerCase().replaceAll(/(^|[\s-])\p{L}/gu, (c) => c.toUpperCase())

const onPicture = ({ x, y }: Point, { mirrored }: SceneGraph, size: PictureSize): Point => ({
  x: Math.round(Math.min(size.width, Math.max(0, mirrored ? size.width - x : x)) * 10) / 10,
  y: Math.round(Math.min(size.height, Math.max(0, y)) * 10) / 10,
})

interface Mask {
  readonly field: Field
  fill(outlines: readonly (readonly Point[])[]): void
  trace(points: readonly Point[]): void
  count(): number
}

/** A sheet on which whatever is put down, in any tone, is only noted as covered. */
function createRecorder(mask: Mask, size: PictureSize): Sheet {
  const sheet = createSheet(size, createHand(defaultStyle))
  const trace = (points: readonly Point[]) => {
    for (const run of clipLine(points, sheet.frame)) mask.trace(run)
  }
  return {
    ...sheet,
    tone: (outlines) => mask.fill(outlines),
    fill: (outlines) => mask.fill(outlines),
    hatch: () => undefined,
    line: (points) => trace(points),
    outline: (points) => trace([...points, ...points.slice(0, 1)]),
    wash: (outline) => mask.fill([outline]),
    glow: () => undefined,
  }
}

/** A grid over the picture with one row of cells around it, so that what the edge cuts is closed there. */
function createMask(size: PictureSize, cell: number): Mask {
  const columns = Math.ceil(size.width / cell) + 4
  const rows = Math.ceil(size.height / cell) + 4
  const values = new Float32Array(columns * rows).fill(1)
  const field: Field = { left: -1.5 * cell, top: -1.5 * cell, cell, columns, rows, values }
  return {
    field,
    trace(points) {
      for (const { x, y } of resample(points, cell / 2)) {
        const column = Math.round((x - field.left) / cell)
        const row = Math.round((y - field.top) / cell)
        if (column > 0 && row > 0 && column < columns - 1 && row < rows - 1)
          values[row * columns + column] = -1
      }
    },
    count: () => values.reduce((sum, value) => sum + (value < 0 ? 1 : 0), 0),
    fill(outlines) {
      const ys = outlines.flatMap((outline) => outline.map(({ y }) => y))
      const first = Math.max(1, Math.floor((Math.min(...ys) - field.top) / cell))
      const last = Math.min(rows - 2, Math.ceil((Math.max(...ys) - field.top) / cell))
      for (let row = first; row <= last; row += 1) {
        const y = field.top + row * cell + 1e-4
        const cuts: number[] = []
        for (const outline of outlines)
          for (const [index, a] of outline.entries()) {
            const b = outline[(index + 1) % outline.length] ?? a
            if (a.y > y !== b.y > y) cuts.push(a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y))
          }
        cuts.sort((a, b) => a - b)
        for (let pair = 0; pair + 1 < cuts.length; pair += 2) {
          const from = Math.max(1, Math.ceil(((cuts[pair] ?? 0) - field.left) / cell))
          const to = Math.min(columns - 2, Math.floor(((cuts[pair + 1] ?? 0) - field.left) / cell))
          for (let column = from; column <= to; column += 1) values[row * columns + column] = -1
        }
      }
    },
  }
}
