import {
  composeStyle,
  findSceneLook,
  type Command,
  type Look,
  type SceneId,
  type Style,
} from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { useState } from "react"
import { useApply } from "../workspace/use-apply.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

export type StyleChanges = Extract<Command, { kind: "style.update" }>["changes"]
/** What can be said of one scene as well as of all. */
export type HandChanges = Omit<StyleChanges, "locked" | "scenes">

/** What is being styled: the storyboard, or one scene that looks otherwise. */
export interface StyleScope {
  /** Null: the whole storyboard. */
  readonly sceneId: SceneId | null
  readonly setSceneId: (sceneId: SceneId | null) => void
  /** As it is drawn there. */
  readonly style: Style
  /** Whether the scene has a look of its own. */
  readonly isOwn: boolean
  /** What a change of the hand is as a command. */
  readonly toCommand: (changes: HandChanges) => Command
  readonly change: (changes: HandChanges) => boolean
  /** The scene looks as the others again. */
  readonly clear: () => void
}

export function useStyleScope(): StyleScope {
  const { session } = useWorkspace()
  const style = useStoryboard(session, (state) => state.style)
  const scenes = useStoryboard(session, (state) => state.scenes.map(({ id }) => id))
  const [wanted, setSceneId] = useState<SceneId | null>(null)
  const apply = useApply()
  const sceneId = wanted !== null && scenes.includes(wanted) ? wanted : null
  const own = sceneId === null ? null : findSceneLook(style, sceneId)
  const composed = sceneId === null ? style : composeStyle(style, sceneId)

  const toCommand = (changes: HandChanges): Command => {
    if (sceneId === null) return { kind: "style.update", changes }
    const { line, ...others } = changes
    const look: Look = {
      ...own,
      ...others,
      ...(line && { line: { ...composed.line, ...withoutUndefined(line) } }),
    }
    return { kind: "style.update", changes: { scenes: { [sceneId]: look } } }
  }

  return {
    sceneId,
    setSceneId,
    style: composed,
    isOwn: own !== null,
    toCommand,
    change: (changes) => apply(toCommand(changes)),
    clear: () => {
      if (sceneId !== null)
        apply({ kind: "style.update", changes: { scenes: { [sceneId]: null } } })
    },
  }
}

const withoutUndefined = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]: Exclude<Fields[Key], undefined>
  }
