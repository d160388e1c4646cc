import {
  characterSchema,
  commentRecordSchema,
  locationSchema,
  panelFieldsSchema,
  panelWordFields,
  sceneSchema,
  settingsSchema,
  shotSchema,
  styleSchema,
  type Character,
  type CommentRecord,
  type Location,
  type PanelFields,
  type Scene,
  type Settings,
  type Shot,
  type Style,
} from "@panelwright/core"
import type { RecordLayout } from "./record.ts"

export const sceneLayout: RecordLayout<Scene> = { schema: sceneSchema, split: [], texts: [] }
export const shotLayout: RecordLayout<Shot> = { schema: shotSchema, split: [], texts: [] }
export const panelLayout: RecordLayout<PanelFields> = {
  schema: panelFieldsSchema,
  split: ["camera"],
  texts: panelWordFields,
}
export const characterLayout: RecordLayout<Character> = {
  schema: characterSchema,
  split: ["looks"],
  texts: [],
}
export const locationLayout: RecordLayout<Location> = {
  schema: locationSchema,
  split: [],
  texts: [],
}
export const commentLayout: RecordLayout<CommentRecord> = {
  schema: commentRecordSchema,
  split: [],
  texts: [],
}
export const settingsLayout: RecordLayout<Settings> = {
  schema: settingsSchema,
  split: [],
  texts: [],
}
export const styleLayout: RecordLayout<Style> = {
  schema: styleSchema,
  split: ["line", "scenes"],
  texts: [],
}
