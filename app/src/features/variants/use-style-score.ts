import { styleReportSchema, type StyleScore, type VariantId } from "@panelwright/core"
import { useEffect, useState } from "react"
import { apiRequest } from "../../api/api-request.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** Measuring follows a picture within moments: so often, and so many times, it is asked for again. */
const againMs = 2500
const mostTries = 4

/** How much a variant belongs to the storyboard's style; null until that is known. */
export function useStyleScore(variantId: VariantId | null): StyleScore | null {
  const { session } = useWorkspace()
  const [score, setScore] = useState<StyleScore | null>(null)
  useEffect(() => {
    if (variantId === null) return undefined
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const load = async (triesLeft: number) => {
      const report = await apiRequest({
        path: `/storyboards/${session.storyboardId}/style-report`,
        answer: styleReportSchema,
        signal: stop.signal,
      })
      if (stop.signal.aborted || !report.ok) return
      const found = report.value.variants.find((one) => one.variantId === variantId) ?? null
      setScore(found)
      if ((found?.style ?? null) === null && report.value.pending > 0 && triesLeft > 0)
        timer = setTimeout(() => void load(triesLeft - 1), againMs)
    }
    void load(mostTries)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [session, variantId])
  return score?.variantId === variantId ? score : null
}
