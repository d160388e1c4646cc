import { defaultStyle, type PictureSize, type Style } from "@panelwright/core"
import { createFigureItems } from "../figure/figure.ts"
import { createHeldItem } from "../figure/held-thing.ts"
import { createSkeleton, type Skeleton } from "../figure/skeleton.ts"
import { poses } from "../figure/pose.ts"
import { createLens } from "../geometry/lens.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import {
  add,
  at,
  createAxes,
  scale,
  subtract,
  type Point,
  type Point3,
} from "../geometry/vector.ts"
import { designOf, liesFlat } from "../prop/catalogue.ts"
import { paintParts } from "../prop/paint-prop.ts"
import type { Person, Prop, SceneGraph } from "../scene-graph.ts"
import { createCarCabinItems } from "../set/car-cabin.ts"
import { createCaveItems } from "../set/cave.ts"
import { createLampRoomItems } from "../set/lamp-room.ts"
import { createOutsideItems } from "../set/outside.ts"
import { isInterior } from "../set/place.ts"
import { createRoomItems } from "../set/room.ts"
import { createSpiralStairItems } from "../set/spiral-stairs.ts"
import { createWeatherItems } from "../set/weather.ts"
import { createArrowMarks } from "./arrows.ts"
import { createFramingBoxes } from "./framing-boxes.ts"
import { createHand, type Hand } from "./hand.ts"
import { createLight, type Lamp } from "./light.ts"
import { createSheet, type Sheet } from "./sheet.ts"
import { layers, type Item, type Stage } from "./stage.ts"

/** Skeletons by person, each looking where its gaze goes. */
export function poseAll(graph: SceneGraph): Map<string, Skeleton> {
  const still = new Map(graph.people.map((person) => [person.id, createSkeleton(person, null)]))
  return new Map(
    graph.people.map((person) => [
      person.id,
      createSkeleton(person, findGaze(person, graph, still)),
    ]),
  )
}

function findGaze(
  person: Person,
  graph: SceneGraph,
  still: ReadonlyMap<string, Skeleton>,
): Point3 | null {
  const { gaze } = person
  if (!gaze) return null
  if ("point" in gaze) return gaze.point
  const other = still.get(gaze.id)
  if (other)
    return graph.camera.angle in trueEyeLines ? other.head : cheat(person, other.head, graph)
  const prop = graph.props.find(({ id }) => id === gaze.id)
  if (!prop) return null
  const { extent } = designOf(prop.kind)
  return add(prop.position, at(0, extent[1] * prop.scale * 0.6, 0))
}

/** Angles that show eye lines as they are. */
const trueEyeLines = {
  profile: true,
  "over-the-shoulder": true,
  overhead: true,
  "birds-eye": true,
  back: true,
}

/** Actors look past their partner on the camera's side, so that the audience sees their eyes. */
function cheat(person: Person, target: Point3, { camera }: SceneGraph): Point3 {
  const toCamera = subtract(camera.view.position, person.position)
  const reach = Math.hypot(toCamera.x, toCamera.z)
  if (reach < 0.4) return target
  const away = Math.hypot(target.x - person.position.x, target.z - person.position.z) * 0.62
  return add(target, at((toCamera.x / reach) * away, 0, (toCamera.z / reach) * away))
}

function lampsOf(graph: SceneGraph, skeletons: ReadonlyMap<string, Skeleton>): Lamp[] {
  const lamps: Lamp[] = []
  for (const prop of graph.props) {
    const { light } = designOf(prop.kind)
    if (light && prop.lit)
      lamps.push({
        position: add(prop.position, at(0, light.height * prop.scale, 0)),
        reach: light.reach * Math.sqrt(prop.scale),
        strength: light.strength,
      })
  }
  for (const person of graph.people) {
    const skeleton = skeletons.get(person.id)
    const light = person.holds ? designOf(person.holds).light : undefined
    if (light && skeleton)
      lamps.push({ position: skeleton.arms[1].wrist, reach: light.reach, strength: light.strength })
  }
  return lamps
}

const clarities = { clear: 170, overcast: 130, rain: 60, storm: 55, fog: 9, snow: 45 } as const

