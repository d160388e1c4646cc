import { flatten, limb, paintForm, type Limb } from "../drawing/form.ts"
import type { Stuff } from "../drawing/hand.ts"
import type { Sheet } from "../drawing/sheet.ts"
import { facesCamera, valueOf, weightAt, type Item, type Stage } from "../drawing/stage.ts"
import { findHull } from "../geometry/polygon.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import {
  add,
  between,
  distance,
  dot,
  normalise,
  scale,
  subtract,
  type Point3,
} from "../geometry/vector.ts"
import type { Person } from "../scene-graph.ts"
import { garments, garmentTones, type Garment } from "./garment.ts"
import { createHeadItems } from "./head.ts"
import { paintPalm } from "./palm.ts"
import type { Arm, Leg, Skeleton } from "./skeleton.ts"
import { createSections, onTorso, ringOf, type Section } from "./torso.ts"

/** A clothed person as parts that sort among themselves and with what stands between them. */
export function createFigureItems(person: Person, skeleton: Skeleton, stage: Stage): Item[] {
  const { lens } = stage
  const { proportions } = skeleton
  const garment = garments[person.looks.garment]
  const albedo = garmentTones[person.looks.garmentTone]
  const stuff = `cloth-${person.looks.garmentTone}` as const
  const tools: Tools = { stuff, person, skeleton, stage, garment, albedo }
  const items: Item[] = []
  const body = lens.depthOf(skeleton.chest)
  const put = (depth: number, paint: (sheet: Sheet) => void) =>
    items.push({ layer: 4, depth, paint })

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

interface Tools {
  readonly stuff: Stuff
  readonly person: Person
  readonly skeleton: Skeleton
  readonly stage: Stage
  readonly garment: Garment
  readonly albedo: number
}

const seedOf = ({ person }: Tools, part: string) => createSeed(person.seed, part)

function paintLeg(sheet: Sheet, leg: Leg, tools: Tools) {
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

function paintTorso(sheet: Sheet, sections: readonly Section[], hip: number, tools: Tools) {
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
  })
  paintDetails(sheet, sections, hip, tools)
}

