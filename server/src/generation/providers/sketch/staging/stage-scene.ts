import { createDefaultLooks, type ContextPacket, type Size } from "@panelwright/core"
import { poses } from "../figure/pose.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { at, between, headingTo } from "../geometry/vector.ts"
import { designOf, type PropKind } from "../prop/catalogue.ts"
import type { Person, Prop, SceneGraph, Setting } from "../scene-graph.ts"
import { isInterior, type PlaceKind } from "../set/place.ts"
import { blockPeople, listOthers } from "./blocking.ts"
import { dressSet } from "./dressing.ts"
import { crowdFrom, gatherCrowd } from "./gather-crowd.ts"
import { placeProp, type Relation } from "./place-prop.ts"
import { idle } from "./deed.ts"
import { readPanel, type Reading } from "./reading.ts"
import { seatFor } from "./seat.ts"
import { settlePeople } from "./settle.ts"
import { viewOf } from "./view.ts"
import { plain } from "./words.ts"

export interface Staged {
  readonly graph: SceneGraph
  /** What was not drawn, in sentences. */
  readonly warnings: readonly string[]
}

const mostPeople = 12

/** A scene graph from what a panel's data and words say. The same packet and seed stage the same. */
export function stageScene(
  packet: ContextPacket,
  options: { seed: number; ratio: number },
): Staged {
  const reading = readPanel(packet)
  const { camera } = packet.shot
  // A place looks the same in every panel that is set in it.
  const placeSeed = createSeed("place", packet.location?.name ?? packet.shot.sceneHeading)
  const random = createRandom(placeSeed)
  const setting: Setting = {
    kind: placeOf(reading, camera.size),
    seed: placeSeed,
    facing:
      isInterior(reading.place) && reading.place !== "corridor"
        ? random.pick([-21, -14, 13, 19])
        : random.pick([-9, -5, 6, 10]),
    timeOfDay: reading.time,
    weather: reading.weather,
    lights: true,
    exposure: 0,
  }
  const people = castPeople(packet, reading)
  const warnings = reading.unknown.map((word) => `Not drawn: “${word}”.`)
  const arranged = arrangePeople(people, reading, packet, options.seed)
  const viewer = camera.angle === "point-of-view" ? findViewer(arranged, reading) : null
  const present = viewer
    ? arranged
        .filter((person) => person !== viewer)
        .map((person) => ({ ...person, facing: 176, gaze: null }))
    : arranged
  let graph: SceneGraph = {
    version: 1,
    seed: options.seed,
    mirrored: false,
    camera: {
      size: camera.size,
      angle: camera.angle,
      movement: camera.movement,
      lens: camera.lens,
      focus: focusOf(present, reading, packet),
      view: {
        position: { x: 0, y: 1.5, z: -4 },
        target: { x: 0, y: 1.2, z: 0 },
        roll: 0,
        lens: 40,
      },
    },
    setting,
    people: present,
    props: dressSet(setting),
    patches: [],
  }
  for (const thing of reading.things) graph = addThing(graph, thing, reading)
  graph = bringMounts(graph)
  graph = settlePeople(graph, reading.deeds)
  graph = seatPeople(graph)
  graph = aimGazes(graph, reading)
  graph = boardBoat(graph)
  graph = gatherCrowd(graph, reading)
  if (graph.people.length === 0) graph = focusThing(graph, reading)
  if (camera.size === "insert" || isAboutThing(packet, reading)) graph = focusDetail(graph, reading)
  return {
    graph: { ...graph, camera: { ...graph.camera, view: viewOf(graph, options.ratio) } },
    warnings,
  }
}

/** Whoever drives or sits in a car is seen from inside it, where the frame is not wide enough for the car. */
function placeOf({ place, deeds }: Reading, size: Size): PlaceKind {
  const wide = ["establishing", "extreme-wide", "wide"].includes(size)
  const inside = [...deeds.values()].some(
    ({ pose, spot, towards }) =>
      (pose === "drive" && towards !== "boat") ||
      (spot?.preposition === "in" &&
        (spot.kind === "car" || spot.kind === "truck" || spot.kind === "bus")),
  )
  return inside && !wide && !isInterior(place) ? "car-interior" : place
}

/** Sizes that show little: what the words name first is what they are of. */
const isClose = {
  "medium-close-up": true,
  "close-up": true,
  "big-close-up": true,
  "extreme-close-up": true,
}

/** A close shot whose words name things and nobody. */
const isAboutThing = ({ shot, characters }: ContextPacket, reading: Reading): boolean =>
  shot.camera.size in isClose &&
  shot.dialogue.trim() === "" &&
  reading.things.length > 0 &&
  reading.deeds.size === 0 &&
  !characters.some(({ name }) => plain(shot.action).includes(plain(name)))

