import { lazy, Suspense, useSyncExternalStore } from "react"
import type { StoryboardCanvasProps } from "./canvas-props.ts"

const loadCanvas = () => import("./board-canvas.tsx")

const BoardCanvas = lazy(async () => ({ default: (await loadCanvas()).BoardCanvas }))

/** Fetches the canvas's code ahead of need, as when a person points at the Board entry. */
export async function preloadCanvas(): Promise<void> {
  await loadCanvas()
}

const never = () => () => undefined

/** The board. Its code is a chunk of its own and runs in browsers only; elsewhere the fallback is rendered. */
export function StoryboardCanvas(props: StoryboardCanvasProps) {
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  if (!isBrowser) return props.fallback
  return (
    <Suspense fallback={props.fallback}>
      <BoardCanvas {...props} />
    </Suspense>
  )
}
