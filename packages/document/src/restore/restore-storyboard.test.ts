import {
  createCharacterId,
  createPanelId,
  createSceneId,
  createShotId,
  createVariantId,
  panelStatuses,
  variantSchema,
  type Command,
  type Panel,
  type Storyboard,
} from "@panelwright/core"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { readCanvasRecord, writeCanvasRecord, type CanvasRecord } from "../canvas/canvas-record.ts"
import { toPanelShapeId } from "../canvas/panel-ink.ts"
import { applyCommands } from "../command/apply-commands.ts"
import { createStoryboardDoc } from "../new-storyboard.ts"
import { readStoryboard } from "../reader/storyboard-reader.ts"
import { getRoots } from "../roots.ts"
import { createUndo } from "../undo.ts"
import { compareDocs } from "./compare-docs.ts"
import { openPastDoc } from "./past-doc.ts"
import { restorePanels, restoreStoryboard } from "./restore-storyboard.ts"

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

const createVariant = (panel: Panel, token: string) =>
  variantSchema.parse({
    id: createVariantId(token),
    panelId: panel.id,
    asset: token.replace(/\D/g, "").padStart(64, "0"),
    width: 16,
    height: 9,
    parentId: null,
    jobId: null,
    createdBy: "person:x",
    createdAt: 1,
    recipe: {
      provider: "sketch",
      model: "sketch",
      operation: "generate",
      instruction: null,
      seed: 1,
      styleVersion: 1,
      warnings: [],
      change: null,
    },
  })

const shape = (id: string, parentId: string, x: number): CanvasRecord => ({
  id,
  typeName: "shape",
  type: "draw",
  parentId,
  x,
  y: 1,
  props: { w: x, color: "black" },
})

