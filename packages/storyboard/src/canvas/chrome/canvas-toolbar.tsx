import {
  ArrowUpRight,
  Circle,
  Eraser,
  Hand,
  Image,
  MousePointer2,
  Pencil,
  Square,
  StickyNote,
  Type,
  type LucideIcon,
} from "lucide-react"
import { useMemo } from "react"
import { useEditor, useValue } from "tldraw"
import { useObservable } from "../../connection/use-observable.ts"
import { useBoard } from "../board-context.ts"
import type { CanvasTool } from "../canvas-props.ts"
import { createToolSignal } from "../editor/keyboard-scope.ts"
import { StyleBar } from "./style-bar.tsx"

interface ToolChoice {
  readonly tool: CanvasTool
  readonly label: string
  /** The key that picks it while drawing. */
  readonly key: string | null
  readonly icon: LucideIcon
}

const groups: readonly (readonly ToolChoice[])[] = [
  [
    { tool: "select", label: "Select", key: "V", icon: MousePointer2 },
    { tool: "hand", label: "Move around", key: "H", icon: Hand },
  ],
  [
    { tool: "draw", label: "Draw", key: "D", icon: Pencil },
    { tool: "eraser", label: "Erase", key: "E", icon: Eraser },
  ],
  [
    { tool: "arrow", label: "Arrow", key: "A", icon: ArrowUpRight },
    { tool: "rectangle", label: "Rectangle", key: "R", icon: Square },
    { tool: "ellipse", label: "Ellipse", key: "O", icon: Circle },
    { tool: "text", label: "Text", key: "T", icon: Type },
    { tool: "note", label: "Note", key: "N", icon: StickyNote },
    { tool: "image", label: "Picture from a file", key: null, icon: Image },
  ],
]

/** What can be done without changing anything. */
const harmless = groups.slice(0, 1)

export function CanvasToolbar() {
  const editor = useEditor()
  const board = useBoard()
  const canEdit = useObservable(board.session.canEdit)
  const isHidden = useObservable(board.hideTools)
  const signal = useMemo(() => createToolSignal(editor), [editor])
  const current = useValue(signal)
  if (isHidden) return null
  return (
    <div className="pw-toolbar-place">
      {canEdit && <StyleBar />}
      <div className="pw-toolbar" role="toolbar" aria-label="Drawing tools">
        {(canEdit ? groups : harmless).map((group) => (
          <div className="pw-toolbar-group" key={group[0]?.tool}>
            {group.map(({ tool, label, key, icon: Icon }) => (
              <button
                key={tool}
                type="button"
                className="pw-tool"
                aria-label={label}
                aria-pressed={tool === "image" ? undefined : current === tool}
                title={key === null ? label : `${label} (${key} while drawing)`}
                onClick={() => board.setTool(tool)}
              >
                <Icon aria-hidden />
              </button>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}
