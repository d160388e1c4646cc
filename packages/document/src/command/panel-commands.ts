import {
  createVariantId,
  defaultCamera,
  defaultSettings,
  getFrameRate,
  panelWordFields,
  variantSchema,
  type Command,
  type CommandKind,
  type PanelFields,
  type PanelId,
  type PanelWordField,
  type VariantId,
} from "@panelwright/core"
import { copyPanelInk } from "../canvas/copy-panel-ink.ts"
import { readInkRevisions } from "../canvas/panel-ink.ts"
import { copyAnchor, writeAnchor } from "../record/anchor.ts"
import { panelLayout, settingsLayout } from "../record/layouts.ts"
import {
  createRecord,
  getText,
  readRecord,
  readSingle,
  readText,
  writeRecord,
} from "../record/record.ts"
import { writeText } from "../record/text-difference.ts"
import { getRecord, withoutUndefined, type Handlers, type Run } from "./run.ts"

/** Words given with a panel, apart from its plain fields. */
function splitWords(changes: Readonly<Record<string, unknown>>) {
  const words: Partial<Record<PanelWordField, string>> = {}
  const fields: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(withoutUndefined(changes))) {
    const word = panelWordFields.find((name) => name === key)
    if (word && typeof value === "string") words[word] = value
    else fields[key] = value
  }
  return { words, fields }
}

function createPanel(run: Run, command: Extract<Command, { kind: "panel.create" }>): PanelId {
  const { kind: _kind, id, shotId, after, scriptRange, camera, ...changes } = command
  const { words, fields } = splitWords(changes)
  const { frameRate } = readSingle(run.roots.settings, settingsLayout, defaultSettings)
  const panel: PanelFields = {
    cast: [],
    locationId: null,
    status: "draft",
    position: null,
    frames: getFrameRate(frameRate).nominal * 2,
    ...fields,
    id,
    shotId,
    rank: run.panelsOf(shotId).insert(id, after),
    camera: { ...defaultCamera, ...withoutUndefined(camera ?? {}) },
    picture: null,
    ink: null,
  }
  const record = createRecord(panelLayout, panel, words)
  run.roots.panels.set(id, record)
  if (scriptRange) writeAnchor(record, run.roots.script, scriptRange)
  return id
}

function duplicatePanel(run: Run, id: PanelId, newId: PanelId): PanelId | null {
  const { panels, variants, canvas } = run.roots
  const source = getRecord(panels, id)
  const fields = readRecord(source, panelLayout)
  if (fields === null) return null
  const shown = variantSchema.safeParse(variants.get(fields.picture ?? ""))
  let picture: VariantId | null = null
  if (shown.success) {
    picture = createVariantId(`${newId.slice("panel:".length, 60)}-1`)
    variants.set(picture, { ...shown.data, id: picture, panelId: newId, parentId: null })
  }
  const rank = run.panelsOf(fields.shotId).insert(newId, id)
  const copy = createRecord(
    panelLayout,
    { ...fields, id: newId, rank, status: "draft", position: null, picture, ink: null },
    Object.fromEntries(panelWordFields.map((name) => [name, readText(source, name)])),
  )
  panels.set(newId, copy)
  copyAnchor(source, copy)
  copyPanelInk(canvas, id, newId)
  const revision = readInkRevisions(canvas).get(newId)
  if (fields.ink && revision !== undefined)
    writeRecord(copy, panelLayout, { ink: { ...fields.ink, revision } })
  return newId
}

/** Without parsing the whole variant: a scene that goes asks this once a variant for each of its panels. */
const belongsTo = (variant: unknown, panelId: string) =>
  typeof variant === "object" &&
  variant !== null &&
  "panelId" in variant &&
  variant.panelId === panelId

/** Takes the panel's variants with it, so that nothing is left that nobody can reach. */
export function deletePanel(run: Run, id: string): void {
  const { panels, variants } = run.roots
  const shotId = readRecord(getRecord(panels, id), panelLayout)?.shotId
  if (shotId !== undefined) run.panelsOf(shotId).remove(id)
  for (const [variantId, value] of variants.entries())
    if (belongsTo(value, id)) variants.delete(variantId)
  panels.delete(id)
}

export const panelHandlers: Handlers<
  Extract<CommandKind, `panel.${string}` | `variant.${string}`>
> = {
  "panel.create": createPanel,
  "panel.update"(run, { id, changes }) {
    const record = getRecord(run.roots.panels, id)
    const { words, fields } = splitWords(changes)
    writeRecord(record, panelLayout, fields)
    for (const name of panelWordFields) {
      const text = words[name]
      if (text !== undefined) writeText(getText(record, name), text)
    }
    return null
  },
  "panel.move"(run, { id, shotId, after }) {
    const record = getRecord(run.roots.panels, id)
    const from = readRecord(record, panelLayout)?.shotId
    if (from !== undefined && from !== shotId) run.panelsOf(from).remove(id)
    writeRecord(record, panelLayout, { shotId, rank: run.panelsOf(shotId).insert(id, after) })
    return null
  },
  "panel.duplicate": (run, { id, newId }) => duplicatePanel(run, id, newId),
  "panel.delete"(run, { id }) {
    deletePanel(run, id)
    return null
  },
  "panel.set-ink"(run, { id, ink }) {
    writeRecord(getRecord(run.roots.panels, id), panelLayout, { ink })
    return null
  },
  "variant.add"(run, { variant, choose }) {
    run.roots.variants.set(variant.id, variant)
    if (choose)
      writeRecord(getRecord(run.roots.panels, variant.panelId), panelLayout, {
        picture: variant.id,
      })
    return variant.id
  },
  "variant.choose"(run, { panelId, variantId }) {
    writeRecord(getRecord(run.roots.panels, panelId), panelLayout, { picture: variantId })
    return null
  },
  "variant.rename"(run, { id, name }) {
    const variant = variantSchema.safeParse(run.roots.variants.get(id))
    if (!variant.success) return null
    const { name: _name, ...unnamed } = variant.data
    run.roots.variants.set(id, name === null ? unnamed : { ...unnamed, name })
    return null
  },
}
