import { describe, expect, it } from "vitest"
import { createField, createSide, traceOutlines } from "./field.ts"
import { createLens } from "./lens.ts"
import { areaOf, clipLine, clipToBox, findHull } from "./polygon.ts"
import { createRandom, createSeed } from "./random.ts"
import { at, createAxes, headingTo } from "./vector.ts"

const frame = { left: 0, top: 0, right: 400, bottom: 400 }
const disc = { from: { x: 200, y: 200 }, fromRadius: 80, to: { x: 200, y: 200 }, toRadius: 80 }
const trace = (masses: Parameters<typeof createField>[0], blend = 0) => {
  const field = createField(masses, blend, frame)
  if (!field) throw new Error("nothing in the frame")
  return { field, outlines: traceOutlines(field) }
}
const area = (outlines: readonly (readonly { x: number; y: number }[])[]) =>
  outlines.reduce((sum, outline) => sum + Math.abs(areaOf(outline)), 0)

describe("a lens", () => {
  const lens = createLens(
    { position: at(0, 1.5, -4), target: at(0, 1.5, 0), roll: 0, lens: 36 },
    { width: 1600, height: 900 },
  )

  it("has its target in the middle, right to the right and up above", () => {
    expect(lens.project(at(0, 1.5, 0))).toEqual({ x: 800, y: 450 })
    expect(lens.project(at(1, 1.5, 0)).x).toBeGreaterThan(800)
    expect(lens.project(at(0, 2, 0)).y).toBeLessThan(450)
  })

  it("of 36 mm sees as wide as it is far", () => {
    expect(lens.project(at(2, 1.5, 0)).x).toBeCloseTo(1600)
    expect(lens.unitAt(at(0, 0, 0))).toBeCloseTo(400)
  })

  it("cuts what lies behind it", () => {
    expect(lens.polygon([at(0, 0, -9), at(1, 0, -9), at(0, 1, -9)])).toEqual([])
    expect(lens.line([at(0, 0, -9), at(0, 0, 4)])[0]).toHaveLength(2)
  })
})

describe("a form", () => {
  it("is as large as its mass", () => {
    const { outlines } = trace([disc])
    expect(outlines).toHaveLength(1)
    expect(area(outlines) / (Math.PI * 80 * 80)).toBeCloseTo(1, 1)
  })

  it("melts with a near one and stays apart from a far one", () => {
    const other = (x: number) => ({
      ...disc,
      from: { x, y: 200 },
      to: { x, y: 200 },
      fromRadius: 30,
      toRadius: 30,
    })
    expect(
      trace([{ ...disc, fromRadius: 40, toRadius: 40 }, other(275)], 40).outlines,
    ).toHaveLength(1)
    expect(
      trace([{ ...disc, fromRadius: 40, toRadius: 40 }, other(350)], 10).outlines,
    ).toHaveLength(2)
  })

  it("has its shadow on the side away from the light, and none where the frame cut it", () => {
    const { field } = trace([disc])
    const shadow = traceOutlines(createSide(field, { x: -20, y: 0 })).flat()
    expect(shadow.length).toBeGreaterThan(0)
    expect(Math.min(...shadow.map(({ x }) => x))).toBeGreaterThan(195)
    const cut = trace([{ ...disc, from: { x: 400, y: 200 }, to: { x: 400, y: 200 } }]).field
    const edge = traceOutlines(createSide(cut, { x: -20, y: 0 })).flat()
    expect(edge).toEqual([])
  })

  it("outside the frame is nothing", () => {
    expect(
      createField([{ ...disc, from: { x: 900, y: 0 }, to: { x: 900, y: 0 } }], 0, frame),
    ).toBeNull()
  })
})

describe("cutting", () => {
  const box = { left: 0, top: 0, right: 10, bottom: 10 }

  it("keeps a polygon's part in the box", () => {
    const square = [
      { x: -5, y: -5 },
      { x: 5, y: -5 },
      { x: 5, y: 5 },
      { x: -5, y: 5 },
    ]
    expect(Math.abs(areaOf(clipToBox(square, box)))).toBeCloseTo(25)
  })

  it("keeps a line's parts in the box, even when all its points are outside", () => {
    expect(
      clipLine(
        [
          { x: -5, y: 5 },
          { x: 15, y: 5 },
        ],
        box,
      ),
    ).toEqual([
      [
        { x: 0, y: 5 },
        { x: 10, y: 5 },
      ],
    ])
    expect(
      clipLine(
        [
          { x: -5, y: -5 },
          { x: 15, y: -5 },
        ],
        box,
      ),
    ).toEqual([])
  })

  it("a hull leaves out what lies inside", () => {
    expect(
      findHull([
        { x: 0, y: 0 },
        { x: 4, y: 0 },
        { x: 2, y: 1 },
        { x: 4, y: 4 },
        { x: 0, y: 4 },
      ]),
    ).toHaveLength(4)
  })
})

describe("chance", () => {
  it("is the same for the same words", () => {
    const [first, again] = [createRandom(createSeed("a", 1)), createRandom(createSeed("a", 1))]
    expect([first.next(), first.next()]).toEqual([again.next(), again.next()])
    expect(createSeed("a", 1)).not.toBe(createSeed("a", 2))
  })
})

describe("headings", () => {
  it("go from away over right to towards us", () => {
    expect(createAxes(90).forward.x).toBeCloseTo(1)
    expect(createAxes(180).forward.z).toBeCloseTo(-1)
    expect(headingTo({ x: 0, z: 0 }, { x: 1, z: 0 })).toBeCloseTo(90)
  })
})