function createStage(
  graph: SceneGraph,
  hand: Hand,
  skeletons: ReadonlyMap<string, Skeleton>,
  size: PictureSize,
): Stage {
  const interior = isInterior(graph.setting.kind)
  const glazed = graph.setting.kind === "lamp-room"
  return {
    lens: createLens(graph.camera.view, size),
    light: createLight(graph, lampsOf(graph, skeletons), interior),
    hand,
    clarity: interior && !glazed ? 60 : clarities[graph.setting.weather],
  }
}

/** Each person and thing of the graph with all that draws it and what it holds, and how far away it is. */
export function createObjectItems(
  graph: SceneGraph,
  size: PictureSize,
): { id: string; depth: number; items: Item[] }[] {
  const skeletons = poseAll(graph)
  const stage = createStage(graph, createHand(defaultStyle), skeletons, size)
  const objects = [
    ...graph.props.map((prop) => ({ id: prop.id, items: [createPropItem(prop, stage)] })),
    ...graph.people.map((person) => ({
      id: person.id,
      items: createPersonItems(person, skeletons, stage),
    })),
  ]
  return objects.map(({ id, items }) => {
    const [first] = items
    // What is on the floor or a wall is behind all that stands, however near.
    const behind = first ? (layers.things - first.layer) * 1000 : 0
    return { id, items, depth: (first?.depth ?? 0) + behind }
  })
}

/** A scene graph in a style, as SVG of `size`. Elements draw with their own seeds, so what did not change stays. */
export function drawScene(graph: SceneGraph, style: Style, size: PictureSize): string {
  const hand = createHand(style)
  const skeletons = poseAll(graph)
  const interior = isInterior(graph.setting.kind)
  const stage = createStage(graph, hand, skeletons, size)
  const focus = findFocus(graph, skeletons)
  const items: Item[] = [
    ...createSetItems(graph, stage, focus),
    ...createLampGlows(graph, stage),
    ...createShadowItems(graph, stage, skeletons),
    ...graph.props.map((prop) => createPropItem(prop, stage)),
    ...graph.people.flatMap((person) => createPersonItems(person, skeletons, stage)),
    ...createBeamItems(graph, stage),
    ...createWeatherItems(graph, stage, !interior),
  ]
  const sheet = createSheet(size, hand)
  for (const item of items.toSorted((a, b) => a.layer - b.layer || b.depth - a.depth))
    item.paint(sheet)
  for (const patch of graph.patches) paintPatch(sheet, patch, graph.mirrored)
  return sheet.toSvg({
    mirrored: graph.mirrored,
    over:
      createFramingBoxes(graph.camera.movement, size, {
        hand,
        subject: findSubject(graph, stage, skeletons),
      }) + createArrowMarks(graph.camera.movement, size, hand),
  })
}

/** Where the face of whom the shot is of is seen. */
function findSubject(
  graph: SceneGraph,
  { lens }: Stage,
  skeletons: ReadonlyMap<string, Skeleton>,
): Point | null {
  const [id] = graph.camera.focus
  const skeleton = id === undefined ? undefined : skeletons.get(id)
  if (!skeleton || lens.depthOf(skeleton.head) < 0.2) return null
  const { x, y } = lens.project(skeleton.head)
  return { x: graph.mirrored ? lens.size.width - x : x, y }
}

/** A part made darker or brighter, soft at its edge; shares are of the picture as it is seen. */
function paintPatch(sheet: Sheet, patch: SceneGraph["patches"][number], mirrored: boolean) {
  const { width, height } = sheet.size
  const x = ((patch.left + patch.right) / 2) * width
  const centre = { x: mirrored ? width - x : x, y: ((patch.top + patch.bottom) / 2) * height }
  const radius = {
    x: ((patch.right - patch.left) * width) / 1.4,
    y: ((patch.bottom - patch.top) * height) / 1.4,
  }
  const colour = patch.exposure < 0 ? sheet.hand.colourOf(0.02) : sheet.hand.light
  const opacity = Math.min(0.8, Math.abs(patch.exposure) * 0.42)
  sheet.glow(centre, radius, [
    { at: 0, colour, opacity },
    { at: 0.7, colour, opacity },
    { at: 1, colour, opacity: 0 },
  ])
}

function findFocus(graph: SceneGraph, skeletons: ReadonlyMap<string, Skeleton>): Point3 {
  for (const id of graph.camera.focus) {
    const skeleton = skeletons.get(id)
    if (skeleton) return skeleton.pelvis
    const prop = graph.props.find((candidate) => candidate.id === id)
    if (prop) return prop.position
  }
  return graph.camera.view.target
}

