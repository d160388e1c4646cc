import { sceneIdSchema } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Button } from "../../ui/button.tsx"
import { Select } from "../../ui/select.tsx"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import type { StyleScope } from "./use-style-scope.ts"

const whole = "whole"

export interface StyleScopeSelectProps {
  readonly scope: StyleScope
  readonly disabled: boolean
}

/** Whether the whole storyboard is styled or one scene; scenes that look otherwise say so. */
export function StyleScopeSelect({ scope, disabled }: StyleScopeSelectProps) {
  const { session } = useWorkspace()
  const scenes = useStoryboard(session, (state) =>
    state.scenes.map(({ id, displayNumber, heading }) => ({
      value: id as string,
      label: `Scene ${displayNumber}${heading === "" ? "" : ` · ${heading}`}${state.style.scenes[id] ? " · own look" : ""}`,
    })),
  )
  if (scenes.length < 2) return null
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          label="What is styled"
          className="min-w-0 flex-1"
          value={scope.sceneId ?? whole}
          options={[{ value: whole, label: "Whole storyboard" }, ...scenes]}
          onChange={(value) =>
            scope.setSceneId(value === whole ? null : sceneIdSchema.parse(value))
          }
        />
        {scope.isOwn && (
          <Button disabled={disabled} onClick={scope.clear}>
            As the storyboard
          </Button>
        )}
      </div>
      {scope.sceneId !== null && (
        <p className="text-xs text-text-3">
          {scope.isOwn
            ? "This scene has a look of its own. What you have not changed here follows the storyboard."
            : "This scene looks as the storyboard does. A change here is for this scene alone."}
        </p>
      )}
    </div>
  )
}
