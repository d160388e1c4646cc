import type { Panel } from "../storyboard/storyboard.ts"
import type { Variant } from "./variant.ts"

/** Variants that came beside the picture and that somebody has not looked at yet, oldest first. */
export const listUnseen = (
  panel: Pick<Panel, "variants" | "picture">,
  seen: ReadonlySet<string>,
): Variant[] =>
  panel.variants.filter(
    ({ id, beside }) => beside !== undefined && id !== panel.picture && !seen.has(id),
  )
