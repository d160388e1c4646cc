import { createDefaultLooks } from "@panelwright/core"
import { createRandom, createSeed, type Random } from "../geometry/random.ts"
import { headingTo, type Point3 } from "../geometry/vector.ts"
import type { Person } from "../scene-graph.ts"
import type { PoseName } from "./pose-names.ts"

export interface Crowd {
  readonly count: number
  readonly seed: number
  /** What the crowd looks at. */
  readonly towards: Point3
  /** Nearest row, metres from the camera's default side; and how far the rows reach to each side. */
  readonly from: number
  readonly wide: number
  /** What they are called: "villager", "soldier". */
  readonly word: string
  /** Spots that others have. */
  readonly taken: readonly Point3[]
}

const stances: readonly [PoseName, ...PoseName[]] = [
  "stand",
  "stand",
  "crossed",
  "pockets",
  "hands-behind",
  "hips",
  "slouch",
  "think",
]
const oldWords = ["", "", "", "old", "a child"] as const

/** Many people in staggered rows, each with a build, clothes and a stance of their own, nobody on somebody's feet. */
export function createCrowd(crowd: Crowd): Person[] {
  const random = createRandom(createSeed(crowd.seed, "crowd"))
  const perRow = Math.max(3, Math.ceil(Math.sqrt(crowd.count * 1.6)))
  const people: Person[] = []
  for (let tries = 0; people.length < crowd.count && tries < crowd.count * 3; tries += 1) {
    const spot = spotOf(tries, perRow, crowd, random)
    const crowded = [...crowd.taken, ...people.map(({ position }) => position)].some(
      ({ x, z }) => Math.hypot(x - spot.x, z - spot.z) < 0.55,
    )
    if (!crowded) people.push(createOne(people.length, spot, crowd, random))
  }
  return people
}

function spotOf(index: number, perRow: number, { from, wide }: Crowd, random: Random): Point3 {
  const row = Math.floor(index / perRow)
  const stagger = row % 2 === 0 ? 0 : 0.5
  const reach = wide * (1 + row * 0.16)
  return {
    x: (((index % perRow) + stagger) / (perRow - 0.5) - 0.5) * 2 * reach + random.spread() * 0.18,
    y: 0,
    z: from + row * 0.95 + random.spread() * 0.22,
  }
}

function createOne(index: number, position: Point3, crowd: Crowd, random: Random): Person {
  const id = `crowd:${index}`
  const seed = createSeed(crowd.seed, id)
  const words = random.pick(oldWords)
  return {
    id,
    name: null,
    words: [crowd.word],
    seed,
    looks: createDefaultLooks(`${crowd.word} ${seed}`, words, random.next() < 0.5 ? "she" : "he"),
    position,
    facing: headingTo(position, crowd.towards) + random.spread() * 14,
    pose: random.pick(stances),
    gaze: { point: { ...crowd.towards, y: 1.5 } },
    expression: "neutral",
    holds: null,
  }
}
