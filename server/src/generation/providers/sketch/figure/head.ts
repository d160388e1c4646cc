import { ball, flatten, limb, paintForm, type Limb } from "../drawing/form.ts"
import type { Sheet } from "../drawing/sheet.ts"
import type { Item, Stage } from "../drawing/stage.ts"
import { findHull, smoothLine } from "../geometry/polygon.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import type { Person } from "../scene-graph.ts"
import { paintBeard } from "./beard.ts"
import { createFace, type Spot } from "./face.ts"
import { paintFeatures } from "./features.ts"
import { hairOf, hairTones, hatsOf } from "./hair.ts"
import type { HeadTools } from "./head-tools.ts"
import type { Skeleton } from "./skeleton.ts"
import { paintStrands } from "./strands.ts"

/** The face's lower edge, from below the own left ear by the chin to below the right. */
const jaw: readonly Spot[] = [
  [-0.3, -0.12, 0.07],
  [-0.245, -0.29, 0.1],
  [-0.13, -0.42, 0.21],
  [0, -0.455, 0.275],
  [0.13, -0.42, 0.21],
  [0.245, -0.29, 0.1],
  [0.3, -0.12, 0.07],
]

/** A wedge from the bridge to the tip, its wings at the cheeks. */
const nose: readonly Spot[] = [
  [0, 0.07, 0.335],
  [-0.03, 0.05, 0.315],
  [0.03, 0.05, 0.315],
  [0, -0.09, 0.42],
  [0, -0.125, 0.428],
  [0, -0.165, 0.365],
  [-0.058, -0.14, 0.345],
  [0.058, -0.14, 0.345],
]

/** Head, hair, hat and face of a person, nearest last. */
export function createHeadItems(person: Person, skeleton: Skeleton, stage: Stage): Item[] {
  const face = createFace(skeleton, stage)
  const { lens } = stage
  const depth = lens.depthOf(skeleton.head)
  const pixels = face.unit * lens.unitAt(skeleton.head)
  const seed = (part: string) => createSeed(person.seed, part)
  const hair = hairOf(person.looks, face)
  const hairAlbedo = hairTones[person.looks.hairTone]
  const covered = person.looks.hair === "hood" || person.looks.hair === "cap"
  const items: { depth: number; paint: (sheet: Sheet) => void }[] = []
  const put = (lift: number, paint: (sheet: Sheet) => void) =>
    items.push({ depth: depth - lift, paint })
  const form = (
    sheet: Sheet,
    part: string,
    limbs: readonly Limb[],
    look: {
      albedo: number
      stuff: "skin" | "hair" | "cloth"
      blend?: number
      weight?: number
      bare?: boolean
      flat?: boolean
    },
  ) =>
    paintForm(sheet, stage, {
      seed: seed(part),
      masses: limbs.map((part_) => flatten(stage, part_)),
      blend: (look.blend ?? 0.12) * face.unit,
      centre: skeleton.head,
      thickness: face.unit * 0.3,
      albedo: look.albedo,
      stuff: look.stuff,
      weight: look.weight ?? 0.9,
      ...(look.bare && { bare: true }),
      ...(look.flat && { flat: true }),
    })

  const behindDepth = lens.depthOf(face.spot(0, -0.2, -0.3))
  if (hair.back.length > 0)
    items.push({
      depth: behindDepth,
      paint: (sheet) =>
        form(sheet, "hair-back", hair.back, {
          albedo: covered && person.looks.hair === "hood" ? 0.45 : hairAlbedo,
          stuff: person.looks.hair === "hood" ? "cloth" : "hair",
        }),
    })
  // Skull under everything: what shows of it is the neck's edge, ears and a bald head.
  put(-0.02, (sheet) =>
    form(
      sheet,
      "skull",
      [
        limb(
          face.spot(0, 0.13, -0.08),
          0.335 * face.unit,
          face.spot(0, 0.1, 0.03),
          0.31 * face.unit,
        ),
        ball(face.spot(0, -0.14, 0.06), 0.25 * face.unit),
      ],
      { albedo: 0.96, stuff: "skin" },
    ),
  )
  const paintHair = (sheet: Sheet) => {
    if (hair.top.length === 0) return
    form(sheet, "hair-top", hair.top, { albedo: hairAlbedo, stuff: "hair", blend: hair.blend })
  }
  const facing = face.towards > -0.12
  put(facing ? 0.01 : 0.06, paintHair)
  put(facing ? 0.03 : 0.01, (sheet) =>
    paintFace(sheet, stage, { person, skeleton, face, pixels, hair }),
  )
  put(0.065, (sheet) => paintStrands(sheet, stage, { person, skeleton, face, pixels, hair }))
  for (const side of [-1, 1] as const) {
    const ear = face.spot(side * 0.335, -0.02, -0.02)
    if (!hair.coversEars && lens.depthOf(ear) < depth + face.unit * 0.06)
      put(0.05, (sheet) => {
        form(
          sheet,
          `ear${side}`,
          [
            limb(
              face.spot(side * 0.335, 0.045, -0.05),
              0.05 * face.unit,
              face.spot(side * 0.315, -0.085, -0.01),
              0.034 * face.unit,
            ),
          ],
          { albedo: 0.94, stuff: "skin", weight: 0.6, blend: 0, flat: true },
        )
        if (pixels / sheet.unit > 90)
          sheet.line(
            smoothLine(
              [
                face.spot(side * 0.345, 0.06, -0.03),
                face.spot(side * 0.36, 0.03, -0.075),
                face.spot(side * 0.355, -0.03, -0.045),
              ].map((spot) => lens.project(spot)),
              4,
            ),
            { weight: 0.4, random: createRandom(seed("ear-line")), opacity: 0.8 },
          )
      })
  }
  for (const hat of hatsOf(person.looks, face))
    put(hat.lift, (sheet) =>
      form(sheet, hat.part, hat.limbs, { albedo: hat.albedo, stuff: "cloth", blend: hat.blend }),
    )
  return items.map((item) => ({ layer: 4, ...item }))
}

