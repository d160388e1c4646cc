import {
  createDefaultLooks,
  defaultStyle,
  type Camera,
  type ContextPacket,
  type GreyMask,
  type ImageRequest,
  type Looks,
  type PacketCharacter,
} from "@panelwright/core"
import type { SceneGraph } from "./scene-graph.ts"
import { stageScene } from "./staging/stage-scene.ts"

/** Panels for the tests of this folder: Mara and the Keeper of a lighthouse. */
export const picture = { width: 768, height: 432 }

const looks: Record<string, Looks> = {
  MARA: { ...createDefaultLooks("MARA"), build: "slight", height: 168, hair: "bob" },
  "THE KEEPER": { ...createDefaultLooks("THE KEEPER"), build: "broad", height: 184, beard: true },
}

export interface PanelWords {
  readonly heading?: string
  readonly action?: string
  readonly dialogue?: string
  readonly cast?: readonly string[]
  readonly camera?: Partial<Camera>
  readonly instruction?: string
}

export function createPacket(panel: PanelWords = {}): ContextPacket {
  return {
    project: { title: "The Lighthouse", aspectRatio: "16:9" },
    style: defaultStyle,
    characters: (panel.cast ?? ["MARA"]).map((name): PacketCharacter => ({
      name,
      words: name === "MARA" ? "a woman in her thirties" : "an old man",
      looks: looks[name] ?? createDefaultLooks(name),
      sheet: [],
    })),
    location: null,
    shot: {
      number: "1",
      sceneHeading: panel.heading ?? "INT. KITCHEN - DAY",
      camera: {
        size: "medium",
        angle: "eye-level",
        movement: "static",
        lens: null,
        ...panel.camera,
      },
      action: panel.action ?? "Mara waits.",
      dialogue: panel.dialogue ?? "",
      sound: "",
    },
    neighbours: [],
    history: [],
    instruction: panel.instruction ?? null,
    prompt: [],
    tokenCount: 0,
    dropped: [],
  }
}

export const createGraph = (panel: PanelWords = {}, seed = 7): SceneGraph =>
  stageScene(createPacket(panel), { seed, ratio: picture.width / picture.height }).graph

export const createRequest = (
  panel: PanelWords,
  rest: Partial<ImageRequest> = {},
): ImageRequest => ({
  operation: "generate",
  packet: createPacket(panel),
  references: [],
  mask: null,
  markup: null,
  size: picture,
  quality: "draft",
  seed: 7,
  count: 1,
  parentState: null,
  ...rest,
})

/** A mask that is white in a box given in shares of the picture. */
export function createBoxMask(left: number, top: number, right: number, bottom: number): GreyMask {
  const { width, height } = picture
  const data = new Uint8Array(width * height)
  for (let y = Math.round(top * height); y < bottom * height; y += 1)
    data.fill(255, y * width + Math.round(left * width), y * width + Math.round(right * width))
  return { width, height, data }
}
