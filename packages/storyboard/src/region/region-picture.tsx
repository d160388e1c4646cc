import {
  useEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
} from "react"
import { paintDrawing, type DrawingMark, type InkPoint } from "./drawing-mark.ts"
import { NoteField } from "./note-field.tsx"
import type { EditorTool } from "./region-bar.tsx"
import {
  createBounds,
  paintMarks,
  traceObject,
  type Point,
  type RegionMark,
} from "./region-mark.ts"
import { findObjectAt } from "./region-object.ts"
import type { RegionEditorProps, RegionObject } from "./region-props.ts"
import { isDrawing, type Mark, type Marks } from "./use-marks.ts"

export interface RegionPictureProps extends Pick<
  RegionEditorProps,
  "pictureUrl" | "width" | "height" | "panelNumber"
> {
  readonly objects: readonly RegionObject[]
  readonly tool: EditorTool
  readonly removes: boolean
  /** In pixels of the picture. */
  readonly brushRadius: number
  /** Over how many pixels the edge of the region fades. */
  readonly fade: number
  readonly marks: Marks
  readonly hintId: string
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** Share of the picture's width that an edit fades over at the border, as the preview shows it. */
const feather = 0.008

const clamp = (value: number, most: number) => Math.min(Math.max(value, 0), most)

function createMark(
  props: Pick<RegionPictureProps, "tool" | "removes" | "brushRadius">,
  points: readonly InkPoint[],
): Mark | null {
  const { tool, removes, brushRadius } = props
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined) return null
  switch (tool) {
    case "ink":
      return { kind: "ink", points }
    case "arrow":
      return Math.hypot(last.x - first.x, last.y - first.y) < 8
        ? null
        : { kind: "arrow", from: first, to: last }
    case "brush":
      return { kind: "brush", points, radius: brushRadius, removes }
    case "lasso":
      return points.length < 3 ? null : { kind: "lasso", points, removes }
    case "box": {
      const bounds = createBounds(first, last)
      return bounds.width < 2 || bounds.height < 2 ? null : { kind: "box", bounds, removes }
    }
    case "object":
    case "note":
      return null
  }
}

/** Shades what stays as it is, fading over to what may change, and draws the border of it. */
function paintPreview(
  pen: CanvasRenderingContext2D,
  mask: HTMLCanvasElement,
  look: { readonly isEmpty: boolean; readonly fade: number },
): void {
  const { width, height } = pen.canvas
  pen.clearRect(0, 0, width, height)
  if (look.isEmpty) return
  pen.fillStyle = "rgb(8 10 14 / 62%)"
  pen.fillRect(0, 0, width, height)
  pen.globalCompositeOperation = "destination-out"
  pen.filter = `blur(${Math.max(1, width * feather + look.fade / 2)}px)`
  pen.drawImage(mask, 0, 0)
  pen.filter = "none"
  pen.globalCompositeOperation = "source-over"
}

function paintHover(pen: CanvasRenderingContext2D, object: RegionObject): void {
  traceObject(pen, object)
  pen.fillStyle = "rgb(92 160 255 / 26%)"
  pen.fill("evenodd")
  pen.strokeStyle = "rgb(92 160 255)"
  pen.lineWidth = pen.canvas.width * 0.003
  pen.stroke()
}

export function RegionPicture(props: RegionPictureProps) {
  const { pictureUrl, width, height, panelNumber, tool, removes, marks, objects, hintId, fade } =
    props
  const preview = useRef<HTMLCanvasElement>(null)
  const drawn = useRef<HTMLCanvasElement>(null)
  const mask = useRef<HTMLCanvasElement | null>(null)
  const [points, setPoints] = useState<readonly InkPoint[]>([])
  const [hovered, setHovered] = useState<RegionObject | null>(null)
  const [noteAt, setNoteAt] = useState<Point | null>(null)
  const current = createMark(props, points)
  const region: readonly RegionMark[] =
    current === null || isDrawing(current) ? marks.region : [...marks.region, current]
  const drawing: readonly DrawingMark[] =
    current !== null && isDrawing(current) ? [...marks.drawing, current] : marks.drawing
  const highlighted = tool === "object" ? hovered : null

  useEffect(() => {
    const pen = preview.current?.getContext("2d")
    mask.current ??= document.createElement("canvas")
    mask.current.width = width
    mask.current.height = height
    const maskPen = mask.current.getContext("2d")
    if (!pen || !maskPen) return
    paintMarks(maskPen, region)
    paintPreview(pen, mask.current, { isEmpty: region.length === 0, fade })
    if (highlighted) paintHover(pen, highlighted)
  })
  useEffect(() => {
    const pen = drawn.current?.getContext("2d")
    if (pen) paintDrawing(pen, drawing)
  })

  const toPoint = (event: globalThis.PointerEvent, box: DOMRect): InkPoint => ({
    x: clamp(((event.clientX - box.x) / box.width) * width, width),
    y: clamp(((event.clientY - box.y) / box.height) * height, height),
    // A mouse says 0.5 while a button is down, a finger may say nothing.
    pressure: event.pressure === 0 ? 0.5 : event.pressure,
  })
  const pointOf = (event: PointerEvent) =>
    toPoint(event.nativeEvent, event.currentTarget.getBoundingClientRect())
  const handleDown = (event: PointerEvent) => {
    // A second finger, or the palm of the hand that holds the pen.
    if (event.button !== 0 || !event.isPrimary) return
    const point = pointOf(event)
    if (tool === "object") {
      const object = findObjectAt(objects, point)
      if (object) marks.toggleObject({ kind: "object", object, removes })
      return
    }
    if (tool === "note") {
      event.preventDefault()
      setNoteAt(point)
      return
    }
    event.currentTarget.setPointerCapture(event.pointerId)
    setPoints([point])
  }
  const handleMove = (event: PointerEvent) => {
    if (tool === "object") setHovered(findObjectAt(objects, pointOf(event)))
    if (points.length === 0 || !event.isPrimary) return
    const box = event.currentTarget.getBoundingClientRect()
    const between = event.nativeEvent.getCoalescedEvents()
    const events = between.length > 0 ? between : [event.nativeEvent]
    setPoints([...points, ...events.map((one) => toPoint(one, box))])
  }
  const handleUp = () => {
    if (current !== null) marks.add(current)
    setPoints([])
  }

  return (
    <div className="pw-region-stage">
      <div
        className="pw-region-place"
        style={
          {
            aspectRatio: `${width} / ${height}`,
            "--pw-region-ratio": width / height,
          } as CSSProperties
        }
      >
        <button
          type="button"
          className="pw-region-picture"
          data-tool={tool}
          aria-roledescription="picture to mark"
          aria-label={`Picture of panel ${panelNumber}`}
          aria-describedby={hintId}
          title={highlighted?.name}
          onKeyDown={props.onKeyDown}
          onPointerDown={handleDown}
          onPointerMove={handleMove}
          onPointerUp={handleUp}
          onPointerLeave={() => setHovered(null)}
          onPointerCancel={() => setPoints([])}
        >
          <img src={pictureUrl} alt="" draggable={false} />
          <canvas ref={preview} width={width} height={height} />
          <canvas ref={drawn} width={width} height={height} />
        </button>
        {noteAt && (
          <NoteField
            left={noteAt.x / width}
            top={noteAt.y / height}
            onDone={(text) => {
              if (text !== "") marks.add({ kind: "note", at: noteAt, text })
              setNoteAt(null)
            }}
          />
        )}
      </div>
    </div>
  )
}
