import { paintDrawing } from "./drawing-mark.ts"
import { encodeGreyPng } from "./grey-png.ts"
import { paintMarks, readMask } from "./region-mark.ts"
import type { Marked, Region, RegionEditorProps } from "./region-props.ts"
import { softenMask } from "./soften-mask.ts"
import type { Marks } from "./use-marks.ts"

type Picture = Pick<RegionEditorProps, "panelId" | "width" | "height">

async function createRegion(
  { panelId, width, height }: Picture,
  marks: Marks["region"],
  edge: number,
): Promise<Region | null> {
  const pen = new OffscreenCanvas(width, height).getContext("2d")
  if (pen === null || marks.length === 0) return null
  paintMarks(pen, marks)
  const { pixels, bounds } = readMask(pen.getImageData(0, 0, width, height).data, width, height)
  if (bounds === null) return null
  const soft = softenMask({ width, height, pixels }, edge)
  return { panelId, bounds, maskBlob: await encodeGreyPng({ width, height, pixels: soft }) }
}

async function createDrawing(
  { width, height }: Picture,
  marks: Marks["drawing"],
): Promise<Blob | null> {
  if (marks.length === 0) return null
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext("2d")
  if (pen === null) return null
  paintDrawing(pen, marks)
  return canvas.convertToBlob({ type: "image/png" })
}

/** The files of what lies on the picture; null when that is nothing. `edge`: over how many pixels the mask fades. */
export async function createMarked(
  picture: Picture,
  { region: regionMarks, drawing: drawingMarks }: Pick<Marks, "region" | "drawing">,
  edge: number,
): Promise<Marked | null> {
  const [region, drawing] = await Promise.all([
    createRegion(picture, regionMarks, edge),
    createDrawing(picture, drawingMarks),
  ])
  if (region === null && drawing === null) return null
  const names = regionMarks.flatMap((mark) =>
    mark.kind === "object" && !mark.removes ? mark.object.name : [],
  )
  return { region, drawing, names }
}
