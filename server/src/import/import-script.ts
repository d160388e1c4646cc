import {
  failure,
  success,
  type Actor,
  type CommandFailure,
  type JobId,
  type MakeToken,
  type PanelId,
  type Result,
  type StoryboardId,
} from "@panelwright/core"
import type { ImportReport } from "@panelwright/core/protocol"
import { applyCommands, readStoryboard } from "@panelwright/document"
import type { Activity } from "../activity/activity.ts"
import type { Sync } from "../sync/sync.ts"
import { createImportPlan, type ImportPlan } from "./import-commands.ts"
import type { ImportFailure, ImportFormatId } from "./import-format.ts"
import { describeWarning, limitNotes } from "./import-notes.ts"
import { readScript } from "./read-script.ts"

export interface ScriptImport {
  readonly storyboardId: StoryboardId
  readonly actor: Actor
  readonly bytes: Uint8Array
  /** Null: found out from the text. */
  readonly format: ImportFormatId | null
  /** `none`: only the script and its scenes. */
  readonly plan: "shots" | "none"
  /** `none`: panels stay empty. */
  readonly pictures: "sketch" | "none"
}

/** Asks for a first picture of each panel, in order. */
export type RequestPictures = (request: {
  readonly storyboardId: StoryboardId
  readonly panelIds: readonly PanelId[]
  readonly actor: Actor
}) => Promise<JobId[]>

/**
 * Makes a first storyboard of a script: text, scenes, people, places, shots and panels in one change, then pictures
 * in reading order. A storyboard that has something already keeps it; the script comes after.
 */
export type ImportScript = (
  request: ScriptImport,
) => Promise<Result<ImportReport, ImportFailure | CommandFailure>>

export function createImportScript(options: {
  readonly sync: Sync
  readonly activity: Activity
  readonly makeToken: MakeToken
  readonly requestPictures: RequestPictures
}): ImportScript {
  const { sync, activity, makeToken, requestPictures } = options

  return async ({ storyboardId, actor, bytes, format, plan, pictures }) => {
    const read = readScript(bytes, format)
    if (!read.ok) return read
    const withShots = plan === "shots"
    const { value: applied } = await sync.changeDoc(
      storyboardId,
      actor.id,
      (doc): Result<ImportPlan, CommandFailure> => {
        const made = createImportPlan(read.value, readStoryboard(doc), { withShots, makeToken })
        const results = applyCommands(doc, made.commands, actor.id)
        return results.ok ? success(made) : failure(results.failure)
      },
    )
    if (!applied.ok) return applied
    const { scenes, shots, panelIds, lost } = applied.value
    await activity.record(storyboardId, actor.id, {
      kind: "script-imported",
      format: read.value.format,
      scenes,
      panels: panelIds.length,
    })
    const jobs =
      pictures === "none" || panelIds.length === 0
        ? []
        : await requestPictures({ storyboardId, panelIds, actor })
    return success({
      scenes,
      shots,
      panels: panelIds.length,
      warnings: limitNotes(read.value.script.warnings.map(describeWarning)),
      lost: limitNotes(lost),
      jobs,
    })
  }
}