function createCommand(state: Storyboard, token: string, random: Random): Command | null {
  const panel = random.pick(state.panels)
  const shot = random.pick(state.shots)
  const scene = random.pick(state.scenes)
  const character = random.pick(state.characters)
  const after = random.pick(state.panels)?.id ?? null
  switch (random.below(18)) {
    case 0:
      return {
        kind: "scene.create",
        id: createSceneId(token),
        heading: `INT. ${token}`,
        scriptRange: { from: 0, to: 1 + random.below(20) },
      }
    case 1:
      return scene ? { kind: "shot.create", id: createShotId(token), sceneId: scene.id } : null
    case 2:
    case 3:
      return shot
        ? {
            kind: "panel.create",
            id: createPanelId(token),
            shotId: shot.id,
            after,
            scriptRange: { from: random.below(10), to: 10 + random.below(30) },
          }
        : null
    case 4:
      return panel && shot ? { kind: "panel.move", id: panel.id, shotId: shot.id, after } : null
    case 5:
      return panel ? { kind: "panel.delete", id: panel.id } : null
    case 6:
      return panel
        ? { kind: "panel.update", id: panel.id, changes: { frames: 1 + random.below(99) } }
        : null
    case 7:
    case 8:
      return panel
        ? {
            kind: "panel.update",
            id: panel.id,
            changes: {
              action: `${panel.action.slice(random.below(9))} ${token}`,
              camera: { lens: 50 },
            },
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
      return scene && random.below(4) === 0 ? { kind: "scene.delete", id: scene.id } : null
    case 11:
      return { kind: "style.update", changes: { line: { weight: random.next() } } }
    case 12:
    case 13: {
      const at = random.below(state.script.length + 1)
      const rest = state.script.slice(at + random.below(12))
      return { kind: "script.replace", text: `${state.script.slice(0, at)}${token}\n${rest}` }
    }
    case 14:
      return panel
        ? {
            kind: "variant.add",
            variant: createVariant(panel, token),
            choose: random.below(2) === 0,
          }
        : null
    case 15:
      return character
        ? { kind: "character.delete", id: character.id }
        : { kind: "character.create", id: createCharacterId(token), name: token }
    case 16:
      return { kind: "settings.update", changes: { title: token } }
    default:
      return panel ? { kind: "panel.duplicate", id: panel.id, newId: createPanelId(token) } : null
  }
}

function change(doc: Y.Doc, name: string, random: Random, steps: number): void {
  for (let step = 0; step < steps; step += 1) {
    const state = readStoryboard(doc)
    const token = `${name}-${step}`
    const command = createCommand(state, token, random)
    if (command) applyCommands(doc, [command], name)
    const { canvas } = getRoots(doc)
    const parent = random.pick(state.panels)
    if (random.below(4) === 0)
      writeCanvasRecord(
        canvas,
        shape(`shape:${token}`, parent ? toPanelShapeId(parent.id) : "page:1", step),
        null,
      )
    const drawn = random.pick([...canvas.keys()])
    if (drawn !== undefined && random.below(5) === 0) canvas.delete(drawn)
    const record = drawn === undefined ? undefined : canvas.get(drawn)
    const read = record && readCanvasRecord(record)
    if (read) writeCanvasRecord(canvas, { ...read, x: random.below(900) }, read)
  }
}

function createBase(random: Random): Y.Doc {
  const doc = createStoryboardDoc({ title: "Base" })
  applyCommands(
    doc,
    [
      { kind: "scene.create", id: createSceneId("base") },
      { kind: "shot.create", id: createShotId("base"), sceneId: createSceneId("base") },
      {
        kind: "script.replace",
        text: "INT. LAMP ROOM - NIGHT\n\nShe waits.\n\nThe sea is loud.\n",
      },
    ],
    "base",
  )
  change(doc, "base", random, 30)
  return doc
}

/** All that is restored: pictures that were made since may be there beside those that were. */
function describeState(doc: Y.Doc, except: ReadonlySet<string> = new Set()) {
  const { panels, ...rest } = readStoryboard(doc)
  const canvas = [...getRoots(doc).canvas.values()].map((record) => readCanvasRecord(record))
  return {
    ...rest,
    panels: panels.map(({ variants, ...panel }) => ({
      ...panel,
      variants: variants.filter(({ id }) => !except.has(id)),
    })),
    canvas: Object.fromEntries(canvas.map((record) => [record?.id, record])),
  }
}

const listVariants = (doc: Y.Doc) => new Set(getRoots(doc).variants.keys())

describe("restoring a storyboard", () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    "DOC-70 makes it as it was, whatever was done since (seed %i)",
    (seed) => {
      const random = createRandom(seed + 1)
      const doc = createBase(random)
      const past = openPastDoc(Y.encodeStateAsUpdate(doc))
      change(doc, "later", random, 60)
      const since = listVariants(doc)
      for (const id of listVariants(past)) since.delete(id)
      restoreStoryboard(doc, past, "restore")
      expect(describeState(doc, since)).toEqual(describeState(past))
      expect(
        compareDocs(
          { doc: past, storyboard: readStoryboard(past) },
          { doc, storyboard: readStoryboard(doc) },
        ).flatMap(({ fields }) => fields.filter((field) => field !== "pictures")),
      ).toEqual([])
    },
  )

  it("DOC-71 writes nothing when nothing differs", () => {
    const doc = createBase(createRandom(7))
    const past = openPastDoc(Y.encodeStateAsUpdate(doc))
    let updates = 0
    doc.on("update", () => (updates += 1))
    restoreStoryboard(doc, past, "restore")
    expect(updates).toBe(0)
  })

  it("DOC-72 is a change: what others did elsewhere meanwhile stays", () => {
    const doc = createBase(createRandom(9))
    const [panel, other] = readStoryboard(doc).panels
    if (!panel || !other) throw new Error("too few panels")
    const past = openPastDoc(Y.encodeStateAsUpdate(doc))
    applyCommands(doc, [{ kind: "panel.update", id: panel.id, changes: { sound: "Gulls" } }], "a")
    const away = openPastDoc(Y.encodeStateAsUpdate(doc))
    applyCommands(away, [{ kind: "panel.update", id: other.id, changes: { frames: 77 } }], "b")
    restoreStoryboard(doc, past, "restore")
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(away))
    const panels = new Map(readStoryboard(doc).panels.map((item) => [item.id, item]))
    expect(panels.get(panel.id)?.sound).toBe(panel.sound)
    expect(panels.get(other.id)?.frames).toBe(77)
  })

  it("DOC-73 keeps words that others write between two that go back", () => {
    const doc = createBase(createRandom(3))
    const { script } = getRoots(doc)
    const text = "One night. The middle. The end."
    applyCommands(doc, [{ kind: "script.replace", text }], "a")
    const past = openPastDoc(Y.encodeStateAsUpdate(doc))
    applyCommands(
      doc,
      [{ kind: "script.replace", text: "Two nights. The middle. The start." }],
      "a",
    )
    const away = openPastDoc(Y.encodeStateAsUpdate(doc))
    getRoots(away).script.insert("Two nights. The middle".length, " of it all")
    restoreStoryboard(doc, past, "restore")
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(away))
    expect(script.toJSON()).toBe("One night. The middle of it all. The end.")
  })

  it("DOC-74 is taken back by its origin's undo in one step", () => {
    const random = createRandom(11)
    const doc = createBase(random)
    const past = openPastDoc(Y.encodeStateAsUpdate(doc))
    change(doc, "later", random, 40)
    const before = describeState(doc)
    const origin = { person: "person:x" }
    const undo = createUndo(doc, origin)
    restoreStoryboard(doc, past, origin)
    expect(describeState(doc)).not.toEqual(before)
    expect(undo.undo()).toBe(true)
    expect(describeState(doc)).toEqual(before)
    expect(undo.canUndo).toBe(false)
  })

  it("DOC-75 brings back what other programs keep in the doc, but not what people said", () => {
    const doc = createBase(createRandom(5))
    doc.getMap("plugin").set("mark", { colour: "red" })
    doc.getMap("plugin").set("deep", new Y.Map([["key", 1]]))
    doc.getArray("list").push(["one", "two", "three"])
    doc.getText("memo").insert(0, "Call the studio")
    const past = openPastDoc(Y.encodeStateAsUpdate(doc))
    doc.getMap("plugin").set("mark", { colour: "blue" })
    doc.getMap("plugin").set("new", true)
    const deep = doc.getMap("plugin").get("deep")
    if (deep instanceof Y.Map) deep.set("key", 2)
    doc.getArray("list").delete(1, 1)
    doc.getText("memo").insert(4, " back")
    doc.getMap("comments").set("comment:1", new Y.Map([["$", { words: "Closer." }]]))
    const present = openPastDoc(Y.encodeStateAsUpdate(doc))
    restoreStoryboard(present, past, "restore")
    expect(present.getMap("plugin").toJSON()).toEqual({ mark: { colour: "red" }, deep: { key: 1 } })
    expect(present.getArray("list").toJSON()).toEqual(["one", "two", "three"])
    expect(present.getText("memo").toJSON()).toBe("Call the studio")
    expect(present.getMap("comments").size).toBe(1)
  })

  it("DOC-76 never takes from the canvas what it can't do without", () => {
    const doc = createBase(createRandom(5))
    const past = openPastDoc(Y.encodeStateAsUpdate(doc))
    writeCanvasRecord(getRoots(doc).canvas, { id: "page:1", typeName: "page", name: "Page" }, null)
    writeCanvasRecord(getRoots(doc).canvas, shape("shape:new", "page:1", 4), null)
    restoreStoryboard(doc, past, "restore")
    expect(getRoots(doc).canvas.has("page:1")).toBe(true)
    expect(getRoots(doc).canvas.has("shape:new")).toBe(false)
  })
})

