import type { Angle, Size } from "@panelwright/core"
import { poseAll } from "../drawing/draw-scene.ts"
import { createPalm } from "../figure/palm.ts"
import type { Skeleton } from "../figure/skeleton.ts"
import { createLens, focalFor, type View } from "../geometry/lens.ts"
import { findBox } from "../geometry/polygon.ts"
import { add, at, between, normalise, scale, subtract, type Point3 } from "../geometry/vector.ts"
import { designOf } from "../prop/catalogue.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { isInterior } from "../set/place.ts"

/** What a size keeps in frame, in shares of the standing height below and above the crown; null: the whole body. */
const crops: Record<
  Size,
  { readonly below: number; readonly above: number; readonly lens: number } | null
> = {
  establishing: null,
  "extreme-wide": null,
  wide: null,
  full: null,
  cowboy: { below: 0.6, above: 0.07, lens: 40 },
  medium: { below: 0.47, above: 0.065, lens: 45 },
  "medium-close-up": { below: 0.31, above: 0.045, lens: 55 },
  "close-up": { below: 0.212, above: 0.026, lens: 70 },
  "big-close-up": { below: 0.152, above: -0.028, lens: 85 },
  "extreme-close-up": { below: 0.112, above: -0.045, lens: 100 },
  insert: { below: 0.2, above: 0, lens: 70 },
}

/** How high the picture is in metres at the subject, for sizes that show the whole body. */
const wideSpans: Partial<
  Record<
    Size,
    {
      readonly outside: number
      readonly inside: number
      readonly lens: number
      readonly foot: number
    }
  >
> = {
  full: { outside: 2.12, inside: 2.12, lens: 35, foot: 0.08 },
  wide: { outside: 3.7, inside: 3, lens: 28, foot: 0.16 },
  "extreme-wide": { outside: 8.5, inside: 4.2, lens: 24, foot: 0.24 },
  establishing: { outside: 13, inside: 4.8, lens: 22, foot: 0.3 },
}

interface Attitude {
  /** Degrees the camera looks down. */
  readonly pitch: number | null
  readonly roll: number
  /** A factor on what the size keeps in frame. */
  readonly wider: number
  readonly lens: number | null
}

const attitudes: Record<Angle, Attitude> = {
  "eye-level": { pitch: null, roll: 0, wider: 1, lens: null },
  high: { pitch: 34, roll: 0, wider: 1.08, lens: null },
  low: { pitch: -24, roll: 0, wider: 1.06, lens: 28 },
  overhead: { pitch: 82, roll: 0, wider: 1.25, lens: null },
  "birds-eye": { pitch: 56, roll: 0, wider: 2, lens: 24 },
  "worms-eye": { pitch: -42, roll: 0, wider: 1.15, lens: 20 },
  dutch: { pitch: -4, roll: 13, wider: 1.12, lens: 30 },
  profile: { pitch: null, roll: 0, wider: 1, lens: null },
  "over-the-shoulder": { pitch: null, roll: 0, wider: 1, lens: null },
  "point-of-view": { pitch: null, roll: 0, wider: 1, lens: null },
  back: { pitch: null, roll: 0, wider: 1, lens: null },
}

interface Aim {
  readonly centre: Point3
  /** Metres from the top to the bottom of the picture at the centre. */
  readonly span: number
  readonly lens: number
  /** Where eyes are, for the camera's own height. */
  readonly eyes: number
  readonly heading: number | null
}

/** Where the camera has to stand for its size, angle and focus to be what they say. */
export function frameView(graph: SceneGraph, ratio: number): View {
  const view = aimView(graph, ratio)
  const { size, angle, focus } = graph.camera
  if (angle === "over-the-shoulder" && focus.length > 1) return view
  const skeletons = poseAll(graph)
  const people = focus.flatMap((id) => skeletons.get(id) ?? [])
  if (people.length === 0 || size === "insert") return view
  const whole = crops[size] === null
  const shared = whole || ((size === "cowboy" || size === "medium") && people.length > 1)
  if (!shared) return view
  const margin = size === "full" ? 0.05 : 0.035
  return stepBack(view, {
    ratio,
    margin,
    points: people.flatMap((skeleton) => (whole ? outlineOf(skeleton) : headOf(skeleton))),
    aimAgain: whole,
  })
}

/** What the eye needs to see whole: joints with the flesh around them. */
const outlineOf = (skeleton: Skeleton): Point3[] => [
  ...jointsOf(skeleton),
  ...headOf(skeleton),
  ...skeleton.legs.map(({ ankle }) => add(ankle, at(0, -0.05, 0))),
]

