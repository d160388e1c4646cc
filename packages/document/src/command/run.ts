import { rankSchema, type Command, type CommandKind } from "@panelwright/core"
import * as Y from "yjs"
import { readValue } from "../record/record.ts"
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
  const shots = createFamily(roots.shots, "sceneId")
  const panels = createFamily(roots.panels, "shotId")
  let scenes: Siblings | null = null
  return {
    roots,
    scenes: () => (scenes ??= new Siblings(listPlaces(roots.scenes, "").map(({ place }) => place))),
    shotsOf: shots,
    panelsOf: panels,
  }
}

/** The siblings below each parent of one collection, which is gone through once for all of them. */
function createFamily(collection: Collection, parentKey: string): (parentId: string) => Siblings {
  let families: Map<string, Siblings> | null = null
  return (parentId) => {
    if (families === null) {
      const places = Map.groupBy(listPlaces(collection, parentKey), ({ parent }) => parent)
      families = new Map()
      for (const [parent, children] of places)
        families.set(parent, new Siblings(children.map(({ place }) => place)))
    }
    const siblings = families.get(parentId) ?? new Siblings([])
    families.set(parentId, siblings)
    return siblings
  }
}

/** Only where each record stands: reading whole ones would make a long import cost its square. */
function listPlaces(collection: Collection, parentKey: string) {
  const places: { parent: string; place: { id: string; rank: string } }[] = []
  for (const [id, record] of collection.entries()) {
    const rank = readValue(record, "rank")
    const parent = readValue(record, parentKey)
    if (typeof rank === "string" && rankSchema.safeParse(rank).success)
      places.push({ parent: typeof parent === "string" ? parent : "", place: { id, rank } })
  }
  return places
}

/** The ids of the records below a parent. */
export function listChildren(
  collection: Collection,
  parentKey: string,
  parentId: string,
): string[] {
  const ids: string[] = []
  for (const [id, record] of collection.entries())
    if (readValue(record, parentKey) === parentId) ids.push(id)
  return ids
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
