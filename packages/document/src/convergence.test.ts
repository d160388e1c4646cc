import {
  createCommentId,
  createPanelId,
  createSceneId,
  createShotId,
  panelStatuses,
  type Command,
  type CommentThread,
  type PanelId,
} from "@panelwright/core"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { applyCommands } from "./command/apply-commands.ts"
import { writeCanvasRecord } from "./canvas/canvas-record.ts"
import { createStoryboardDoc } from "./new-storyboard.ts"
import { readStoryboard, StoryboardReader } from "./reader/storyboard-reader.ts"
import { getRoots } from "./roots.ts"

/** mulberry32: a seed decides the whole run. */
function createRandom(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number) => Math.floor(next() * count)
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[below(items.length)]
  return { next, below, pick }
}

type Random = ReturnType<typeof createRandom>

interface Replica {
  readonly doc: Y.Doc
  readonly reader: StoryboardReader
  readonly outbox: Uint8Array[]
  count: number
}

const signature = { by: { id: "person:x", name: "X", colour: "#336699" }, at: 1 }

/** What somebody does in a thread: answers, changes the first words, settles it or takes the first words back. */
function createAnswer(
  thread: CommentThread | undefined,
  token: string,
  random: Random,
): Command | null {
  const [first] = thread?.comments ?? []
  if (!thread || !first) return null
  switch (random.below(4)) {
    case 0:
      return {
        kind: "comment.reply",
        id: createCommentId(token),
        threadId: thread.id,
        words: token,
        ...signature,
      }
    case 1:
      return { kind: "comment.edit", id: first.id, words: token, ...signature }
    case 2:
      return {
        kind: "comment.resolve",
        id: thread.id,
        resolved: random.below(2) === 0,
        ...signature,
      }
    default:
      return { kind: "comment.delete", id: first.id, ...signature }
  }
}

function createCommand(replica: Replica, name: string, random: Random): Command | null {
  const state = replica.reader.read()
  const panel = random.pick(state.panels)
  const shot = random.pick(state.shots)
  const scene = random.pick(state.scenes)
  const token = `${name}-${(replica.count += 1)}`
  const after = (): PanelId | null => random.pick(state.panels)?.id ?? null
  switch (random.below(17)) {
    case 0:
      return { kind: "scene.create", id: createSceneId(token), heading: `INT. ${token}` }
    case 1:
      return scene ? { kind: "shot.create", id: createShotId(token), sceneId: scene.id } : null
    case 2:
    case 3:
    case 4:
      return shot
        ? { kind: "panel.create", id: createPanelId(token), shotId: shot.id, after: after() }
        : null
    case 5:
      return panel && shot
        ? { kind: "panel.move", id: panel.id, shotId: shot.id, after: after() }
        : null
    case 6:
      return panel && random.below(3) === 0 ? { kind: "panel.delete", id: panel.id } : null
    case 7:
      return panel
        ? { kind: "panel.update", id: panel.id, changes: { frames: 1 + random.below(99) } }
        : null
    case 8:
      return panel
        ? {
            kind: "panel.update",
            id: panel.id,
            changes: { action: `${panel.action.slice(random.below(5))} ${token}` },
          }
        : null
    case 9:
      return panel
        ? {
            kind: "panel.update",
            id: panel.id,
            changes: { status: random.pick(panelStatuses) ?? "draft" },
          }
        : null
    case 10:
      return scene && random.below(8) === 0 ? { kind: "scene.delete", id: scene.id } : null
    case 11:
      return { kind: "style.update", changes: { line: { weight: random.next() } } }
    case 12:
      return { kind: "script.replace", text: `${state.script.slice(-400)}\n${token}` }
    case 13:
      return panel
        ? {
            kind: "comment.create",
            id: createCommentId(token),
            panelId: panel.id,
            words: token,
            ...signature,
          }
        : null
    case 14:
    case 15:
      return createAnswer(random.pick(panel?.comments ?? []), token, random)
    default:
      return panel ? { kind: "panel.duplicate", id: panel.id, newId: createPanelId(token) } : null
  }
}

