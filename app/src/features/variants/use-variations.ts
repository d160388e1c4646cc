import { chooseVariations, findPicture, type PanelId } from "@panelwright/core"
import { useCallback, useSyncExternalStore } from "react"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { announce } from "../../ui/toaster.tsx"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { variationSets, type VariationSet } from "./variation-set.ts"

export function useVariationSet(panelId: PanelId): VariationSet | null {
  const read = () => variationSets.find(panelId)
  return useSyncExternalStore(variationSets.observe, read, read)
}

/** Asks for four pictures of a panel that differ by what their names say; they wait to be chosen from. */
export function useVariations(): (panelId: PanelId) => Promise<void> {
  const { session, generations } = useWorkspace()
  return useCallback(
    async (panelId) => {
      const storyboard = session.reader.read()
      const panel = storyboard.panels.find(({ id }) => id === panelId)
      if (!panel) return
      const operation = findPicture(panel) ? "edit" : "generate"
      const choices: VariationSet["choices"][number][] = []
      for (const { label, instruction } of chooseVariations(panel, storyboard)) {
        const ordered = await generations.order({
          panelIds: [panelId],
          operation,
          instruction,
          landing: "beside",
          name: label,
        })
        if (!ordered.ok) {
          announce("problem", describeApiFailure(ordered.failure))
          break
        }
        for (const jobId of ordered.value) choices.push({ jobId, label })
        variationSets.put({ panelId, choices: [...choices] })
      }
    },
    [session, generations],
  )
}
