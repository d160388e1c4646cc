import { createPanelId, createSceneId, createShotId, panelStatuses } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { applyCommands } from "./command/apply-commands.ts"
import { createStoryboardDoc } from "./new-storyboard.ts"
import { readStoryboard } from "./reader/storyboard-reader.ts"
import { getText } from "./record/record.ts"
import { getRoots } from "./roots.ts"
import { createUndo } from "./undo.ts"

/** mulberry32: a seed decides the whole run. */
function createRandom(seed: number) {
  let state = seed
  return (count: number) => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 4_294_967_296) * count)
  }
}

const id = createPanelId("shared")
const second = createPanelId("second")
const shotId = createShotId("one")

/** A person with their own copy of one storyboard, who writes only their own letter. */
function createPerson(start: Uint8Array, name: string) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, start)
  const origin = { person: name }
  const undo = createUndo(doc, origin)
  const change = (edit: () => void) => {
    edit()
    undo.finishStep()
  }
  return {
    doc,
    undo,
    write(at: number) {
      const record = getRoots(doc).panels.get(id)
      if (!record) throw new Error("the panel is gone")
      const text = getText(record, "action")
      change(() => doc.transact(() => text.insert(Math.min(at, text.length), name), origin))
    },
    update: (changes: object) =>
      change(() => applyCommands(doc, [{ kind: "panel.update", id, changes }], origin)),
    move: (first: boolean) =>
      change(() =>
        applyCommands(
          doc,
          [{ kind: "panel.move", id: second, shotId, after: first ? null : id }],
          origin,
        ),
      ),
    read: () => readStoryboard(doc).panels.find((panel) => panel.id === id),
  }
}

const exchange = (one: Y.Doc, other: Y.Doc) => {
  const [first, later] = [Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(other)]
  Y.applyUpdate(one, later)
  Y.applyUpdate(other, first)
}

const count = (text: string | undefined, letter: string) => (text ?? "").split(letter).length - 1

describe("undo among others", () => {
  it.each([1, 2, 3, 4, 5, 6])(
    "DOC-35 takes back all of one person's work and none of another's, and gives it back (seed %i)",
    (seed) => {
      const random = createRandom(seed)
      const base = createStoryboardDoc()
      applyCommands(
        base,
        [
          { kind: "scene.create", id: createSceneId("one") },
          { kind: "shot.create", id: shotId, sceneId: createSceneId("one") },
          { kind: "panel.create", id, shotId, frames: 24, action: "Rain." },
          { kind: "panel.create", id: second, shotId },
        ],
        "import",
      )
      const start = Y.encodeStateAsUpdate(base)
      const [mine, theirs] = [createPerson(start, "m"), createPerson(start, "t")]
      let written = 0
      for (let step = 0; step < 120; step += 1) {
        const person = random(2) === 0 ? mine : theirs
        switch (random(4)) {
          case 0:
            if (person === mine) mine.update({ frames: 25 + random(50) })
            else theirs.update({ status: panelStatuses[random(panelStatuses.length)] })
            break
          case 1:
            if (person === mine) mine.move(random(2) === 0)
            break
          default:
            person.write(random(40))
            if (person === theirs) written += 1
        }
        if (random(6) === 0) exchange(mine.doc, theirs.doc)
      }
      exchange(mine.doc, theirs.doc)
      const before = readStoryboard(mine.doc)
      const status = theirs.read()?.status

      while (mine.undo.undo());
      exchange(mine.doc, theirs.doc)
      expect(count(theirs.read()?.action, "m")).toBe(0)
      expect(count(theirs.read()?.action, "t")).toBe(written)
      expect(theirs.read()?.action.replaceAll("t", "")).toBe("Rain.")
      expect(theirs.read()).toMatchObject({ status, frames: 24 })
      expect(readStoryboard(mine.doc)).toEqual(readStoryboard(theirs.doc))

      while (mine.undo.redo());
      exchange(mine.doc, theirs.doc)
      expect(count(theirs.read()?.action, "m")).toBe(
        count(before.panels.find((panel) => panel.id === id)?.action, "m"),
      )
      expect(theirs.read()?.frames).toBe(before.panels.find((panel) => panel.id === id)?.frames)
      expect(readStoryboard(mine.doc)).toEqual(readStoryboard(theirs.doc))
    },
  )
})
