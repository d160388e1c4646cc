import type { AssetId, SceneId } from "../identity/identity.ts"
import { isLocked } from "../panel/panel.ts"
import { findPicture, type Panel, type Storyboard } from "../storyboard/storyboard.ts"
import { findSceneLook } from "./compose-style.ts"
import type { StyleProfileSource } from "./style-report.ts"

/** The pictures that a style is measured by. */
export interface ProfilePictures {
  readonly source: StyleProfileSource
  readonly pictures: readonly AssetId[]
}

/** More say no more, and cost. */
const mostPictures = 12
const fewestApproved = 2
const fewestPictures = 4

/** So many, evenly from first to last. */
const spread = <Item>(items: readonly Item[], most: number): Item[] =>
  items.length <= most
    ? [...items]
    : Array.from(
        { length: most },
        (_, index) => items[Math.floor((index * items.length) / most)],
      ).filter((item) => item !== undefined)

const listShown = (panels: readonly Panel[]): AssetId[] => [
  ...new Set(panels.flatMap((panel) => findPicture(panel)?.asset ?? [])),
]

/** Panels that are drawn alike: those of a scene with a look of its own (its id), or all others (null). */
export const findStyleGroup = ({ style }: Pick<Storyboard, "style">, sceneId: SceneId) =>
  findSceneLook(style, sceneId) === null ? null : sceneId

/**
 * What the pictures of a group should be like: its anchors, else what was approved in it, else everything that it
 * shows. A scene with a look of its own is not measured by the storyboard's anchors.
 */
export function listProfilePictures(
  storyboard: Pick<Storyboard, "panels" | "style">,
  group: SceneId | null,
): ProfilePictures {
  const { style, panels } = storyboard
  const anchors = group === null ? style.anchors : (findSceneLook(style, group)?.anchors ?? [])
  if (anchors.length > 0) return { source: "anchors", pictures: anchors }
  const members = panels.filter(({ sceneId }) => findStyleGroup(storyboard, sceneId) === group)
  const approved = listShown(members.filter(isLocked))
  if (approved.length >= fewestApproved)
    return { source: "approved", pictures: spread(approved, mostPictures) }
  const all = listShown(members)
  return all.length >= fewestPictures
    ? { source: "pictures", pictures: spread(all, mostPictures) }
    : { source: "none", pictures: [] }
}
