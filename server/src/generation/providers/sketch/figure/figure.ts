import { flatten, limb, paintForm, type Limb } from "../drawing/form.ts"
import type { Sheet } from "../drawing/sheet.ts"
import type { Item, Stage } from "../drawing/stage.ts"
import { findHull } from "../geometry/polygon.ts"
import { createRandom } from "../geometry/random.ts"
import { add, between, dot, normalise, scale, subtract, type Point3 } from "../geometry/vector.ts"
import type { Person } from "../scene-graph.ts"
import { paintArm } from "./arm.ts"
import { paintConstruction } from "./construction.ts"
import { garments, garmentTones } from "./garment.ts"
import { createHeadItems } from "./head.ts"
import { paintDetails } from "./garment-details.ts"
import { seedOf, type FigureTools } from "./figure-tools.ts"
import { paintCollar, paintNeck } from "./neck.ts"
import type { Leg, Skeleton } from "./skeleton.ts"
import { createSections, ringOf, type Section } from "./torso.ts"

const pictureUnit = ({ lens: { size } }: Stage) => Math.max(size.width, size.height) / 1536

/** A clothed person as parts that sort among themselves and with what stands between them. */
export function createFigureItems(person: Person, skeleton: Skeleton, stage: Stage): Item[] {
  const { lens } = stage
  const { proportions } = skeleton
  const garment = garments[person.looks.garment]
  const albedo = garmentTones[person.looks.garmentTone]
  const stuff = `cloth-${person.looks.garmentTone}` as const
  const tall = (proportions.height * lens.unitAt(skeleton.chest)) / pictureUnit(stage)
  const flat = tall < (person.id.startsWith("crowd:") ? 330 : 110)
  const tools: FigureTools = { stuff, person, skeleton, stage, garment, albedo, flat }
  const items: Item[] = []
  const body = lens.depthOf(skeleton.chest)
  const put = (depth: number, paint: (sheet: Sheet) => void) =>
    items.push({ layer: 4, depth, paint })

  put(body + proportions.height * 2, (sheet) => paintConstruction(sheet, stage, person, skeleton))
  for (const leg of skeleton.legs) {
    const depth = (lens.depthOf(leg.knee) * 2 + lens.depthOf(leg.ankle)) / 3
    // A thigh that is raised or level lies before the body's hem, a hanging one under it.
    const forwardLeg =
      dot(subtract(leg.knee, leg.hip), skeleton.hipAxes.up) > -0.17 * proportions.height &&
      dot(skeleton.hipAxes.forward, subtract(lens.eye, skeleton.pelvis)) > 0
    const covered =
      garment.hem > 0.3
        ? Math.max(depth, lens.depthOf(skeleton.pelvis)) + 0.12
        : forwardLeg
          ? depth
          : Math.max(depth, body) + 0.04
    put(covered, (sheet) => paintLeg(sheet, leg, tools))
  }
  const { sections, hip } = createSections(skeleton, garment)
  put(body, (sheet) => paintTorso(sheet, sections, hip, tools))
  put(Math.max(body + 0.02, lens.depthOf(skeleton.head) + 0.12), (sheet) => paintNeck(sheet, tools))
  if (garment.details.includes("turtleneck"))
    put(body - 0.012, (sheet) => paintCollar(sheet, tools))
  for (const arm of skeleton.arms) {
    const mid =
      (lens.depthOf(arm.elbow) + lens.depthOf(arm.wrist) * 1.4 + lens.depthOf(arm.shoulder)) / 3.4
    const before = mid < body + 0.035 * proportions.height
    put(before ? Math.min(mid, body - 0.02) : mid + 0.05, (sheet) => paintArm(sheet, arm, tools))
  }
  items.push(...createHeadItems(person, skeleton, stage))
  return items
}

