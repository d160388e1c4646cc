import { panelIdSchema } from "@panelwright/core"
import { scrollToTop, type ScrolledView } from "./use-viewport.ts"

/**
 * A list in which the elements of panels bear `data-panel`. It may be filtered and sorted differently elsewhere: the
 * first panel in sight is what two screens have in common. `headHeight` is of what sticks to its top, in pixels.
 */
export const createListView = (headHeight = 0): ScrolledView => ({
  measure(scroller) {
    const top = scroller.getBoundingClientRect().top + headHeight
    const first = [...scroller.querySelectorAll<HTMLElement>("[data-panel]")].find(
      (row) => row.getBoundingClientRect().bottom > top,
    )
    const id = panelIdSchema.safeParse(first?.dataset["panel"])
    return id.success ? { kind: "panel", panelId: id.data } : null
  },
  show(scroller, viewport) {
    if (viewport.kind !== "panel") return
    const row = scroller.querySelector(`[data-panel="${viewport.panelId}"]`)
    if (row) scrollToTop(scroller, row, headHeight)
  },
})
