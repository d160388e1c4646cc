import type { Command, CommandKind } from "@panelwright/core"
import * as Y from "yjs"
import { panelLayout, sceneLayout, shotLayout } from "../record/layouts.ts"
import { readRecord, type RecordLayout } from "../record/record.ts"
import type { Collection, RecordMap, Roots } from "../roots.ts"
import { Siblings } from "./siblings.ts"

/** One list of commands being applied: the doc, and what it has learned about the order of siblings. */
export interface Run {
  readonly roots: Roots
  readonly scenes: () => Siblings
  readonly shotsOf: (sceneId: string) => Siblings
  readonly panelsOf: (shotId: string) => Siblings
}

/** How each kind of a group of commands is applied; gives the id of what it made, or null. */
export type Handlers<Kind extends CommandKind> = {
  readonly [Key in Kind]: (run: Run, command: Extract<Command, { kind: Key }>) => string | null
}

export function createRun(roots: Roots): Run {
  const known = new Map<string, Siblings>()
  const once = (key: string, list: () => Siblings): Siblings => {
    const siblings = known.get(key) ?? list()
    known.set(key, siblings)
    return siblings
  }
  return {
    roots,
    scenes: () => once("", () => new Siblings(listRecords(roots.scenes, sceneLayout))),
    shotsOf: (sceneId) =>
      once(sceneId, () => {
        const shots = listRecords(roots.shots, shotLayout)
        return new Siblings(shots.filter((shot) => shot.sceneId === sceneId))
      }),
    panelsOf: (shotId) =>
      once(shotId, () => {
        const panels = listRecords(roots.panels, panelLayout)
        return new Siblings(panels.filter((panel) => panel.shotId === shotId))
      }),
  }
}

export function listRecords<Fields>(
  collection: Collection,
  layout: RecordLayout<Fields>,
): Fields[] {
  const records: Fields[] = []
  for (const record of collection.values()) {
    const fields = readRecord(record, layout)
    if (fields !== null) records.push(fields)
  }
  return records
}

/** A record that the check has found; anything else is a bug. */
export function getRecord(collection: Collection, id: string): RecordMap {
  const record = collection.get(id)
  if (!(record instanceof Y.Map)) throw new Error(`${id} was checked and is not there`)
  return record
}

/** What was really given: an optional field that is undefined means "as it is". */
export const withoutUndefined = (changes: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
