import * as Y from "yjs"
import { collectionNames, getRoots } from "./roots.ts"

/** A step whose change somebody else wrote on this person's behalf, as when the server lands a picture they asked for. */
export interface UndoStep {
  undo(): void
  redo(): void
}

export interface PersonalUndo {
  undo(): boolean
  redo(): boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Everything from here to `finishStep` is one step however long it takes, as a drag is. */
  startStep(): void
  /** Ends the step being collected, so that what comes next is undone by itself. */
  finishStep(): void
  /** Puts a step on top, as if this person had just done it. */
  push(step: UndoStep): void
  observe(listener: () => void): () => void
  destroy(): void
}

type Entry = "own" | UndoStep

/** Changes that follow each other within so many milliseconds are one step. */
const captureTimeoutMs = 400

/**
 * Undo of one person's own changes: only transactions with this very origin are taken back, whatever others did in
 * between. Changes within 400 ms are one step.
 */
export function createUndo(doc: Y.Doc, origin: object): PersonalUndo {
  const roots = getRoots(doc)
  const scope = [
    roots.settings,
    roots.style,
    roots.script,
    roots.variants,
    roots.canvas,
    ...collectionNames.map((name) => roots[name]),
  ]
  const manager = new Y.UndoManager(scope, {
    trackedOrigins: new Set([origin]),
    captureTimeout: captureTimeoutMs,
    doc,
  })
  const listeners = new Set<() => void>()
  const done: Entry[] = []
  const undone: Entry[] = []
  let replaying = false
  const changed = () => {
    for (const listener of listeners) listener()
  }

  manager.on("stack-item-added", () => {
    if (replaying) return
    done.push("own")
    undone.length = 0
    changed()
  })

  /** One entry from one stack to the other; entries whose change no longer has an effect are passed over. */
  const replay = (from: Entry[], to: Entry[], way: "undo" | "redo"): boolean => {
    replaying = true
    try {
      for (let entry = from.pop(); entry !== undefined; entry = from.pop()) {
        if (entry === "own") {
          if ((way === "undo" ? manager.undo() : manager.redo()) === null) continue
        } else entry[way]()
        to.push(entry)
        return true
      }
      return false
    } finally {
      replaying = false
      changed()
    }
  }

  return {
    undo: () => replay(done, undone, "undo"),
    redo: () => replay(undone, done, "redo"),
    get canUndo() {
      return done.length > 0
    },
    get canRedo() {
      return undone.length > 0
    },
    startStep() {
      manager.stopCapturing()
      manager.captureTimeout = Number.POSITIVE_INFINITY
    },
    finishStep() {
      manager.stopCapturing()
      manager.captureTimeout = captureTimeoutMs
    },
    push(step) {
      manager.stopCapturing()
      done.push(step)
      undone.length = 0
      changed()
    },
    observe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    destroy: () => manager.destroy(),
  }
}
