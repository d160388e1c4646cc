import type { ContextPacket } from "@panelwright/core"
import { needOf, type PoseNeed } from "../figure/pose-names.ts"
import { createRandom, createSeed, type Random } from "../geometry/random.ts"
import { headingTo } from "../geometry/vector.ts"
import type { Person } from "../scene-graph.ts"

export interface Blocking {
  readonly sceneHeading: string
  /** Who is near in the scene without being in the shot, by name: somebody alone looks to where they are. */
  readonly others: readonly string[]
  readonly speaker: string | null
  /** What is said is said by somebody out of the picture. */
  readonly outside: boolean
  /** The words bring the people close though no pose of theirs says so. */
  readonly close: boolean
  readonly overShoulder: boolean
  readonly seed: number
}

/**
 * Which side somebody has in a scene, 0 left to 1 right. It follows from the scene and the name alone, so every panel
 * of the scene puts any two people in the same order: the line between them is never crossed, whichever panel is
 * drawn first, and a single looks to the side where the other one is.
 */
export const sideOf = (sceneHeading: string, name: string): number =>
  createRandom(
    createSeed("side", sceneHeading.trim().toUpperCase(), name.trim().toUpperCase()),
  ).next()

/** Names that speak in the panels before and after: who else is in the scene. */
export const listOthers = (packet: ContextPacket): string[] => {
  const here = new Set(packet.characters.map(({ name }) => name.toUpperCase()))
  const names = packet.neighbours.flatMap(({ summary }) =>
    [...summary.matchAll(/(?:^|[.!?:"”] |\n)(\p{Lu}[\p{Lu} .'’-]{1,40}):/gu)].map((match) =>
      (match[1] ?? "").trim(),
    ),
  )
  return [...new Set(names)].filter((name) => name !== "" && !here.has(name))
}

/** Where everybody stands, and whom they face. */
export function blockPeople(people: readonly Person[], blocking: Blocking): Person[] {
  const random = createRandom(createSeed(blocking.seed, "blocking"))
  const [first, second] = people
  if (!first) return []
  if (!second) return [blockAlone(first, blocking, random)]
  const ordered = people.toSorted((a, b) => rankOf(a, blocking) - rankOf(b, blocking))
  const answered = answer(ordered)
  if (answered.length === 2) return putBack(people, blockPair(answered, blocking, random))
  return putBack(people, blockGroup(answered, blocking, random))
}

const rankOf = (person: Person, { sceneHeading }: Blocking) =>
  sideOf(sceneHeading, person.name ?? person.id)

/** In the order they came, which is the order of importance. */
const putBack = (people: readonly Person[], placed: readonly Person[]): Person[] =>
  people.flatMap(({ id }) => placed.find((person) => person.id === id) ?? [])

function blockAlone(person: Person, blocking: Blocking, random: Random): Person {
  const own = rankOf(person, blocking)
  const [other] = blocking.others
  const left = other === undefined ? own < 0.5 : own < sideOf(blocking.sceneHeading, other)
  const { turn } = needOf(person.pose)
  // Whoever listens is turned further to the one out of the picture than whoever speaks.
  const listens = blocking.outside ? 14 : 0
  const turned = turn + (turn < 40 ? random.next() * 10 + listens : 0)
  return { ...person, facing: 180 + (left ? -turned : turned) }
}

/** Whoever is hit recoils, whoever is embraced embraces: of two with one deed the idle one takes the other part. */
function answer(people: readonly Person[]): readonly Person[] {
  const doer = people.find(({ pose }) => needOf(pose).partner)
  if (!doer) return people
  const part = needOf(doer.pose).partner?.pose
  const idle = people.find((person) => person !== doer && person.pose === "stand")
  if (!idle || !part || part === "stand") return people
  return people.map((person) =>
    person === idle ? { ...person, pose: part as Person["pose"] } : person,
  )
}

const tallOf = ({ looks }: Person) => looks.height / 100

function blockPair(pair: readonly Person[], blocking: Blocking, random: Random): Person[] {
  const partner: PoseNeed["partner"] = pair.flatMap(({ pose }) => needOf(pose).partner ?? [])[0]
  const tall = pair.reduce((sum, person) => sum + tallOf(person), 0) / pair.length
  const apart = partner
    ? partner.gap * tall
    : blocking.close
      ? 0.72
      : blocking.overShoulder
        ? 1.15
        : 1
  const placed = pair.map((person, index) => ({
    ...person,
    position: { x: (index === 0 ? -1 : 1) * (apart / 2), y: 0, z: index * 0.05 },
  }))
  if (partner?.beside)
    return placed.map((person, index) => ({
      ...person,
      pose: index === 1 && person.pose === "comfort" ? "comfort-right" : person.pose,
      facing: index === 0 ? 166 : 194,
    }))
  // Actors open towards the camera, except where the action needs them face to face.
  const open = partner || blocking.close ? 0 : 34
  return placed.map((person, index) => facePartner(person, placed[1 - index], open, random))
}

function facePartner(
  person: Person,
  partner: Person | undefined,
  open: number,
  random: Random,
): Person {
  if (!partner) return person
  const towards = headingTo(person.position, partner.position)
  const difference = ((180 - towards + 540) % 360) - 180
  const cheat =
    Math.sign(difference) *
    Math.min(Math.abs(difference), open === 0 ? 0 : open + random.next() * 8)
  return { ...person, facing: (towards + cheat + 360) % 360, gaze: { id: partner.id } }
}

/** Left to right as the sides say; the outer ones stand nearer. */
const groups: Record<number, readonly (readonly [x: number, z: number])[]> = {
  3: [
    [-0.82, 0.05],
    [0.02, 0.62],
    [0.82, 0],
  ],
  4: [
    [-1.15, 0.1],
    [-0.4, 0.75],
    [0.5, -0.05],
    [1.3, 0.6],
  ],
  5: [
    [-1.35, 0.15],
    [-0.62, 0.85],
    [0.05, 0.2],
    [0.72, 0.95],
    [1.4, 0.2],
  ],
  6: [
    [-1.5, 0.2],
    [-0.85, 0.95],
    [-0.3, 0.1],
    [0.35, 0.85],
    [0.9, 0],
    [1.5, 0.7],
  ],
}

function blockGroup(people: readonly Person[], blocking: Blocking, random: Random): Person[] {
  const rows = groups[people.length]
  const placed = people.map((person, index) => {
    const [x, z] = rows?.[index] ?? rowSpot(index, people.length, random)
    return { ...person, position: { x, y: 0, z } }
  })
  const speaker = placed.find(({ name }) => name !== null && name === blocking.speaker) ?? placed[0]
  return placed.map((person, index) => {
    const partner = person === speaker ? (placed[index + 1] ?? placed[index - 1]) : speaker
    return facePartner(person, partner, 42, random)
  })
}

/** More than a table seats: two rows, staggered. */
function rowSpot(index: number, count: number, random: Random): readonly [x: number, z: number] {
  const wide = Math.max(3, count * 0.42)
  const x = (index / (count - 1) - 0.5) * wide
  return [x + random.spread() * 0.08, (index % 2) * 0.95 + random.next() * 0.2]
}
