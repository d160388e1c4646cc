import { ball, flatten, limb, paintForm, type Limb } from "../drawing/form.ts"
import type { Sheet } from "../drawing/sheet.ts"
import { valueOf, weightAt, type Item, type Stage } from "../drawing/stage.ts"
import { findHull, smoothLine } from "../geometry/polygon.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { dot, normalise, place, subtract, type Point, type Point3 } from "../geometry/vector.ts"
import type { Expression, Person } from "../scene-graph.ts"
import { hairOf, hairTones, hatsOf, type Hair, type Spot } from "./hair.ts"
import type { Skeleton } from "./skeleton.ts"

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

export interface Face {
  /** The point at shares of the head's height: x to the own right, y up, z forward, from the middle of the head. */
  readonly spot: (x: number, y: number, z: number) => Point3
  readonly unit: number
  /** 1 looks into the camera, -1 away. */
  readonly towards: number
}

export function createFace(skeleton: Skeleton, stage: Stage): Face {
  const { head, headAxes, proportions } = skeleton
  const { headHeight } = proportions
  return {
    spot: (x, y, z) => place(head, headAxes, x * headHeight, y * headHeight, z * headHeight),
    unit: headHeight,
    towards: dot(headAxes.forward, normalise(subtract(stage.lens.eye, head))),
  }
}

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

interface HeadTools {
  readonly person: Person
  readonly skeleton: Skeleton
  readonly face: Face
  readonly pixels: number
  readonly hair: Hair
}

