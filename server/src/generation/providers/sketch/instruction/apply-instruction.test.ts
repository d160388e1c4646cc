import { describe, expect, it } from "vitest"
import type { SceneGraph } from "../scene-graph.ts"
import { createBoxMask, createGraph, picture } from "../sketch.fixture.ts"
import { applyInstruction, suggestWords } from "./apply-instruction.ts"
import { createRegion, locate } from "./region.ts"

const base = createGraph({
  heading: "INT. KITCHEN - DAY",
  action: "Mara looks at the Keeper. A lamp on the table.",
  cast: ["MARA", "THE KEEPER"],
})
const edit = (instruction: string, graph = base) =>
  applyInstruction(instruction, graph, { size: picture, region: null })
const person = (graph: SceneGraph, name: string) => {
  const found = graph.people.find((each) => each.name === name)
  if (!found) throw new Error(`${name} is gone`)
  return found
}
const kinds = (graph: SceneGraph) => graph.props.map(({ kind }) => kind)
const seenX = (graph: SceneGraph, id: string) =>
  locate(graph, picture).find((spot) => spot.id === id)?.centre.x ?? -1

/** What changed at the top level of the graph, with the camera and setting one level down. */
function changed(after: SceneGraph, before = base): string[] {
  const parts = (graph: SceneGraph) => ({
    mirrored: graph.mirrored,
    people: graph.people,
    props: graph.props,
    patches: graph.patches,
    seed: graph.seed,
    ...Object.fromEntries(
      Object.entries(graph.camera).map(([key, value]) => [`camera.${key}`, value]),
    ),
    ...Object.fromEntries(
      Object.entries(graph.setting).map(([key, value]) => [`setting.${key}`, value]),
    ),
  })
  const [a, b] = [parts(before), parts(after)] as const
  return Object.keys(b).filter(
    (key) => JSON.stringify(a[key as keyof typeof a]) !== JSON.stringify(b[key as keyof typeof b]),
  )
}

