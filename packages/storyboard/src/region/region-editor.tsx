import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react"
import { createMarked } from "./create-marked.ts"
import { brushSizes, edges, RegionBar, type Edge, type EditorTool } from "./region-bar.tsx"
import { RegionPicture } from "./region-picture.tsx"
import type { Marked, RegionEditorProps, RegionObject } from "./region-props.ts"
import { useMarks } from "./use-marks.ts"

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const hints: Readonly<Record<EditorTool, string>> = {
  object: "Click what may change.",
  box: "Drag over what may change.",
  lasso: "Draw around what may change.",
  brush: "Brush over what may change.",
  ink: "Draw roughly what should be there.",
  arrow: "Drag an arrow from where to where.",
  note: "Click where a word should stand.",
}

const noObjects: readonly RegionObject[] = []

const describe = ({ region, drawing, names }: Marked): string =>
  [
    names.length > 0 && names.join(", "),
    region && `${region.bounds.width} × ${region.bounds.height} px marked`,
    drawing && "a drawing to follow",
  ]
    .filter((words) => typeof words === "string")
    .join(" · ")

/**
 * A panel's picture, enlarged, on which a person marks what may change and draws what should be there. What is not
 * marked stays as it is.
 */
export function RegionEditor(props: RegionEditorProps) {
  const { panelId, width, height, panelNumber, onMarked, onDone, onCancel } = props
  const { objects = noObjects, draws = false } = props
  const [picked, setTool] = useState<EditorTool | null>(props.initialTool ?? null)
  const tool = picked ?? (objects.length > 0 ? "object" : "box")
  const [removes, setRemoves] = useState(false)
  const [brush, setBrush] = useState<number>(brushSizes.usual)
  const [edge, setEdge] = useState<Edge>("sharp")
  const [marked, setMarked] = useState<Marked | null>(null)
  const marks = useMarks(width, height)
  const hintId = useId()
  const tell = useRef(onMarked)
  useEffect(() => {
    tell.current = onMarked
  })

  const { region, drawing } = marks
  const fade = Math.round(edges[edge] * width)
  useEffect(() => {
    let isCurrent = true
    const update = async () => {
      const next = await createMarked({ panelId, width, height }, { region, drawing }, fade)
      if (!isCurrent) return
      setMarked(next)
      tell.current?.(next)
    }
    void update()
    return () => {
      isCurrent = false
    }
  }, [region, drawing, fade, panelId, width, height])

  const handleKey = (event: KeyboardEvent) => {
    const arrow = arrows[event.key]
    const step = event.altKey ? 1 : Math.max(1, Math.round(width / 100))
    if (arrow) marks.nudge({ dx: arrow[0] * step, dy: arrow[1] * step, resizes: event.shiftKey })
    else if (event.key === "Enter" && marked !== null) onDone(marked)
    else if (event.key === "Escape") onCancel()
    else if (event.key === "z" && (event.ctrlKey || event.metaKey)) marks.takeBack()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <section className="pw-region" aria-label={`Region of panel ${panelNumber}`}>
      <RegionBar
        panelNumber={panelNumber}
        objects={objects}
        draws={draws}
        tool={tool}
        onTool={setTool}
        removes={removes}
        onRemoves={setRemoves}
        brush={brush}
        onBrush={setBrush}
        edge={edge}
        onEdge={setEdge}
        marks={marks}
      />
      {objects.length > 0 && (
        <div className="pw-region-objects" role="group" aria-label="In the picture">
          {objects.map((object) => (
            <button
              key={object.id}
              type="button"
              aria-pressed={region.some(
                (mark) => mark.kind === "object" && mark.object.id === object.id,
              )}
              onClick={() => marks.toggleObject({ kind: "object", object, removes })}
            >
              {object.name}
            </button>
          ))}
        </div>
      )}
      <RegionPicture
        {...props}
        objects={objects}
        tool={tool}
        removes={removes}
        brushRadius={brush * width}
        fade={fade}
        marks={marks}
        hintId={hintId}
        onKeyDown={handleKey}
      />
      <div className="pw-region-foot">
        <p id={hintId} className="pw-region-hint" role="status">
          {marked === null
            ? `${hints[tool]} Arrow keys make and move a box, with Shift they resize it.`
            : `${describe(marked)}. ${marked.region ? "Everything else stays as it is." : ""}`}
        </p>
        {props.children}
        <button type="button" className="pw-region-plain" onClick={onCancel}>
          Cancel
        </button>
        <button
          type="button"
          className="pw-region-done"
          disabled={marked === null}
          onClick={() => marked !== null && onDone(marked)}
        >
          {props.doneLabel ?? "Use this region"}
        </button>
      </div>
    </section>
  )
}
