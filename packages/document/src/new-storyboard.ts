import { defaultSettings, defaultStyle, type Settings } from "@panelwright/core"
import * as Y from "yjs"
import { toFlat } from "./record/flat.ts"
import { styleLayout } from "./record/layouts.ts"
import { getRoots, schemaVersion } from "./roots.ts"

/** Writes what a new storyboard starts with into an empty doc. */
export function writeNewStoryboard(doc: Y.Doc, settings: Partial<Settings>): void {
  const { meta, settings: settingsMap, style } = getRoots(doc)
  doc.transact(() => {
    meta.set("schemaVersion", schemaVersion)
    for (const [key, value] of Object.entries({ ...defaultSettings, ...settings }))
      settingsMap.set(key, value)
    for (const [key, value] of toFlat(Object.entries(defaultStyle), styleLayout.split))
      style.set(key, value)
  }, "create")
}

export function createStoryboardDoc(settings: Partial<Settings> = {}): Y.Doc {
  const doc = new Y.Doc()
  writeNewStoryboard(doc, settings)
  return doc
}