/** The way the hair lies, light on dark hair and dark on light. */
function paintStrands(
  sheet: Sheet,
  stage: Stage,
  { person, skeleton, face, pixels, hair }: HeadTools,
) {
  const scaled = pixels / sheet.unit
  if (scaled < 45) return
  const { lens, hand, light } = stage
  const random = createRandom(createSeed(person.seed, "strands"))
  const depth = lens.depthOf(skeleton.head)
  const value = valueOf(stage, hairTones[person.looks.hairTone], light.at(skeleton.head), depth)
  const colour =
    hand.look === "blueprint"
      ? hand.line
      : value < 0.4
        ? hand.colourOf(Math.min(1, value + 0.22), "hair")
        : hand.line
  for (const strand of hair.strands) {
    let run: Point[] = []
    const flush = () => {
      if (run.length > 1)
        sheet.line(smoothLine(run, 5), {
          weight: Math.min(0.8, 0.25 + scaled / 420),
          random,
          colour,
          opacity: 0.8,
        })
      run = []
    }
    for (const [x, y, z] of strand) {
      const spot = face.spot(x, y, z)
      const outward = subtract(spot, face.spot(0, Math.min(0.1, y), -0.08))
      if (dot(outward, subtract(lens.eye, spot)) > 0) run.push(lens.project(spot))
      else flush()
    }
    flush()
  }
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
  const heavy = person.looks.build === "heavy" ? 0.03 : 0
  const strong = person.looks.build === "broad" || person.looks.beard ? 0.014 : 0
  paintForm(sheet, stage, {
    seed,
    masses: [
      { hull: findHull(edge), radius: 0.006 * pixels },
      bump(0.165, -0.05, 0.21, 0.115 + heavy),
      bump(-0.165, -0.05, 0.21, 0.115 + heavy),
      bump(0.1, 0.11, 0.25, 0.115),
      bump(-0.1, 0.11, 0.25, 0.115),
      bump(0, -0.395, 0.255, 0.085 + heavy + strong),
      bump(0, -0.25, 0.32, 0.062),
      flatten(
        stage,
        limb(
          face.spot(0, 0.06, 0.335),
          0.03 * face.unit,
          face.spot(0, -0.1, 0.432),
          0.034 * face.unit,
        ),
      ),
    ],
    blend: 0.055 * face.unit,
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

function paintBeard(sheet: Sheet, stage: Stage, person: Person, skeleton: Skeleton, face: Face) {
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

interface Mood {
  /** Brow heights, inner and outer end, and mouth: curve up, how open, how wide. */
  readonly inner: number
  readonly outer: number
  readonly curve: number
  readonly open: number
  readonly wide: number
  /** How open the eyes are. */
  readonly lids: number
}

const moods: Record<Expression, Mood> = {
  neutral: { inner: 0, outer: 0, curve: 0, open: 0, wide: 1, lids: 1 },
  happy: { inner: 0.012, outer: 0.012, curve: 0.045, open: 0, wide: 1.3, lids: 0.72 },
  sad: { inner: 0.035, outer: -0.025, curve: -0.03, open: 0, wide: 0.9, lids: 0.7 },
  angry: { inner: -0.045, outer: 0.02, curve: -0.02, open: 0.02, wide: 1, lids: 0.8 },
  afraid: { inner: 0.05, outer: 0.02, curve: -0.012, open: 0.05, wide: 0.85, lids: 1.35 },
  shouting: { inner: -0.035, outer: 0.025, curve: -0.02, open: 0.125, wide: 0.95, lids: 0.95 },
  asleep: { inner: 0, outer: -0.01, curve: 0, open: 0, wide: 0.85, lids: 0.04 },
}

function paintFeatures(
  sheet: Sheet,
  stage: Stage,
  person: Person,
  skeleton: Skeleton,
  face: Face,
  pixels: number,
  random: ReturnType<typeof createRandom>,
) {
  const { lens, light, hand } = stage
  const mood = moods[person.expression]
  const depth = lens.depthOf(skeleton.head)
  const scaled = pixels / sheet.unit
  if (scaled < 13) return
  const weight = Math.min(1.15, Math.max(0.3, scaled / 190)) * Math.min(1.1, weightAt(depth) + 0.25)
  const skin = valueOf(stage, 0.98, light.at(skeleton.head), depth)
  const dark =
    hand.look === "blueprint" ? hand.line : hand.colourOf(Math.max(0.02, skin * 0.16), "hair")
  const visible = (x: number, y: number, z: number) => {
    const spot = face.spot(x, y, z)
    const centre = face.spot(0, y * 0.5, -0.02)
    return dot(normalise(subtract(spot, centre)), normalise(subtract(lens.eye, spot))) > 0.12
  }
  const draw = (
    spots: readonly Spot[],
    options: { weight?: number; opacity?: number; looseness?: number } = {},
  ) => {
    const shown = spots.filter(([x, y, z]) => visible(x, y, z))
    if (shown.length < 2) return
    sheet.line(
      smoothLine(
        shown.map(([x, y, z]) => lens.project(face.spot(x, y, z))),
        5,
      ),
      {
        weight: (options.weight ?? 1) * weight,
        random,
        colour: dark,
        opacity: options.opacity ?? 1,
        looseness: (options.looseness ?? 0.3) * Math.min(1, scaled / 160),
      },
    )
  }
  const shade = (spots: readonly Spot[], strength: number) => {
    const shown = spots.filter(([x, y, z]) => visible(x, y, z))
    if (shown.length > 2)
      sheet.fill(
        [
          smoothLine(
            [...shown, ...shown.slice(0, 1)].map(([x, y, z]) => lens.project(face.spot(x, y, z))),
            4,
          ),
        ],
        hand.colourOf(valueOf(stage, 0.62, light.at(skeleton.head), depth), "skin"),
        strength,
      )
  }
  if (scaled > 55) {
    for (const side of [-1, 1] as const)
      shade(
        [
          [side * 0.06, 0.1, 0.34],
          [side * 0.16, 0.115, 0.33],
          [side * 0.26, 0.08, 0.25],
          [side * 0.22, 0.0, 0.29],
          [side * 0.08, -0.01, 0.33],
        ],
        0.5,
      )
    shade(
      [
        [-0.075, -0.15, 0.37],
        [0, -0.135, 0.44],
        [0.075, -0.15, 0.37],
        [0, -0.205, 0.36],
      ],
      0.65,
    )
    shade(
      [
        [-0.08, -0.305, 0.32],
        [0.08, -0.305, 0.32],
        [0, -0.345, 0.31],
      ],
      0.5,
    )
  }
  for (const side of [-1, 1] as const)
    paintEye({ sheet, stage, person, skeleton, face, mood, side, scaled, visible, draw, dark })
  // Nose: its wing and underside, and on the side away from the light its ridge.
  const noseSide = dot(skeleton.headAxes.right, light.towards(skeleton.head)) > 0 ? -1 : 1
  if (scaled > 30)
    draw(
      [
        [noseSide * 0.085, -0.115, 0.36],
        [noseSide * 0.075, -0.155, 0.37],
        [noseSide * 0.03, -0.165, 0.43],
        [-noseSide * 0.03, -0.165, 0.43],
        [-noseSide * 0.065, -0.15, 0.38],
      ],
      { weight: 0.75 },
    )
  if (scaled > 75)
    draw(
      [
        [noseSide * 0.045, 0.07, 0.35],
        [noseSide * 0.035, 0.0, 0.385],
        [noseSide * 0.045, -0.09, 0.42],
      ],
      { weight: 0.6, opacity: 0.7 },
    )
  paintMouth({ sheet, stage, face, mood, scaled, visible, draw, dark, beard: person.looks.beard })
  if (person.looks.glasses && scaled > 26)
    for (const side of [-1, 1] as const) {
      const ring = Array.from({ length: 15 }, (_, index): Spot => {
        const angle = (index / 14) * Math.PI * 2
        return [
          side * (0.155 + 0.105 * Math.cos(angle)),
          0.025 + 0.085 * Math.sin(angle),
          0.385 - 0.1 * Math.abs(Math.cos(angle) > 0 ? Math.cos(angle) : 0),
        ]
      })
      draw(ring, { weight: 0.9 })
      draw(
        [
          [side * 0.26, 0.04, 0.29],
          [side * 0.33, 0.04, 0],
        ],
        { weight: 0.8 },
      )
      if (side > 0)
        draw(
          [
            [-0.05, 0.03, 0.39],
            [0, 0.045, 0.4],
            [0.05, 0.03, 0.39],
          ],
          { weight: 0.8 },
        )
    }
}

interface FeatureTools {
  readonly sheet: Sheet
  readonly stage: Stage
  readonly face: Face
  readonly mood: Mood
  readonly scaled: number
  readonly dark: string
  readonly visible: (x: number, y: number, z: number) => boolean
  readonly draw: (
    spots: readonly Spot[],
    options?: { weight?: number; opacity?: number; looseness?: number },
  ) => void
}

function paintEye({
  sheet,
  stage,
  person,
  skeleton,
  face,
  mood,
  side,
  scaled,
  visible,
  draw,
  dark,
}: FeatureTools & { person: Person; skeleton: Skeleton; side: -1 | 1 }) {
  const { lens, hand } = stage
  const x0 = side * 0.152
  const y0 = 0.02
  const z0 = 0.325
  if (!visible(x0, y0, z0)) return
  const wrap = (x: number) => z0 - Math.max(0, Math.abs(x) - 0.1) * 0.55
  const half = 0.078
  const lidHeight = 0.044 * mood.lids
  const lid = (share: number, height: number): Spot => {
    const x = x0 + side * share * half
    return [x, y0 + height * Math.sqrt(Math.max(0, 1 - share * share)) + share * 0.006, wrap(x)]
  }
  const shares = [-1, -0.6, -0.2, 0.2, 0.6, 1]
  const upper = shares.map((share) => lid(share, lidHeight))
  const lower = shares.map((share) => lid(share, -lidHeight * 0.62))
  const flat = (spots: readonly Spot[]) =>
    spots.map(([x, y, z]) => lens.project(face.spot(x, y, z)))
  const browRise = 0.105
  const brow: Spot[] = [
    [side * 0.055, browRise + mood.inner, 0.35],
    [side * 0.13, browRise + 0.022 + (mood.inner + mood.outer) / 2, 0.345],
    [side * 0.245, browRise - 0.005 + mood.outer, 0.265],
  ]
  draw(brow, { weight: scaled > 60 ? 1.7 : 1.3, looseness: 0.5 })
  if (scaled < 34) {
    draw([lid(-0.7, 0.01), lid(0, 0.005), lid(0.7, 0.01)], { weight: 1.7 })
    return
  }
  if (scaled > 60 && mood.lids > 0.1) {
    const opening = smoothLine(flat([...upper, ...lower.toReversed()]), 3)
    sheet.fill(
      [opening],
      hand.look === "blueprint"
        ? hand.paper
        : hand.colourOf(Math.min(1, stage.light.at(skeleton.head) + 0.12)),
      0.95,
    )
    const centre = { x: x0 + skeleton.eyes.x * 0.034, y: y0 + 0.003 + skeleton.eyes.y * 0.018 }
    const iris = (radius: number, dx = 0, dy = 0): Point[] =>
      Array.from({ length: 14 }, (_, index) => {
        const angle = (index / 14) * Math.PI * 2
        const x = centre.x + dx + radius * Math.cos(angle)
        const share = Math.max(-1, Math.min(1, (x - x0) / half))
        const roof = y0 + lidHeight * Math.sqrt(Math.max(0, 1 - share * share))
        const floor = y0 - lidHeight * 0.62 * Math.sqrt(Math.max(0, 1 - share * share))
        const y = Math.max(floor, Math.min(roof, centre.y + dy + radius * Math.sin(angle)))
        return lens.project(face.spot(x, y, wrap(x) + 0.004))
      })
    sheet.fill([iris(0.036)], dark, scaled > 200 ? 0.72 : 0.95)
    if (scaled > 200) sheet.fill([iris(0.018)], dark, 1)
    if (scaled > 110) sheet.fill([iris(0.009, 0.012, 0.013)], hand.light, 0.95)
  } else if (mood.lids > 0.1) {
    const centre = lens.project(
      face.spot(x0 + skeleton.eyes.x * 0.03, y0 + skeleton.eyes.y * 0.01, z0),
    )
    const radius = Math.max(1.1 * sheet.unit, 0.032 * scaled * sheet.unit)
    sheet.fill(
      [
        Array.from({ length: 8 }, (_, i) => ({
          x: centre.x + radius * Math.cos(i * 0.785),
          y: centre.y + radius * Math.sin(i * 0.785),
        })),
      ],
      dark,
    )
  }
  draw(upper, { weight: 1.35 })
  if (scaled > 90) {
    draw(lower, { weight: 0.5, opacity: 0.7 })
    draw(
      shares.slice(1, 5).map((share) => lid(share, lidHeight + 0.022)),
      { weight: 0.45, opacity: 0.6 },
    )
  }
  if (person.looks.hairTone === "light" && scaled > 150)
    draw(
      [
        [side * 0.23, -0.06, 0.27],
        [side * 0.15, -0.085, 0.31],
        [side * 0.09, -0.06, 0.33],
      ],
      {
        weight: 0.4,
        opacity: 0.5,
      },
    )
}

function paintMouth({
  sheet,
  stage,
  face,
  mood,
  scaled,
  visible,
  draw,
  dark,
  beard,
}: FeatureTools & { beard: boolean }) {
  const { lens, hand } = stage
  const y0 = -0.26
  if (scaled < 24 || !visible(0, y0, 0.35)) return
  const half = 0.105 * mood.wide
  const spot = (share: number, drop: number): Spot => [
    share * half,
    y0 + mood.curve * share * share - drop,
    0.365 - Math.abs(share) * 0.06,
  ]
  const shares = [-1, -0.5, 0, 0.5, 1]
  const upper = shares.map((share) => spot(share, share === 0 ? 0.006 : 0))
  if (mood.open > 0.01) {
    const lower = shares.map((share) =>
      spot(share, mood.open * Math.sqrt(Math.max(0, 1 - share * share))),
    )
    const hole = [...upper, ...lower.toReversed()].filter(([x, y, z]) => visible(x, y, z))
    if (hole.length > 3)
      sheet.fill(
        [
          smoothLine(
            hole.map(([x, y, z]) => lens.project(face.spot(x, y, z))),
            4,
          ),
        ],
        dark,
        mood.open > 0.05 ? 0.9 : 0.65,
      )
    if (mood.open > 0.05 || scaled > 100) {
      const teeth = [
        ...upper.slice(1, 4),
        spot(0.5, mood.open * 0.22),
        spot(-0.5, mood.open * 0.22),
      ]
      if (teeth.every(([x, y, z]) => visible(x, y, z)))
        sheet.fill([teeth.map(([x, y, z]) => lens.project(face.spot(x, y, z)))], hand.light, 0.75)
    }
  }
  draw(upper, { weight: beard ? 1.1 : 0.95 })
  if (scaled > 100 && !beard)
    draw(
      [spot(-0.45, 0.055 + mood.open), spot(0, 0.066 + mood.open), spot(0.45, 0.055 + mood.open)],
      {
        weight: 0.5,
        opacity: 0.7,
      },
    )
}