describe("one wish changes one thing", () => {
  it.each<[string, string[], (graph: SceneGraph) => unknown, unknown]>([
    ["make it night", ["setting.timeOfDay"], (g) => g.setting.timeOfDay, "night"],
    ["Make it dusk, please", ["setting.timeOfDay"], (g) => g.setting.timeOfDay, "dusk"],
    ["at sunrise", ["setting.timeOfDay"], (g) => g.setting.timeOfDay, "dawn"],
    ["turn it into night", ["setting.timeOfDay"], (g) => g.setting.timeOfDay, "night"],
    ["make it rain", ["setting.weather"], (g) => g.setting.weather, "rain"],
    ["it's snowing", ["setting.weather"], (g) => g.setting.weather, "snow"],
    ["add fog", ["setting.weather"], (g) => g.setting.weather, "fog"],
    ["a thunderstorm outside", ["setting.weather"], (g) => g.setting.weather, "storm"],
    ["closer", ["camera.size", "camera.view"], (g) => g.camera.size, "medium-close-up"],
    ["much closer", ["camera.size", "camera.view"], (g) => g.camera.size, "close-up"],
    ["a bit wider", ["camera.size", "camera.view"], (g) => g.camera.size, "cowboy"],
    ["zoom out", ["camera.size", "camera.view"], (g) => g.camera.size, "cowboy"],
    ["close-up", ["camera.size", "camera.view"], (g) => g.camera.size, "close-up"],
    ["make it a wide shot", ["camera.size", "camera.view"], (g) => g.camera.size, "wide"],
    ["extreme close up", ["camera.size", "camera.view"], (g) => g.camera.size, "extreme-close-up"],
    ["full body", ["camera.size", "camera.view"], (g) => g.camera.size, "full"],
    ["from above", ["camera.angle", "camera.view"], (g) => g.camera.angle, "high"],
    ["from below", ["camera.angle", "camera.view"], (g) => g.camera.angle, "low"],
    ["low angle", ["camera.angle", "camera.view"], (g) => g.camera.angle, "low"],
    ["dutch angle", ["camera.angle", "camera.view"], (g) => g.camera.angle, "dutch"],
    ["bird's eye view", ["camera.angle", "camera.view"], (g) => g.camera.angle, "birds-eye"],
    ["show it from behind", ["camera.angle", "camera.view"], (g) => g.camera.angle, "back"],
    ["in profile", ["camera.angle", "camera.view"], (g) => g.camera.angle, "profile"],
    [
      "over the shoulder",
      ["camera.angle", "camera.view"],
      (g) => g.camera.angle,
      "over-the-shoulder",
    ],
    ["flip it", ["mirrored"], (g) => g.mirrored, true],
    ["mirror the picture", ["mirrored"], (g) => g.mirrored, true],
    ["lights off", ["setting.lights"], (g) => g.setting.lights, false],
    ["make it darker", ["setting.exposure"], (g) => g.setting.exposure, -1],
    ["brighter", ["setting.exposure"], (g) => g.setting.exposure, 1],
    ["add a dog on the left", ["props"], (g) => kinds(g).includes("dog"), true],
    ["put a chair in the background", ["props"], (g) => kinds(g).includes("chair"), true],
    ["add two bottles", ["props"], (g) => kinds(g).filter((kind) => kind === "bottle").length, 2],
    ["remove the lamp", ["props"], (g) => kinds(g).includes("lamp"), false],
    ["get rid of the fridge", ["props"], (g) => kinds(g).includes("fridge"), false],
    ["Mara sits", ["people", "props", "camera.view"], (g) => person(g, "MARA").pose, "sit"],
    ["the Keeper points", ["people"], (g) => person(g, "THE KEEPER").pose, "point"],
    ["she runs", ["people"], (g) => person(g, "MARA").pose, "run"],
    ["make him kneel", ["people"], (g) => person(g, "THE KEEPER").pose, "kneel"],
    ["Mara smiles", ["people"], (g) => person(g, "MARA").expression, "happy"],
    ["make the Keeper angry", ["people"], (g) => person(g, "THE KEEPER").expression, "angry"],
    ["give Mara a gun", ["people"], (g) => person(g, "MARA").holds, "gun"],
    ["give her glasses", ["people"], (g) => person(g, "MARA").looks.glasses, true],
    ["swap them", ["people"], (g) => person(g, "MARA").position.x > 0, true],
    ["add a man", ["people"], (g) => g.people.length, 3],
    ["add two people in the background", ["people"], (g) => g.people.length, 4],
    ["50mm", ["camera.lens", "camera.view"], (g) => g.camera.lens, 50],
    ["pan left", ["camera.view"], (g) => g.camera.size, "medium"],
    [
      "bigger table",
      ["props"],
      (g) => (g.props.find(({ kind }) => kind === "table")?.scale ?? 0) > 1.2,
      true,
    ],
  ])("%s", (instruction, parts, read, expected) => {
    const { graph, understood, unknown } = edit(instruction)
    expect({ understood, unknown }).toEqual({ understood: 1, unknown: [] })
    expect(read(graph)).toEqual(expected)
    expect(changed(graph)).toEqual(expect.arrayContaining(parts))
    expect(changed(graph).filter((part) => !parts.includes(part))).toEqual([])
  })

  it("stops the rain", () => {
    const wet = edit("make it rain").graph
    expect(edit("no rain", wet).graph.setting.weather).toBe("clear")
  })

  it("removes a person, and the others stop looking at them", () => {
    const { graph } = edit("remove the Keeper")
    expect(graph.people.map(({ name }) => name)).toEqual(["MARA"])
    expect(person(graph, "MARA").gaze).toBeNull()
  })

  it("turns somebody away from the camera and back", () => {
    const away = edit("turn him away").graph
    const keeper = person(away, "THE KEEPER")
    const { position } = away.camera.view
    const heading =
      (Math.atan2(position.x - keeper.position.x, position.z - keeper.position.z) * 180) / Math.PI
    const off = (facing: number) => Math.abs(((facing - heading + 540) % 360) - 180)
    expect(off(keeper.facing)).toBeGreaterThan(120)
    expect(
      off(person(edit("the Keeper faces the camera", away).graph, "THE KEEPER").facing),
    ).toBeLessThan(5)
  })

  it("moves what is named to the side that is named", () => {
    const before = seenX(base, "person:1")
    expect(seenX(edit("move the Keeper to the left").graph, "person:1")).toBeLessThan(before)
    expect(seenX(edit("move the Keeper right").graph, "person:1")).toBeGreaterThan(before)
  })

  it("left stays left in a mirrored picture", () => {
    const flipped = edit("flip it").graph
    const { graph } = edit("add a dog on the left", flipped)
    const dog = graph.props.find(({ kind }) => kind === "dog")
    expect(seenX(graph, dog?.id ?? "")).toBeLessThan(0.5)
  })

  it("goes elsewhere with everybody and what was asked for", () => {
    const { graph } = edit("outdoors", edit("add a dog").graph)
    expect(graph.setting.kind).toBe("field")
    expect(graph.people).toHaveLength(2)
    expect(kinds(graph)).toContain("dog")
    expect(edit("set it in a forest").graph.setting.kind).toBe("forest")
    expect(edit("move them to the beach").graph.setting.kind).toBe("shore")
  })
})

