import { flatten, limb, paintForm } from "../drawing/form.ts"
import type { Sheet } from "../drawing/sheet.ts"
import type { Stage } from "../drawing/stage.ts"
import { findHull } from "../geometry/polygon.ts"
import { createSeed } from "../geometry/random.ts"
import type { Person } from "../scene-graph.ts"
import type { Face, Spot } from "./face.ts"
import { hairTones } from "./hair.ts"
import type { Skeleton } from "./skeleton.ts"

export function paintBeard(
  sheet: Sheet,
  stage: Stage,
  person: Person,
  skeleton: Skeleton,
  face: Face,
) {
  const { unit } = face
  const slab = (spots: readonly Spot[]) => ({
    hull: findHull(spots.map(([x, y, z]) => stage.lens.project(face.spot(x, y, z)))),
    radius: 0.012 * unit * stage.lens.unitAt(skeleton.head),
  })
  const cheek = (side: -1 | 1) =>
    slab([
      [side * 0.305, -0.07, 0.05],
      [side * 0.285, -0.25, 0.07],
      [side * 0.21, -0.4, 0.14],
      [side * 0.12, -0.36, 0.29],
      [side * 0.2, -0.25, 0.22],
      [side * 0.255, -0.13, 0.13],
    ])
  const moustache = (side: -1 | 1) =>
    flatten(
      stage,
      limb(
        face.spot(0, -0.198, 0.375),
        0.03 * unit,
        face.spot(side * 0.13, -0.25, 0.315),
        0.032 * unit,
      ),
    )
  paintForm(sheet, stage, {
    seed: createSeed(person.seed, "beard"),
    masses: [
      cheek(-1),
      cheek(1),
      moustache(-1),
      moustache(1),
      slab([
        [-0.17, -0.31, 0.25],
        [0.17, -0.31, 0.25],
        [0.13, -0.47, 0.2],
        [-0.13, -0.47, 0.2],
        [0, -0.55, 0.25],
        [0, -0.315, 0.35],
      ]),
    ],
    blend: 0.05 * unit,
    centre: skeleton.head,
    thickness: unit * 0.12,
    albedo: hairTones[person.looks.hairTone],
    stuff: "hair",
    weight: 0.7,
    angle: 84,
  })
}
