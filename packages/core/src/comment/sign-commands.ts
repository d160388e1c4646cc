import type { Command } from "../command/command.ts"
import type { Author } from "./comment.ts"

type CommentCommand = Extract<Command, { kind: `comment.${string}` }>

export const isCommentCommand = (command: Command): command is CommentCommand =>
  command.kind.startsWith("comment.")

/**
 * Puts who it is and when under everything that is said, and under every version of the style. Whatever the commands claimed is replaced, so that nobody
 * speaks in another's name.
 */
export const signCommands = (
  commands: readonly Command[],
  signature: { readonly by: Author; readonly at: number },
): Command[] =>
  commands.map((command) =>
    isCommentCommand(command) || command.kind === "style.update"
      ? { ...command, ...signature }
      : command,
  )