describe("several wishes in one sentence", () => {
  it.each<[string, number, (graph: SceneGraph) => unknown, unknown]>([
    [
      "make it night and closer",
      2,
      (g) => [g.setting.timeOfDay, g.camera.size],
      ["night", "medium-close-up"],
    ],
    [
      "closer, from below, and make it rain",
      3,
      (g) => [g.camera.size, g.camera.angle, g.setting.weather],
      ["medium-close-up", "low", "rain"],
    ],
    [
      "add a dog and a cat",
      2,
      (g) => [kinds(g).includes("dog"), kinds(g).includes("cat")],
      [true, true],
    ],
    [
      "remove the lamp then flip it",
      2,
      (g) => [kinds(g).includes("lamp"), g.mirrored],
      [false, true],
    ],
    [
      "Mara sits; the Keeper points",
      2,
      (g) => [person(g, "MARA").pose, person(g, "THE KEEPER").pose],
      ["sit", "point"],
    ],
  ])("%s", (instruction, count, read, expected) => {
    const { graph, understood, unknown } = edit(instruction)
    expect({ understood, unknown }).toEqual({ understood: count, unknown: [] })
    expect(read(graph)).toEqual(expected)
  })
})

describe("what is not understood", () => {
  it("changes nothing and is named", () => {
    const { graph, understood, unknown } = edit("frobnicate the zeitgeist")
    expect(understood).toBe(0)
    expect(graph).toEqual(base)
    expect(unknown).toContain("frobnicate")
  })

  it("does the part that was understood and names the rest", () => {
    const { graph, understood, unknown } = edit("make it night and add a harpsichord")
    expect(understood).toBe(1)
    expect(graph.setting.timeOfDay).toBe("night")
    expect(unknown).toEqual(["harpsichord"])
  })

  it("a thing that is not there cannot be removed", () => {
    expect(edit("remove the boat")).toMatchObject({ understood: 0, unknown: ["boat"] })
  })

  it("suggests the nearest known words", () => {
    expect(suggestWords(["bottel"])).toContain("bottle")
    expect(suggestWords(["closre"])).toContain("closer")
  })
})

describe("inside a region", () => {
  const region = createRegion(createBoxMask(0.1, 0.5, 0.35, 0.95))
  const inside = (instruction: string, graph = base) =>
    applyInstruction(instruction, graph, { size: picture, region })
  const outside = createGraph({ heading: "EXT. FIELD - DAY", camera: { size: "wide" } })

  it("a thing is added under it", () => {
    const { graph } = inside("add a dog", outside)
    const dog = graph.props.find(({ kind }) => kind === "dog")
    const spot = locate(graph, picture).find(({ id }) => id === dog?.id)
    expect(spot && region?.covers(spot.centre)).toBe(true)
  })

  it("remove takes away what lies in it and nothing else", () => {
    const { graph } = inside("add a dog", outside)
    const after = inside("remove this", graph).graph
    expect(kinds(after)).not.toContain("dog")
    expect(after.people).toEqual(graph.people)
  })

  it("darker is for the region only", () => {
    const { graph } = inside("darker")
    expect(graph.setting.exposure).toBe(0)
    expect(graph.patches).toHaveLength(1)
  })

  it("a mask that lets nothing change is no region", () => {
    expect(createRegion(createBoxMask(0, 0, 0, 0))).toBeNull()
  })
})
