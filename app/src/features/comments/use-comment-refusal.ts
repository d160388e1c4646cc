import { roleMay } from "@panelwright/core"
import { useCanEdit } from "@panelwright/storyboard/connection"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** Why this person can't comment and approve now; null: they can. */
export function useCommentRefusal(): string | null {
  const { session, role } = useWorkspace()
  const canEdit = useCanEdit(session)
  if (!roleMay(role, "storyboard.comment"))
    return `As a ${role} you can read comments, not write them. The owner can make you a commenter.`
  // A commenter's words go to the server one by one; it says itself when it can't be reached.
  if (!roleMay(role, "storyboard.edit") || canEdit) return null
  return "Nothing can be said here until the storyboard is connected again."
}
