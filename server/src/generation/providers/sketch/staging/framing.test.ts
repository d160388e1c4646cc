import { angles, sizes, type Angle, type Size } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { poseAll } from "../drawing/draw-scene.ts"
import type { Skeleton } from "../figure/skeleton.ts"
import { createLens } from "../geometry/lens.ts"
import type { Point3 } from "../geometry/vector.ts"
import { createGraph, picture, type PanelWords } from "../sketch.fixture.ts"

function look(panel: PanelWords) {
  const graph = createGraph(panel)
  const lens = createLens(graph.camera.view, picture)
  const skeletons = poseAll(graph)
  const [id] = graph.camera.focus
  const skeleton = skeletons.get(id ?? "")
  if (!skeleton) throw new Error("nobody in focus")
  const seen = (point: Point3) => {
    const { x, y } = lens.project(point)
    return { x: x / picture.width, y: y / picture.height }
  }
  const inFrame = (point: Point3) => {
    const { x, y } = seen(point)
    return lens.depthOf(point) > 0 && x >= 0 && x <= 1 && y >= 0 && y <= 1
  }
  return { graph, lens, skeletons, skeleton, seen, inFrame }
}

const feet = ({ legs }: Skeleton) => legs.flatMap(({ ankle, toe }) => [ankle, toe])
const shot = (size: Size, angle: Angle = "eye-level") => ({ camera: { size, angle } })
const list = <Key extends string>(terms: Record<Key, unknown>) => Object.keys(terms) as Key[]

describe("the frame of a size", () => {
  it.each(["full", "wide", "extreme-wide", "establishing"] as const)(
    "%s holds the whole body, head to feet",
    (size) => {
      const { skeleton, inFrame } = look({ heading: "EXT. FIELD - DAY", ...shot(size) })
      expect([skeleton.crown, ...feet(skeleton)].every(inFrame)).toBe(true)
    },
  )

  it.each(["cowboy", "medium", "medium-close-up", "close-up"] as const)(
    "%s holds the whole head and not the feet",
    (size) => {
      const { skeleton, inFrame } = look(shot(size))
      expect(inFrame(skeleton.crown)).toBe(true)
      expect(inFrame(skeleton.chin)).toBe(true)
      expect(feet(skeleton).some(inFrame)).toBe(false)
    },
  )

  it("a medium cuts between chest and knees, a close-up under the neck and over the waist", () => {
    const medium = look(shot("medium"))
    expect(medium.inFrame(medium.skeleton.waist)).toBe(true)
    expect(medium.inFrame(medium.skeleton.legs[0].knee)).toBe(false)
    const close = look(shot("close-up"))
    expect(close.inFrame(close.skeleton.neck)).toBe(true)
    expect(close.inFrame(close.skeleton.waist)).toBe(false)
  })

  it("an extreme close-up holds the eyes and cuts the crown", () => {
    const { skeleton, inFrame } = look(shot("extreme-close-up"))
    expect(inFrame(skeleton.head)).toBe(true)
    expect(inFrame(skeleton.crown)).toBe(false)
  })

  it("closer sizes show the head larger, in the order of the vocabulary", () => {
    const heads = list<Size>(sizes)
      .filter((size) => size !== "insert")
      .map((size) => {
        const { skeleton, seen } = look({ heading: "EXT. FIELD - DAY", ...shot(size) })
        return seen(skeleton.chin).y - seen(skeleton.crown).y
      })
    expect(heads.toSorted((a, b) => a - b)).toEqual(heads)
  })

  it("an insert is of the hand and what it holds", () => {
    const { skeleton, inFrame } = look({ action: "Mara holds a key.", ...shot("insert") })
    expect(inFrame(skeleton.arms[1].wrist)).toBe(true)
    expect(inFrame(skeleton.crown)).toBe(false)
  })

  it("somebody who sits is framed sitting", () => {
    const { skeleton, inFrame } = look({ action: "Mara sits.", ...shot("close-up") })
    expect(inFrame(skeleton.crown)).toBe(true)
    expect(inFrame(skeleton.waist)).toBe(false)
  })

  it.each([0.6, 1, 4 / 3, 2.39])("keeps the head in a picture of ratio %s", (ratio) => {
    const size =
      ratio > 1 ? { width: 768, height: 768 / ratio } : { width: 768 * ratio, height: 768 }
    const graph = createGraph(shot("medium"))
    const skeleton = poseAll(graph).get("person:0")
    const lens = createLens(graph.camera.view, size)
    if (!skeleton) throw new Error("nobody there")
    const { x, y } = lens.project(skeleton.head)
    expect(x).toBeGreaterThan(0)
    expect(x).toBeLessThan(size.width)
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(size.height)
  })
})