function createSetItems(graph: SceneGraph, stage: Stage, focus: Point3): Item[] {
  const { kind } = graph.setting
  if (kind === "lamp-room") return createLampRoomItems(graph, stage)
  if (kind === "stairs") return createSpiralStairItems(graph, stage)
  if (kind === "cave") return createCaveItems(graph, stage)
  if (kind === "car-interior") return createCarCabinItems(graph, stage)
  return isInterior(kind) ? createRoomItems(graph, stage) : createOutsideItems(graph, stage, focus)
}

/** The beams of a lighthouse through the dark. */
function createBeamItems(graph: SceneGraph, stage: Stage): Item[] {
  if (!graph.setting.lights || stage.light.darkness < 0.3) return []
  return graph.props
    .filter(({ kind, lit }) => lit && (kind === "beacon" || kind === "lighthouse"))
    .flatMap((prop) => {
      const high = (designOf(prop.kind).light?.height ?? 1) * prop.scale
      const source = add(prop.position, at(0, high, 0))
      const wide = prop.kind === "beacon" ? 0.3 : 0.9
      return [64, 244].map((heading): Item => {
        const axes = createAxes(graph.setting.facing + heading)
        const reach = prop.kind === "beacon" ? 60 : 170
        const out = (along: number, up: number) =>
          add(add(source, scale(axes.forward, along)), at(0, up, 0))
        return {
          layer: layers.far,
          depth: prop.kind === "beacon" ? 0 : 1,
          paint(sheet) {
            const cone = stage.lens.polygon([
              out(1, -wide),
              out(1, wide),
              out(reach, wide + reach * 0.1),
              out(reach, -wide - reach * 0.06),
            ])
            if (cone.length < 3) return
            const from = stage.lens.project(source)
            const to = stage.lens.project(out(reach * 0.7, 0))
            const colour =
              stage.hand.look === "blueprint" ? stage.hand.line : stage.hand.colourOf(1, "glow")
            const strength = 0.5 * stage.light.darkness
            if (stage.hand.look === "ink") {
              sheet.fill([cone], stage.hand.paper, 0.85)
              return
            }
            sheet.wash(cone, {
              from,
              to,
              stops: [
                { at: 0, colour, opacity: strength },
                { at: 0.5, colour, opacity: strength * 0.5 },
                { at: 1, colour, opacity: 0 },
              ],
            })
          },
        }
      })
    })
}

/** Pools of light on what is behind the lamps. */
function createLampGlows(graph: SceneGraph, stage: Stage): Item[] {
  return stage.light.lamps.map((lamp, index) => ({
    layer: layers.wall,
    depth: -1000 - index,
    paint(sheet) {
      const depth = stage.lens.depthOf(lamp.position)
      if (depth < 0.3) return
      const strength = lamp.strength * (0.1 + (lamp.reach > 2.5 ? 0.3 : 0.5) * stage.light.darkness)
      const radius = lamp.reach * stage.lens.unitAt(lamp.position) * 1.25
      const colour =
        stage.hand.look === "blueprint" ? stage.hand.line : stage.hand.colourOf(1, "glow")
      const faint = stage.hand.look === "blueprint" ? 0.35 : 1
      sheet.glow(stage.lens.project(lamp.position), { x: radius, y: radius }, [
        { at: 0, colour, opacity: Math.min(0.8, strength) * faint },
        { at: 0.35, colour, opacity: strength * 0.42 * faint },
        { at: 1, colour, opacity: 0 },
      ])
    },
  }))
}

