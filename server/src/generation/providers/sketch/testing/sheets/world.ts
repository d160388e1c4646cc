import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { createShotPlan, parseFountain, type Looks } from "@panelwright/core"
import { designOf, liesFlat, propKinds, type PropKind } from "../../prop/catalogue.ts"
import { placeKinds, places, type PlaceKind } from "../../set/place.ts"
import { stagePanel } from "./panel.ts"
import type { Sheet, SheetCell } from "./sheet.ts"

const hours = ["DAY", "NIGHT", "DAY", "DUSK"]

/** Every place there is, by turns at day, night and dusk. */
const stagePlace = (kind: PlaceKind, index: number): SheetCell => {
  const { interior, words } = places[kind]
  const seated = kind === "car-interior"
  return stagePanel({
    heading: `${interior ? "INT" : "EXT"}. ${words[0].toUpperCase()} - ${hours[index % hours.length]}`,
    action: seated ? "Mara drives. The Keeper looks at Mara." : "Mara waits.",
    cast: seated ? ["MARA", "THE KEEPER"] : ["MARA"],
    camera: { size: "wide" },
  })
}

/** A thing by itself on open ground, as large as it is. */
function stageThing(kind: PropKind): SheetCell {
  const { graph } = stagePanel({ heading: "EXT. FIELD - DAY", action: "" })
  const { extent, held, onWall } = designOf(kind)
  const [wide, tall, deep] = extent
  const span = liesFlat(kind)
    ? Math.max(tall, wide) * 1.15
    : Math.max(tall * 1.5, wide * 0.95, deep * 0.7, 0.1)
  const foot = held && !liesFlat(kind) ? 0.8 : 0
  const middle = liesFlat(kind) ? 0 : held ? foot : tall / 2
  return {
    graph: {
      ...graph,
      props: [
        {
          id: "thing",
          kind,
          seed: 5,
          position: { x: 0, y: foot, z: 0 },
          facing: onWall === undefined ? (wide > tall * 1.3 ? 198 : 158) : 170,
          scale: 1,
          lit: true,
          dressing: false,
        },
      ],
      camera: {
        ...graph.camera,
        view: {
          position: {
            x: 0,
            y: middle + span * (liesFlat(kind) ? 2.1 : 0.42),
            z: -span * (liesFlat(kind) ? 0.9 : 2.3),
          },
          target: { x: 0, y: middle, z: 0 },
          roll: 0,
          lens: 60,
        },
      },
    },
  }
}

const people: Readonly<Record<string, Looks>> = {
  "MRS. HALE": {
    build: "broad",
    height: 165,
    hair: "bun",
    hairTone: "mid",
    beard: false,
    garment: "dress",
    garmentTone: "dark",
    glasses: false,
  },
  "MRS. PETERS": {
    build: "slight",
    height: 160,
    hair: "long",
    hairTone: "light",
    beard: false,
    garment: "coat",
    garmentTone: "light",
    glasses: false,
  },
  "COUNTY ATTORNEY": {
    build: "average",
    height: 180,
    hair: "short",
    hairTone: "dark",
    beard: false,
    garment: "suit",
    garmentTone: "mid",
    glasses: true,
  },
  SHERIFF: {
    build: "broad",
    height: 184,
    hair: "short",
    hairTone: "dark",
    beard: true,
    garment: "uniform",
    garmentTone: "dark",
    glasses: false,
  },
}

/** Panels of the plan that only repeat a speaker over a shoulder are left out, so that twenty-four tell the scene. */
const leftOut: ReadonlySet<number> = new Set([7, 9, 11, 13, 14, 19, 21, 24, 30, 31, 35, 36])

/** A scene as the planner divides it, panel by panel. */
async function stageScript(folder: string): Promise<SheetCell[]> {
  const script = parseFountain(await readFile(join(folder, "trifles.fountain"), "utf8"))
  const { scenes } = createShotPlan(script, { frameRate: "24" })
  return scenes
    .flatMap(({ scene, shots }) =>
      shots.flatMap(({ panels }) => panels.map((panel) => ({ heading: scene.heading, panel }))),
    )
    .filter((_, index) => !leftOut.has(index + 1))
    .map(({ heading, panel }) => stagePanel({ heading, ...panel, looks: people }))
}

/** Places, things, and twenty-four panels of "Trifles" by Susan Glaspell (1916). */
export const listWorldSheets = async (folder: string): Promise<Record<string, Sheet>> => ({
  places: { columns: 7, cellWidth: 260, ratio: 16 / 9, cells: placeKinds.map(stagePlace) },
  things: { columns: 16, cellWidth: 120, ratio: 4 / 3, cells: propKinds.map(stageThing) },
  trifles: { columns: 4, cellWidth: 440, ratio: 16 / 9, cells: await stageScript(folder) },
})
