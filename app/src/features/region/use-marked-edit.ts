import type { PanelId } from "@panelwright/core"
import type { Asset } from "@panelwright/core/protocol"
import type { Marked } from "@panelwright/storyboard"
import { useCallback } from "react"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { announce } from "../../ui/toaster.tsx"
import { uploadAsset } from "../generation/upload-asset.ts"
import { useGenerate } from "../generation/use-generate.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** Orders an edit by what was marked and drawn; true when the server took it. */
export function useMarkedEdit(): (
  panelId: PanelId,
  marked: Marked,
  instruction: string,
) => Promise<boolean> {
  const { session } = useWorkspace()
  const generate = useGenerate()
  return useCallback(
    async (panelId, { region, drawing }, instruction) => {
      const files = { mask: region?.maskBlob ?? null, markup: drawing }
      const kept: { mask?: string; markup?: Asset["id"] } = {}
      for (const [name, file] of Object.entries(files)) {
        if (file === null) continue
        const uploaded = await uploadAsset(file, session.storyboardId)
        if (!uploaded.ok) {
          announce("problem", describeApiFailure(uploaded.failure))
          return false
        }
        if (name === "mask") kept.mask = uploaded.value.id
        else kept.markup = uploaded.value.id
      }
      return generate({
        panelIds: [panelId],
        operation: "edit",
        ...(instruction !== "" && { instruction }),
        ...kept,
      })
    },
    [session, generate],
  )
}
