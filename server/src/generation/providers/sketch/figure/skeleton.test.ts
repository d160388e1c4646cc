import { describe, expect, it } from "vitest"
import { distance, dot, normalise, subtract } from "../geometry/vector.ts"
import { createPerson } from "../testing/cast.ts"
import { needOf, poseNames } from "./pose-names.ts"
import { poses } from "./pose.ts"
import { createSkeleton } from "./skeleton.ts"

const people = ["mara", "keeper", "tom"] as const
const upright = poseNames.filter((pose) => poses[pose].lies === "no")
const grounded = upright.filter(
  (pose) =>
    poses[pose].seat === 0 &&
    !["water", "rung"].includes(needOf(pose).support ?? "") &&
    !["jump", "run"].includes(pose),
)

describe("a pose", () => {
  it("is there for every name that words may choose, and those name partners that are there", () => {
    expect(poseNames.length).toBeGreaterThan(100)
    for (const name of poseNames) expect(poses[name]).toBeDefined()
    const partners = poseNames.flatMap((name) => needOf(name).partner?.pose ?? [])
    expect(poseNames).toEqual(expect.arrayContaining(partners))
  })

  it.each(grounded)("%s has a foot on the ground and none below it", (pose) => {
    for (const name of people) {
      const { legs } = createSkeleton(createPerson(name, { pose }), null)
      const low = legs.map(({ ankle, toe }) => Math.min(ankle.y - 0.046, toe.y))
      expect(Math.min(...low)).toBeLessThan(0.09)
      expect(Math.min(...legs.flatMap(({ toe }) => toe.y))).toBeGreaterThan(-0.01)
    }
  })

  it.each(poseNames)("%s stretches no bone", (pose) => {
    const { arms, legs, proportions } = createSkeleton(createPerson("ines", { pose }), null)
    for (const { shoulder, elbow, wrist } of arms) {
      expect(distance(shoulder, elbow)).toBeCloseTo(proportions.upperArm, 2)
      expect(distance(elbow, wrist)).toBeCloseTo(proportions.forearm, 2)
    }
    for (const { hip, knee, ankle } of legs) {
      expect(distance(hip, knee)).toBeCloseTo(proportions.thigh, 2)
      expect(distance(knee, ankle)).toBeCloseTo(proportions.shin, 2)
    }
  })

  it.each(
    grounded.filter(
      (pose) =>
        poses[pose].pelvis[0] > 0.12 &&
        !["fall", "trip", "recoil", "push", "pull", "faint"].includes(pose),
    ),
  )("%s keeps its weight over its feet or hands", (pose) => {
    const { legs, arms, pelvis, chest } = createSkeleton(
      createPerson("keeper", { pose, facing: 0 }),
      null,
    )
    const weight = (pelvis.z * 2 + chest.z) / 3
    const props = [
      ...legs.flatMap(({ ankle, toe, knee }) => [
        ankle.z - 0.1,
        toe.z,
        ...(knee.y < 0.2 ? [knee.z] : []),
      ]),
      ...arms.flatMap(({ wrist }) => (wrist.y < 0.2 || needOf(pose).work ? [wrist.z] : [])),
    ]
    expect(weight).toBeGreaterThan(Math.min(...props) - 0.12)
    expect(weight).toBeLessThan(Math.max(...props) + 0.12)
  })
})

describe("eyes and hands", () => {
  it("turn to what is looked at, the eyes further than the head", () => {
    const person = createPerson("mara", { facing: 0 })
    const { headAxes, eyes } = createSkeleton(person, { x: 3, y: 1.5, z: 3 })
    expect(headAxes.forward.x).toBeGreaterThan(0.4)
    expect(eyes.x).toBeGreaterThan(0)
  })

  it.each(["point", "aim", "offer", "stop"] as const)("%s goes where the eyes go", (pose) => {
    const person = createPerson("mara", { facing: 0, pose })
    for (const target of [
      { x: 4, y: 1.3, z: 4 },
      { x: -3, y: 1.3, z: 4 },
      { x: 0, y: 3.5, z: 4 },
    ]) {
      const { arms, neck } = createSkeleton(person, target)
      const reach = normalise(subtract(arms[1].wrist, neck))
      expect(dot(reach, normalise(subtract(target, neck)))).toBeGreaterThan(0.75)
    }
  })

  it("do not reach behind the back", () => {
    const person = createPerson("mara", { facing: 0, pose: "point" })
    const { arms, neck } = createSkeleton(person, { x: 0.2, y: 1.5, z: -4 })
    expect(arms[1].wrist.z).toBeGreaterThan(neck.z)
  })
})
