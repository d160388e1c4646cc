import type { Look, Style } from "../context/style.ts"
import type { Character } from "../context/character.ts"
import { angles, movements, sizes } from "../film/vocabulary.ts"
import type { PanelId } from "../identity/identity.ts"
import {
  findPicture,
  type Panel,
  type SceneInOrder,
  type Storyboard,
} from "../storyboard/storyboard.ts"
import { parseHeading } from "../script/heading.ts"
import type { ContextPacket, PacketNeighbour } from "./context-packet.ts"
import { fitInstructions, listInstructions, separator } from "./history.ts"
import { fitPrompt, mustKeep, type DraftPart } from "./prompt-draft.ts"
import { composeStyle } from "../style/compose-style.ts"
import { countTokens, cutToTokens } from "./token-count.ts"

/** Room for the longest instruction in any script beside a full style, shot and history. */
export const defaultTokenBudget = 6000

export interface PacketOptions {
  readonly storyboard: Storyboard
  readonly panelId: PanelId
  /** What is asked for now; null: a picture of what the panel says. */
  readonly instruction: string | null
  /** A look to be tried on this panel; left out: the style of its scene. */
  readonly trial?: Look | null
  /** Of the prompt as words. The instruction is never cut, so it should leave room for one. */
  readonly tokenBudget: number
}

/**
 * Everything a provider needs for one panel, from the storyboard as it is now. The same storyboard, panel and
 * instruction give the same packet. Null: there is no such panel.
 */
export function composePacket(options: PacketOptions): ContextPacket | null {
  const { storyboard, panelId, instruction, trial = null, tokenBudget } = options
  const panel = storyboard.panels.find((candidate) => candidate.id === panelId)
  if (!panel) return null
  const scene = storyboard.scenes.find((candidate) => candidate.id === panel.sceneId) ?? null
  const style = composeStyle(storyboard.style, panel.sceneId, trial)
  const characters = listCast(storyboard, panel)
  const location = composeLocation(storyboard, panel, scene)
  const neighbours = listNeighbours(storyboard, panel)
  const instructions = listInstructions(panel)
  const pinned = fitInstructions(instructions, Math.floor(tokenBudget / 3))

  const fitted = fitPrompt(
    [
      ...styleParts(style),
      ...characters.map(characterPart),
      ...locationParts(location),
      ...shotParts(panel, scene),
      ...neighbours.map(neighbourPart),
      ...historyParts(pinned.kept),
      ...instructionParts(instruction),
    ],
    tokenBudget,
  )

  return {
    project: { title: storyboard.settings.title, aspectRatio: storyboard.settings.aspectRatio },
    style,
    characters: characters.map(({ name, words, looks, sheet }) => ({ name, words, looks, sheet })),
    location,
    shot: {
      number: panel.number,
      sceneHeading: scene?.heading ?? "",
      camera: panel.camera,
      action: cutToTokens(panel.action, tokenBudget),
      dialogue: cutToTokens(panel.dialogue, tokenBudget),
      sound: cutToTokens(panel.sound, tokenBudget),
    },
    neighbours: neighbours.filter((neighbour) => !fitted.leftOut.has(neighbourLabel(neighbour))),
    history: pinned.kept,
    instruction,
    prompt: fitted.prompt,
    tokenCount: fitted.tokenCount,
    dropped: [
      ...fitted.dropped,
      ...(pinned.shortened > 0 ? [`${pinned.shortened} earlier instructions (shortened)`] : []),
      ...(pinned.left > 0 ? [`the ${pinned.left} oldest instructions`] : []),
    ],
  }
}

const listCast = (storyboard: Storyboard, panel: Panel): Character[] =>
  panel.cast.flatMap((id) => storyboard.characters.find((character) => character.id === id) ?? [])

function composeLocation(
  storyboard: Storyboard,
  panel: Panel,
  scene: SceneInOrder | null,
): ContextPacket["location"] {
  const id = panel.locationId ?? scene?.locationId ?? null
  const location = storyboard.locations.find((candidate) => candidate.id === id) ?? null
  if (!location && !scene) return null
  const elsewhere = panel.locationId !== null && panel.locationId !== scene?.locationId
  const heading = parseHeading(scene?.heading ?? "")
  return {
    name: location?.name ?? (heading.place || heading.heading),
    words: location?.words ?? "",
    setting: elsewhere
      ? (location?.setting ?? scene?.setting ?? null)
      : (scene?.setting ?? location?.setting ?? null),
    timeOfDay: scene?.timeOfDay ?? heading.timeOfDay,
    sheet: location?.sheet ?? [],
  }
}

const summaryTokens = 40

/** The panels just before and after in the same scene: what the picture has to match. */
function listNeighbours(storyboard: Storyboard, panel: Panel): PacketNeighbour[] {
  const beside = (offset: number, where: PacketNeighbour["where"]): PacketNeighbour[] => {
    const other = storyboard.panels[panel.index + offset]
    if (!other || other.sceneId !== panel.sceneId) return []
    const said = [other.action, other.dialogue].map((words) => words.trim()).filter(Boolean)
    const summary = cutToTokens(said.join(" ").replaceAll(/\s+/g, " "), summaryTokens)
    return [
      {
        where,
        number: other.number,
        summary: [sizes[other.camera.size].label, summary].filter(Boolean).join(": "),
        picture: findPicture(other)?.asset ?? null,
      },
    ]
  }
  return [...beside(-1, "before"), ...beside(1, "after")]
}

