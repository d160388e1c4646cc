import {
  createUserId,
  InstancePresenceRecordType,
  react,
  type Editor,
  type TLInstancePresence,
} from "tldraw"
import type { OtherPerson, StoryboardSession } from "../../connection/session.ts"
import { toShapeId } from "../panel/panel-shape.ts"

const toRecordId = (clientId: number) => InstancePresenceRecordType.createId(String(clientId))

/** Shows the others' cursors and selections on the canvas, and tells them of this person's. Returns what ends it. */
export function startCanvasPresence(editor: Editor, session: StoryboardSession): () => void {
  const { store } = editor
  const shown = new Map<number, { readonly person: OtherPerson; readonly at: number }>()

  const createPresence = (person: OtherPerson, at: number): TLInstancePresence =>
    InstancePresenceRecordType.create({
      id: toRecordId(person.clientId),
      userId: createUserId(String(person.clientId)),
      userName: person.person.name,
      color: person.person.colour,
      currentPageId: editor.getCurrentPageId(),
      cursor: person.cursor && { ...person.cursor, type: "default", rotation: 0 },
      selectedShapeIds: person.selection.map(toShapeId),
      lastActivityTimestamp: at,
    })

  /** Only those who have moved since: with many here, a message is about a few of them. */
  const showOthers = () => {
    const now = Date.now()
    // This person's other tabs are nobody else.
    const people = session.people
      .get()
      .filter(({ view, person }) => view === "board" && person.id !== session.person.id)
    const here = new Set(people.map(({ clientId }) => clientId))
    const gone = [...shown.keys()].filter((clientId) => !here.has(clientId))
    const moved = people.filter((person) => shown.get(person.clientId)?.person !== person)
    if (gone.length === 0 && moved.length === 0) return
    for (const clientId of gone) shown.delete(clientId)
    for (const person of moved) shown.set(person.clientId, { person, at: now })
    store.mergeRemoteChanges(() => {
      store.remove(gone.map(toRecordId))
      store.put(moved.map((person) => createPresence(person, now)))
    })
  }
  showOthers()
  const stopPeople = session.people.observe(showOthers)

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
    stopPeople()
    stopCamera()
    container.removeEventListener("pointermove", handleMove)
    container.removeEventListener("pointerleave", handleLeave)
    store.remove([...shown.keys()].map(toRecordId))
    session.setPresence({ cursor: null, viewport: null })
  }
}