function castPeople(packet: ContextPacket, reading: Reading): Person[] {
  const base = (
    id: string,
    name: string | null,
    words: readonly string[],
    looks: Person["looks"],
    deedName: string,
  ): Person => {
    const deed = reading.deeds.get(deedName) ?? idle
    return {
      id,
      name,
      words: words.slice(0, 12),
      seed: createSeed("person", name ?? id),
      looks,
      position: { x: 0, y: 0, z: 0 },
      facing: 180,
      pose: deed.pose,
      gaze: null,
      expression: deed.expression,
      holds: deed.holds,
    }
  }
  const named = packet.characters.map((character, index) =>
    base(
      `person:${index}`,
      character.name,
      describe(character.words, character.looks),
      character.looks,
      character.name,
    ),
  )
  const extras: Person[] = []
  for (const { word, looks, count } of reading.extras.filter((extra) => extra.count < crowdFrom))
    for (let index = 0; index < count; index += 1) {
      const id = `person:${named.length + extras.length}`
      const own = createDefaultLooks(`${word} ${index} ${looks}`, looks)
      const person = base(id, null, [word], own, word)
      const dead = /^(corpse|body|bodies)$/.test(word)
      extras.push(dead ? { ...person, pose: "fallen", expression: "asleep", holds: null } : person)
    }
  return [...named, ...extras].slice(0, mostPeople)
}

const describe = (words: string, looks: Person["looks"]): string[] =>
  looks.build === "child"
    ? ["child", "boy", "girl"]
    : /\b(she|her|woman|girl|mother|wife)\b/i.test(words)
      ? ["woman", "she", "her"]
      : /\b(he|his|man|boy|father)\b/i.test(words) || looks.beard
        ? ["man", "he", "him"]
        : []

const arrangePeople = (
  people: readonly Person[],
  reading: Reading,
  packet: ContextPacket,
  seed: number,
): Person[] =>
  blockPeople(people, {
    sceneHeading: packet.shot.sceneHeading,
    others: listOthers(packet),
    speaker: reading.speaker,
    outside: /^[^:]{1,60}\((o\.?s\.?|o\.?c\.?|off)\)/i.test(packet.shot.dialogue.trim()),
    close: people.some((person) => person.name && reading.deeds.get(person.name)?.close),
    overShoulder: packet.shot.camera.angle === "over-the-shoulder",
    seed,
  })

function findViewer(people: readonly Person[], reading: Reading): Person | null {
  if (people.length < 2) return people[0] ?? null
  return people.find(({ name }) => name !== null && name !== reading.speaker) ?? people[0] ?? null
}

function focusOf(people: readonly Person[], reading: Reading, packet: ContextPacket): string[] {
  const speaker = people.find(({ name }) => name !== null && name === reading.speaker)
  const action = plain(packet.shot.action)
  const named = people.find(({ name }) => name !== null && action.includes(plain(name)))
  const first = speaker ?? named ?? people[0]
  if (!first) return []
  return [first.id, ...people.filter(({ id }) => id !== first.id).map(({ id }) => id)].slice(0, 8)
}

function addThing(
  graph: SceneGraph,
  thing: Reading["things"][number],
  reading: Reading,
): SceneGraph {
  if (graph.people.some(({ holds }) => holds === thing.kind)) return graph
  if (graph.props.some(({ kind }) => kind === thing.kind)) return graph
  if (!fits(thing.kind, graph, reading)) return graph
  if (needsTable(thing, graph)) return addThing(addTable(graph), thing, reading)
  const { onWall } = designOf(thing.kind)
  const inside = isInterior(graph.setting.kind)
  const walled = onWall !== undefined && !inside && thing.kind !== "wall"
  const standing = walled ? addWall(graph, thing.kind) : graph
  if (inside && isDoorPart(thing.kind)) return addDoorPart(graph, thing.kind)
  return placeProp(standing, {
    kind: thing.kind,
    where: null,
    count: thing.count,
    size: thing.scale,
    by: walled ? null : findRelation(graph, thing),
    ...(walled && { at: at(0.6, onWall, 1.45) }),
    ...(thing.kind === "wall" && { at: at(0.6, 0, 1.62) }),
  })
}

/** Small things of which nothing is said lie on a table rather than on the floor of a room. */
const needsTable = (
  { kind, spot, owner }: Reading["things"][number],
  { setting, props }: SceneGraph,
) =>
  designOf(kind).onTable === true &&
  designOf(kind).onWall === undefined &&
  spot === null &&
  owner === null &&
  isInterior(setting.kind) &&
  !["car-interior", "cave", "stairs", "lamp-room"].includes(setting.kind) &&
  !props.some((prop) => prop.kind === "table" || prop.kind === "desk" || prop.kind === "counter")