/** Lapels, belts, buttons: lines on the body's surface, shown where it faces the camera. */
function paintDetails(sheet: Sheet, sections: readonly Section[], hip: number, tools: Tools) {
  const { stage, garment, skeleton, albedo, person } = tools
  const { lens, hand, light } = stage
  const depth = lens.depthOf(skeleton.chest)
  const pixels = (skeleton.proportions.height * lens.unitAt(skeleton.chest)) / sheet.unit
  if (pixels < 150) return
  const random = createRandom(seedOf(tools, "details"))
  const neck = hip + 5
  const value = valueOf(stage, albedo, light.at(skeleton.chest), depth)
  // On dark cloth details are cut out in a lighter line, as ink on black would be scratched.
  const pen = {
    weight: 0.6 * weightAt(depth),
    random,
    colour:
      value < 0.3 && hand.look !== "blueprint"
        ? hand.colourOf(Math.min(1, value + 0.34), "cloth")
        : hand.line,
    opacity: 0.9,
  }
  type Mark = readonly [angle: number, level: number]
  const trace = (marks: readonly Mark[]) => {
    let run: { x: number; y: number }[] = []
    const flush = () => {
      if (run.length > 1) sheet.line(run, pen)
      run = []
    }
    for (const [index, mark] of marks.entries()) {
      const from = marks[index - 1]
      const steps = from ? 5 : 1
      for (let step = 1; step <= steps; step += 1) {
        const share = step / steps
        const angle = from ? from[0] + (mark[0] - from[0]) * share : mark[0]
        const level = from ? from[1] + (mark[1] - from[1]) * share : mark[1]
        const { point, normal } = onTorso(sections, angle, level)
        if (facesCamera(stage, point, normal)) run.push(lens.project(point))
        else flush()
      }
    }
    flush()
  }
  const patch = (marks: readonly Mark[], albedoOf: number) => {
    const spots = marks.map(([angle, level]) => onTorso(sections, angle, level))
    if (!spots.every(({ point, normal }) => facesCamera(stage, point, normal))) return
    sheet.tone([spots.map(({ point }) => lens.project(point))], {
      value: valueOf(stage, albedoOf, light.at(skeleton.chest), depth),
      random,
      flat: true,
    })
  }
  const round = (level: number) =>
    trace([
      [-100, level],
      [-50, level],
      [0, level],
      [50, level],
      [100, level],
    ])
  const has = (detail: (typeof garment.details)[number]) => garment.details.includes(detail)
  const opening = has("lapels") ? hip + 1.5 : neck - 0.3
  if (has("lapels")) {
    patch(
      [
        [-24, neck - 0.1],
        [0, hip + 1.6],
        [24, neck - 0.1],
      ],
      has("tie") ? 0.96 : 0.72,
    )
    if (has("tie"))
      patch(
        [
          [-4, neck - 0.35],
          [-7, hip + 2.2],
          [0, hip + 1.75],
          [7, hip + 2.2],
          [4, neck - 0.35],
        ],
        0.2,
      )
    for (const side of [-1, 1] as const) {
      trace([
        [side * 24, neck - 0.1],
        [side * 15, hip + 2.6],
        [0, hip + 1.5],
      ])
      trace([
        [side * 26, neck],
        [side * 44, hip + 3.3],
        [side * 36, hip + 2.9],
        [side * 3, hip + 1.55],
      ])
    }
  }
  if (has("collar"))
    for (const side of [-1, 1] as const)
      trace([
        [side * 60, neck + 0.05],
        [side * 30, neck - 0.75],
        [side * 4, neck - 0.35],
      ])
  if (has("neckline")) {
    patch(
      [
        [-40, neck],
        [-34, neck - 0.8],
        [0, neck - 1.5],
        [34, neck - 0.8],
        [40, neck],
      ],
      0.96,
    )
    trace([
      [-42, neck],
      [-34, neck - 0.8],
      [0, neck - 1.55],
      [34, neck - 0.8],
      [42, neck],
    ])
  }
  if (has("placket"))
    trace([
      [1, opening],
      [2, hip],
      [4, 0.05],
    ])
  if (has("belt")) {
    round(hip + 0.78)
    round(hip + 1.05)
  }
  if (has("hem-rib")) round(0.35)
  if (has("buttons"))
    for (const level of [hip + 0.4, hip + 1.3, hip + 2.1, hip + 2.9]) {
      if (level > opening - 0.1 && has("lapels")) continue
      const { point, normal } = onTorso(sections, 9, level)
      if (!facesCamera(stage, point, normal)) continue
      const { x, y } = lens.project(point)
      const radius = Math.max(
        1.3 * sheet.unit,
        0.0065 * skeleton.proportions.height * lens.unitAt(point),
      )
      sheet.fill(
        [
          Array.from({ length: 7 }, (_, i) => ({
            x: x + radius * Math.cos(i * 0.9),
            y: y + radius * Math.sin(i * 0.9),
          })),
        ],
        pen.colour,
        0.9,
      )
    }
  if (has("pockets"))
    for (const side of [-1, 1] as const) {
      const level = garment.hem > 0.3 ? hip - 0.4 : hip + 0.25
      trace([
        [side * 28, level],
        [side * 62, level + 0.12],
      ])
    }
  if (has("epaulettes"))
    for (const side of [-1, 1] as const)
      trace([
        [side * 60, neck - 0.55],
        [side * 85, neck - 1.35],
      ])
  // Where cloth hangs it folds.
  if (garment.hem > 0.3)
    for (const angle of [-58, -22, 30, 64]) {
      const sway = random.spread() * 10
      trace([
        [angle + sway, 0.04],
        [angle + sway * 0.5, hip * random.between(0.5, 0.8)],
      ])
    }
  if (person.pose !== "stand" || pixels > 420)
    for (const side of [-1, 1] as const)
      trace([
        [side * 66, hip + 3.1],
        [side * 40, hip + 2.6 + random.spread() * 0.2],
      ])
}