const headOf = ({ head, crown, chin, headAxes, proportions }: Skeleton): Point3[] => {
  const aside = scale(headAxes.right, proportions.headHeight * 0.4)
  return [
    add(crown, scale(headAxes.up, proportions.headHeight * 0.08)),
    chin,
    add(head, aside),
    subtract(head, aside),
  ]
}

/** The same view from as far as it takes to have all points within the margins, a share of the picture's height. */
function stepBack(
  view: View,
  {
    ratio,
    margin,
    points,
    aimAgain,
  }: {
    readonly ratio: number
    readonly margin: number
    readonly points: readonly Point3[]
    readonly aimAgain: boolean
  },
): View {
  let next = view
  for (let step = 0; step < 8; step += 1) {
    const lens = createLens(next, { width: ratio, height: 1 })
    const box = findBox(points.map((point) => lens.project(point)))
    const over = {
      left: margin - box.left,
      right: box.right - (ratio - margin),
      top: margin - box.top,
      bottom: box.bottom - (1 - margin),
    }
    if (Math.max(over.left, over.right, over.top, over.bottom) <= 0.002) return next
    const wide = box.right - box.left
    const high = box.bottom - box.top
    const tight = Math.max(wide / (ratio - margin * 2), high / (1 - margin * 2))
    const depth = lens.depthOf(next.target)
    // First look a little aside or up and down; only where that cannot do, go back.
    const unit = lens.unitAt(next.target)
    const shift = aimAgain || tight <= 1 ? 1 : 0.6
    const x = (Math.max(0, over.right) - Math.max(0, over.left)) * shift
    const y = (Math.max(0, over.bottom) - Math.max(0, over.top)) * shift
    const move = add(scale(lens.right, x / unit), scale(lens.up, -y / unit))
    const back = scale(lens.forward, -depth * Math.max(0, Math.min(0.6, tight - 0.985)))
    const position = add(add(next.position, move), back)
    next = finish(
      at(position.x, Math.max(0.12, position.y), position.z),
      add(next.target, move),
      next.roll,
      next.lens,
    )
  }
  return next
}

function aimView(graph: SceneGraph, ratio: number): View {
  const skeletons = poseAll(graph)
  const { camera } = graph
  const people = camera.focus.flatMap((id) => skeletons.get(id) ?? [])
  const [primary] = people
  if (camera.angle === "over-the-shoulder" && primary) {
    const over = overShoulder(graph, skeletons, primary, ratio)
    if (over) return over
  }
  const attitude = attitudes[camera.angle]
  const aim = findAim(graph, people, skeletons, ratio)
  const lens =
    camera.lens ??
    (attitude.lens !== null && crops[camera.size] === null ? attitude.lens : aim.lens)
  const focal = focalFor(lens, { width: ratio, height: 1 })
  const away = aim.span * widerOf(camera.angle, camera.size) * focal
  const yaw = yawOf(graph, aim)
  const flat = at(Math.sin(yaw), 0, Math.cos(yaw))
  if (attitude.pitch === null) {
    const level = Math.min(aim.eyes, aim.centre.y + aim.span * 0.22)
    const height = Math.max(
      0.3,
      camera.size === "establishing" && !isInterior(graph.setting.kind) ? 3.2 : level,
    )
    const position = add(add(aim.centre, scale(flat, -away)), at(0, height - aim.centre.y, 0))
    return finish(position, aim.centre, attitude.roll, lens)
  }
  const pitch = (attitude.pitch * Math.PI) / 180
  const direction = add(scale(flat, Math.cos(pitch)), at(0, -Math.sin(pitch), 0))
  const position = subtract(aim.centre, scale(direction, away))
  if (position.y < 0.14) {
    // The ground is in the way: stand on it and look up as far as that allows.
    const reach = Math.sqrt(Math.max(0.04, away * away - (aim.centre.y - 0.14) ** 2))
    return finish(
      add(at(aim.centre.x, 0.14, aim.centre.z), scale(flat, -reach)),
      aim.centre,
      attitude.roll,
      lens,
    )
  }
  return finish(position, aim.centre, attitude.roll, lens)
}

/** From straight above a whole body takes less of the picture's height than standing before it. */
function widerOf(angle: Angle, size: Size): number {
  const { wider } = attitudes[angle]
  const far = size === "establishing" || size === "extreme-wide"
  if (angle === "birds-eye") return far ? wider : crops[size] ? 1.25 : 1.4
  if (angle === "overhead") return far ? wider : crops[size] ? 1.1 : 0.85
  return wider
}

const tidy = (value: number) => Math.round(value * 10_000) / 10_000
const finish = (position: Point3, target: Point3, roll: number, lens: number): View => ({
  position: at(tidy(position.x), tidy(position.y), tidy(position.z)),
  target: at(tidy(target.x), tidy(target.y), tidy(target.z)),
  roll,
  lens,
})

