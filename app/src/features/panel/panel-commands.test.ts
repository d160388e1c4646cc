import {
  createPanelId,
  createSceneId,
  createShotId,
  type Command,
  type Storyboard,
} from "@panelwright/core"
import { applyCommands, createStoryboardDoc, readStoryboard } from "@panelwright/document"
import { describe, expect, it } from "vitest"
import { createPanelBeside, deletePanels, movePanel } from "./panel-commands.ts"

/** Scenes of shots of panels, each panel named. */
function createDoc(scenes: readonly (readonly (readonly string[])[])[]) {
  const doc = createStoryboardDoc()
  const commands = scenes.flatMap((shots, scene): Command[] => [
    { kind: "scene.create", id: createSceneId(`s${scene}`) },
    ...shots.flatMap((panels, shot): Command[] => {
      const shotId = createShotId(`s${scene}-${shot}`)
      return [
        { kind: "shot.create", id: shotId, sceneId: createSceneId(`s${scene}`) },
        ...panels.map((name): Command => ({
          kind: "panel.create",
          id: createPanelId(name),
          shotId,
        })),
      ]
    }),
  ])
  apply(commands)
  function apply(list: readonly Command[]) {
    const result = applyCommands(doc, list, "test")
    if (!result.ok) throw new Error(result.failure.kind)
  }
  return { read: () => readStoryboard(doc), apply }
}

const numbers = ({ panels }: Storyboard) =>
  panels.map(({ id, number }) => `${id.slice("panel:".length)}=${number}`)

const get = ({ panels }: Storyboard, name: string) => {
  const panel = panels.find(({ id }) => id === createPanelId(name))
  if (!panel) throw new Error(name)
  return panel
}

const createTokens = () => {
  let count = 0
  return () => `new${(count += 1)}`
}

describe("a new panel", () => {
  it("is a shot of its own right after or before the one in hand", () => {
    const doc = createDoc([[["a"], ["b"]]])
    const board = doc.read()
    doc.apply(createPanelBeside(board, get(board, "a"), "after", createTokens()).commands)
    expect(numbers(doc.read())).toEqual(["a=1A", "new1=1B", "b=1C"])
  })

  it("can come before the first", () => {
    const doc = createDoc([[["a"]]])
    const board = doc.read()
    doc.apply(createPanelBeside(board, get(board, "a"), "before", createTokens()).commands)
    expect(numbers(doc.read())).toEqual(["new1=1A", "a=1B"])
  })

  it("makes the first scene of an empty storyboard", () => {
    const doc = createDoc([])
    doc.apply(createPanelBeside(doc.read(), null, "after", createTokens()).commands)
    expect(numbers(doc.read())).toEqual(["new1=1A"])
  })

  it("comes last in a scene that has no shots yet", () => {
    const doc = createDoc([[]])
    doc.apply(createPanelBeside(doc.read(), null, "after", createTokens()).commands)
    expect(doc.read().scenes).toHaveLength(1)
    expect(numbers(doc.read())).toEqual(["new1=1A"])
  })
})

describe("moving a panel by one place", () => {
  const move = (scenes: Parameters<typeof createDoc>[0], name: string, step: 1 | -1) => {
    const doc = createDoc(scenes)
    const board = doc.read()
    doc.apply(movePanel(board, get(board, name), step))
    return numbers(doc.read())
  }

  it("takes a shot of one panel over its neighbour, either way", () => {
    expect(move([[["a"], ["b"], ["c"]]], "a", 1)).toEqual(["b=1A", "a=1B", "c=1C"])
    expect(move([[["a"], ["b"], ["c"]]], "c", -1)).toEqual(["a=1A", "c=1B", "b=1C"])
    expect(move([[["a"], ["b"], ["c"]]], "b", -1)).toEqual(["b=1A", "a=1B", "c=1C"])
  })

  it("crosses into the neighbouring scene without passing a panel", () => {
    expect(move([[["a"], ["b"]], [["c"]]], "b", 1)).toEqual(["a=1A", "b=2A", "c=2B"])
    expect(move([[["a"]], [["b"], ["c"]]], "b", -1)).toEqual(["a=1A", "b=1B", "c=2A"])
  })

  it("changes places inside a shot and leaves it at its end", () => {
    expect(move([[["a", "b", "c"]]], "a", 1)).toEqual(["b=1A-1", "a=1A-2", "c=1A-3"])
    expect(move([[["a", "b", "c"]]], "c", -1)).toEqual(["a=1A-1", "c=1A-2", "b=1A-3"])
    expect(move([[["a", "b"], ["c"]]], "b", 1)).toEqual(["a=1A", "b=1B-1", "c=1B-2"])
  })

  it("stays at either end", () => {
    expect(move([[["a"], ["b"]]], "a", -1)).toEqual(["a=1A", "b=1B"])
  })
})

describe("deleting panels", () => {
  it("takes shots along that would be left without any, so that letters close up", () => {
    const doc = createDoc([[["a"], ["b", "c"], ["d"]]])
    doc.apply(deletePanels(doc.read(), ["a", "b"].map(createPanelId)))
    expect(doc.read().shots).toHaveLength(2)
    expect(numbers(doc.read())).toEqual(["c=1A", "d=1B"])
  })
})
