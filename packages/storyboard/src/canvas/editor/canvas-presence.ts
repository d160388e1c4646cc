import type { PanelId } from "@panelwright/core"
import {
  createUserId,
  InstancePresenceRecordType,
  react,
  type Editor,
  type TLInstancePresence,
} from "tldraw"
import type { OtherPerson, StoryboardSession } from "../../connection/session.ts"
import { toShapeId } from "../panel/panel-shape.ts"

/** Shows the others' cursors and selections on the canvas, and tells them of this person's. Returns what ends it. */
export function startCanvasPresence(editor: Editor, session: StoryboardSession): () => void {
  const { store } = editor
  const lastActive = new Map<number, { readonly person: OtherPerson; readonly at: number }>()

  const exists = (panelId: PanelId) => store.has(toShapeId(panelId))

  const createPresence = (person: OtherPerson): TLInstancePresence => {
    const known = lastActive.get(person.clientId)
    const at = known?.person === person ? known.at : Date.now()
    lastActive.set(person.clientId, { person, at })
    return InstancePresenceRecordType.create({
      id: InstancePresenceRecordType.createId(String(person.clientId)),
      userId: createUserId(String(person.clientId)),
      userName: person.person.name,
      color: person.person.colour,
      currentPageId: editor.getCurrentPageId(),
      cursor: person.cursor && { ...person.cursor, type: "default", rotation: 0 },
      selectedShapeIds: person.selection.filter(exists).map(toShapeId),
      lastActivityTimestamp: at,
    })
  }

  const showOthers = () => {
    const people = session.people.get().filter((person) => person.view === "board")
    const presences = people.map(createPresence)
    const ids = new Set<string>(presences.map((presence) => presence.id))
    const gone = store
      .allRecords()
      .filter((record) => record.typeName === "instance_presence" && !ids.has(record.id))
      .map((record) => record.id)
    store.mergeRemoteChanges(() => {
      store.remove(gone)
      store.put(presences)
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
  const stopCamera = react("tell camera", () => {
    if (editor.getCameraState() !== "idle") return
    const { x, y } = editor.getViewportPageBounds()
    session.setPresence({
      view: "board",
      camera: { x: Math.round(x), y: Math.round(y), zoom: editor.getZoomLevel() },
    })
  })

  return () => {
    stopPeople()
    stopCamera()
    container.removeEventListener("pointermove", handleMove)
    container.removeEventListener("pointerleave", handleLeave)
    session.setPresence({ cursor: null, camera: null })
  }
}
