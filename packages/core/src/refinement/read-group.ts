import { angles, findTerm, sizes, type Angle, type Size } from "../film/vocabulary.ts"
import type { Panel, SceneInOrder } from "../storyboard/storyboard.ts"
import type { Character } from "../context/character.ts"
import { listHere, namePanels, type ReadingContext, type TargetReading } from "./reading.ts"

/** Words for several sizes at once, as people use them of a whole storyboard. */
const families: Readonly<Record<string, readonly Size[]>> = {
  "close-up": ["close-up", "big-close-up", "extreme-close-up"],
  wide: ["wide", "extreme-wide", "establishing"],
}

type Matches = (panel: Panel) => boolean

const singular = (word: string) => word.replace(/s$/i, "")

/** What a word for a framing picks: "close-ups", "wide shots", "low-angle"; null when it is none. */
function readFraming(words: string): Matches | null {
  const plain = words
    .trim()
    .replaceAll(/\s+(?:shots?|panels?)$/gi, "")
    .replace(/-angles?$/i, " angle")
  for (const word of [plain, singular(plain)]) {
    const size = findTerm<Size>(sizes, word)
    if (size) {
      const family = families[size] ?? [size]
      return (panel) => family.includes(panel.camera.size)
    }
    const angle = findTerm<Angle>(angles, word)
    if (angle) return (panel) => panel.camera.angle === angle
  }
  return null
}

/** Everybody whose name it is, or a part of whose name. */
function findCharacters(name: string, characters: readonly Character[]): Character[] {
  const wanted = name.trim().toLowerCase()
  const whole = characters.filter((character) => character.name.toLowerCase() === wanted)
  if (whole.length > 0) return whole
  return characters.filter(({ name: full }) =>
    full
      .toLowerCase()
      .split(/[\s()]+/)
      .includes(wanted),
  )
}

/** The scene that words name: "scene 4", "this scene"; undefined when there is none of that number. */
export function readScene(words: string, context: ReadingContext): SceneInOrder | undefined {
  const { scenes } = context.storyboard
  const number = /\bscene\s+([a-z]?\d{1,4}[a-z]{0,3})\b/i.exec(words)?.[1]
  if (number !== undefined)
    return scenes.find(({ displayNumber }) => displayNumber.toLowerCase() === number.toLowerCase())
  const here = scenes.findIndex(({ id }) => id === listHere(context).at(-1)?.sceneId)
  if (here === -1) return undefined
  if (/\bnext\b/i.test(words)) return scenes[here + 1]
  if (/\b(?:previous|before)\b/i.test(words)) return scenes[here - 1]
  return scenes[here]
}

export function readSceneTarget(words: string, context: ReadingContext): TargetReading[] {
  const scene = readScene(words, context)
  const panels = context.storyboard.panels.filter(({ sceneId }) => sceneId === scene?.id)
  if (!scene || panels.length === 0) return []
  return [{ says: `scene ${scene.displayNumber} (${countPanels(panels)})`, panels }]
}

export const countPanels = (panels: readonly unknown[]): string =>
  panels.length === 1 ? "1 panel" : `${panels.length} panels`

/**
 * "All close-ups of Mara in scene 4": a framing, somebody, a scene, each left out where it is null. A name that
 * several carry has a reading for each of them.
 */
export function readGroup(
  words: {
    readonly framing: string | null
    readonly person: string | null
    readonly scene: string | null
  },
  context: ReadingContext,
): TargetReading[] {
  const { storyboard } = context
  const matches = words.framing === null ? () => true : readFraming(words.framing)
  if (matches === null) return []
  const scene = words.scene === null ? null : readScene(words.scene, context)
  if (scene === undefined) return []
  const people =
    words.person === null ? [null] : findCharacters(words.person, storyboard.characters)
  return people.flatMap((person): TargetReading[] => {
    const panels = storyboard.panels.filter(
      (panel) =>
        matches(panel) &&
        (scene === null || panel.sceneId === scene.id) &&
        (person === null || panel.cast.includes(person.id)),
    )
    if (panels.length === 0) return []
    const who = people.length > 1 && person ? ` of ${person.name}` : ""
    return [{ says: `${countPanels(panels)}${who}: ${namePanels(panels)}`, panels }]
  })
}
