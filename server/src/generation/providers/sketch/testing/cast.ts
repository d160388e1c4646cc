import type { Camera, Looks } from "@panelwright/core"
import { createSeed } from "../geometry/random.ts"
import type { Person, SceneGraph } from "../scene-graph.ts"
import type { PlaceKind } from "../set/place.ts"
import { dressSet } from "../staging/dressing.ts"
import { frameView } from "../staging/framing.ts"
import { seatFor } from "../staging/seat.ts"

/** People that the sheets are drawn with, unlike one another in build, height, hair and clothes. */
const base = { beard: false, glasses: false } as const
export const cast = {
  mara: {
    ...base,
    build: "slight",
    height: 168,
    hair: "bob",
    hairTone: "dark",
    garment: "coat",
    garmentTone: "light",
  },
  keeper: {
    ...base,
    build: "broad",
    height: 184,
    hair: "short",
    hairTone: "light",
    beard: true,
    garment: "sweater",
    garmentTone: "dark",
  },
  tom: {
    ...base,
    build: "child",
    height: 122,
    hair: "curly",
    hairTone: "mid",
    garment: "shirt",
    garmentTone: "mid",
  },
  ines: {
    ...base,
    build: "average",
    height: 172,
    hair: "long",
    hairTone: "mid",
    garment: "dress",
    garmentTone: "mid",
    glasses: true,
  },
  jonah: {
    ...base,
    build: "average",
    height: 178,
    hair: "short",
    hairTone: "dark",
    garment: "suit",
    garmentTone: "dark",
  },
} as const satisfies Record<string, Looks>

export const createPerson = (name: keyof typeof cast, rest: Partial<Person> = {}): Person => ({
  id: name,
  name,
  words: [],
  seed: createSeed("person", name),
  looks: cast[name],
  position: { x: 0, y: 0, z: 0 },
  facing: 150,
  pose: "stand",
  gaze: null,
  expression: "neutral",
  holds: null,
  ...rest,
})

export function createStage(
  people: readonly Person[],
  camera: Partial<Camera> = {},
  set: { kind?: PlaceKind; timeOfDay?: SceneGraph["setting"]["timeOfDay"]; ratio?: number } = {},
): SceneGraph {
  const setting: SceneGraph["setting"] = {
    kind: set.kind ?? "field",
    seed: 11,
    facing: -9,
    timeOfDay: set.timeOfDay ?? "day",
    weather: "clear",
    lights: true,
    exposure: 0,
  }
  const graph: SceneGraph = {
    version: 1,
    seed: 7,
    mirrored: false,
    camera: {
      size: "full",
      angle: "eye-level",
      movement: "static",
      lens: null,
      ...camera,
      focus: people.map(({ id }) => id).slice(0, 8),
      view: {
        position: { x: 0, y: 1.5, z: -4 },
        target: { x: 0, y: 1.2, z: 0 },
        roll: 0,
        lens: 40,
      },
    },
    setting,
    people: [...people],
    props: dressSet(setting),
    patches: [],
  }
  const seated = { ...graph, props: [...graph.props, ...people.flatMap((p) => seatFor(p, graph))] }
  return {
    ...seated,
    camera: { ...seated.camera, view: frameView(seated, set.ratio ?? 16 / 9) },
  }
}
