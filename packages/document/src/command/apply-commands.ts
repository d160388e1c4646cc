import {
  failure,
  success,
  type Command,
  type CommandFailure,
  type CommandKind,
  type CommandResult,
  type Result,
} from "@panelwright/core"
import type * as Y from "yjs"
import { isEqual } from "../record/flat.ts"
import { writeText } from "../record/text-difference.ts"
import { getRoots } from "../roots.ts"
import { checkCommands } from "./check-commands.ts"
import { commentHandlers } from "./comment-commands.ts"
import { contextHandlers } from "./context-commands.ts"
import { panelHandlers } from "./panel-commands.ts"
import { createRun, withoutUndefined, type Handlers, type Run } from "./run.ts"
import { sceneHandlers } from "./scene-commands.ts"

const handlers: Handlers<CommandKind> = {
  ...sceneHandlers,
  ...panelHandlers,
  ...contextHandlers,
  ...commentHandlers,
  "settings.update"(run, { changes }) {
    const { settings } = run.roots
    for (const [key, value] of Object.entries(withoutUndefined(changes)))
      if (!isEqual(settings.get(key), value)) settings.set(key, value)
    return null
  },
  "script.replace"(run, { text }) {
    writeText(run.roots.script, text)
    return null
  },
}

function applyCommand<Kind extends CommandKind>(
  run: Run,
  command: Extract<Command, { kind: Kind }>,
): CommandResult {
  const handler = handlers[command.kind]
  return { kind: command.kind, created: handler(run, command) }
}

/**
 * Applies commands in order as one transaction, all or none. `origin` decides whose undo takes them back. Commands
 * must have been parsed by `commandsSchema`.
 */
export function applyCommands(
  doc: Y.Doc,
  commands: readonly Command[],
  origin: unknown,
): Result<CommandResult[], CommandFailure> {
  const checked = checkCommands(doc, commands)
  if (!checked.ok) return failure(checked.failure)
  const results: CommandResult[] = []
  doc.transact(() => {
    const run = createRun(getRoots(doc))
    for (const command of commands) results.push(applyCommand(run, command))
  }, origin)
  return success(results)
}
