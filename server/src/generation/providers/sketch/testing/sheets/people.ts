import { angles, sizes, styleLooks, type Angle, type Size } from "@panelwright/core"
import { createCrowd } from "../../figure/crowd.ts"
import { needOf, poseNames, type PoseName } from "../../figure/pose-names.ts"
import { expressions, type Person } from "../../scene-graph.ts"
import { blockPeople } from "../../staging/blocking.ts"
import { cast, createPerson, createStage } from "../cast.ts"
import type { Sheet, SheetCell } from "./sheet.ts"

const list = <Key extends string>(terms: Record<Key, unknown>) => Object.keys(terms) as Key[]
const names = list(cast)
const nameAt = (index: number) => names[index % names.length] ?? "mara"

/** Two who talk, the first towards us. */
const pair = (rest: Partial<Person> = {}) => [
  createPerson("mara", {
    facing: 122,
    position: { x: -0.5, y: 0, z: 0 },
    gaze: { id: "keeper" },
    pose: "hold",
    holds: "letter",
    ...rest,
  }),
  createPerson("keeper", {
    facing: 236,
    position: { x: 0.5, y: 0, z: 0.05 },
    gaze: { id: "mara" },
  }),
]

function stageAction(pose: PoseName, index: number): SheetCell {
  const { partner, turn, holds } = needOf(pose)
  const held = heldThings[holds?.[0] ?? ""] ?? null
  if (!partner)
    return {
      graph: bare([createPerson(nameAt(index), { pose, facing: 180 - turn, holds: held })]),
    }
  const apart = (partner.gap * 1.75) / 2
  return {
    graph: bare([
      createPerson("jonah", {
        pose,
        holds: held,
        position: { x: -apart, y: 0, z: 0 },
        facing: partner.beside ? 166 : 90,
        gaze: { id: "ines" },
      }),
      createPerson("ines", {
        pose: poseNames.find((name) => name === partner.pose) ?? "stand",
        position: { x: apart, y: 0, z: 0 },
        facing: partner.beside ? 194 : 270,
        gaze: { id: "jonah" },
      }),
    ]),
  }
}

const heldThings: Record<string, Person["holds"]> = {
  book: "book",
  phone: "phone",
  cup: "cup",
  bottle: "bottle",
  torch: "torch",
  letter: "letter",
  gun: "gun",
  rifle: "rifle",
  camera: "camera",
  umbrella: "umbrella",
  suitcase: "suitcase",
  knife: "knife",
  guitar: "guitar",
  axe: "axe",
  hammer: "hammer",
  shovel: "shovel",
  broom: "broom",
}

/** Without what a field is dressed with: only what the pose itself needs. */
function bare(people: readonly Person[]) {
  const graph = createStage(people, { size: "full" }, { ratio: 4 / 3 })
  return { ...graph, props: graph.props.filter(({ id }) => /^(?:seat|desk):/.test(id)) }
}

const sizesByAngles = list<Angle>(angles).flatMap((angle) =>
  list<Size>(sizes).map((size): SheetCell => {
    const people =
      angle === "point-of-view"
        ? [createPerson("mara", { facing: 176, pose: "hold", holds: "letter" })]
        : pair()
    return { graph: createStage(people, { size, angle }, { kind: "street" }) }
  }),
)

const faces = [
  ...names.flatMap((name) =>
    [180, 150, 110, 90, 40].map((facing) => createPerson(name, { facing })),
  ),
  ...expressions.map((expression) => createPerson("ines", { facing: 160, expression })),
  ...expressions.map((expression) => createPerson("keeper", { facing: 145, expression })),
].map((person): SheetCell => ({
  graph: createStage([person], { size: "close-up" }, { ratio: 4 / 3 }),
}))

const hands = (
  [
    ["stand", null],
    ["punch", null],
    ["point", null],
    ["stop", null],
    ["hold", "bottle"],
    ["phone", "phone"],
    ["text", "phone"],
    ["read", "book"],
    ["aim", "gun"],
    ["drink", "cup"],
    ["wave", null],
    ["pray", null],
  ] as const
).flatMap(([pose, holds]): SheetCell[] => [
  {
    graph: createStage(
      [createPerson("jonah", { pose, holds, facing: 150 })],
      { size: "insert" },
      { ratio: 4 / 3 },
    ),
  },
  {
    graph: createStage(
      [createPerson("ines", { pose, holds, facing: 205 })],
      { size: "medium" },
      { ratio: 4 / 3 },
    ),
  },
])

const looks = styleLooks.flatMap((look): SheetCell[] => [
  {
    graph: createStage(
      pair({ pose: "argue", holds: null, expression: "angry" }),
      { size: "medium" },
      { kind: "kitchen", timeOfDay: "night" },
    ),
    style: { look },
  },
  {
    graph: createStage(
      [createPerson("jonah", { pose: "run", facing: 120 })],
      { size: "full", movement: "pan-right" },
      { kind: "street" },
    ),
    style: { look },
  },
  {
    graph: createStage([createPerson("ines", { expression: "happy" })], { size: "close-up" }, {}),
    style: { look },
  },
])

const company = [1, 2, 3, 4, 5].flatMap((count): SheetCell[] => {
  const people = blockPeople(
    names.slice(0, count).map((name) => createPerson(name)),
    {
      sceneHeading: "INT. BAR - NIGHT",
      others: [],
      speaker: null,
      close: false,
      outside: false,
      overShoulder: false,
      seed: 7,
    },
  )
  return [
    { graph: createStage(people, { size: "full" }, { kind: "bar", timeOfDay: "night" }) },
    { graph: createStage(people, { size: "medium" }, { kind: "garden" }) },
  ]
})

const crowds = ([12, 30] as const).map((count): SheetCell => {
  const crowd = createCrowd({
    count,
    seed: 4,
    towards: { x: 0, y: 1.5, z: 0 },
    from: 1.5,
    wide: 3,
    word: "villager",
    taken: [],
  })
  const mara = createPerson("mara", { pose: "point", facing: 130 })
  const graph = createStage([mara], { size: "full" }, { kind: "village" })
  return { graph: { ...graph, people: [...graph.people, ...crowd] } }
})

/** What a storyboard artist would ask to see of people and camera. */
export const peopleSheets: Record<string, Sheet> = {
  "sizes-by-angles": { columns: 11, cellWidth: 176, ratio: 16 / 9, cells: sizesByAngles },
  actions: { columns: 12, cellWidth: 168, ratio: 4 / 3, cells: poseNames.map(stageAction) },
  faces: { columns: 9, cellWidth: 208, ratio: 4 / 3, cells: faces },
  hands: { columns: 8, cellWidth: 232, ratio: 4 / 3, cells: hands },
  company: { columns: 4, cellWidth: 420, ratio: 16 / 9, cells: [...company, ...crowds] },
  looks: { columns: 3, cellWidth: 560, ratio: 16 / 9, cells: looks },
}