const addTable = (graph: SceneGraph): SceneGraph => ({
  ...graph,
  props: [
    ...graph.props,
    {
      id: "set:stand",
      kind: "table",
      seed: createSeed(graph.setting.seed, "stand"),
      position: at(graph.people.length === 0 ? 0 : 1.35, 0, 0.9),
      facing: 180,
      scale: 0.9,
      lit: false,
      dressing: true,
    },
  ],
})

function findRelation(graph: SceneGraph, { spot }: Reading["things"][number]): Relation | null {
  if (!spot) return null
  const person = spot.person
    ? graph.people.find(({ name, words }) => name === spot.person || words[0] === spot.person)
    : undefined
  const prop = spot.kind ? graph.props.find(({ kind }) => kind === spot.kind) : undefined
  const other = graph.people.find(({ id }) => id !== person?.id)
  if (prop) {
    const [width, height, depth] = designOf(prop.kind).extent
    return {
      preposition: spot.preposition,
      position: prop.position,
      facing: prop.facing,
      extent: [
        width * prop.scale,
        (designOf(prop.kind).seat ?? height) * prop.scale,
        depth * prop.scale,
      ],
      other: person ? between(prop.position, person.position, 0.5) : null,
      hangs: designOf(prop.kind).onWall !== undefined,
    }
  }
  if (!person) return null
  return {
    preposition:
      spot.preposition === "on" || spot.preposition === "in" ? "beside" : spot.preposition,
    position: person.position,
    facing: person.facing,
    extent: [0.5, 1.7, 0.4],
    other: other ? between(person.position, other.position, 0.5) : null,
    hangs: false,
  }
}

const isDoorPart = (kind: PropKind) =>
  kind === "padlock" || kind === "letter-slot" || kind === "eye-slot"

/** A door that is seen from the front. */
const isDoor = (prop: Prop) =>
  prop.kind === "door" && Math.cos(((prop.facing - 180) * Math.PI) / 180) > 0.8

/** A lock or a letter slot needs a door that is seen from the front. */
function addDoorPart(graph: SceneGraph, kind: PropKind): SceneGraph {
  const room = graph.props.some(isDoor)
    ? graph
    : placeProp(graph, { kind: "door", where: null, count: 1 })
  const door = room.props.findLast(isDoor)
  return placeProp(room, {
    kind,
    where: null,
    count: 1,
    by: door
      ? {
          preposition: "on",
          position: door.position,
          facing: door.facing,
          extent: [0.95, 2.1, 0.12],
          other: null,
          hangs: true,
        }
      : null,
  })
}

/** Out of doors what hangs on walls brings its wall, or the door that it is part of. */
function addWall(graph: SceneGraph, kind: PropKind): SceneGraph {
  const part = isDoorPart(kind)
  const backing: readonly { kind: PropKind; z: number; x: number }[] = [
    { kind: "wall", z: 1.62, x: 0.6 },
    ...(part ? [{ kind: "door" as const, z: 1.42, x: 0.6 }] : []),
  ]
  const fresh = backing.filter(
    (each) => !graph.props.some((prop) => prop.id === `backing:${each.kind}`),
  )
  return {
    ...graph,
    props: [
      ...graph.props,
      ...fresh.map((each): Prop => ({
        id: `backing:${each.kind}`,
        kind: each.kind,
        seed: createSeed(graph.setting.seed, "backing", each.kind),
        position: at(each.x, 0, each.z),
        facing: 180,
        scale: 1,
        lit: false,
        dressing: true,
      })),
    ],
  }
}

/** Big things outside do not come indoors, and walls are needed for what hangs on them. */
function fits(kind: PropKind, { setting }: SceneGraph, reading: Reading): boolean {
  const { extent } = designOf(kind)
  const inside = isInterior(setting.kind)
  if (inside && kind === "wall") return false
  if (setting.kind === "car-interior" && (kind === "car" || kind === "truck" || kind === "bus"))
    return false
  if (reading.place === "stairs" && kind === "stairs") return false
  if (
    setting.kind === "lamp-room" &&
    (kind === "lamp" || kind === "window" || kind === "railing" || kind === "lighthouse")
  )
    return false
  if (inside && Math.max(extent[0], extent[1]) > 3.2) return false
  return true
}

/** Whoever rides has something to ride, whether or not it is written. */
function bringMounts(graph: SceneGraph): SceneGraph {
  const needs = graph.people.flatMap(({ pose }): PropKind[] =>
    pose === "ride" ? ["horse"] : pose === "cycle" ? ["bicycle"] : [],
  )
  const [kind] = needs
  const mounted = graph.props.some(
    (prop) => prop.kind === kind || prop.kind === "motorcycle" || prop.kind === "elephant",
  )
  return kind === undefined || mounted ? graph : placeProp(graph, { kind, where: null, count: 1 })
}

