import type { Job, JobId, PanelId, Storyboard } from "@panelwright/core"
import { isEqual } from "./is-equal.ts"
import { useCallback, useRef, useSyncExternalStore } from "react"
import type { SavedState } from "./saved-state.ts"
import type { OtherPerson, StoryboardSession } from "./session.ts"
import { useObservable } from "./use-observable.ts"

/**
 * A part of the storyboard. The component renders again only when what `select` gives differs in content, so a
 * selector may build a new object or list each time.
 */
export function useStoryboard<Value>(
  session: StoryboardSession,
  select: (storyboard: Storyboard) => Value,
): Value {
  const { reader } = session
  const last = useRef<{ readonly value: Value } | null>(null)
  const read = () => {
    const value = select(reader.read())
    if (last.current !== null && isEqual(last.current.value, value)) return last.current.value
    last.current = { value }
    return value
  }
  const observe = useCallback((listener: () => void) => reader.observe(listener), [reader])
  return useSyncExternalStore(observe, read, read)
}

export const useSavedState = (session: StoryboardSession): SavedState =>
  useObservable(session.savedState)

/** Whether there is something to show. */
export const useLoaded = (session: StoryboardSession): boolean => useObservable(session.loaded)

export const useCanEdit = (session: StoryboardSession): boolean => useObservable(session.canEdit)

/**
 * A part of what everybody else here tells of themselves. The component renders again only when what `select` gives
 * differs in content: cursors move many times a second, and few care.
 */
export function usePeople<Value>(
  session: StoryboardSession,
  select: (people: readonly OtherPerson[]) => Value,
): Value {
  const last = useRef<{ readonly value: Value } | null>(null)
  const read = () => {
    const value = select(session.people.get())
    if (last.current !== null && isEqual(last.current.value, value)) return last.current.value
    last.current = { value }
    return value
  }
  return useSyncExternalStore(session.people.observe, read, read)
}

export const useJobs = (session: StoryboardSession): ReadonlyMap<JobId, Job> =>
  useObservable(session.jobs)

/** The newest job of one panel; null when there is none. */
export function useLatestJob(session: StoryboardSession, panelId: PanelId): Job | null {
  const read = () => session.jobs.findLatest(panelId)
  return useSyncExternalStore(session.jobs.observe, read, read)
}

export function useUndo(session: StoryboardSession): {
  readonly canUndo: boolean
  readonly canRedo: boolean
} {
  const { undo } = session
  const observe = useCallback((listener: () => void) => undo.observe(listener), [undo])
  const canUndo = useSyncExternalStore(
    observe,
    () => undo.canUndo,
    () => false,
  )
  const canRedo = useSyncExternalStore(
    observe,
    () => undo.canRedo,
    () => false,
  )
  return { canUndo, canRedo }
}