function paintNeck(sheet: Sheet, tools: Tools) {
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
function paintCollar(sheet: Sheet, tools: Tools) {
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

function paintArm(sheet: Sheet, arm: Arm, tools: Tools) {
  const { skeleton, stage, garment, albedo, person } = tools
  const { height, girth } = skeleton.proportions
  const thick = (0.55 + girth * 0.45) * height
  const loose = Math.sqrt(garment.loose) * thick
  const short = garment.sleeve === "short"
  const wide = person.looks.garment === "robe" ? 1.5 : 1
  paintPalm(sheet, stage, person, arm, skeleton)
  const upper = [
    limb(arm.shoulder, 0.0315 * loose, between(arm.shoulder, arm.elbow, 0.45), 0.0305 * loose),
    limb(between(arm.shoulder, arm.elbow, 0.45), 0.0305 * loose, arm.elbow, 0.0265 * loose),
  ]
  const lower = [
    limb(arm.elbow, 0.0275 * loose, between(arm.elbow, arm.wrist, 0.35), 0.0285 * loose),
    limb(
      between(arm.elbow, arm.wrist, 0.35),
      0.0285 * loose,
      between(arm.elbow, arm.wrist, 0.95),
      0.0235 * loose * wide,
    ),
  ]
  const skin = [
    limb(arm.elbow, 0.027 * thick, between(arm.elbow, arm.wrist, 0.35), 0.027 * thick),
    limb(between(arm.elbow, arm.wrist, 0.35), 0.027 * thick, arm.wrist, 0.018 * thick),
  ]
  const paint = (part: string, limbs: readonly Limb[], sleeve: boolean) =>
    paintForm(sheet, stage, {
      seed: seedOf(tools, `${part}${arm.side}`),
      masses: limbs.map((piece) => flatten(stage, piece)),
      blend: 0.025 * height,
      centre: arm.elbow,
      thickness: 0.035 * height,
      albedo: sleeve ? albedo * 0.97 : 0.95,
      stuff: sleeve ? tools.stuff : "skin",
      weight: 0.95,
      angle: 30,
      ...(sleeve && { open: shoulderGap(tools, arm) }),
    })
  if (short) {
    paint(
      "arm-skin",
      [
        limb(between(arm.shoulder, arm.elbow, 0.4), 0.03 * thick, arm.elbow, 0.028 * thick),
        ...skin,
      ],
      false,
    )
    paint(
      "sleeve",
      [limb(arm.shoulder, 0.036 * loose, between(arm.shoulder, arm.elbow, 0.5), 0.037 * loose)],
      true,
    )
  } else paint("sleeve", [...upper, ...lower], true)
  paintFolds(sheet, arm, tools)
}

/** The sleeve grows out of the body: no line is drawn where they meet. */
function shoulderGap({ skeleton, stage, garment }: Tools, arm: Arm) {
  const { height, girth } = skeleton.proportions
  const inner = between(arm.shoulder, between(skeleton.chest, skeleton.neck, 0.5), 0.3)
  return {
    centre: stage.lens.project(inner),
    radius:
      0.05 * height * Math.sqrt(garment.loose) * (0.6 + girth * 0.4) * stage.lens.unitAt(inner),
  }
}

function paintFolds(sheet: Sheet, arm: Arm, tools: Tools) {
  const { stage, skeleton, garment } = tools
  const { height } = skeleton.proportions
  const pixels = (height * stage.lens.unitAt(arm.elbow)) / sheet.unit
  if (pixels < 300 || garment.sleeve === "short") return
  const random = createRandom(seedOf(tools, `folds${arm.side}`))
  const { lens } = stage
  const a = lens.project(arm.shoulder)
  const e = lens.project(arm.elbow)
  const w = lens.project(arm.wrist)
  const unit = 0.032 * height * lens.unitAt(arm.elbow)
  const fold = (at: { x: number; y: number }, along: { x: number; y: number }, size: number) => {
    const span = Math.hypot(along.x, along.y) || 1
    const nx = -along.y / span
    const ny = along.x / span
    sheet.line(
      [
        { x: at.x + nx * unit * 0.85, y: at.y + ny * unit * 0.85 },
        { x: at.x + (along.x / span) * unit * 0.3, y: at.y + (along.y / span) * unit * 0.3 },
        { x: at.x - nx * unit * size, y: at.y - ny * unit * size },
      ],
      { weight: 0.45, random, opacity: 0.75 },
    )
  }
  const bent =
    dot(normalise(subtract(arm.elbow, arm.shoulder)), normalise(subtract(arm.wrist, arm.elbow))) <
    0.85
  if (bent) {
    fold(e, { x: e.x - a.x, y: e.y - a.y }, 0.1)
    fold(
      { x: e.x * 0.8 + a.x * 0.2, y: e.y * 0.8 + a.y * 0.2 },
      { x: e.x - a.x, y: e.y - a.y },
      -0.2,
    )
  }
  // The cuff.
  if (distance(arm.elbow, arm.wrist) > 0.05) {
    const at = { x: e.x * 0.13 + w.x * 0.87, y: e.y * 0.13 + w.y * 0.87 }
    fold(at, { x: w.x - e.x, y: w.y - e.y }, 0.8)
  }
}