function paintFace(
  sheet: Sheet,
  stage: Stage,
  { person, skeleton, face, pixels, hair }: HeadTools,
) {
  const { lens } = stage
  const seed = createSeed(person.seed, "face")
  const random = createRandom(seed)
  const edge = [...hair.line, ...jaw].map(([x, y, z]) => lens.project(face.spot(x, y, z)))
  const bump = (x: number, y: number, z: number, radius: number) =>
    flatten(stage, ball(face.spot(x, y, z), radius * face.unit))
  // Children have rounder cheeks, a smaller chin and hardly a bridge to their nose.
  const young = person.looks.build === "child"
  const heavy = person.looks.build === "heavy" ? 0.03 : young ? 0.028 : 0
  const strong = person.looks.build === "broad" || person.looks.beard ? 0.014 : 0
  paintForm(sheet, stage, {
    seed,
    masses: [
      { hull: findHull(edge), radius: 0.006 * pixels },
      bump(0.165, -0.05, 0.21, 0.115 + heavy),
      bump(-0.165, -0.05, 0.21, 0.115 + heavy),
      bump(0.1, 0.11, 0.25, 0.115),
      bump(-0.1, 0.11, 0.25, 0.115),
      bump(0, -0.395, 0.255, 0.085 + (young ? 0 : heavy) + strong),
      bump(0, -0.25, 0.295, 0.062),
      bump(0, -0.228, 0.337, 0.026),
      bump(0, -0.292, 0.326, 0.028),
      {
        hull: findHull(
          nose.map(([x, y, z]) =>
            lens.project(face.spot(x, y, young ? 0.33 + (z - 0.33) * 0.55 : z)),
          ),
        ),
        radius: 0.011 * pixels,
      },
    ],
    blend: 0.042 * face.unit,
    centre: skeleton.head,
    thickness: face.unit * 0.22,
    albedo: 0.98,
    stuff: "skin",
    weight: 0.85,
    angle: 40,
  })
  if (face.towards < -0.1) return
  if (person.looks.beard) paintBeard(sheet, stage, person, skeleton, face)
  paintFeatures(sheet, stage, person, skeleton, face, pixels, random)
}
