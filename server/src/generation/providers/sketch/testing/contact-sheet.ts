import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import {
  angles,
  createDefaultLooks,
  defaultStyle,
  sizes,
  styleLooks,
  type Angle,
  type Camera,
  type ContextPacket,
  type ImageRequest,
  type Looks,
  type Size,
  type Style,
} from "@panelwright/core"
import sharp from "sharp"
import { createSketchProvider } from "../sketch-provider.ts"

const testsFolder = join(import.meta.dirname, "../../../../../../tests")

/** Draws sheets of many pictures, to be looked at: `node server/src/generation/providers/sketch/testing/contact-sheet.ts [sheet…]`. */
interface Cell {
  readonly heading: string
  readonly action: string
  readonly dialogue?: string
  readonly cast?: readonly string[]
  readonly camera?: Partial<Camera>
  readonly style?: Partial<Style>
  readonly instruction?: string
}

/** Scene headings, paragraphs and speeches of a script as panels, sizes and angles going round; only for looking. */
async function readScript(name: string): Promise<Cell[]> {
  const file = join(testsFolder, "fixtures/scripts", `${name}.fountain`)
  const text = await readFile(file, "utf8").catch(() => "")
  const round: Partial<Camera>[] = [
    { size: "wide" },
    { size: "medium" },
    { size: "close-up" },
    { size: "full", angle: "low" },
    { size: "medium", angle: "over-the-shoulder" },
    { size: "medium-close-up" },
    { size: "cowboy", angle: "high" },
  ]
  const cells: Cell[] = []
  let heading = ""
  let known: string[] = []
  for (const block of text.split(/\n\s*\n/).map((part) => part.trim())) {
    const scene = /^(INT|EXT)[^\n#]*/.exec(block)?.[0]
    if (scene) {
      heading = scene.trim()
      known = []
      cells.push({ heading, action: "", camera: { size: "establishing" } })
      continue
    }
    if (heading === "" || /^(>|FADE|CUT)/.test(block)) continue
    const speech = /^([A-Z][A-Z .']+?)( \(.*\))?\n([\s\S]+)$/.exec(block)
    const camera = round[cells.length % round.length] ?? {}
    if (speech?.[1]) {
      const speaker = speech[1].trim()
      known = [speaker, ...known.filter((each) => each !== speaker)].slice(0, 2)
      cells.push({ heading, action: "", dialogue: `${speaker}: ${speech[3]}`, cast: known, camera })
    } else {
      const named = [...block.matchAll(/\b(?:THE )?([A-Z]{3,})\b(?= \()/g)].map(
        (match) => match[1] ?? "",
      )
      known = [...named, ...known.filter((each) => !named.includes(each))].slice(0, 2)
      const cast = known.filter((each) => new RegExp(`\\b${each}\\b`, "i").test(block))
      cells.push({
        heading,
        action: block,
        cast: cast.length > 0 ? cast : /\b(she|he|her|his)\b/i.test(block) ? known.slice(0, 1) : [],
        camera,
      })
    }
  }
  return cells
}

const folder = join(testsFolder, ".output")
const looks: Record<string, Looks> = {
  MARA: {
    build: "slight",
    height: 168,
    hair: "bob",
    hairTone: "dark",
    beard: false,
    garment: "coat",
    garmentTone: "light",
    glasses: false,
  },
  "THE KEEPER": {
    build: "broad",
    height: 184,
    hair: "short",
    hairTone: "light",
    beard: true,
    garment: "sweater",
    garmentTone: "dark",
    glasses: false,
  },
  KEEPER: {
    build: "broad",
    height: 184,
    hair: "short",
    hairTone: "light",
    beard: true,
    garment: "coat",
    garmentTone: "dark",
    glasses: false,
  },
  TOM: {
    build: "child",
    height: 122,
    hair: "curly",
    hairTone: "mid",
    beard: false,
    garment: "shirt",
    garmentTone: "mid",
    glasses: false,
  },
  INES: {
    build: "average",
    height: 172,
    hair: "long",
    hairTone: "mid",
    beard: false,
    garment: "dress",
    garmentTone: "mid",
    glasses: true,
  },
}
const mara = ["MARA"]
const two = ["MARA", "THE KEEPER"]
const room = "INT. LAMP ROOM - NIGHT"

const toPacket = (cell: Cell): ContextPacket => ({
  project: { title: "The Lighthouse", aspectRatio: "16:9" },
  style: { ...defaultStyle, ...cell.style },
  characters: (cell.cast ?? []).map((name) => ({
    name,
    words: "",
    looks: looks[name] ?? createDefaultLooks(name),
    sheet: [],
  })),
  location: null,
  shot: {
    number: "1",
    sceneHeading: cell.heading,
    camera: { size: "medium", angle: "eye-level", movement: "static", lens: null, ...cell.camera },
    action: cell.action,
    dialogue: cell.dialogue ?? "",
    sound: "",
  },
  neighbours: [],
  history: [],
  instruction: cell.instruction ?? null,
  prompt: [],
  tokenCount: 0,
  dropped: [],
})

const list = <Key extends string>(terms: Record<Key, unknown>) => Object.keys(terms) as Key[]

const sheets: Record<string, { readonly columns: number; readonly cells: readonly Cell[] }> = {
  sizes: {
    columns: 4,
    cells: list<Size>(sizes).map((size) => ({
      heading: "INT. KITCHEN - DAY",
      action: "Mara holds a letter.",
      cast: mara,
      camera: { size },
    })),
  },
  angles: {
    columns: 4,
    cells: list<Angle>(angles).map((angle) => ({
      heading: "EXT. STREET - DAY",
      action: "Mara looks at the Keeper.",
      dialogue: "MARA: You came back.",
      cast: two,
      camera: { angle, size: "medium" },
    })),
  },
  "angles-full": {
    columns: 4,
    cells: list<Angle>(angles).map((angle) => ({
      heading: "INT. ROOM - DAY",
      action: "The Keeper stands.",
      cast: ["THE KEEPER"],
      camera: { angle, size: "full" },
    })),
  },
  faces: {
    columns: 4,
    cells: [
      ...["MARA", "THE KEEPER", "INES", "TOM"].flatMap((name) => [
        {
          heading: "INT. ROOM - DAY",
          action: "She smiles.",
          cast: [name],
          camera: { size: "close-up" as const },
        },
        {
          heading: "EXT. STREET - NIGHT",
          action: "She is afraid.",
          cast: [name],
          camera: { size: "close-up" as const, angle: "profile" as const },
        },
      ]),
      {
        heading: "INT. ROOM - DAY",
        action: "Mara shouts.",
        cast: mara,
        camera: { size: "big-close-up" },
      },
      {
        heading: "INT. ROOM - DAY",
        action: "The Keeper glares.",
        cast: ["THE KEEPER"],
        camera: { size: "extreme-close-up" },
      },
      {
        heading: "INT. ROOM - DAY",
        action: "Ines weeps.",
        cast: ["INES"],
        camera: { size: "medium-close-up", angle: "high" },
      },
      {
        heading: "INT. ROOM - DAY",
        action: "Tom stands.",
        cast: ["TOM"],
        camera: { size: "medium-close-up", angle: "low" },
      },
    ],
  },
  people: {
    columns: 4,
    cells: [1, 2, 3, 4].flatMap((count) => [
      {
        heading: "INT. BAR - NIGHT",
        action: "They wait.",
        cast: ["MARA", "THE KEEPER", "TOM", "INES"].slice(0, count),
        camera: { size: "full" as const },
      },
      {
        heading: "EXT. FIELD - DAY",
        action: "They talk.",
        dialogue: "MARA: Well?",
        cast: ["MARA", "THE KEEPER", "TOM", "INES"].slice(0, count),
        camera: { size: "medium" as const },
      },
    ]),
  },
  poses: {
    columns: 5,
    cells: [
      "stands",
      "walks",
      "runs",
      "sits",
      "lies down",
      "sleeps",
      "kneels",
      "crouches",
      "crawls",
      "points at the sea",
      "talks on the phone",
      "reads a book",
      "peers into the dark",
      "holds a bottle",
      "raises a torch",
      "carries a crate",
      "reaches for the door",
      "aims a gun",
      "punches",
      "climbs",
      "argues",
      "waves",
      "drinks",
      "thinks",
      "weeps",
      "cowers",
      "prays",
      "dances",
      "falls",
      "drives",
      "sits and reads a letter",
      "writes",
      "pushes the door",
      "folds her arms",
      "rows the boat",
    ].map((verb) => ({
      heading: "EXT. FIELD - DAY",
      action: `Mara ${verb}.`,
      cast: mara,
      camera: { size: "full" as const },
    })),
  },
  interiors: {
    columns: 4,
    cells: [
      "ROOM",
      "KITCHEN",
      "BEDROOM",
      "OFFICE",
      "CORRIDOR",
      "BAR",
      "CHURCH",
      "HOSPITAL",
      "PRISON CELL",
      "SHOP",
      "CELLAR",
      "TRAIN",
      "LAMP ROOM",
      "STAIRS",
    ].flatMap((place) => [
      {
        heading: `INT. ${place} - DAY`,
        action: "Mara waits.",
        cast: mara,
        camera: { size: "wide" as const },
      },
      {
        heading: `INT. ${place} - NIGHT`,
        action: "Mara looks at the Keeper.",
        cast: two,
        camera: { size: "medium" as const },
      },
    ]),
  },
  exteriors: {
    columns: 4,
    cells: [
      "STREET",
      "CITY",
      "FOREST",
      "FIELD",
      "BEACH",
      "SEA",
      "DESERT",
      "MOUNTAINS",
      "ROAD",
      "ROOF",
      "VILLAGE",
      "GARDEN",
      "HARBOUR",
      "CLIFF",
    ].flatMap((place) => [
      {
        heading: `EXT. ${place} - DAY`,
        action: "Mara walks.",
        cast: mara,
        camera: { size: "wide" as const },
      },
      {
        heading: `EXT. ${place} - NIGHT`,
        action: "Mara looks at the Keeper.",
        cast: two,
        camera: { size: "medium" as const },
      },
    ]),
  },
  skies: {
    columns: 4,
    cells: ["DAY", "DUSK", "NIGHT", "DAWN"].flatMap((time) =>
      ["", "Rain.", "Storm.", "Fog.", "Snow."].map((weather) => ({
        heading: `EXT. HARBOUR - ${time}`,
        action: `Mara waits. ${weather}`,
        cast: mara,
        camera: { size: "wide" as const },
      })),
    ),
  },
  looks: {
    columns: 3,
    cells: styleLooks.flatMap((look) => [
      {
        heading: room,
        action: "Mara turns to the Keeper.",
        cast: two,
        camera: { size: "medium" as const },
        style: { look },
      },
      {
        heading: "EXT. STREET - DAY",
        action: "Mara walks.",
        cast: mara,
        camera: { size: "full" as const },
        style: { look },
      },
      {
        heading: "INT. KITCHEN - DAY",
        action: "Ines smiles.",
        cast: ["INES"],
        camera: { size: "close-up" as const },
        style: { look },
      },
    ]),
  },
  story: {
    columns: 3,
    cells: [
      {
        heading: "EXT. CLIFF - NIGHT",
        action: "A lighthouse above a black sea. Storm.",
        camera: { size: "establishing" },
      },
      {
        heading: "EXT. SEA - NIGHT",
        action: "Mara rows the boat. Rain.",
        cast: mara,
        camera: { size: "wide" },
      },
      {
        heading: "INT. LIGHTHOUSE - STAIRS - NIGHT",
        action: "Mara climbs the stairs.",
        cast: mara,
        camera: { size: "full", angle: "low" },
      },
      {
        heading: room,
        action: "The Keeper stands at the lens.",
        cast: ["THE KEEPER"],
        camera: { size: "wide" },
      },
      {
        heading: room,
        action: "Mara enters. The Keeper turns.",
        cast: two,
        camera: { size: "full" },
      },
      {
        heading: room,
        action: "",
        dialogue: "MARA: You let it go out.",
        cast: two,
        camera: { size: "close-up" },
      },
      {
        heading: room,
        action: "",
        dialogue: "THE KEEPER: I had to.",
        cast: two,
        camera: { size: "medium", angle: "over-the-shoulder" },
      },
      {
        heading: room,
        action: "She holds a key.",
        dialogue: "",
        cast: mara,
        camera: { size: "insert" },
      },
      {
        heading: room,
        action: "Mara runs.",
        cast: mara,
        camera: { size: "cowboy", angle: "dutch", movement: "dolly-in" },
      },
      {
        heading: "EXT. HARBOUR - DAWN",
        action: "Mara sits on the pier. A dog waits.",
        cast: mara,
        camera: { size: "wide", movement: "crane-up" },
      },
    ],
  },
}

const wanted = process.argv.slice(2)
for (const name of ["the-lighthouse", "the-chase", "the-kitchen"])
  sheets[name] = { columns: 4, cells: await readScript(name) }

const provider = createSketchProvider({ threads: 2 })
await mkdir(folder, { recursive: true })
for (const [name, { columns, cells }] of Object.entries(sheets)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const started = performance.now()
  const pictures = await Promise.all(cells.map(drawCell))
  const took = performance.now() - started
  const width = Math.floor(2000 / columns)
  const height = Math.round((width * 9) / 16)
  const gap = 8
  const rows = Math.ceil(cells.length / columns)
  const tiles = await Promise.all(
    pictures.map(async (picture, index) => ({
      input: await sharp(picture).resize(width, height).png().toBuffer(),
      left: (index % columns) * (width + gap),
      top: Math.floor(index / columns) * (height + gap),
    })),
  )
  const png = await sharp({
    create: {
      width: columns * (width + gap),
      height: rows * (height + gap),
      channels: 3,
      background: "#ffffff",
    },
  })
    .composite(tiles)
    .png()
    .toBuffer()
  const file = join(folder, `sketch-${name}.png`)
  await writeFile(file, png)
  process.stdout.write(
    `${file}: ${cells.length} pictures, ${Math.round(took / cells.length)} ms each\n`,
  )
}
await provider.stop()

async function drawCell(cell: Cell): Promise<Uint8Array> {
  const request: ImageRequest = {
    operation: "generate",
    packet: toPacket(cell),
    references: [],
    mask: null,
    markup: null,
    size: provider.fitSize(16 / 9),
    quality: "draft",
    seed: 7,
    count: 1,
    parentState: null,
  }
  let bytes = new Uint8Array()
  for await (const event of provider.run(request, {
    signal: new AbortController().signal,
    jobId: "job:sheet",
  }))
    if (event.type === "done") bytes = new Uint8Array(event.images[0]?.bytes ?? bytes)
  return bytes
}
