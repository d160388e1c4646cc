import { createField, createSide, traceOutlines, type Mass } from "../geometry/field.ts"
import { createRandom } from "../geometry/random.ts"
import type { Point, Point3 } from "../geometry/vector.ts"
import type { Stuff } from "./hand.ts"
import type { Sheet } from "./sheet.ts"
import { lightOnPicture, valueOf, weightAt, type Stage } from "./stage.ts"

/** A ball or a limb in the world; radii in metres. */
export interface Limb {
  readonly from: Point3
  readonly fromRadius: number
  readonly to: Point3
  readonly toRadius: number
}

export const limb = (from: Point3, fromRadius: number, to: Point3, toRadius: number): Limb => ({
  from,
  fromRadius,
  to,
  toRadius,
})
export const ball = (at: Point3, radius: number): Limb => limb(at, radius, at, radius)

export const flatten = (stage: Stage, { from, fromRadius, to, toRadius }: Limb): Mass => ({
  from: stage.lens.project(from),
  fromRadius: fromRadius * stage.lens.unitAt(from),
  to: stage.lens.project(to),
  toRadius: toRadius * stage.lens.unitAt(to),
})

export interface Form {
  readonly seed: number
  /** In picture units. */
  readonly masses: readonly Mass[]
  /** How far the masses melt into one another, in metres. */
  readonly blend: number
  /** Where it is, for light and depth. */
  readonly centre: Point3
  /** Half its thickness in metres: how far a shadow side reaches in. */
  readonly thickness: number
  /** 0 dark to 1 light, before any light. */
  readonly albedo: number
  readonly stuff: Stuff
  /** A factor on line weight. */
  readonly weight?: number
  /** No line around it. */
  readonly bare?: boolean
  /** No shadow side. */
  readonly flat?: boolean
  /** Where its outline is left open, in picture units. */
  readonly open?: { readonly centre: Point; readonly radius: number }
  /** Degrees of its hatching. */
  readonly angle?: number
}

/** A soft form: its tone, its side away from the light, its outline heavier there, and a lit rim in the dark. */
export function paintForm(sheet: Sheet, stage: Stage, form: Form) {
  const { lens, light } = stage
  const depth = lens.depthOf(form.centre)
  const unit = lens.unitAt(form.centre)
  const field = createField(form.masses, form.blend * unit, sheet.frame)
  if (!field) return
  const outlines = traceOutlines(field)
  if (outlines.length === 0) return
  const random = createRandom(form.seed)
  const brightness = light.at(form.centre)
  const value = valueOf(stage, form.albedo, brightness, depth)
  const angle = form.angle ?? 52
  sheet.tone(outlines, { value, stuff: form.stuff, random, angle })

  const { side, behind } = lightOnPicture(stage, form.centre)
  const lateral = Math.hypot(side.x, side.y) || 1
  const reach = form.thickness * unit * (0.55 + 0.25 * light.darkness + 0.7 * Math.max(0, behind))
  if (!form.flat && reach > 2.5 * sheet.unit) {
    const away = { x: (side.x / lateral) * reach, y: (side.y / lateral) * reach * 0.4 }
    const shadow = traceOutlines(createSide(field, away))
    const core = valueOf(
      stage,
      form.albedo * (0.68 - 0.22 * light.darkness),
      brightness * 0.86,
      depth,
    )
    if (value - core > 0.015)
      sheet.tone(shadow, { value: core, stuff: form.stuff, random, angle: angle + 8 })
    if (light.darkness > 0.35 && reach > 5 * sheet.unit) {
      // Never thinner than the form's grid can carry, or the rim breaks into dashes.
      const rimReach = -Math.max(field.cell * 1.4, Math.min(0.16 * reach, 7 * sheet.unit))
      const rim = traceOutlines(
        createSide(field, { x: (side.x / lateral) * rimReach, y: (side.y / lateral) * rimReach }),
      )
      const glow = Math.min(1, value + 0.32 + brightness * 0.2)
      sheet.fill(rim, stage.hand.colourOf(glow, form.stuff), 0.85)
    }
  }
  if (form.bare) return
  const weight = (form.weight ?? 1) * weightAt(depth)
  const weigh = (left: Point) => 0.86 - 0.5 * ((left.x * side.x + left.y * side.y) / lateral)
  const pen = { weight, random, weigh }
  for (const outline of outlines)
    if (form.open) for (const run of leaveOpen(outline, form.open)) sheet.line(run, pen)
    else sheet.outline(outline, pen)
}

/** The outline without what lies in the gap, as open lines. */
function leaveOpen(
  outline: readonly Point[],
  { centre, radius }: { readonly centre: Point; readonly radius: number },
): Point[][] {
  const inGap = ({ x, y }: Point) => Math.hypot(x - centre.x, y - centre.y) < radius
  const start = outline.findIndex(inGap)
  if (start < 0) return [[...outline, ...outline.slice(0, 1)]]
  const turned = [...outline.slice(start), ...outline.slice(0, start)]
  const runs: Point[][] = []
  let run: Point[] = []
  for (const point of turned) {
    if (!inGap(point)) {
      run.push(point)
      continue
    }
    if (run.length > 2) runs.push(run)
    run = []
  }
  if (run.length > 2) runs.push(run)
  return runs
}
