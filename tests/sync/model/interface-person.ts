import { isDeepStrictEqual } from "node:util"
import { createPanelId, createShotId, createStoryboardId, type PanelId } from "@panelwright/core"
import { openStoryboard, type StoryboardSession } from "@panelwright/storyboard/connection"
import type { Random } from "../../support/random.ts"
import type { Person } from "./person.ts"
import type { Promises } from "./promises.ts"
import type { Place } from "./place.ts"

/** A person with our own interface: its session without the screen. */
export interface InterfacePerson extends Person {
  readonly session: StoryboardSession
}

export const shotId = createShotId("only")

export function openInterfacePerson(place: Place, name: string, random: Random): InterfacePerson {
  const session = openStoryboard({
    storyboardId: createStoryboardId(place.storyboardId.replace(/^storyboard:/u, "")),
    url: place.syncUrl(),
    person: { id: `person:${name}`, name, colour: "#e8703a" },
    role: "owner",
    token: place.token,
  })
  const written: PanelId[] = []
  const saved = new Set<string>()
  const complaints: string[] = []
  const kind = () => session.savedState.get().kind
  const stopObserving = session.savedState.observe(() => {
    const state = session.savedState.get()
    if (state.kind === "saved") for (const id of written) saved.add(id)
    if (state.kind === "refused") complaints.push(`${name} was refused: ${state.reason}`)
  })
  const writeOne = (): void => {
    const panels = session.reader.read().panels
    const other = panels.length > 0 && random.next() < 0.3 ? random.pick(panels) : null
    const id = createPanelId(`${name}-${written.length}`)
    const applied = session.apply([
      { kind: "panel.create", id, shotId },
      ...(other === null
        ? []
        : [{ kind: "panel.update" as const, id: other.id, changes: { action: `${name} ${id}` } }]),
    ])
    if (!applied.ok) return
    written.push(id)
    if (kind() === "saved") complaints.push(`${name} was told Saved at once after ${id}`)
  }

  return {
    name,
    session,
    complaints,
    write(count) {
      for (let index = 0; index < count && session.canEdit.get(); index += 1) writeOne()
    },
    isCutOff: () => kind() !== "saved" && kind() !== "saving",
    isContent: () => kind() === "saved",
    collectPromises(promises: Promises) {
      const own = new Set<string>(written)
      for (const id of saved) promises.add(id, `${name} was told Saved`)
      for (const id of listNames(session))
        if (!own.has(id)) promises.add(id, `${name} was told of it`)
    },
    listSeen: () => listNames(session),
    leave() {
      stopObserving()
      session.close()
    },
  }
}

/** Panels, and what programs wrote beside them. */
function listNames(session: StoryboardSession): Set<string> {
  const names = new Set<string>(session.reader.read().panels.map(({ id }) => id))
  for (const key of session.doc.getMap("values").keys()) names.add(key)
  return names
}

/** Both see the same storyboard, to the last word. */
export const seesTheSame = (one: InterfacePerson, other: InterfacePerson): boolean =>
  isDeepStrictEqual(one.session.reader.read(), other.session.reader.read()) &&
  isDeepStrictEqual(
    one.session.doc.getMap("values").toJSON(),
    other.session.doc.getMap("values").toJSON(),
  )