describe("the stand of an angle", () => {
  const horizon = (angle: Angle) => {
    const { lens } = look({ heading: "EXT. FIELD - DAY", ...shot("medium", angle) })
    return Math.asin(lens.forward.y)
  }

  it("high looks down, low up, overhead straight down, and a horizon follows", () => {
    expect(horizon("high")).toBeLessThan(-0.4)
    expect(horizon("overhead")).toBeLessThan(-1.2)
    expect(horizon("low")).toBeGreaterThan(0.3)
    expect(horizon("worms-eye")).toBeGreaterThan(0.3)
    expect(Math.abs(horizon("eye-level"))).toBeLessThan(0.15)
  })

  it("dutch tips the horizon and nothing else does", () => {
    for (const angle of list<Angle>(angles))
      expect(Math.abs(createGraph(shot("medium", angle)).camera.view.roll) > 5).toBe(
        angle === "dutch",
      )
  })

  it("profile sees the face from the side, back from behind", () => {
    const side = look(shot("medium", "profile"))
    expect(Math.abs(dotWith(side.skeleton.chestAxes.forward, side.lens.forward))).toBeLessThan(0.25)
    const back = look(shot("medium", "back"))
    expect(dotWith(back.skeleton.chestAxes.forward, back.lens.forward)).toBeGreaterThan(0.8)
  })

  it("over the shoulder has the listener's head nearer and at the side, and the speaker's face to us", () => {
    const { lens, skeletons, skeleton, inFrame, seen } = look({
      cast: ["MARA", "THE KEEPER"],
      dialogue: "MARA: You came back.",
      ...shot("medium-close-up", "over-the-shoulder"),
    })
    const listener = skeletons.get("person:1")
    if (!listener) throw new Error("nobody listens")
    expect(lens.depthOf(listener.head)).toBeLessThan(lens.depthOf(skeleton.head) - 0.6)
    expect(Math.abs(seen(listener.head).x - 0.5)).toBeGreaterThan(0.15)
    expect(inFrame(skeleton.head)).toBe(true)
    expect(dotWith(skeleton.headAxes.forward, lens.forward)).toBeLessThan(-0.5)
  })

  it("a point of view leaves out the one who looks", () => {
    const { graph } = look({
      cast: ["MARA", "THE KEEPER"],
      dialogue: "MARA: You came back.",
      ...shot("medium", "point-of-view"),
    })
    expect(graph.people.map(({ name }) => name)).toEqual(["MARA"])
  })
})

describe("two people", () => {
  it("look towards each other, and both heads are in a medium", () => {
    const { skeletons, seen, inFrame } = look({
      cast: ["MARA", "THE KEEPER"],
      action: "They talk.",
      ...shot("medium"),
    })
    const [left, right] = ["person:0", "person:1"].map((id) => skeletons.get(id))
    if (!left || !right) throw new Error("two were cast")
    expect(seen(left.head).x).toBeLessThan(seen(right.head).x)
    expect(left.headAxes.forward.x).toBeGreaterThan(0.3)
    expect(right.headAxes.forward.x).toBeLessThan(-0.3)
    expect(inFrame(left.head) && inFrame(right.head)).toBe(true)
  })
})

describe("shot and reverse", () => {
  const over = (speaker: string) =>
    look({
      cast: ["MARA", "THE KEEPER"],
      dialogue: `${speaker}: You came back.`,
      ...shot("medium-close-up", "over-the-shoulder"),
    })

  it("look opposite ways across the picture, from the same side of the line", () => {
    const eyes = ["MARA", "THE KEEPER"].map((speaker) => {
      const { skeleton, lens, graph } = over(speaker)
      const z = graph.camera.view.position.z
      return { aside: dotWith(skeleton.headAxes.forward, lens.right), z }
    })
    expect(Math.sign(eyes[0]?.aside ?? 0)).toBe(-Math.sign(eyes[1]?.aside ?? 0))
    expect(eyes.every(({ z }) => z < 0.1)).toBe(true)
  })

  it("keep each on the own side of the picture in every panel of the scene", () => {
    const sides = list<Size>(sizes)
      .filter((size) => ["wide", "full", "cowboy", "medium"].includes(size))
      .flatMap((size) =>
        ["MARA", "THE KEEPER"].map((speaker) => {
          const { graph, lens, skeletons } = look({
            cast: speaker === "MARA" ? ["MARA", "THE KEEPER"] : ["THE KEEPER", "MARA"],
            dialogue: `${speaker}: You came back.`,
            ...shot(size),
          })
          const x = (name: string) => {
            const id = graph.people.find((person) => person.name === name)?.id ?? ""
            return lens.project(skeletons.get(id)?.head ?? { x: 0, y: 0, z: 0 }).x
          }
          return x("MARA") < x("THE KEEPER")
        }),
      )
    expect(new Set(sides).size).toBe(1)
  })
})

describe("a full shot", () => {
  it.each([
    "sits on a chair",
    "lies down",
    "crawls",
    "falls",
    "sleeps",
    "jumps",
    "raises a torch",
    "kneels",
  ])("of somebody who %s has all of the body, head to feet", (verb) => {
    const { skeleton, inFrame } = look({
      heading: "EXT. FIELD - DAY",
      action: `Mara ${verb}.`,
      ...shot("full"),
    })
    expect([skeleton.crown, skeleton.chin, ...feet(skeleton)].every(inFrame)).toBe(true)
  })

  it("of two who stand apart in height has both", () => {
    const { skeletons, inFrame } = look({
      cast: ["MARA", "THE KEEPER"],
      action: "They argue.",
      ...shot("full"),
    })
    for (const skeleton of skeletons.values())
      expect([skeleton.crown, ...feet(skeleton)].every(inFrame)).toBe(true)
  })
})

describe("feet", () => {
  it.each(["stands", "walks", "sits", "kneels", "points", "reads a book"])(
    "of somebody who %s are on the ground",
    (verb) => {
      const { skeleton } = look({ action: `Mara ${verb}.`, ...shot("full") })
      const lowest = Math.min(...feet(skeleton).map(({ y }) => y))
      expect(lowest).toBeGreaterThan(-0.05)
      expect(lowest).toBeLessThan(0.12)
    },
  )
})

const dotWith = (a: Point3, b: Point3) => a.x * b.x + a.y * b.y + a.z * b.z
