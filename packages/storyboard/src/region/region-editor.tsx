import { Brush, Lasso, SquareDashed, Undo2, type LucideIcon } from "lucide-react"
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react"
import { encodeGreyPng } from "./grey-png.ts"
import { paintMarks, readMask, type RegionMark } from "./region-mark.ts"
import { RegionPicture } from "./region-picture.tsx"
import type { Region, RegionEditorProps, RegionTool } from "./region-props.ts"
import { useMarks } from "./use-marks.ts"

const tools: readonly {
  readonly tool: RegionTool
  readonly label: string
  readonly icon: LucideIcon
}[] = [
  { tool: "box", label: "Box", icon: SquareDashed },
  { tool: "lasso", label: "Lasso", icon: Lasso },
  { tool: "brush", label: "Brush", icon: Brush },
]

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

async function createRegion(
  { panelId, width, height }: Pick<RegionEditorProps, "panelId" | "width" | "height">,
  marks: readonly RegionMark[],
): Promise<Region | null> {
  const pen = new OffscreenCanvas(width, height).getContext("2d")
  if (pen === null) return null
  paintMarks(pen, marks)
  const { pixels, bounds } = readMask(pen.getImageData(0, 0, width, height).data, width, height)
  if (bounds === null) return null
  return { panelId, bounds, maskBlob: await encodeGreyPng({ width, height, pixels }) }
}

/** A panel's picture, enlarged, on which a person marks what may change. What is not marked stays as it is. */
export function RegionEditor(props: RegionEditorProps) {
  const { panelId, width, height, panelNumber, onRegion, onDone, onCancel } = props
  const [tool, setTool] = useState<RegionTool>(props.initialTool ?? "box")
  const [removes, setRemoves] = useState(false)
  const [region, setRegion] = useState<Region | null>(null)
  const marks = useMarks(width, height)
  const hintId = useId()
  const tell = useRef(onRegion)
  useEffect(() => {
    tell.current = onRegion
  })

  useEffect(() => {
    let isCurrent = true
    const update = async () => {
      const next = await createRegion({ panelId, width, height }, marks.list)
      if (!isCurrent) return
      setRegion(next)
      tell.current?.(next)
    }
    void update()
    return () => {
      isCurrent = false
    }
  }, [marks.list, panelId, width, height])

  const handleKey = (event: KeyboardEvent) => {
    const arrow = arrows[event.key]
    const step = event.altKey ? 1 : Math.max(1, Math.round(width / 100))
    if (arrow) marks.nudge({ dx: arrow[0] * step, dy: arrow[1] * step, resizes: event.shiftKey })
    else if (event.key === "Enter" && region !== null) onDone(region)
    else if (event.key === "Escape") onCancel()
    else if (event.key === "z" && (event.ctrlKey || event.metaKey)) marks.takeBack()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <section className="pw-region" aria-label={`Region of panel ${panelNumber}`}>
      <div className="pw-region-bar">
        <strong>Panel {panelNumber}</strong>
        <div className="pw-region-tools" role="radiogroup" aria-label="Marking with">
          {tools.map(({ tool: name, label, icon: Icon }) => (
            <button
              key={name}
              type="button"
              role="radio"
              aria-checked={tool === name}
              onClick={() => setTool(name)}
            >
              <Icon aria-hidden />
              {label}
            </button>
          ))}
        </div>
        <label className="pw-region-removes">
          <input
            type="checkbox"
            checked={removes}
            onChange={(event) => setRemoves(event.target.checked)}
          />
          Take away
        </label>
        <button
          type="button"
          className="pw-region-plain"
          disabled={marks.list.length === 0}
          onClick={marks.takeBack}
        >
          <Undo2 aria-hidden />
          Take back
        </button>
        <button
          type="button"
          className="pw-region-plain"
          disabled={marks.list.length === 0}
          onClick={marks.clear}
        >
          Clear
        </button>
      </div>
      <RegionPicture
        {...props}
        tool={tool}
        removes={removes}
        marks={marks.list}
        hintId={hintId}
        onMark={marks.add}
        onKeyDown={handleKey}
      />
      <div className="pw-region-foot">
        <p id={hintId} className="pw-region-hint" role="status">
          {region === null
            ? "Drag over what may change. Arrow keys make and move a box, with Shift they resize it."
            : `${region.bounds.width} × ${region.bounds.height} px marked. Everything else stays as it is.`}
        </p>
        {props.children}
        <button type="button" className="pw-region-plain" onClick={onCancel}>
          Cancel
        </button>
        <button
          type="button"
          className="pw-region-done"
          disabled={region === null}
          onClick={() => region !== null && onDone(region)}
        >
          {props.doneLabel ?? "Use this region"}
        </button>
      </div>
    </section>
  )
}
