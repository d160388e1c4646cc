import {
  useEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
} from "react"
import { createBounds, paintMarks, type Point, type RegionMark } from "./region-mark.ts"
import type { RegionEditorProps, RegionTool } from "./region-props.ts"

export interface RegionPictureProps extends Pick<
  RegionEditorProps,
  "pictureUrl" | "width" | "height" | "panelNumber"
> {
  readonly tool: RegionTool
  readonly removes: boolean
  readonly marks: readonly RegionMark[]
  readonly hintId: string
  readonly onMark: (mark: RegionMark) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** Share of the picture's width that an edit fades over at the border, as the preview shows it. */
const feather = 0.008
const brushShare = 0.03

const clamp = (value: number, most: number) => Math.min(Math.max(value, 0), most)

function createMark(
  tool: RegionTool,
  points: readonly Point[],
  removes: boolean,
  width: number,
): RegionMark | null {
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined) return null
  if (tool === "brush") return { kind: "brush", points, radius: width * brushShare, removes }
  if (tool === "lasso") return points.length < 3 ? null : { kind: "lasso", points, removes }
  const bounds = createBounds(first, last)
  return bounds.width < 2 || bounds.height < 2 ? null : { kind: "box", bounds, removes }
}

/** Shades what stays as it is, fading over to what may change, and draws the border of it. */
function paintPreview(
  pen: CanvasRenderingContext2D,
  mask: HTMLCanvasElement,
  isEmpty: boolean,
): void {
  const { width, height } = pen.canvas
  pen.clearRect(0, 0, width, height)
  if (isEmpty) return
  pen.fillStyle = "rgb(8 10 14 / 62%)"
  pen.fillRect(0, 0, width, height)
  pen.globalCompositeOperation = "destination-out"
  pen.filter = `blur(${Math.max(1, width * feather)}px)`
  pen.drawImage(mask, 0, 0)
  pen.filter = "none"
  pen.globalCompositeOperation = "source-over"
}

export function RegionPicture(props: RegionPictureProps) {
  const { pictureUrl, width, height, panelNumber, tool, removes, marks, hintId } = props
  const preview = useRef<HTMLCanvasElement>(null)
  const mask = useRef<HTMLCanvasElement | null>(null)
  const [points, setPoints] = useState<readonly Point[]>([])
  const drawing = createMark(tool, points, removes, width)
  const shown = drawing === null ? marks : [...marks, drawing]

  useEffect(() => {
    const pen = preview.current?.getContext("2d")
    mask.current ??= document.createElement("canvas")
    mask.current.width = width
    mask.current.height = height
    const maskPen = mask.current.getContext("2d")
    if (!pen || !maskPen) return
    paintMarks(maskPen, shown)
    paintPreview(pen, mask.current, shown.length === 0)
  })

  const toPoint = (event: PointerEvent): Point => {
    const box = event.currentTarget.getBoundingClientRect()
    return {
      x: clamp(((event.clientX - box.x) / box.width) * width, width),
      y: clamp(((event.clientY - box.y) / box.height) * height, height),
    }
  }
  const handleDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setPoints([toPoint(event)])
  }
  const handleMove = (event: PointerEvent) => {
    if (points.length > 0) setPoints([...points, toPoint(event)])
  }
  const handleUp = () => {
    if (drawing !== null) props.onMark(drawing)
    setPoints([])
  }

  return (
    <div className="pw-region-stage">
      <button
        type="button"
        className="pw-region-picture"
        style={
          {
            aspectRatio: `${width} / ${height}`,
            "--pw-region-ratio": width / height,
          } as CSSProperties
        }
        aria-roledescription="picture to mark"
        aria-label={`Picture of panel ${panelNumber}`}
        aria-describedby={hintId}
        onKeyDown={props.onKeyDown}
        onPointerDown={handleDown}
        onPointerMove={handleMove}
        onPointerUp={handleUp}
        onPointerCancel={() => setPoints([])}
      >
        <img src={pictureUrl} alt="" draggable={false} />
        <canvas ref={preview} width={width} height={height} />
      </button>
    </div>
  )
}