const headingOf = (skeleton: Skeleton) =>
  Math.atan2(skeleton.chestAxes.forward.x, skeleton.chestAxes.forward.z)

function yawOf(graph: SceneGraph, aim: Aim): number {
  const { angle } = graph.camera
  if (aim.heading === null) return 0
  if (angle === "back") {
    // Behind one shoulder: of the two the one on the side of the line where the camera is.
    const [left, right] = [aim.heading - 0.38, aim.heading + 0.38]
    return Math.cos(left) >= Math.cos(right) ? left : right
  }
  if (angle === "profile") {
    // Of the two sides the one nearer to where the camera was.
    const left = aim.heading + Math.PI / 2
    const right = aim.heading - Math.PI / 2
    return Math.cos(left) >= Math.cos(right) ? left : right
  }
  return 0
}

const jointsOf = (skeleton: Skeleton): Point3[] => [
  skeleton.crown,
  skeleton.pelvis,
  ...skeleton.arms.flatMap(({ elbow, wrist, shoulder }) => [shoulder, elbow, wrist]),
  ...skeleton.legs.flatMap(({ knee, ankle, toe }) => [knee, ankle, toe]),
]

function findAim(
  graph: SceneGraph,
  people: readonly Skeleton[],
  skeletons: ReadonlyMap<string, Skeleton>,
  ratio: number,
): Aim {
  const { size } = graph.camera
  const [primary] = people
  const interior = isInterior(graph.setting.kind)
  const crop = crops[size]
  if (size === "insert" || !primary) {
    const detail = findDetail(graph, skeletons, primary)
    if (detail) return detail
  }
  if (!primary) {
    const span = wideSpans[size] ?? { outside: 4, inside: 2.6, lens: 32, foot: 0.2 }
    const high = interior ? span.inside : span.outside
    return {
      centre: at(0, Math.max(1.25, high * (0.5 - span.foot)), 0),
      span: high,
      lens: span.lens,
      eyes: 1.6,
      heading: null,
    }
  }
  const { height } = primary.proportions
  const heading =
    graph.camera.angle === "profile"
      ? Math.atan2(primary.headAxes.forward.x, primary.headAxes.forward.z)
      : headingOf(primary)
  // Wider sizes hold everybody in focus, closer ones the first.
  const together = crop === null || size === "cowboy" || size === "medium" ? people : [primary]
  const joints = together.flatMap(jointsOf)
  const xs = joints.map(({ x }) => x)
  const spread = Math.max(...xs) - Math.min(...xs)
  const middle = {
    x:
      together.length > 1
        ? (Math.max(...xs) + Math.min(...xs)) / 2
        : spread > height * 0.6
          ? (Math.max(...xs) + Math.min(...xs)) / 2
          : primary.head.x * 0.6 + primary.pelvis.x * 0.4,
    z: together.reduce((sum, { pelvis }) => sum + pelvis.z, 0) / together.length,
  }
  if (crop === null) {
    const { outside, inside, lens, foot } = wideSpans[size] ?? {
      outside: 3,
      inside: 3,
      lens: 30,
      foot: 0.15,
    }
    const floor = Math.min(...joints.map(({ y }) => y)) - 0.05
    const top = Math.max(...joints.map(({ y }) => y)) + 0.05
    const base = interior ? inside : outside
    const tall = Math.max(
      size === "full" ? (top - floor) * 1.2 : base * Math.max(0.6, height / 1.75),
      0.9,
    )
    const span = Math.max(
      tall,
      (spread * (size === "full" ? 1.16 : 1.3)) / ratio,
      size === "full" ? (spread * 1.2) / ratio : 0,
    )
    const centre = at(
      middle.x + (spread > span * ratio * 0.45 ? 0 : lead(primary, together, span * ratio, size)),
      floor + span * (0.5 - foot),
      middle.z,
    )
    return { centre, span, lens, eyes: Math.max(0.8, Math.min(1.55, primary.head.y)), heading }
  }
  const crown = Math.max(...together.map(({ crown: { y } }) => y))
  const standing = primary.crown.y > height * 0.5
  const fit = together.length > 1 ? (spread * 1.12) / ratio : 0
  const span = Math.max((crop.below + crop.above) * height, fit)
  const top = crown + crop.above * height
  const face = size === "big-close-up" || size === "extreme-close-up"
  const ahead = face ? scale(primary.headAxes.forward, primary.proportions.headHeight * 0.3) : null
  const centre = standing
    ? at(
        (ahead ? primary.head.x + ahead.x : middle.x) + lead(primary, together, span * ratio, size),
        top - span / 2,
        (together.length > 1 ? middle.z : primary.head.z) + (ahead?.z ?? 0),
      )
    : at(primary.head.x, primary.head.y, primary.head.z)
  return { centre, span, lens: crop.lens, eyes: primary.head.y, heading }
}

