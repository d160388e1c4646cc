import { roleMay } from "@panelwright/core"
import { useCanEdit } from "@panelwright/storyboard/connection"
import { useWorkspace } from "./workspace-context.tsx"

/** Why this person can't change the storyboard now; null: they can. */
export function useEditRefusal(): string | null {
  const { session, role } = useWorkspace()
  const canEdit = useCanEdit(session)
  if (role === "commenter")
    return "As a commenter you can comment and approve, not change. The owner can make you an editor."
  if (!roleMay(role, "storyboard.edit"))
    return `As a ${role} you can look, not change. The owner can make you an editor.`
  return canEdit ? null : "The storyboard can't be changed until it is connected again."
}
