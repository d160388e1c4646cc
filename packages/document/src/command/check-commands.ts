import {
  defaultStyle,
  failure,
  success,
  type Command,
  type CommandFailure,
  type Result,
  type ScriptRange,
} from "@panelwright/core"
import type * as Y from "yjs"
import { styleLayout } from "../record/layouts.ts"
import { readSingle } from "../record/record.ts"
import { listChildren } from "./run.ts"
import { getRoots, type CollectionName, type Roots } from "../roots.ts"
import { CommentTally, type CommentCommand } from "./check-comments.ts"
import { checkKnown, checkNew, Inventory, type Kept, type Refusal } from "./inventory.ts"

const collectionOf: Record<string, CollectionName> = {
  scene: "scenes",
  shot: "shots",
  panel: "panels",
  character: "characters",
  location: "locations",
  comment: "comments",
}

const checkRange = (range: ScriptRange | null | undefined): Refusal | null =>
  range && range.to < range.from
    ? { kind: "value-invalid", reason: "scriptRange ends before it starts" }
    : null

function checkCommand(
  command: Command,
  inventory: Inventory,
  roots: Roots,
  checkComment: (command: CommentCommand) => Refusal | null,
): Refusal | null {
  const known = (kept: Kept, id: string) => checkKnown(inventory, kept, id)
  const fresh = (kept: Kept, id: string) => checkNew(inventory, kept, id)
  switch (command.kind) {
    case "settings.update":
    case "script.replace":
      return null
    case "comment.create":
    case "comment.reply":
    case "comment.edit":
    case "comment.resolve":
    case "comment.delete":
      return checkComment(command)
    case "style.update": {
      const unlocks = command.changes.locked === false
      const { locked } = readSingle(roots.style, styleLayout, defaultStyle)
      if (locked && !unlocks) return { kind: "style-locked" }
      for (const [sceneId, look] of Object.entries(command.changes.scenes ?? {})) {
        const missing = look === null ? null : known("scenes", sceneId)
        if (missing) return missing
      }
      return null
    }
    case "scene.create":
      return checkRange(command.scriptRange) ?? fresh("scenes", command.id)
    case "shot.create":
      return known("scenes", command.sceneId) ?? fresh("shots", command.id)
    case "shot.move":
      return known("scenes", command.sceneId) ?? known("shots", command.id)
    case "panel.create":
      return (
        checkRange(command.scriptRange) ??
        known("shots", command.shotId) ??
        fresh("panels", command.id)
      )
    case "panel.move":
      return known("shots", command.shotId) ?? known("panels", command.id)
    case "panel.duplicate":
      return known("panels", command.id) ?? fresh("panels", command.newId)
    case "variant.add":
      return known("panels", command.variant.panelId) ?? fresh("variants", command.variant.id)
    case "variant.choose":
      return (
        known("panels", command.panelId) ??
        (command.variantId === null ? null : known("variants", command.variantId))
      )
    case "variant.rename":
      return known("variants", command.id)
    case "scene.delete": {
      const missing = known("scenes", command.id)
      if (missing) return missing
      for (const id of listChildren(roots.shots, "sceneId", command.id))
        removeShot(inventory, roots, id)
      inventory.remove("scenes", command.id)
      return null
    }
    case "shot.delete": {
      const missing = known("shots", command.id)
      if (missing) return missing
      removeShot(inventory, roots, command.id)
      return null
    }
    case "character.create":
    case "location.create":
      return fresh(getCollectionName(command.kind), command.id)
    case "panel.delete":
    case "character.delete":
    case "location.delete": {
      const name = getCollectionName(command.kind)
      const missing = known(name, command.id)
      inventory.remove(name, command.id)
      return missing
    }
    case "scene.update":
    case "scene.move":
    case "panel.update":
    case "panel.set-ink":
    case "character.update":
    case "location.update":
      return known(getCollectionName(command.kind), command.id)
  }
}

function removeShot(inventory: Inventory, roots: Roots, shotId: string): void {
  for (const id of listChildren(roots.panels, "shotId", shotId)) inventory.remove("panels", id)
  inventory.remove("shots", shotId)
}

function getCollectionName(kind: string): CollectionName {
  const name = collectionOf[kind.slice(0, kind.indexOf("."))]
  if (name === undefined) throw new Error(`no collection for ${kind}`)
  return name
}

/** Whether all of the commands could be applied one after another. Changes nothing. */
export function checkCommands(
  doc: Y.Doc,
  commands: readonly Command[],
): Result<null, CommandFailure> {
  const roots = getRoots(doc)
  const inventory = new Inventory(roots)
  let tally: CommentTally | null = null
  const checkComment = (command: CommentCommand) =>
    (tally ??= new CommentTally(roots.comments, inventory)).check(command)
  for (const [index, command] of commands.entries()) {
    const refusal = checkCommand(command, inventory, roots, checkComment)
    if (refusal) return failure({ ...refusal, index })
  }
  return success(null)
}
