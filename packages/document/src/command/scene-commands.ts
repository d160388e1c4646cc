import type { CommandKind } from "@panelwright/core"
import { writeAnchor } from "../record/anchor.ts"
import { sceneLayout, shotLayout } from "../record/layouts.ts"
import { createRecord, readRecord, writeRecord } from "../record/record.ts"
import { deletePanel } from "./panel-commands.ts"
import { getRecord, listChildren, withoutUndefined, type Handlers, type Run } from "./run.ts"

function deleteShot(run: Run, id: string): void {
  for (const panelId of listChildren(run.roots.panels, "shotId", id)) deletePanel(run, panelId)
  const sceneId = readRecord(getRecord(run.roots.shots, id), shotLayout)?.sceneId
  if (sceneId !== undefined) run.shotsOf(sceneId).remove(id)
  run.roots.shots.delete(id)
}

export const sceneHandlers: Handlers<Extract<CommandKind, `scene.${string}` | `shot.${string}`>> = {
  "scene.create"(run, command) {
    const { id, after, scriptRange } = command
    const record = createRecord(sceneLayout, {
      id,
      rank: run.scenes().insert(id, after),
      number: command.number ?? null,
      heading: command.heading ?? "",
      setting: command.setting ?? null,
      timeOfDay: command.timeOfDay ?? null,
      locationId: command.locationId ?? null,
    })
    run.roots.scenes.set(id, record)
    if (scriptRange) writeAnchor(record, run.roots.script, scriptRange)
    return id
  },
  "scene.update"(run, { id, changes }) {
    writeRecord(getRecord(run.roots.scenes, id), sceneLayout, withoutUndefined(changes))
    return null
  },
  "scene.move"(run, { id, after }) {
    const rank = run.scenes().insert(id, after)
    writeRecord(getRecord(run.roots.scenes, id), sceneLayout, { rank })
    return null
  },
  "scene.delete"(run, { id }) {
    for (const shotId of listChildren(run.roots.shots, "sceneId", id)) deleteShot(run, shotId)
    run.scenes().remove(id)
    run.roots.scenes.delete(id)
    return null
  },
  "shot.create"(run, { id, sceneId, after }) {
    const rank = run.shotsOf(sceneId).insert(id, after)
    run.roots.shots.set(id, createRecord(shotLayout, { id, sceneId, rank }))
    return id
  },
  "shot.move"(run, { id, sceneId, after }) {
    const record = getRecord(run.roots.shots, id)
    const from = readRecord(record, shotLayout)?.sceneId
    if (from !== undefined && from !== sceneId) run.shotsOf(from).remove(id)
    writeRecord(record, shotLayout, { sceneId, rank: run.shotsOf(sceneId).insert(id, after) })
    return null
  },
  "shot.delete"(run, { id }) {
    deleteShot(run, id)
    return null
  },
}
