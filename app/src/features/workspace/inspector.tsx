import { lazy, Suspense, useRef, type PointerEvent } from "react"
import { useLocation } from "react-router"
import { StoryboardInspector } from "../storyboard/storyboard-inspector.tsx"
import { parseView } from "./paths.ts"
import { useStoredState } from "./use-stored-state.ts"
import { useSelectedPanels, useWorkspace } from "./workspace-context.tsx"

/** What is not needed to see the board is fetched when the first panel is picked. */
const PanelInspector = lazy(async () => ({
  default: (await import("../panel/panel-inspector.tsx")).PanelInspector,
}))
const BulkInspector = lazy(async () => ({
  default: (await import("../panel/bulk-inspector.tsx")).BulkInspector,
}))

const least = 280
const most = 520
const usual = 324
const keyStep = 16

const clamp = (width: number) => Math.min(most, Math.max(least, Math.round(width)))

export function Inspector() {
  const { inspectorOpen } = useWorkspace()
  const selected = useSelectedPanels()
  const [stored, setStored] = useStoredState("inspector-width", String(usual))
  const width = clamp(Number(stored) || usual)
  const dragging = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const { pathname } = useLocation()
  // The history shows panels side by side in its own place.
  if (!inspectorOpen || parseView(pathname) === "history") return null
  const [only] = selected

  const handleMove = (event: PointerEvent) => {
    if (dragging.current)
      setStored(String(clamp(dragging.current.width + dragging.current.x - event.clientX)))
  }
  return (
    <aside
      aria-label="Inspector"
      className="relative flex min-h-0 shrink-0 flex-col border-l bg-surface max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-30 max-lg:max-w-full max-lg:shadow-float"
      style={{ width }}
    >
      <div
        // A splitter that a person moves is an interactive separator (WAI-ARIA window splitter).
        role="separator"
        aria-orientation="vertical"
        aria-label="Width of the inspector"
        aria-valuemin={least}
        aria-valuemax={most}
        aria-valuenow={width}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
        tabIndex={0}
        className="absolute inset-y-0 -left-1 z-10 w-2 cursor-col-resize touch-none hover:bg-accent/30 focus-visible:bg-accent/30 focus-visible:outline-none"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          dragging.current = { x: event.clientX, width }
        }}
        onPointerMove={handleMove}
        onPointerUp={() => {
          dragging.current = null
        }}
        onDoubleClick={() => setStored(String(usual))}
        onKeyDown={(event) => {
          const step =
            event.key === "ArrowLeft" ? keyStep : event.key === "ArrowRight" ? -keyStep : 0
          if (step === 0) return
          event.preventDefault()
          setStored(String(clamp(width + step)))
        }}
      />
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {only === undefined && <StoryboardInspector />}
        <Suspense fallback={<InspectorSkeleton />}>
          {only !== undefined && selected.length === 1 && (
            <PanelInspector key={only.id} panel={only} />
          )}
          {selected.length > 1 && <BulkInspector panels={selected} />}
        </Suspense>
      </div>
    </aside>
  )
}

/** The shape of what comes, while it is fetched for the first time. */
function InspectorSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-3 p-3">
      <span className="h-5 w-24 rounded-sm bg-surface-2" />
      <span className="aspect-video rounded-md bg-surface-2" />
      <span className="h-8 rounded-md bg-surface-2" />
      <span className="h-8 w-2/3 rounded-md bg-surface-2" />
    </div>
  )
}
