import { flatten, limb, paintForm, type Limb } from "../drawing/form.ts"
import type { Sheet } from "../drawing/sheet.ts"
import { createRandom } from "../geometry/random.ts"
import { between, distance, dot, normalise, subtract } from "../geometry/vector.ts"
import { seedOf, type FigureTools } from "./figure-tools.ts"
import { paintPalm } from "./palm.ts"
import type { Arm } from "./skeleton.ts"

export function paintArm(sheet: Sheet, arm: Arm, tools: FigureTools) {
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
      flat: tools.flat,
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
function shoulderGap({ skeleton, stage, garment }: FigureTools, arm: Arm) {
  const { height, girth } = skeleton.proportions
  const inner = between(arm.shoulder, between(skeleton.chest, skeleton.neck, 0.5), 0.3)
  return {
    centre: stage.lens.project(inner),
    radius:
      0.05 * height * Math.sqrt(garment.loose) * (0.6 + girth * 0.4) * stage.lens.unitAt(inner),
  }
}

function paintFolds(sheet: Sheet, arm: Arm, tools: FigureTools) {
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
