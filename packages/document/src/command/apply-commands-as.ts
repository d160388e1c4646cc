import {
  failure,
  getCommandAction,
  mayChangeComment,
  roleMay,
  signCommands,
  success,
  type Author,
  type Command,
  type CommandFailure,
  type CommandRefusal,
  type CommandResult,
  type Result,
  type Role,
} from "@panelwright/core"
import type * as Y from "yjs"
import { commentLayout } from "../record/layouts.ts"
import { readRecord } from "../record/record.ts"
import { getRoots, type Roots } from "../roots.ts"
import { applyCommands } from "./apply-commands.ts"

/** Who asks for commands, and when. */
export interface CommandGiver {
  readonly author: Author
  readonly role: Role
  /** Milliseconds since 1970, UTC. */
  readonly at: number
}

function findRefusal(
  command: Command,
  roots: Roots,
  { author, role }: CommandGiver,
): { readonly kind: "not-yours"; readonly id: string } | null {
  if (command.kind !== "comment.edit" && command.kind !== "comment.delete") return null
  const record = roots.comments.get(command.id)
  // What an earlier command of the list makes is this person's own.
  const known = record === undefined ? null : readRecord(record, commentLayout)
  if (known === null) return null
  const change = command.kind === "comment.edit" ? "edit" : "delete"
  const mayChange = mayChangeComment({ id: author.id, role }, change, known.author.id)
  return mayChange ? null : { kind: "not-yours", id: command.id }
}

/**
 * Applies what somebody asks for as far as it is theirs to ask, and puts their name under what they say: the one way
 * for commands that come from people, over HTTP and in their own browser alike. All or none, as `applyCommands`.
 */
export function applyCommandsAs(
  doc: Y.Doc,
  commands: readonly Command[],
  giver: CommandGiver,
  origin: unknown,
): Result<CommandResult[], CommandFailure | CommandRefusal> {
  const roots = getRoots(doc)
  for (const [index, command] of commands.entries()) {
    const action = getCommandAction(command)
    if (!roleMay(giver.role, action)) return failure({ kind: "forbidden", index, action })
    const refusal = findRefusal(command, roots, giver)
    if (refusal) return failure({ ...refusal, index })
  }
  const signed = signCommands(commands, { by: giver.author, at: giver.at })
  const applied = applyCommands(doc, signed, origin)
  return applied.ok ? success(applied.value) : applied
}
