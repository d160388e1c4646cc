import type { CommentThread } from "../comment/comment.ts"
import type { Character } from "../context/character.ts"
import type { Location } from "../context/location.ts"
import type { Style } from "../context/style.ts"
import type { PanelFields, PanelWordField, ScriptRange } from "../panel/panel.ts"
import type { Variant } from "../panel/variant.ts"
import type { Scene } from "../scene/scene.ts"
import type { Shot } from "../shot/shot.ts"
import type { Settings } from "./settings.ts"

/** A scene in its place. */
export interface SceneInOrder extends Scene {
  /** What is shown: its own number, or a provisional one by position. */
  readonly displayNumber: string
  readonly provisional: boolean
  /** Its words in the script; null when it has none or they are gone. */
  readonly scriptRange: ScriptRange | null
}

/** A shot in its place. */
export interface ShotInOrder extends Shot {
  /** Scene number and letter: `12A`. */
  readonly number: string
}

/** A panel in its place, with its words, its pictures and its time. */
export interface Panel extends PanelFields, Readonly<Record<PanelWordField, string>> {
  readonly sceneId: Scene["id"]
  /** `12A`, or `12A-2` when its shot has several panels. */
  readonly number: string
  /** 0 for the first panel of the storyboard. */
  readonly index: number
  /** Frames before it, from 0; the start time code is added for display only. */
  readonly startFrame: number
  readonly scriptRange: ScriptRange | null
  /** Oldest first. */
  readonly variants: readonly Variant[]
  /** In the order that they were opened, resolved ones too: a thread's place in it is its pin's number. */
  readonly comments: readonly CommentThread[]
}

/** The whole storyboard as everybody outside the doc sees it: plain, in story order, never with a gap. */
export interface Storyboard {
  readonly settings: Settings
  readonly script: string
  readonly scenes: readonly SceneInOrder[]
  readonly shots: readonly ShotInOrder[]
  readonly panels: readonly Panel[]
  readonly characters: readonly Character[]
  readonly locations: readonly Location[]
  readonly style: Style
  readonly durationFrames: number
}

/** The picture that a panel shows: its chosen variant; null when it has none. */
export function findPicture(panel: Panel): Variant | null {
  return panel.variants.find((variant) => variant.id === panel.picture) ?? null
}
