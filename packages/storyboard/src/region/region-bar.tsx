import {
  ArrowUpRight,
  Brush,
  Lasso,
  MousePointerClick,
  PenLine,
  SquareDashed,
  Type,
  Undo2,
  type LucideIcon,
} from "lucide-react"
import type { DrawingTool, RegionObject, RegionTool } from "./region-props.ts"
import type { Marks } from "./use-marks.ts"

interface ToolChoice<Tool extends string> {
  readonly tool: Tool
  readonly label: string
  readonly icon: LucideIcon
}

const regionTools: readonly ToolChoice<RegionTool>[] = [
  { tool: "object", label: "Click", icon: MousePointerClick },
  { tool: "box", label: "Box", icon: SquareDashed },
  { tool: "lasso", label: "Lasso", icon: Lasso },
  { tool: "brush", label: "Brush", icon: Brush },
]

const drawingTools: readonly ToolChoice<DrawingTool>[] = [
  { tool: "ink", label: "Draw", icon: PenLine },
  { tool: "arrow", label: "Arrow", icon: ArrowUpRight },
  { tool: "note", label: "Note", icon: Type },
]

export type EditorTool = RegionTool | DrawingTool

/** How soft the edge of a region is: shares of the picture's width. */
export const edges = { sharp: 0, soft: 0.01, softer: 0.03 } as const
export type Edge = keyof typeof edges

/** Shares of the picture's width: half of what the brush covers. */
export const brushSizes = { least: 0.006, usual: 0.03, most: 0.12 } as const

export interface RegionBarProps {
  readonly panelNumber: string
  readonly objects: readonly RegionObject[]
  readonly draws: boolean
  readonly tool: EditorTool
  readonly onTool: (tool: EditorTool) => void
  readonly removes: boolean
  readonly onRemoves: (removes: boolean) => void
  readonly brush: number
  readonly onBrush: (share: number) => void
  readonly edge: Edge
  readonly onEdge: (edge: Edge) => void
  readonly marks: Marks
}

const isEdge = (value: string): value is Edge => value in edges

export function RegionBar(props: RegionBarProps) {
  const { objects, draws, tool, removes, brush, edge, marks } = props
  const marksRegion = regionTools.some((choice) => choice.tool === tool)
  const group = (label: string, choices: readonly ToolChoice<EditorTool>[]) => (
    <div className="pw-region-tools" role="radiogroup" aria-label={label}>
      {choices.map(({ tool: name, label: text, icon: Icon }) => (
        <button
          key={name}
          type="button"
          role="radio"
          aria-checked={tool === name}
          onClick={() => props.onTool(name)}
        >
          <Icon aria-hidden />
          {text}
        </button>
      ))}
    </div>
  )
  return (
    <div className="pw-region-bar">
      <strong>Panel {props.panelNumber}</strong>
      {group(
        "Marking with",
        regionTools.filter((choice) => choice.tool !== "object" || objects.length > 0),
      )}
      {draws && group("Drawing with", drawingTools)}
      {tool === "brush" && (
        <label className="pw-region-setting">
          Size
          <input
            type="range"
            min={brushSizes.least}
            max={brushSizes.most}
            step={0.002}
            value={brush}
            onChange={(event) => props.onBrush(Number(event.target.value))}
          />
        </label>
      )}
      {marksRegion && (
        <>
          <label className="pw-region-setting">
            <input
              type="checkbox"
              checked={removes}
              onChange={(event) => props.onRemoves(event.target.checked)}
            />
            Take away
          </label>
          <label className="pw-region-setting">
            Edge
            <select
              value={edge}
              onChange={(event) => {
                if (isEdge(event.target.value)) props.onEdge(event.target.value)
              }}
            >
              <option value="sharp">Sharp</option>
              <option value="soft">Soft</option>
              <option value="softer">Softer</option>
            </select>
          </label>
        </>
      )}
      <button
        type="button"
        className="pw-region-plain"
        disabled={marks.isEmpty}
        onClick={marks.takeBack}
      >
        <Undo2 aria-hidden />
        Take back
      </button>
      <button
        type="button"
        className="pw-region-plain"
        disabled={marks.isEmpty}
        onClick={marks.clear}
      >
        Clear
      </button>
    </div>
  )
}