describe("restoring panels", () => {
  function createTwo() {
    const doc = createStoryboardDoc()
    const [sceneId, shotId] = [createSceneId("1"), createShotId("1")]
    applyCommands(
      doc,
      [
        { kind: "scene.create", id: sceneId },
        { kind: "shot.create", id: shotId, sceneId },
        { kind: "panel.create", id: createPanelId("one"), shotId, action: "She waits." },
        { kind: "panel.create", id: createPanelId("two"), shotId },
      ],
      "a",
    )
    const [one, two] = readStoryboard(doc).panels
    if (!one || !two) throw new Error("too few panels")
    const { canvas } = getRoots(doc)
    writeCanvasRecord(canvas, shape("shape:ink", toPanelShapeId(one.id), 5), null)
    const past = openPastDoc(Y.encodeStateAsUpdate(doc))
    return { doc, past, one, two, canvas }
  }
  const findPanel = (doc: Y.Doc, id: string) =>
    readStoryboard(doc).panels.find((panel) => panel.id === id)

  it("DOC-77 sets back the words, picture and ink of these, and nothing else", () => {
    const { doc, past, one, two, canvas } = createTwo()
    applyCommands(
      doc,
      [
        { kind: "panel.update", id: one.id, changes: { action: "New", camera: { size: "wide" } } },
        { kind: "variant.add", variant: createVariant(one, "late-1"), choose: true },
        { kind: "panel.update", id: two.id, changes: { action: "Kept" } },
      ],
      "a",
    )
    writeCanvasRecord(canvas, shape("shape:more", toPanelShapeId(one.id), 6), null)
    writeCanvasRecord(canvas, shape("shape:free", "page:1", 6), null)
    restorePanels(doc, past, { panelIds: [one.id], origin: "restore" })
    const restored = findPanel(doc, one.id)
    expect(restored).toMatchObject({ action: one.action, camera: one.camera, picture: one.picture })
    expect(restored?.variants.map(({ id }) => id)).toContain("variant:late-1")
    expect(findPanel(doc, two.id)?.action).toBe("Kept")
    expect([canvas.has("shape:ink"), canvas.has("shape:more"), canvas.has("shape:free")]).toEqual([
      true,
      false,
      true,
    ])
  })

  it("DOC-78 brings a deleted one back into its shot, which comes back with it", () => {
    const { doc, past, one } = createTwo()
    for (const { id } of readStoryboard(doc).scenes)
      applyCommands(doc, [{ kind: "scene.delete", id }], "a")
    applyCommands(doc, [{ kind: "scene.create", id: createSceneId("other") }], "a")
    restorePanels(doc, past, { panelIds: [one.id], origin: "restore" })
    const { scenes, shots, panels } = readStoryboard(doc)
    expect(panels).toHaveLength(1)
    expect(panels[0]).toMatchObject({ id: one.id, shotId: one.shotId, sceneId: one.sceneId })
    expect(panels[0]?.variants).toEqual(one.variants)
    expect(shots.map(({ id }) => id)).toEqual([one.shotId])
    expect(scenes.map(({ id }) => id)).toContain(one.sceneId)
  })

  it("DOC-79 names those that were not there then and leaves them", () => {
    const { doc, past, one } = createTwo()
    const id = createPanelId("later")
    applyCommands(doc, [{ kind: "panel.create", id, shotId: one.shotId, action: "Later" }], "a")
    expect(restorePanels(doc, past, { panelIds: [id, one.id], origin: "restore" })).toEqual([id])
    expect(findPanel(doc, id)?.action).toBe("Later")
  })
})
