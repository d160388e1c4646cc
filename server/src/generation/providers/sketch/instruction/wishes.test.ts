import { describe, expect, it } from "vitest"
import type { SceneGraph } from "../scene-graph.ts"
import { createGraph, picture } from "../sketch.fixture.ts"
import { applyInstruction, suggestWords } from "./apply-instruction.ts"
import { correctSpelling } from "./spelling.ts"

const base = createGraph({
  heading: "INT. KITCHEN - DAY",
  action: "Mara looks at the Keeper. A lamp on the table. A dog.",
  cast: ["MARA", "THE KEEPER"],
})
const edit = (instruction: string, graph = base) =>
  applyInstruction(instruction, graph, {
    size: picture,
    region: null,
    panels: [{ number: "3", size: "close-up" }],
  })
const find = (graph: SceneGraph, kind: string) => graph.props.find((prop) => prop.kind === kind)
const person = (graph: SceneGraph, name: string) => graph.people.find((each) => each.name === name)

/** The parts of the graph that differ, the camera and the setting one level down. */
function listChanges(after: SceneGraph): string[] {
  const parts = (graph: SceneGraph): Map<string, unknown> =>
    new Map<string, unknown>([
      ["mirrored", graph.mirrored],
      ["people", graph.people],
      ["props", graph.props],
      ["patches", graph.patches],
      ...Object.entries(graph.camera).map(([key, value]) => [`camera.${key}`, value] as const),
      ...Object.entries(graph.setting).map(([key, value]) => [`setting.${key}`, value] as const),
    ])
  const [before, now] = [parts(base), parts(after)]
  return [...new Set([...before.keys(), ...now.keys()])].filter(
    (key) => JSON.stringify(before.get(key)) !== JSON.stringify(now.get(key)),
  )
}

const wishes: readonly (readonly [instruction: string, parts: readonly string[]])[] = [
  ["put the dog between them", ["props"]],
  ["put the dog next to Mara", ["props"]],
  ["put the lamp on the counter", ["props"]],
  ["remove the dog", ["props"]],
  ["bigger headroom", ["camera.view"]],
  ["less headroom", ["camera.view"]],
  ["open the window", ["props"]],
  ["open the door", ["props"]],
  ["two more people", ["people"]],
  ["another chair", ["props"]],
  ["make Mara older", ["people"]],
  ["taller", ["people"]],
  ["make the Keeper thinner", ["people"]],
  ["make him a child", ["people"]],
  ["angry", ["people"]],
  ["make the dog bigger", ["props"]],
  ["to the left", ["people"]],
  ["give her an umbrella", ["people"]],
  ["like panel 3", ["camera.size", "camera.view"]],
  ["same as panel 3", ["camera.size", "camera.view"]],
  ["turn him away", ["people"]],
  ["swap them", ["people"]],
  ["backlit", ["setting.key"]],
  ["light from the left", ["setting.key"]],
  ["silhouette", ["setting.key"]],
  ["replace the dog with a cat", ["props"]],
  ["turn the dog into a horse", ["props"]],
  ["clear the room", ["props"]],
  ["no people", ["people", "camera.focus"]],
  ["only Mara", ["people", "camera.focus"]],
  ["closer together", ["people"]],
  ["further apart", ["people"]],
  ["they kiss", ["people"]],
  ["the Keeper punches Mara", ["people"]],
  ["Mara hugs him", ["people"]],
  ["rotate the dog", ["props"]],
  ["flip the dog", ["props"]],
  ["zoom in on the lamp", ["camera.size", "camera.focus", "camera.view"]],
  ["insert of the dog", ["camera.size", "camera.focus", "camera.view"]],
  ["closer on Mara", ["camera.size", "camera.view"]],
  ["handheld", ["camera.movement"]],
  ["crane up", ["camera.movement"]],
  ["dolly zoom", ["camera.movement"]],
  ["eyes closed", ["people"]],
  ["bald", ["people"]],
  ["red dress", ["people"]],
  ["in a coat", ["people"]],
  ["put Mara behind the table", ["people"]],
  ["she lies down", ["people", "camera.view"]],
  ["make them argue", ["people"]],
  ["Mara looks at the dog", ["people"]],
  ["look at the camera", ["people"]],
  ["look up", ["people"]],
  ["turn off the lamp", ["props"]],
  ["move the camera left", ["camera.view"]],
  ["telephoto", ["camera.lens", "camera.view"]],
  ["from the ceiling", ["camera.angle", "camera.view"]],
  ["higher", ["camera.angle", "camera.view"]],
  ["lower", ["camera.angle", "camera.view"]],
  ["bring the Keeper closer", ["people"]],
  ["make it a library", ["props", "setting.kind", "setting.seed", "setting.facing"]],
  ["set it on a bridge", ["props", "setting.kind", "setting.seed", "setting.facing"]],
  ["centre her", ["people"]],
  ["Mara on the left", ["people"]],
  ["frame them both", ["camera.view"]],
  ["hands up", ["people"]],
  ["point at Mara", ["people"]],
  ["make the Keeper a child", ["people"]],
]

