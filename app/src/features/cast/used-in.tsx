import type { PanelId } from "@panelwright/core"
import { useWorkspace } from "../workspace/workspace-context.tsx"

const most = 12

export interface UsedInProps {
  readonly panels: readonly { readonly id: PanelId; readonly number: string }[]
}

/** The panels that show somebody or some place; a click selects them. */
export function UsedIn({ panels }: UsedInProps) {
  const { selection } = useWorkspace()
  if (panels.length === 0) return <p className="mt-2 text-xs text-text-3">In no panel yet</p>
  return (
    <div className="mt-2 flex flex-wrap items-center gap-1 text-xs">
      <button
        type="button"
        className="mr-1 h-6 text-text-2 hover:text-text hover:underline"
        onClick={() => selection.set(panels.map(({ id }) => id))}
      >
        In {panels.length} {panels.length === 1 ? "panel" : "panels"}
      </button>
      {panels.slice(0, most).map(({ id, number }) => (
        <button
          key={id}
          type="button"
          aria-label={`Select panel ${number}`}
          onClick={() => selection.set([id])}
          className="h-6 rounded-sm border px-1.5 text-text-2 hover:border-line-strong hover:text-text"
        >
          {number}
        </button>
      ))}
      {panels.length > most && <span className="text-text-3">+{panels.length - most}</span>}
    </div>
  )
}