/** Where things touch the ground, and which way the light throws them. */
function createShadowItems(
  graph: SceneGraph,
  stage: Stage,
  skeletons: ReadonlyMap<string, Skeleton>,
): Item[] {
  const afloat = graph.setting.kind === "sea"
  const cast = (id: number, centre: Point3, radius: number, long: number): Item => ({
    layer: layers.wall,
    depth: -2000,
    paint(sheet) {
      const random = createRandom(id)
      const towards = stage.light.towards(add(centre, at(0, 0.6, 0)))
      const low = Math.max(0.35, towards.y)
      const away = scale(at(-towards.x, 0, -towards.z), (long * 0.5) / low)
      const ring = Array.from({ length: 20 }, (_, index) => {
        const angle = (index / 20) * Math.PI * 2
        const point = at(Math.sin(angle) * radius, 0.005, Math.cos(angle) * radius)
        const along = point.x * away.x + point.z * away.z > 0
        return add(add(centre, point), along ? away : at(0, 0, 0))
      })
      const polygon = stage.lens.polygon(ring)
      if (polygon.length < 3) return
      const dark = stage.hand.look === "blueprint" ? stage.hand.line : stage.hand.colourOf(0.08)
      sheet.fill(
        [polygon],
        dark,
        stage.hand.look === "blueprint"
          ? 0.1
          : 0.16 + 0.2 * stage.hand.tone * (1 - stage.light.darkness * 0.3),
      )
      sheet.hatch([polygon], { value: 0.45, angle: 3, random })
    },
  })
  const items: Item[] = []
  if (!afloat)
    for (const person of graph.people) {
      const skeleton = skeletons.get(person.id)
      if (!skeleton || person.position.y > 0.3) continue
      const lies = poses[person.pose].lies !== "no"
      const middle = at(
        (skeleton.legs[0].ankle.x + skeleton.legs[1].ankle.x + skeleton.pelvis.x) / 3,
        person.position.y,
        (skeleton.legs[0].ankle.z + skeleton.legs[1].ankle.z + skeleton.pelvis.z) / 3,
      )
      items.push(cast(createSeed(person.seed, "shadow"), middle, lies ? 0.6 : 0.27, lies ? 0.1 : 1))
    }
  for (const prop of graph.props) {
    const { extent, onWall } = designOf(prop.kind)
    if (
      onWall !== undefined ||
      prop.position.y > 0.02 ||
      extent[1] < 0.05 ||
      (afloat && prop.position.y < 0.01)
    )
      continue
    const radius = (Math.min(extent[0], extent[2] * 1.6) / 2) * prop.scale
    items.push(
      cast(
        createSeed(prop.seed, "shadow"),
        prop.position,
        radius * 0.95,
        Math.min(2.5, extent[1] * prop.scale * 0.4),
      ),
    )
  }
  return items
}

function createPropItem(prop: Prop, stage: Stage): Item {
  const design = designOf(prop.kind)
  const axes = createAxes(prop.facing)
  const back =
    design.seat !== undefined && design.extent[2] < 1.2 ? -design.extent[2] * 0.35 * prop.scale : 0
  const reference = add(prop.position, scale(axes.forward, back))
  const wall = design.onWall !== undefined
  const flat = design.extent[1] < 0.05 && !design.onTable
  return {
    layer: flat || wall ? layers.wall : layers.things,
    depth: wall
      ? // By its foot, and what hangs before what stands: a lock is seen on its door from below, too.
        stage.lens.depthOf({ ...prop.position, y: 0 }) - (prop.position.y > 0.3 ? 900.4 : 900)
      : flat
        ? -3000
        : stage.lens.depthOf(reference) - (prop.position.y > 0.3 ? 0.3 : 0),
    paint: (sheet) =>
      paintParts(sheet, stage, design.parts, {
        origin: prop.position,
        axes: liesFlat(prop.kind)
          ? { right: axes.right, up: axes.forward, forward: axes.up }
          : axes,
        scale: prop.scale,
        seed: prop.seed,
        lit: prop.lit,
      }),
  }
}

function createPersonItems(
  person: Person,
  skeletons: ReadonlyMap<string, Skeleton>,
  stage: Stage,
): Item[] {
  const skeleton = skeletons.get(person.id)
  if (!skeleton) return []
  const parts = createFigureItems(person, skeleton, stage)
  const { holds } = person
  if (holds) parts.push(createHeldItem(person, holds, skeleton, stage))
  // A person's parts stay together: nothing of another body comes between a head and its hair.
  const middle = stage.lens.depthOf(skeleton.pelvis)
  const sorted = parts.toSorted((a, b) => b.depth - a.depth)
  const reach = sorted.filter((part) => part.depth < middle - 0.32)
  const body = sorted.filter((part) => part.depth >= middle - 0.32)
  return [
    {
      layer: layers.things,
      depth: middle,
      paint(sheet) {
        for (const part of body) part.paint(sheet)
      },
    },
    ...reach,
  ]
}
