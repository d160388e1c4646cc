import { describe, expect, it } from "vitest"
import { applyInstruction } from "../instruction/apply-instruction.ts"
import { createGraph, picture } from "../sketch.fixture.ts"
import { listObjects } from "./list-objects.ts"

const graph = createGraph({
  heading: "INT. KITCHEN - DAY",
  action: "Mara looks at the Keeper. A dog.",
  cast: ["MARA", "THE KEEPER"],
  camera: { size: "wide" },
})
const objects = listObjects(graph, picture)
const find = (name: string, from = objects) => {
  const found = from.find((object) => object.name === name)
  if (!found) throw new Error(`no ${name}`)
  return found
}

/** Even-odd, as the contract says. */
function holds(outline: ReturnType<typeof find>["outline"], x: number, y: number): boolean {
  let inside = false
  for (const ring of outline)
    for (const [index, a] of ring.entries()) {
      const b = ring[(index + 1) % ring.length] ?? a
      if (a.y > y !== b.y > y && x < a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y)) inside = !inside
    }
  return inside
}

const boxOf = (outline: ReturnType<typeof find>["outline"]) => {
  const points = outline.flat()
  return {
    left: Math.min(...points.map(({ x }) => x)),
    right: Math.max(...points.map(({ x }) => x)),
    top: Math.min(...points.map(({ y }) => y)),
    bottom: Math.max(...points.map(({ y }) => y)),
  }
}

describe("the things of a picture", () => {
  it("are its people by name and its props by what they are called", () => {
    expect(objects.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["Mara", "The Keeper", "dog", "fridge", "table"]),
    )
    expect(find("Mara").kind).toBe("person")
    expect(find("dog").kind).toBe("thing")
  })

  it("lie within the picture, and somebody who stands is taller than wide", () => {
    for (const { outline } of objects) {
      const box = boxOf(outline)
      expect(box.left).toBeGreaterThanOrEqual(0)
      expect(box.right).toBeLessThanOrEqual(picture.width)
      expect(box.bottom).toBeLessThanOrEqual(picture.height)
    }
    const { left, right, top, bottom } = boxOf(find("Mara").outline)
    expect(bottom - top).toBeGreaterThan((right - left) * 1.5)
  })

  it("come nearest first, so that the first that holds a point is the one seen there", () => {
    const { left, right, top, bottom } = boxOf(find("Mara").outline)
    const [x, y] = [(left + right) / 2, top + (bottom - top) * 0.4]
    expect(objects.find(({ outline }) => holds(outline, x, y))?.name).toBe("Mara")
  })

  it("change sides with a mirrored picture", () => {
    const mirrored = listObjects({ ...graph, mirrored: true }, picture)
    const [a, b] = [boxOf(find("Mara").outline), boxOf(find("Mara", mirrored).outline)]
    expect(b.left).toBeCloseTo(picture.width - a.right, -1)
  })

  it("keep their ids through an edit", () => {
    const { graph: edited } = applyInstruction("remove the dog", graph, {
      size: picture,
      region: null,
    })
    const ids = listObjects(edited, picture).map(({ id }) => id)
    expect(ids).not.toContain(find("dog").id)
    expect(ids).toContain(find("Mara").id)
  })
})
