import {
  characterSchema,
  createDefaultLooks,
  defaultStyle,
  locationSchema,
  type CommandKind,
} from "@panelwright/core"
import { isEqual } from "../record/flat.ts"
import { characterLayout, locationLayout, styleLayout } from "../record/layouts.ts"
import { getNextVersion, keepStyleVersion } from "../record/style-versions.ts"
import {
  createRecord,
  readRecord,
  readSingle,
  writeRecord,
  type RecordLayout,
} from "../record/record.ts"
import type { RecordMap } from "../roots.ts"
import { getRecord, withoutUndefined, type Handlers } from "./run.ts"

function differs<Fields extends object>(
  layout: RecordLayout<Fields>,
  present: Fields,
  changes: Readonly<Record<string, unknown>>,
): boolean {
  const known = new Map<string, unknown>(Object.entries(present))
  return Object.entries(changes).some(([key, value]) => {
    const before = known.get(key)
    const merged = layout.split.includes(key) ? Object.assign({}, before, value) : value
    return !isEqual(before, merged)
  })
}

/** Writes changes of something that variants say they were made with; its version rises when anything differs. */
function writeVersioned<Fields extends { readonly version: number }>(
  record: RecordMap,
  layout: RecordLayout<Fields>,
  present: Fields | null,
  changes: Readonly<Record<string, unknown>>,
): void {
  if (present === null || !differs(layout, present, changes)) return
  writeRecord(record, layout, { ...changes, version: present.version + 1 })
}

const readStyle = (style: RecordMap) => readSingle(style, styleLayout, defaultStyle)

export const contextHandlers: Handlers<
  Extract<CommandKind, `character.${string}` | `location.${string}` | `style.${string}`>
> = {
  "character.create"(run, { id, name, words = "", looks }) {
    const character = characterSchema.parse({
      id,
      name,
      words,
      looks: looks ?? createDefaultLooks(name, words),
      sheet: [],
      version: 1,
    })
    run.roots.characters.set(id, createRecord(characterLayout, character))
    return id
  },
  "character.update"(run, { id, changes }) {
    const record = getRecord(run.roots.characters, id)
    const present = readRecord(record, characterLayout)
    writeVersioned(record, characterLayout, present, withoutUndefined(changes))
    return null
  },
  "character.delete"(run, { id }) {
    run.roots.characters.delete(id)
    return null
  },
  "location.create"(run, { id, name, setting = null, words = "" }) {
    const location = locationSchema.parse({ id, name, setting, words, sheet: [], version: 1 })
    run.roots.locations.set(id, createRecord(locationLayout, location))
    return id
  },
  "location.update"(run, { id, changes }) {
    const record = getRecord(run.roots.locations, id)
    const present = readRecord(record, locationLayout)
    writeVersioned(record, locationLayout, present, withoutUndefined(changes))
    return null
  },
  "location.delete"(run, { id }) {
    run.roots.locations.delete(id)
    return null
  },
  "style.update"(run, { changes, by = null, at = null }) {
    const { style, styleVersions } = run.roots
    const present = readStyle(style)
    const { locked, ...hand } = withoutUndefined(changes)
    // Opening and closing the lock changes no picture.
    if (locked !== undefined) writeRecord(style, styleLayout, { locked })
    if (!differs(styleLayout, present, hand)) return null
    keepStyleVersion(styleVersions, present, null)
    const version = getNextVersion(styleVersions, present.version)
    writeRecord(style, styleLayout, { ...hand, version })
    keepStyleVersion(styleVersions, readStyle(style), { by, at })
    return null
  },
}
