import { sizes, type Angle, type Size } from "../film/vocabulary.ts"
import type { Panel, Storyboard } from "../storyboard/storyboard.ts"
import { toAngleWords, toSizeWords } from "./camera-words.ts"

/** One of several pictures to choose from: what makes it differ, as its name and as an instruction. */
export interface Variation {
  readonly label: string
  readonly instruction: string
}

const order: readonly Size[] = (Object.keys(sizes) as Size[]).filter((size) => size !== "insert")
const lowAngles: readonly Angle[] = ["low", "worms-eye"]

/**
 * Four ways to see one panel that differ from it and from each other by what they change: the height of the camera,
 * its distance, light or staging, and always one that breaks the pattern of the panels around it. The same panel in
 * the same storyboard has the same four.
 */
export function chooseVariations(
  panel: Panel,
  storyboard: Pick<Storyboard, "panels" | "scenes">,
): readonly [Variation, Variation, Variation, Variation] {
  return [
    chooseHeight(panel),
    chooseDistance(panel),
    chooseLightOrStaging(panel, storyboard),
    breakPattern(panel, storyboard),
  ]
}

const chooseHeight = ({ camera }: Panel): Variation =>
  lowAngles.includes(camera.angle)
    ? { label: "Higher camera", instruction: "from above" }
    : { label: "Lower camera", instruction: "from below" }

const chooseDistance = ({ camera }: Panel): Variation =>
  camera.size === "insert" || order.indexOf(camera.size) >= order.indexOf("close-up")
    ? { label: "Wider", instruction: "much wider" }
    : { label: "Closer", instruction: "closer" }

function chooseLightOrStaging(panel: Panel, { scenes }: Pick<Storyboard, "scenes">): Variation {
  const { angle } = panel.camera
  if (panel.cast.length >= 2 && angle !== "over-the-shoulder")
    return { label: "Over the shoulder", instruction: "over the shoulder" }
  const scene = scenes.find(({ id }) => id === panel.sceneId)
  const isDark = /night|dusk|evening/i.test(scene?.timeOfDay ?? "")
  if (isDark && panel.cast.length === 1 && angle !== "profile")
    return { label: "In profile", instruction: "in profile" }
  return { label: "Backlit", instruction: "backlit" }
}

/** So many panels to each side are what an eye takes for a pattern. */
const reach = 3

/** The framing farthest from those around the panel in its scene, by a size and an angle that none of them has. */
function breakPattern(panel: Panel, { panels }: Pick<Storyboard, "panels">): Variation {
  const around = panels.filter(
    ({ sceneId, index }) => sceneId === panel.sceneId && Math.abs(index - panel.index) <= reach,
  )
  const places = around.flatMap(({ camera }) =>
    camera.size === "insert" ? [] : [order.indexOf(camera.size)],
  )
  const distanceFrom = (size: Size) => {
    const at = order.indexOf(size)
    return Math.min(...places.map((place) => Math.abs(place - at)), order.length)
  }
  const extremes: readonly Size[] = ["wide", "big-close-up", "close-up", "full"]
  const size = extremes.reduce((best, next) =>
    distanceFrom(next) > distanceFrom(best) ? next : best,
  )
  const used = new Set(around.map(({ camera }) => camera.angle))
  const unusual: readonly Angle[] = ["overhead", "dutch", "worms-eye", "back", "birds-eye"]
  const angle = unusual.find((candidate) => !used.has(candidate)) ?? "overhead"
  return {
    label: "Breaks the pattern",
    instruction: `${toSizeWords(size)}, ${toAngleWords(angle)}`,
  }
}
