import type { PixelBounds, RegionObject } from "./region-props.ts"

export interface Point {
  readonly x: number
  readonly y: number
}

/** One gesture of a person who marks a region, in pixels of the picture. `removes` takes away instead of adding. */
export type RegionMark =
  | { readonly kind: "box"; readonly bounds: PixelBounds; readonly removes: boolean }
  | { readonly kind: "lasso"; readonly points: readonly Point[]; readonly removes: boolean }
  | {
      readonly kind: "brush"
      readonly points: readonly Point[]
      readonly radius: number
      readonly removes: boolean
    }
  | { readonly kind: "object"; readonly object: RegionObject; readonly removes: boolean }

export const createBounds = (one: Point, other: Point): PixelBounds => ({
  x: Math.min(one.x, other.x),
  y: Math.min(one.y, other.y),
  width: Math.abs(other.x - one.x),
  height: Math.abs(other.y - one.y),
})

const least = 4

/** Moved and resized, and still a box inside of the picture. */
export function fitBox(bounds: PixelBounds, width: number, height: number): PixelBounds {
  const w = Math.min(Math.max(Math.round(bounds.width), least), width)
  const h = Math.min(Math.max(Math.round(bounds.height), least), height)
  return {
    x: Math.min(Math.max(Math.round(bounds.x), 0), width - w),
    y: Math.min(Math.max(Math.round(bounds.y), 0), height - h),
    width: w,
    height: h,
  }
}

export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

function trace(pen: Pen, points: readonly Point[]): void {
  pen.beginPath()
  for (const { x, y } of points) pen.lineTo(x, y)
}

/** The path of a thing's outline, for filling by the even-odd rule. */
export function traceObject(pen: Pen, { outline }: RegionObject): void {
  pen.beginPath()
  for (const ring of outline) {
    const [first, ...rest] = ring
    if (first === undefined) continue
    pen.moveTo(first.x, first.y)
    for (const { x, y } of rest) pen.lineTo(x, y)
    pen.closePath()
  }
}

/** So much around a clicked thing may change with it, as a share of the width: its lines stand on its outline. */
const objectMargin = 0.012

/** Paints the marks in order: opaque where the picture may change. */
export function paintMarks(pen: Pen, marks: readonly RegionMark[]): void {
  pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height)
  pen.fillStyle = "#fff"
  pen.strokeStyle = "#fff"
  pen.lineCap = "round"
  pen.lineJoin = "round"
  for (const mark of marks) {
    pen.globalCompositeOperation = mark.removes ? "destination-out" : "source-over"
    if (mark.kind === "box") {
      const { x, y, width, height } = mark.bounds
      pen.fillRect(x, y, width, height)
    } else if (mark.kind === "lasso") {
      trace(pen, mark.points)
      pen.fill()
    } else if (mark.kind === "object") {
      traceObject(pen, mark.object)
      pen.fill("evenodd")
      pen.lineWidth = pen.canvas.width * objectMargin
      pen.stroke()
    } else {
      const [first] = mark.points
      if (first === undefined) continue
      pen.lineWidth = mark.radius * 2
      trace(pen, mark.points.length === 1 ? [first, first] : mark.points)
      pen.stroke()
    }
  }
  pen.globalCompositeOperation = "source-over"
}

export interface MaskPixels {
  readonly pixels: Uint8Array
  /** Null: nothing is marked. */
  readonly bounds: PixelBounds | null
}

/** From painted RGBA pixels to a mask of nothing but black and white, and what it covers. */
export function readMask(rgba: Uint8ClampedArray, width: number, height: number): MaskPixels {
  const pixels = new Uint8Array(width * height)
  let left = width
  let right = -1
  let top = height
  let bottom = -1
  for (let index = 0; index < pixels.length; index += 1) {
    if ((rgba[index * 4 + 3] ?? 0) < 128) continue
    pixels[index] = 255
    const x = index % width
    const y = (index - x) / width
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = y
  }
  const bounds =
    right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
  return { pixels, bounds }
}
