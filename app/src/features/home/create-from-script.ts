import { success, type FrameRateName, type Result } from "@panelwright/core"
import {
  createStoryboardBodySchema,
  importReportSchema,
  type ImportReport,
} from "@panelwright/core/protocol"
import { z } from "zod"
import { apiRequest, type ApiFailure } from "../../api/api-request.ts"
import type { ScriptSource } from "./script-source.ts"

export interface NewStoryboard {
  readonly title: string
  readonly aspectRatio: string
  readonly frameRate: FrameRateName
  readonly script: ScriptSource | null
}

const createdSchema = z.object({ id: z.string() })

/** Makes a storyboard, from a script where there is one. When the script is refused there is no storyboard either. */
export async function createFromScript(
  input: NewStoryboard,
): Promise<Result<{ readonly id: string; readonly report: ImportReport | null }, ApiFailure>> {
  const { title, aspectRatio, frameRate, script } = input
  const body = createStoryboardBodySchema.parse({ title, aspectRatio, frameRate })
  const created = await apiRequest({
    method: "POST",
    path: "/storyboards",
    body,
    answer: createdSchema,
  })
  if (!created.ok) return created
  const { id } = created.value
  if (script === null) return success({ id, report: null })
  const report = await importScript(id, script)
  if (report.ok) return success({ id, report: report.value })
  await apiRequest({ method: "DELETE", path: `/storyboards/${id}`, answer: z.unknown() })
  return report
}

/** Adds a script to a storyboard: its scenes, a first shot plan and a picture for each panel. */
export function importScript(
  storyboardId: string,
  script: ScriptSource,
): Promise<Result<ImportReport, ApiFailure>> {
  const body =
    script.kind === "file"
      ? new Blob([script.file], { type: "application/octet-stream" })
      : new Blob([script.text], { type: "text/plain" })
  return apiRequest({
    method: "POST",
    path: `/storyboards/${storyboardId}/import?format=fountain`,
    body,
    answer: importReportSchema,
  })
}
