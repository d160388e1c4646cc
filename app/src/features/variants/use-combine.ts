import { variantIdSchema, type PanelId, type VariantId } from "@panelwright/core"
import { applyCommands } from "@panelwright/document"
import { useCallback } from "react"
import { z } from "zod"
import { apiRequest } from "../../api/api-request.ts"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { announce } from "../../ui/toaster.tsx"
import { uploadAsset } from "../generation/upload-asset.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

export interface Combination {
  readonly panelId: PanelId
  readonly base: VariantId
  readonly from: VariantId
  /** An 8-bit grey PNG of the base's size, white = taken. */
  readonly mask: Blob
}

/** Not this person's own, so that taking it back is no new step of their undo. */
const replayOrigin = { kind: "combination" }

/** Takes a region of one variant into another; null when the server did not, which is said. One step of undo. */
export function useCombine(): (combination: Combination) => Promise<VariantId | null> {
  const { session } = useWorkspace()
  return useCallback(
    async ({ panelId, base, from, mask }) => {
      const before = session.reader.read().panels.find(({ id }) => id === panelId)?.picture ?? null
      const uploaded = await uploadAsset(mask, session.storyboardId)
      const combined = uploaded.ok
        ? await apiRequest({
            method: "POST",
            path: `/storyboards/${session.storyboardId}/panels/${panelId}/combinations`,
            body: { base, from, mask: uploaded.value.id },
            answer: z.object({ variantId: variantIdSchema }),
          })
        : uploaded
      if (!combined.ok) {
        announce("problem", describeApiFailure(combined.failure))
        return null
      }
      const { variantId } = combined.value
      const choose = (id: VariantId | null) => () => {
        applyCommands(
          session.doc,
          [{ kind: "variant.choose", panelId, variantId: id }],
          replayOrigin,
        )
      }
      session.undo.push({ undo: choose(before), redo: choose(variantId) })
      return variantId
    },
    [session],
  )
}