describe("a wish changes its own part of the graph and no other", () => {
  it.each(wishes)("%s", (instruction, parts) => {
    const { graph, understood, unknown } = edit(instruction)
    expect({ understood, unknown }).toEqual({ understood: 1, unknown: [] })
    expect(listChanges(graph)).toEqual(parts)
  })

  it("takes one person for another's wish never", () => {
    expect(person(edit("make the Keeper thinner").graph, "MARA")).toEqual(person(base, "MARA"))
    expect(person(edit("turn him away").graph, "MARA")).toEqual(person(base, "MARA"))
    expect(find(edit("remove the dog").graph, "lamp")).toEqual(find(base, "lamp"))
  })

  it("puts a thing between people, and on another thing", () => {
    const dog = find(edit("put the dog between them").graph, "dog")
    expect(dog?.position.x).toBeCloseTo(0, 1)
    const lamp = find(edit("put the lamp on the counter").graph, "lamp")
    const counter = find(base, "counter")
    expect(lamp?.position.x).toBeCloseTo(counter?.position.x ?? 9, 3)
    expect(lamp?.position.y).toBeGreaterThan(0.8)
  })

  it("frames like another panel, and goes on from there", () => {
    expect(edit("like panel 3").graph.camera.size).toBe("close-up")
    expect(edit("like panel 3 but wider").graph.camera.size).toBe("medium-close-up")
  })

  it("brings two together who do something with one another", () => {
    const { graph } = edit("the Keeper punches Mara")
    expect([person(graph, "THE KEEPER")?.pose, person(graph, "MARA")?.pose]).toEqual([
      "punch",
      "recoil",
    ])
    const apart = (each: SceneGraph) =>
      Math.abs((each.people[0]?.position.x ?? 0) - (each.people[1]?.position.x ?? 0))
    expect(apart(edit("they kiss").graph)).toBeLessThan(apart(base) / 2)
  })

  it("opens and closes", () => {
    const open = edit("open the window").graph
    expect(find(open, "open-window")).toBeDefined()
    const shut = edit("close the window", open).graph
    expect(find(shut, "window")).toBeDefined()
    expect(find(shut, "open-window")).toBeUndefined()
  })
})

describe("slips of the fingers", () => {
  it.each([
    ["wdier", "wider"],
    ["clsoer please", "closer please"],
    ["make it nigth", "make it night"],
    ["add a umbrela", "add a umbrella"],
    ["remvoe the lmap", "remove the lamp"],
    ["Mara smlies", "Mara smiles"],
    ["over the sholder", "over the shoulder"],
  ])("%s is %s", (wrong, right) => {
    expect(correctSpelling(wrong, ["MARA"])).toBe(right)
  })

  it.each(["make it Paris", "Zbigniew waves", "add an astrolabe", "frobnicate the zeitgeist"])(
    "%s is left as it is",
    (words) => {
      expect(correctSpelling(words, ["ZBIGNIEW"])).toBe(words)
    },
  )
})

describe("what cannot be meant one way is asked about", () => {
  it.each([
    ["more dramatic", "dramatic"],
    ["make it pop", "pop"],
    ["smaller", "smaller"],
    ["undo", "undo"],
    ["behind the table", "behind"],
    ["warmer light", "warmer"],
    ["like panel 12", "12"],
    ["make the chair a sofa", "chair"],
  ])("%s", (instruction, word) => {
    const { graph, understood, unknown } = edit(instruction)
    expect(understood).toBe(0)
    expect(graph).toEqual(base)
    expect(unknown).toContain(word)
    expect(suggestWords(unknown).length).toBeGreaterThan(0)
  })
})
