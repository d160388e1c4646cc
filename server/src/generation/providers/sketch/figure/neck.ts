import { flatten, limb, paintForm } from "../drawing/form.ts"
import type { Sheet } from "../drawing/sheet.ts"
import { findHull } from "../geometry/polygon.ts"
import { add, scale } from "../geometry/vector.ts"
import { seedOf, type FigureTools } from "./figure-tools.ts"
import type { Skeleton } from "./skeleton.ts"
import { ringOf } from "./torso.ts"

export function paintNeck(sheet: Sheet, tools: FigureTools) {
  const { skeleton, stage, person } = tools
  const { headHeight, height } = skeleton.proportions
  const stout = { slight: 0.86, average: 1, broad: 1.16, heavy: 1.3, child: 0.72 }[
    person.looks.build
  ]
  paintForm(sheet, stage, {
    seed: seedOf(tools, "neck"),
    masses: [
      flatten(
        stage,
        limb(
          neckTop(skeleton),
          headHeight * 0.185 * stout,
          add(skeleton.neck, scale(skeleton.chestAxes.up, -0.01 * height)),
          headHeight * 0.215 * stout,
        ),
      ),
    ],
    blend: 0,
    centre: skeleton.neck,
    thickness: headHeight * 0.34,
    albedo: 0.8,
    stuff: "skin",
    weight: 0.75,
  })
}

const neckTop = ({ head, headAxes, proportions }: Skeleton) =>
  add(
    head,
    add(
      scale(headAxes.up, -proportions.headHeight * 0.22),
      scale(headAxes.forward, -proportions.headHeight * 0.07),
    ),
  )

/** The roll of a high collar, round the neck. */
export function paintCollar(sheet: Sheet, tools: FigureTools) {
  const { skeleton, stage } = tools
  const { headHeight, height } = skeleton.proportions
  const { chestAxes, neck } = skeleton
  const ring = (rise: number, radius: number) =>
    ringOf({
      centre: add(neck, scale(chestAxes.up, rise * height)),
      right: chestAxes.right,
      forward: chestAxes.forward,
      half: radius * headHeight,
      deep: radius * headHeight * 0.95,
    }).map((point) => stage.lens.project(point))
  paintForm(sheet, stage, {
    seed: seedOf(tools, "collar"),
    masses: [{ hull: findHull([...ring(-0.006, 0.27), ...ring(0.022, 0.225)]), radius: 1 }],
    blend: 0,
    centre: neck,
    thickness: headHeight * 0.16,
    albedo: tools.albedo * 0.94,
    stuff: tools.stuff,
    weight: 0.7,
    angle: 84,
  })
}