/** Room to look into: the picture's middle lies ahead of a face that looks to a side. */
function lead(primary: Skeleton, together: readonly Skeleton[], width: number, size: Size): number {
  if (together.length > 1 || size === "establishing") return 0
  const side = primary.headAxes.forward.x
  const strength = size === "extreme-close-up" ? 0.02 : size === "big-close-up" ? 0.06 : 0.125
  const away =
    Math.abs(side) < 0.12
      ? 0.35 * Math.sign(side || 1)
      : Math.sign(side) * Math.min(1, Math.abs(side) * 1.6)
  return away * strength * width
}

/** A hand and what it holds, or a thing. */
function findDetail(
  graph: SceneGraph,
  skeletons: ReadonlyMap<string, Skeleton>,
  primary: Skeleton | undefined,
): Aim | null {
  const [first] = graph.camera.focus
  const prop = graph.props.find(({ id }) => id === first)
  if (prop) {
    const { extent } = designOf(prop.kind)
    const wide = Math.max(extent[0], extent[2]) * prop.scale
    const tall = extent[1] * prop.scale
    const close = graph.camera.size === "insert" || crops[graph.camera.size] !== null
    const roomy = { establishing: 1.75, "extreme-wide": 1.9, wide: 1.4 } as const
    const { size } = graph.camera
    const generous = size in roomy ? roomy[size as keyof typeof roomy] : 1.2
    const span = close
      ? Math.max(tall * 1.5, wide * 0.95, 0.24) * 1.05
      : Math.max(tall * generous, wide * 0.9, 2)
    if (!close && tall > 3)
      return {
        // A tall thing stands on the third, with ground before it.
        centre: add(prop.position, at(span * 0.26, span * 0.5 - span * 0.16, 0)),
        span,
        lens: 28,
        eyes: Math.max(1.6, tall * 0.22),
        heading: null,
      }
    const centre = add(prop.position, at(0, tall * 0.5, 0))
    return { centre, span, lens: close ? 60 : 32, eyes: centre.y + span * 0.32, heading: null }
  }
  if (!primary || graph.camera.size !== "insert") return null
  const person = graph.people.find(({ id }) => skeletons.get(id) === primary)
  const hand = createPalm(primary.arms[1], primary)
  const held = person?.holds ? designOf(person.holds).extent : null
  const span = Math.max(0.34, held ? Math.max(...held) * 1.35 : 0)
  return { centre: hand.centre, span, lens: 60, eyes: hand.centre.y + span * 0.3, heading: null }
}

/** Behind the listener's shoulder, on the line from one head to the other. */
function overShoulder(
  graph: SceneGraph,
  skeletons: ReadonlyMap<string, Skeleton>,
  speaker: Skeleton,
  ratio: number,
): View | null {
  const [, listenerId] = graph.camera.focus
  const listener = listenerId ? skeletons.get(listenerId) : undefined
  if (!listener) return null
  const line = subtract(speaker.head, listener.head)
  const flat = normalise(at(line.x, 0, line.z))
  const aside = at(flat.z, 0, -flat.x)
  // Stay on the camera's side of the line between them.
  const side = aside.z > 0 ? -1 : 1
  const long = {
    "medium-close-up": 48,
    "close-up": 60,
    "big-close-up": 80,
    "extreme-close-up": 105,
  } as const
  const { size } = graph.camera
  const lens = graph.camera.lens ?? (size in long ? long[size as keyof typeof long] : 42)
  const focal = focalFor(lens, { width: ratio, height: 1 })
  const tight = {
    "extreme-close-up": 0.3,
    "big-close-up": 0.42,
    "close-up": 0.55,
    "medium-close-up": 0.7,
    medium: 0.95,
    cowboy: 1.2,
    full: 1.7,
    wide: 2.2,
    "extreme-wide": 3.2,
    establishing: 4,
  } as const
  const span = size in tight ? tight[size as keyof typeof tight] : 0.75
  const reach = Math.hypot(line.x, line.z)
  const away = Math.max(span * focal, reach + 1.05)
  // The nearer head stands at the edge of the picture, the farther one just past its middle.
  const out = 0.62 * ((away - reach) / 1.05) * Math.min(1, 62 / lens)
  const position = add(
    add(speaker.head, scale(flat, -away)),
    add(scale(aside, side * out), at(0, lens > 70 ? 0.15 : 0.07, 0)),
  )
  const target = add(
    between(speaker.head, speaker.chest, span > 0.9 ? 0.55 : 0.3),
    scale(aside, side * -0.06),
  )
  return finish(position, target, 0, lens)
}
