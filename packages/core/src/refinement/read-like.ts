import { listInstructions } from "../generation/history.ts"
import type { Panel } from "../storyboard/storyboard.ts"
import { toCameraWords } from "./camera-words.ts"
import { findTargets } from "./find-target.ts"
import type { ReadingContext } from "./reading.ts"

/** "Same as 12B": words that stand for what another panel has. */
export interface LikeWords {
  readonly from: number
  readonly to: number
  /** None: there is no such panel. */
  readonly readings: readonly { readonly says: string; readonly words: string }[]
}

const pattern =
  /\b(?:make it |do |give it |use |with |have )?(?:exactly )?(?:the )?(?:same|similar)(?: (?<aspect>camera|angle|framing|size|lens|light|lighting|time of day|time|change|changes|instruction|thing|treatment))?(?: (?:as|like|to))(?: (?:in|for|on|of))?\s+|\b(?:make it )?(?:match(?:ing)?|like|as in)\s+(?=(?:panels? |shots? )?[a-z]?\d|the (?:next|previous|one|last|first))/giu

/** Finds "same as 12B", "the same angle as the previous one", "match 12B". */
export function findLikeWords(text: string, context: ReadingContext): LikeWords | null {
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length
    const target = findTargets(text, context).find(({ from }) => from === end)
    if (!target) continue
    const aspect = match.groups?.["aspect"]?.toLowerCase() ?? null
    const readings = target.readings.flatMap(({ panels }) => {
      const [panel] = panels
      return panel ? [{ says: panel.number, words: composeLike(panel, aspect, context) }] : []
    })
    return { from: match.index, to: target.to, readings }
  }
  return null
}

const cameraAspects = new Set(["camera", "angle", "framing", "size", "lens"])
const lightAspects = new Set(["light", "lighting", "time", "time of day"])

function composeLike(panel: Panel, aspect: string | null, context: ReadingContext): string {
  const camera = toCameraWords(panel.camera)
  if (aspect !== null && cameraAspects.has(aspect)) return camera
  const scene = context.storyboard.scenes.find(({ id }) => id === panel.sceneId)
  const light = scene?.timeOfDay ? `make it ${scene.timeOfDay.toLowerCase()}` : null
  if (aspect !== null && lightAspects.has(aspect)) return light ?? camera
  const asked = listInstructions(panel)
  return asked.length > 0 ? asked.join(", ") : camera
}
