import type { Command } from "../command/command.ts"
import { isCommentCommand } from "../comment/sign-commands.ts"
import { reviewStatuses } from "../panel/panel.ts"
import { roleMay, type StoryboardAction } from "./can.ts"
import type { Role } from "./role.ts"

/** What a command does to the storyboard, for `can`: comments and approvals are a commenter's, the rest is editing. */
export function getCommandAction(command: Command): StoryboardAction {
  if (isCommentCommand(command)) return "storyboard.comment"
  return isApproval(command) ? "storyboard.comment" : "storyboard.edit"
}

const reviewed: readonly string[] = reviewStatuses

function isApproval(command: Command): boolean {
  if (command.kind !== "panel.update") return false
  const { status, ...others } = command.changes
  const alone = Object.values(others).every((value) => value === undefined)
  return alone && status !== undefined && reviewed.includes(status)
}

/** Who asks, for what only some may do to what others said. */
export interface Speaker {
  readonly id: string
  readonly role: Role
}

/** Whether this person may change (`edit`) or take away (`delete`) what the author of a comment said. */
export function mayChangeComment(
  speaker: Speaker,
  change: "edit" | "delete",
  authorId: string,
): boolean {
  if (!roleMay(speaker.role, "storyboard.comment")) return false
  if (speaker.id === authorId) return true
  return change === "delete" && roleMay(speaker.role, "storyboard.moderate")
}