function run(seed: number, options: { readonly replicas: number; readonly steps: number }) {
  const random = createRandom(seed)
  const base = createStoryboardDoc({ title: "Base" })
  applyCommands(
    base,
    [
      { kind: "scene.create", id: createSceneId("base") },
      { kind: "shot.create", id: createShotId("base"), sceneId: createSceneId("base") },
    ],
    "base",
  )
  const start = Y.encodeStateAsUpdate(base)
  const replicas = Array.from({ length: options.replicas }, (_, index): Replica => {
    const doc = new Y.Doc()
    doc.clientID = seed * 100 + index + 1
    Y.applyUpdate(doc, start)
    const outbox: Uint8Array[] = []
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "remote") outbox.push(update)
    })
    return { doc, reader: new StoryboardReader(doc), outbox, count: 0 }
  })
  const lost: Uint8Array[] = []
  for (let step = 0; step < options.steps; step += 1) {
    const index = random.below(replicas.length)
    const replica = replicas[index] as Replica
    const command = createCommand(replica, `${index}`, random)
    if (command) applyCommands(replica.doc, [command], "local")
    if (random.below(6) === 0)
      writeCanvasRecord(
        getRoots(replica.doc).canvas,
        { id: `shape:${random.below(20)}`, typeName: "shape", x: step, y: index, props: {} },
        null,
      )
    if (random.below(4) === 0) {
      // What was written reaches the others in any order, some of it never and some of it twice.
      const batch = replica.outbox.splice(0).toSorted(() => random.next() - 0.5)
      for (const update of batch)
        for (const other of replicas) {
          if (other === replica) continue
          const fate = random.below(10)
          if (fate === 0) lost.push(update)
          else Y.applyUpdate(other.doc, update, "remote")
          if (fate === 1) Y.applyUpdate(other.doc, update, "remote")
        }
    }
  }
  for (const one of replicas)
    for (const other of replicas)
      Y.applyUpdate(
        other.doc,
        Y.encodeStateAsUpdate(one.doc, Y.encodeStateVector(other.doc)),
        "remote",
      )
  return { replicas, lost }
}

describe("many replicas", () => {
  it.each([1, 2, 3, 4, 5])(
    "DOC-50 agree after random work, shuffled, dropped and doubled updates (seed %i)",
    (seed) => {
      const { replicas, lost } = run(seed, { replicas: 3 + (seed % 3), steps: 800 })
      expect(lost.length).toBeGreaterThan(0)
      const states = replicas.map((replica) => readStoryboard(replica.doc))
      for (const [index, replica] of replicas.entries()) {
        expect(states[index]).toEqual(states[0])
        expect(replica.reader.read()).toEqual(states[index])
        expect(replica.doc.toJSON()).toEqual(replicas[0]?.doc.toJSON())
      }
      const shotIds = new Set(states[0]?.shots.map((shot) => shot.id))
      expect(states[0]?.panels.every((panel) => shotIds.has(panel.shotId))).toBe(true)
    },
    30_000,
  )

  it("DOC-51 both keep their words when two people write in one field at once", () => {
    const { replicas } = run(9, { replicas: 2, steps: 0 })
    const [one, two] = replicas as [Replica, Replica]
    const id = createPanelId("shared")
    applyCommands(
      one.doc,
      [{ kind: "panel.create", id, shotId: createShotId("base"), action: "Mara turns." }],
      "local",
    )
    Y.applyUpdate(two.doc, Y.encodeStateAsUpdate(one.doc))
    const write = (doc: Y.Doc, action: string) =>
      applyCommands(doc, [{ kind: "panel.update", id, changes: { action } }], "local")
    write(one.doc, "Slowly, Mara turns.")
    write(two.doc, "Mara turns. Rain.")
    Y.applyUpdate(two.doc, Y.encodeStateAsUpdate(one.doc))
    expect(readStoryboard(two.doc).panels[0]?.action).toBe("Slowly, Mara turns. Rain.")
  })
})