/** Whoever sits gets something to sit on, and a table where one is written at. */
const seatPeople = (graph: SceneGraph): SceneGraph => ({
  ...graph,
  props: [...graph.props, ...graph.people.flatMap((person) => seatFor(person, graph))],
})

/** Nobody walks on water: at sea people are in a boat, whether or not one is written. */
function boardBoat(graph: SceneGraph): SceneGraph {
  if (graph.people.length === 0) return graph
  const rowing = graph.people.some(({ pose }) => pose === "row")
  const wet = ["shore", "harbour", "cliff", "islet"].includes(graph.setting.kind)
  if (graph.setting.kind !== "sea" && !(rowing && wet)) return graph
  return addBoat({
    ...graph,
    setting: { ...graph.setting, kind: "sea" },
    props: graph.props.filter(({ kind, dressing }) => kind !== "boat" && !(wet && dressing)),
  })
}

/** Nobody in the shot: it is of the thing that is named. */
function focusThing(graph: SceneGraph, reading: Reading): SceneGraph {
  const named = reading.things
    .filter(({ kind }) => kind !== "bird")
    .flatMap((thing) => graph.props.find(({ kind }) => kind === thing.kind) ?? [])
  const first = named.find(({ kind }) => isDoorPart(kind)) ?? named[0]
  const place = graph.props.find(
    ({ kind }) =>
      (kind === "lighthouse" && ["cliff", "islet"].includes(graph.setting.kind)) ||
      kind === "beacon",
  )
  const focus = first ?? place
  return focus ? { ...graph, camera: { ...graph.camera, focus: [focus.id] } } : graph
}

function addBoat(graph: SceneGraph): SceneGraph {
  const spread = graph.people.length > 1 ? 1.25 : 1
  return {
    ...graph,
    people: graph.people.map((person) => ({
      ...person,
      pose:
        poses[person.pose].seat > 0 || poses[person.pose].lies !== "no"
          ? person.pose
          : person.pose === "walk" || person.pose === "run"
            ? "stand"
            : person.pose,
      facing: person.pose === "row" ? 116 : person.facing,
      position: { ...person.position, y: 0.1 },
    })),
    props: [
      ...graph.props,
      {
        id: "set:boat",
        kind: "boat",
        seed: createSeed(graph.setting.seed, "boat"),
        position: { x: 0, y: 0.02, z: -0.05 },
        facing: 12,
        scale: spread,
        lit: false,
        dressing: false,
      },
    ],
  }
}

/** Eyes on whom or what the words say is looked at or handled. */
function aimGazes(graph: SceneGraph, reading: Reading): SceneGraph {
  return {
    ...graph,
    people: graph.people.map((person) => {
      const deed = reading.deeds.get(person.name ?? person.words[0] ?? "")
      if (!deed) return person
      const partner = graph.people.find(
        ({ id, name, words }) =>
          id !== person.id &&
          deed.partner !== null &&
          (name === deed.partner || words[0] === deed.partner),
      )
      const prop = deed.towards ? graph.props.find(({ kind }) => kind === deed.towards) : undefined
      if (!prop) return partner ? { ...person, gaze: { id: partner.id } } : person
      const heading = headingTo(person.position, prop.position)
      const settled = Math.hypot(person.position.x, person.position.z) > 0.6
      const lone = graph.people.length === 1 && !settled
      const difference = ((heading - person.facing + 540) % 360) - 180
      // Somebody alone turns most of the way to what they look at, but not their back on the camera.
      const turned = person.facing + difference * (lone && deed.facing === null ? 0.36 : 0)
      // Out of a window eyes go further than the pane; turned to it, they would be lost to us.
      if (settled && person.pose === "look-out") return { ...person, gaze: null }
      return { ...person, gaze: { id: prop.id }, facing: (turned + 360) % 360 }
    }),
  }
}

function focusDetail(graph: SceneGraph, reading: Reading): SceneGraph {
  const holder = graph.people.find(({ holds }) => holds !== null)
  if (
    holder &&
    reading.things.every(
      ({ kind }) =>
        kind === holder.holds || !graph.props.some((prop) => prop.kind === kind && !prop.dressing),
    )
  )
    return { ...graph, camera: { ...graph.camera, focus: [holder.id] } }
  const parts = reading.things.filter(({ kind }) => isDoorPart(kind))
  for (const thing of [...parts, ...reading.things]) {
    const prop = graph.props.find(({ kind }) => kind === thing.kind)
    if (prop) return { ...graph, camera: { ...graph.camera, focus: [prop.id] } }
  }
  return graph
}
