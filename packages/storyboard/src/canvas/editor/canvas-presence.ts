import {
  createUserId,
  InstancePresenceRecordType,
  react,
  type Editor,
  type TLInstancePresence,
} from "tldraw"
import type { OtherPerson, Point, StoryboardSession } from "../../connection/session.ts"
import { toShapeId } from "../panel/panel-shape.ts"

const toRecordId = (clientId: number) => InstancePresenceRecordType.createId(String(clientId))

interface Shown {
  readonly person: OtherPerson
  readonly at: Point | null
  readonly record: TLInstancePresence
}

/** The arrows at the edge, which point to hands out of view, need not be exact. */
const cursorEveryMs = 500

/**
 * Shows what the others have in hand, and where those out of view are, and tells them of this person's. Their cursors
 * themselves are `PeopleCursors`. Returns what ends it.
 */
export function startCanvasPresence(editor: Editor, session: StoryboardSession): () => void {
  const { store } = editor
  const shown = new Map<number, Shown>()

  const createPresence = (person: OtherPerson): TLInstancePresence =>
    InstancePresenceRecordType.create({
      id: toRecordId(person.clientId),
      userId: createUserId(String(person.clientId)),
      userName: person.person.name,
      color: person.person.colour,
      currentPageId: editor.getCurrentPageId(),
      selectedShapeIds: person.selection.map(toShapeId),
    })
  /** Only those who have moved since: with many here, a message is about a few of them. */
  const showOthers = () => {
    const now = Date.now()
    const cursors = session.cursors.get()
    // This person's other tabs are nobody else.
    const people = session.people
      .get()
      .filter(({ view, person }) => view === "board" && person.id !== session.person.id)
    const here = new Set(people.map(({ clientId }) => clientId))
    const gone = [...shown.keys()].filter((clientId) => !here.has(clientId))
    const moved = people.flatMap((person) => {
      const at = cursors.get(person.clientId) ?? null
      const before = shown.get(person.clientId)
      if (before?.person === person && before.at === at) return []
      const record: TLInstancePresence = {
        ...(before?.person === person ? before.record : createPresence(person)),
        cursor: at && { ...at, type: "default", rotation: 0 },
        lastActivityTimestamp: now,
      }
      shown.set(person.clientId, { person, at, record })
      return record
    })
    if (gone.length === 0 && moved.length === 0) return
    for (const clientId of gone) shown.delete(clientId)
    store.mergeRemoteChanges(() => {
      store.remove(gone.map(toRecordId))
      store.put(moved)
    })
  }
  showOthers()
  let timer: ReturnType<typeof setTimeout> | null = null
  const handleCursors = () => {
    timer ??= setTimeout(() => {
      timer = null
      showOthers()
    }, cursorEveryMs)
  }
  const stops = [
    session.people.observe(showOthers),
    session.cursors.observe(handleCursors),
    () => {
      if (timer !== null) clearTimeout(timer)
    },
  ]

  const container = editor.getContainer()
  let isOver = false
  const tellCursor = () => {
    const { x, y } = editor.inputs.getCurrentPagePoint()
    session.setPresence({ cursor: isOver ? { x: Math.round(x), y: Math.round(y) } : null })
  }
  const handleMove = () => {
    isOver = true
    editor.timers.requestAnimationFrame(tellCursor)
  }
  const handleLeave = () => {
    isOver = false
    tellCursor()
  }
  container.addEventListener("pointermove", handleMove)
  container.addEventListener("pointerleave", handleLeave)

  const isFollowed = () =>
    session.people.get().some(({ following }) => following === session.doc.clientID)
  const stopCamera = react("tell what is on screen", () => {
    const { x, y, w, h } = editor.getViewportPageBounds()
    // On the way somewhere it is only told while somebody comes along.
    if (editor.getCameraState() !== "idle" && !isFollowed()) return
    session.setPresence({
      viewport: {
        kind: "board",
        x: Math.round(x),
        y: Math.round(y),
        width: Math.max(1, Math.round(w)),
        height: Math.max(1, Math.round(h)),
      },
    })
  })

  return () => {
    for (const stop of stops) stop()
    stopCamera()
    container.removeEventListener("pointermove", handleMove)
    container.removeEventListener("pointerleave", handleLeave)
    store.remove([...shown.keys()].map(toRecordId))
    session.setPresence({ cursor: null, viewport: null })
  }
}
