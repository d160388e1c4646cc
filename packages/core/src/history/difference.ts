import { z } from "zod"
import type { PanelId } from "../identity/identity.ts"

export const differenceSubjects = [
  "panel",
  "shot",
  "scene",
  "character",
  "location",
  "style",
  "settings",
  "script",
  /** Notes, arrows, pictures and ink that lie on no panel. */
  "canvas",
] as const

/** Something that is not as it was. What there is only one of is always `changed`. */
export const differenceSchema = z.object({
  subject: z.enum(differenceSubjects),
  /** Null for what there is only one of. */
  id: z.string().nullable(),
  /** A number or a name as people read it: after the change, or before it for what is gone; may be empty. */
  label: z.string(),
  change: z.enum(["added", "removed", "changed"]),
  /**
   * Of what was changed: names of the domain's fields, and `place` for what stands elsewhere in the order, `pictures`
   * for alternatives that came or went, `drawing` for the ink on a panel. Empty otherwise.
   */
  fields: z.array(z.string()),
})

export type Difference = z.infer<typeof differenceSchema>
export type DifferenceSubject = Difference["subject"]

/**
 * What restoring changes, of all that is different: alternatives that came since stay. `panelIds`: only these panels
 * are restored; null: the whole storyboard.
 */
export function listRestored(
  differences: readonly Difference[],
  panelIds: readonly PanelId[] | null,
): Difference[] {
  const ids = panelIds && new Set<string>(panelIds)
  return differences.flatMap((difference) => {
    const { subject, id, change } = difference
    if (ids && (subject !== "panel" || id === null || !ids.has(id))) return []
    const fields = difference.fields.filter((field) => field !== "pictures")
    const nothingLeft =
      change === "changed" && fields.length < difference.fields.length && fields.length === 0
    return nothingLeft ? [] : [{ ...difference, fields }]
  })
}
