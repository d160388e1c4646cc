import { namePanels, splitTargets, type Refinement } from "@panelwright/core"
import { useCallback } from "react"
import { announce } from "../../ui/toaster.tsx"
import { useGenerate } from "../generation/use-generate.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** Orders a refinement of every panel that can take it, and says which can't. True when something was ordered. */
export function useRefine(): (refinement: Refinement) => Promise<boolean> {
  const { session } = useWorkspace()
  const generate = useGenerate()
  return useCallback(
    async ({ panelIds, instruction }) => {
      const { ready, approved, bare } = splitTargets(session.reader.read().panels, panelIds)
      if (approved.length > 0)
        announce("information", `${namePanels(approved)}: approved, so the picture is kept.`)
      if (bare.length > 0)
        announce("information", `${namePanels(bare)}: there is no picture to refine yet.`)
      if (ready.length === 0) return false
      return generate({ panelIds: ready, operation: "edit", instruction })
    },
    [session, generate],
  )
}
