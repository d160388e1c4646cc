import type { VariantId } from "@panelwright/core"
import { useEffect, useState } from "react"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { loadRecipe, type ShownRecipe } from "./recipe.ts"

export type RecipeState =
  | { readonly kind: "loading" }
  | { readonly kind: "known"; readonly recipe: ShownRecipe }
  /** Uploaded, or made by another installation. */
  | { readonly kind: "none" }
  | { readonly kind: "failed" }

/** A recipe never changes: one that was read is not read again. */
const known = new Map<VariantId, ShownRecipe>()
const mostKnown = 200

export function useRecipe(variantId: VariantId | null): RecipeState {
  const { session } = useWorkspace()
  const [answer, setAnswer] = useState<{ id: VariantId; state: RecipeState } | null>(null)
  useEffect(() => {
    if (variantId === null || known.has(variantId)) return undefined
    const stop = new AbortController()
    const load = async () => {
      const loaded = await loadRecipe(session.storyboardId, variantId, stop.signal)
      if (stop.signal.aborted) return
      if (loaded.ok) {
        if (known.size >= mostKnown) known.clear()
        known.set(variantId, loaded.value)
        setAnswer({ id: variantId, state: { kind: "known", recipe: loaded.value } })
      } else
        setAnswer({
          id: variantId,
          state: { kind: loaded.failure.status === 404 ? "none" : "failed" },
        })
    }
    void load()
    return () => stop.abort()
  }, [session, variantId])
  if (variantId === null) return { kind: "none" }
  const recipe = known.get(variantId)
  if (recipe) return { kind: "known", recipe }
  return answer?.id === variantId ? answer.state : { kind: "loading" }
}