const lookWords: Record<Style["look"], string> = {
  pencil: "pencil drawing",
  ink: "ink drawing",
  marker: "marker drawing",
  charcoal: "charcoal drawing",
  blueprint: "blueprint drawing, light lines on a dark ground",
  colour: "colour drawing",
}

const degree = (value: number, words: readonly [string, string, string]) =>
  words[value < 1 / 3 ? 0 : value < 2 / 3 ? 1 : 2]

function styleParts(style: Style): DraftPart[] {
  const text = [
    `Storyboard panel, ${lookWords[style.look]}`,
    `${degree(style.line.weight, ["hairline", "medium", "heavy brush"])} line`,
    degree(style.line.roughness, ["clean hand", "loose hand", "rough hand"]),
    degree(style.shading, ["line only, hardly any tone", "some tone and hatching", "full tone"]),
    degree(style.contrast, ["soft contrast", "clear contrast", "stark contrast"]),
    `palette ${style.palette.join(" ")}`,
  ].join(", ")
  return [
    { origin: "style", label: "Style", text, weight: mustKeep, least: 0 },
    ...optional({
      origin: "style",
      label: "Style words",
      text: style.words,
      weight: 80,
      least: 40,
    }),
    ...optional({
      origin: "style",
      label: "Rules",
      text: style.rules.join(separator),
      weight: 85,
      least: 60,
    }),
    ...optional({
      origin: "forbidden",
      label: "Never in the picture",
      text: ["lettering or captions", ...style.forbidden].join(", "),
      weight: 85,
      least: 0,
    }),
  ]
}

const characterPart = (character: Character): DraftPart => {
  const { looks } = character
  const features = [
    `${looks.build} build, ${looks.height} cm`,
    looks.hair === "bald" ? "bald" : `${looks.hairTone} hair (${looks.hair})`,
    ...(looks.beard ? ["beard"] : []),
    ...(looks.glasses ? ["glasses"] : []),
    `${looks.garmentTone} ${looks.garment}`,
  ].join(", ")
  const words = character.words.trim()
  return {
    origin: "character",
    label: character.name,
    text: words === "" ? features : `${words} (${features})`,
    weight: 70,
    least: 30,
  }
}

function locationParts(location: ContextPacket["location"]): DraftPart[] {
  if (!location) return []
  const { setting, timeOfDay, name } = location
  const place = [name, setting === "both" ? "interior and exterior" : setting, timeOfDay]
    .filter(Boolean)
    .join(", ")
  const words = location.words.trim()
  return optional({
    origin: "location",
    label: "Place",
    text: words === "" ? place : `${place}. ${words}`,
    weight: 65,
    least: 30,
  })
}

function shotParts(panel: Panel, scene: SceneInOrder | null): DraftPart[] {
  const { size, angle, movement, lens } = panel.camera
  const camera = [
    `${sizes[size].label} shot`,
    angles[angle].label.toLowerCase(),
    ...(movement === "static" ? [] : [`camera moves: ${movements[movement].label.toLowerCase()}`]),
    ...(lens === null ? [] : [`${lens} mm lens`]),
  ].join(", ")
  const part = (label: string, text: string, weight: number): DraftPart[] =>
    optional({ origin: "panel", label, text: text.trim(), weight, least: 40 })
  return [
    ...optional({
      origin: "shot",
      label: "Scene",
      text: scene?.heading ?? "",
      weight: 50,
      least: 0,
    }),
    { origin: "shot", label: "Camera", text: camera, weight: mustKeep, least: 0 },
    ...part("Action", panel.action, 75),
    ...part("Dialogue", panel.dialogue, 30),
    ...part("Sound", panel.sound, 10),
  ]
}

const neighbourLabel = ({ where, number }: PacketNeighbour) =>
  `${where === "before" ? "The panel before" : "The panel after"}, ${number}`

const neighbourPart = (neighbour: PacketNeighbour): DraftPart => ({
  origin: "neighbour",
  label: neighbourLabel(neighbour),
  text: neighbour.summary,
  weight: neighbour.where === "before" ? 25 : 20,
  least: 0,
})

const historyParts = (pinned: readonly string[]): DraftPart[] =>
  optional({
    origin: "instruction",
    label: "Asked for before and still true",
    text: pinned.join(separator),
    weight: mustKeep,
    least: 0,
  })

const instructionParts = (instruction: string | null): DraftPart[] =>
  optional({
    origin: "instruction",
    label: "Asked for now",
    text: instruction ?? "",
    weight: mustKeep,
    least: 0,
  })

const optional = (part: DraftPart): DraftPart[] => (countTokens(part.text) === 0 ? [] : [part])
