import type { Panel } from "../storyboard/storyboard.ts"
import { readScene } from "./read-group.ts"
import { listHere, namePanels, type ReadingContext, type TargetReading } from "./reading.ts"

export interface RelativeWords {
  readonly where: "next" | "previous" | "last" | "first"
  readonly count: number
  /** "of scene 4", "of the storyboard"; null: not said. */
  readonly of: string | null
}

const reading = (panels: readonly Panel[], says = namePanels(panels)): TargetReading[] =>
  panels.length === 0 ? [] : [{ says, panels }]

/** "The next one", "the last two". The last or first ones may be the scene's or the storyboard's: both, where they differ. */
export function readRelative(words: RelativeWords, context: ReadingContext): TargetReading[] {
  const { where, count } = words
  const { panels } = context.storyboard
  const here = listHere(context)
  const present = where === "previous" ? here[0] : here.at(-1)
  if (where === "next" || where === "previous") {
    if (!present) return []
    const at = present.index
    return reading(
      where === "next"
        ? panels.slice(at + 1, at + 1 + count)
        : panels.slice(Math.max(0, at - count), at),
    )
  }
  const pick = (list: readonly Panel[]) =>
    where === "last" ? list.slice(-count) : list.slice(0, count)
  const ofScene = (scene: { readonly id: string } | undefined) =>
    pick(panels.filter(({ sceneId }) => sceneId === scene?.id))
  if (words.of !== null)
    return /\bscene\b/i.test(words.of)
      ? reading(ofScene(readScene(words.of, context)))
      : reading(pick(panels))
  const whole = pick(panels)
  const scene = present && context.storyboard.scenes.find(({ id }) => id === present.sceneId)
  const inScene = ofScene(scene)
  if (!scene || inScene.length === 0 || namePanels(inScene) === namePanels(whole))
    return reading(whole)
  return [
    ...reading(inScene, `${namePanels(inScene)}, the ${where} of scene ${scene.displayNumber}`),
    ...reading(whole, `${namePanels(whole)}, the ${where} of the storyboard`),
  ]
}
