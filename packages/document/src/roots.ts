import type * as Y from "yjs"

/** Layout of the doc's top level. A change of it, or of a record below, raises the version and needs a migration. */
export const schemaVersion = 1

export type RecordMap = Y.Map<unknown>
export type Collection = Y.Map<RecordMap>

/** The collections whose entries are records of `record/record.ts`. */
export const collectionNames = [
  "scenes",
  "shots",
  "panels",
  "characters",
  "locations",
  "comments",
] as const
export type CollectionName = (typeof collectionNames)[number]

export interface Roots extends Readonly<Record<CollectionName, Collection>> {
  readonly meta: Y.Map<unknown>
  readonly settings: Y.Map<unknown>
  readonly style: Y.Map<unknown>
  /** What the style has been, each version one plain JSON value; nobody's undo takes it back. */
  readonly styleVersions: Y.Map<unknown>
  readonly script: Y.Text
  /** Entries never change once made, so each is one plain JSON value. */
  readonly variants: Y.Map<unknown>
  /** The canvas's own records: ink, notes, arrows, images. */
  readonly canvas: Collection
}

export function getRoots(doc: Y.Doc): Roots {
  return {
    meta: doc.getMap("meta"),
    settings: doc.getMap("settings"),
    style: doc.getMap("style"),
    styleVersions: doc.getMap("styleVersions"),
    script: doc.getText("script"),
    scenes: doc.getMap("scenes"),
    shots: doc.getMap("shots"),
    panels: doc.getMap("panels"),
    characters: doc.getMap("characters"),
    locations: doc.getMap("locations"),
    comments: doc.getMap("comments"),
    variants: doc.getMap("variants"),
    canvas: doc.getMap("canvas"),
  }
}
