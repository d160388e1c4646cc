import type { SceneId } from "../identity/identity.ts"
import type { Variant } from "../panel/variant.ts"
import { findPicture, type Panel, type Storyboard } from "../storyboard/storyboard.ts"
import { composeStyle, createStyleNow, isOutOfStyle, type StyleNow } from "./compose-style.ts"

/** What each scene is drawn in now, worked out once for each that looks otherwise and once for all others. */
export function createSceneStyles({ style }: Pick<Storyboard, "style">) {
  const known = new Map<SceneId | null, StyleNow>()
  return (sceneId: SceneId): StyleNow => {
    const key = style.scenes[sceneId] ? sceneId : null
    const now = known.get(key) ?? createStyleNow(composeStyle(style, sceneId))
    known.set(key, now)
    return now
  }
}

export interface OutOfStyle {
  readonly panel: Panel
  readonly picture: Variant
}

/** The panels whose picture was made in another style than they have now, in story order. */
export function listOutOfStyle(storyboard: Pick<Storyboard, "panels" | "style">): OutOfStyle[] {
  const styleOf = createSceneStyles(storyboard)
  return storyboard.panels.flatMap((panel) => {
    const picture = findPicture(panel)
    return picture && isOutOfStyle(picture.recipe, styleOf(panel.sceneId))
      ? [{ panel, picture }]
      : []
  })
}