function paintLeg(sheet: Sheet, leg: Leg, tools: FigureTools) {
  const { skeleton, stage, garment, albedo, person } = tools
  const { height, girth } = skeleton.proportions
  const bare = garment.legs === "bare"
  const thick = (bare ? 0.86 : 1.05) * (0.55 + girth * 0.45) * height
  const calf = between(leg.knee, leg.ankle, 0.32)
  const back = scale(skeleton.hipAxes.forward, -0.008 * height)
  const cloth = [
    limb(leg.hip, 0.062 * thick, between(leg.hip, leg.knee, 0.5), 0.055 * thick),
    limb(between(leg.hip, leg.knee, 0.5), 0.055 * thick, leg.knee, 0.04 * thick),
    limb(leg.knee, 0.04 * thick, add(calf, back), 0.038 * thick),
    limb(add(calf, back), 0.038 * thick, leg.ankle, (bare ? 0.022 : 0.033) * thick),
  ]
  const legAlbedo = bare
    ? 0.95
    : garment.legs === "same"
      ? albedo * 0.96
      : Math.min(albedo * 0.8, 0.36)
  const shoeUp = scale(normalise(subtract(leg.knee, leg.ankle)), 0.006 * height)
  const sole = add(leg.ankle, scale(normalise(subtract(leg.ankle, leg.knee)), 0.02 * height))
  const toe = add(leg.toe, scale(normalise(subtract(leg.knee, leg.ankle)), -0.022 * height))
  const foot: Limb[] = [
    limb(add(leg.ankle, shoeUp), 0.026 * height, sole, 0.026 * height),
    limb(sole, 0.027 * height, between(sole, toe, 0.6), 0.025 * height),
    limb(between(sole, toe, 0.6), 0.025 * height, toe, 0.017 * height),
  ]
  const boots = person.looks.garment === "coat" || person.looks.garment === "uniform"
  paintForm(sheet, stage, {
    seed: seedOf(tools, `foot${leg.side}`),
    masses: foot.map((part) => flatten(stage, part)),
    blend: 0.03 * height,
    centre: leg.ankle,
    thickness: 0.02 * height,
    albedo: boots ? 0.16 : 0.24,
    stuff: "wood",
    weight: 0.85,
    flat: tools.flat,
  })
  paintForm(sheet, stage, {
    seed: seedOf(tools, `leg${leg.side}`),
    masses: cloth.map((part) => flatten(stage, part)),
    blend: 0.04 * height,
    centre: leg.knee,
    thickness: 0.045 * height,
    albedo: legAlbedo,
    stuff: bare ? "skin" : garment.legs === "same" ? tools.stuff : "cloth-dark",
    weight: 0.95,
    angle: 78,
    flat: tools.flat,
  })
  const pixels = (height * stage.lens.unitAt(leg.knee)) / sheet.unit
  if (!bare && pixels > 260) {
    const random = createRandom(seedOf(tools, `fold${leg.side}`))
    const side = scale(skeleton.hipAxes.right, 0.03 * height)
    const fold = (from: Point3, to: Point3) =>
      sheet.line(
        [from, between(from, to, 0.5), to].map((point) => stage.lens.project(point)),
        {
          weight: 0.45,
          random,
          opacity: 0.7,
        },
      )
    fold(
      add(leg.knee, side),
      add(add(leg.knee, scale(side, -0.5)), { x: 0, y: -0.015 * height, z: 0 }),
    )
    fold(
      subtract(leg.ankle, scale(side, 0.8)),
      add(add(leg.ankle, scale(side, 0.5)), { x: 0, y: 0.02 * height, z: 0 }),
    )
  }
}

function paintTorso(sheet: Sheet, sections: readonly Section[], hip: number, tools: FigureTools) {
  const { skeleton, stage, albedo, garment } = tools
  const { lens } = stage
  const { height, girth } = skeleton.proportions
  const rings = sections.map((section) => ringOf(section).map((point) => lens.project(point)))
  const masses = rings
    .slice(1)
    .map((ring, index) => ({ hull: findHull([...ring, ...(rings[index] ?? [])]), radius: 0 }))
  const shoulders = skeleton.arms.map((arm) =>
    flatten(
      stage,
      limb(
        between(arm.shoulder, skeleton.neck, 0.75),
        0.03 * height * girth,
        add(arm.shoulder, scale(skeleton.chestAxes.up, -0.008 * height)),
        0.0305 * height * girth * Math.sqrt(garment.loose),
      ),
    ),
  )
  paintForm(sheet, stage, {
    seed: seedOf(tools, "torso"),
    masses: [...masses, ...shoulders],
    blend: 0.03 * height,
    centre: skeleton.chest,
    thickness: 0.085 * height,
    albedo,
    stuff: tools.stuff,
    angle: 66,
    flat: tools.flat,
  })
  paintDetails(sheet, sections, hip, tools)
}
