import {
  createDefaultLooks,
  defaultStyle,
  type Camera,
  type ContextPacket,
  type Looks,
  type Style,
} from "@panelwright/core"
import { stageScene } from "../../staging/stage-scene.ts"
import { cast } from "../cast.ts"
import type { SheetCell } from "./sheet.ts"

/** A panel in words, as a storyboard has it. */
export interface PanelCell {
  readonly heading: string
  readonly action: string
  readonly dialogue?: string
  readonly cast?: readonly string[]
  readonly camera?: Partial<Camera>
  readonly style?: Partial<Style>
  /** Of people beyond those that all sheets know. */
  readonly looks?: Readonly<Record<string, Looks>>
}

const looks: Record<string, Looks> = {
  MARA: cast.mara,
  "THE KEEPER": cast.keeper,
  KEEPER: { ...cast.keeper, garment: "coat" },
  TOM: cast.tom,
  INES: cast.ines,
}

const toPacket = (cell: PanelCell): ContextPacket => ({
  project: { title: "The Lighthouse", aspectRatio: "16:9" },
  style: { ...defaultStyle, ...cell.style },
  characters: (cell.cast ?? []).map((name) => ({
    name,
    words: "",
    looks: cell.looks?.[name] ?? looks[name] ?? createDefaultLooks(name),
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
  instruction: null,
  prompt: [],
  tokenCount: 0,
  dropped: [],
})

/** The panel as the provider would stage it. */
export const stagePanel = (cell: PanelCell, ratio = 16 / 9): SheetCell => ({
  graph: stageScene(toPacket(cell), { seed: 7, ratio }).graph,
  ...(cell.style && { style: cell.style }),
})
