import {
  characterSchema,
  createDefaultLooks,
  createVariantId,
  defaultCamera,
  defaultStyle,
  failure,
  getFrameRate,
  locationSchema,
  panelWordFields,
  success,
  variantSchema,
  type Command,
  type CommandFailure,
  type CommandResult,
  type PanelFields,
  type PanelWordField,
  type Result,
  type VariantId,
} from "@panelwright/core"
import * as Y from "yjs"
import { copyAnchor, writeAnchor } from "../record/anchor.ts"
import { isEqual } from "../record/flat.ts"
import {
  characterLayout,
  locationLayout,
  panelLayout,
  sceneLayout,
  settingsLayout,
  shotLayout,
  styleLayout,
} from "../record/layouts.ts"
import {
  createRecord,
  getText,
  readRecord,
  readSingle,
  readText,
  writeRecord,
  type RecordLayout,
} from "../record/record.ts"
import { writeText } from "../record/text-difference.ts"
import { getRoots, type Collection, type RecordMap, type Roots } from "../roots.ts"
import { defaultSettings } from "@panelwright/core"
import { checkCommands } from "./check-commands.ts"
import { Siblings } from "./siblings.ts"

interface Run {
  readonly roots: Roots
  /** Siblings by parent id; `scenes` for the scenes themselves. */
  readonly siblings: Map<string, Siblings>
}

const notNull = <Value>(value: Value | null): value is Value => value !== null

function getSiblings(run: Run, kind: "scenes" | "shots" | "panels", parentId: string): Siblings {
  const known = run.siblings.get(parentId)
  if (known) return known
  const { scenes, shots, panels } = run.roots
  const read = <Fields>(collection: Collection, layout: RecordLayout<Fields>) =>
    [...collection.values()].map((record) => readRecord(record, layout)).filter(notNull)
  const items =
    kind === "scenes"
      ? read(scenes, sceneLayout)
      : kind === "shots"
        ? read(shots, shotLayout).filter((shot) => shot.sceneId === parentId)
        : read(panels, panelLayout).filter((panel) => panel.shotId === parentId)
  const siblings = new Siblings(items)
  run.siblings.set(parentId, siblings)
  return siblings
}

const getRecord = (collection: Collection, id: string): RecordMap => {
  const record = collection.get(id)
  if (!(record instanceof Y.Map)) throw new Error(`${id} was checked and is not there`)
  return record
}

const defined = (changes: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))

/** Words given with a panel, apart from its plain fields. */
function splitWords(changes: Readonly<Record<string, unknown>>) {
  const words: Partial<Record<PanelWordField, string>> = {}
  const fields: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(defined(changes))) {
    const word = panelWordFields.find((name) => name === key)
    if (word && typeof value === "string") words[word] = value
    else fields[key] = value
  }
  return { words, fields }
}

function createPanel(run: Run, command: Extract<Command, { kind: "panel.create" }>): void {
  const { kind: _kind, id, shotId, after, scriptRange, ...changes } = command
  const { words, fields } = splitWords(changes)
  const settings = readSingle(run.roots.settings, settingsLayout, defaultSettings)
  const panel: PanelFields = {
    cast: [],
    locationId: null,
    status: "draft",
    position: null,
    frames: getFrameRate(settings.frameRate).nominal * 2,
    ...fields,
    id,
    shotId,
    rank: getSiblings(run, "panels", shotId).insert(id, after),
    camera: { ...defaultCamera, ...defined(changes.camera ?? {}) },
    picture: null,
    ink: null,
  }
  const record = createRecord(panelLayout, panel, words)
  run.roots.panels.set(id, record)
  if (scriptRange) writeAnchor(record, run.roots.script, scriptRange)
}

function duplicatePanel(run: Run, id: string, newId: PanelFields["id"]): void {
  const { panels, variants } = run.roots
  const source = getRecord(panels, id)
  const fields = readRecord(source, panelLayout)
  if (fields === null) return
  const shown = variantSchema.safeParse(variants.get(fields.picture ?? ""))
  let picture: VariantId | null = null
  if (shown.success) {
    picture = createVariantId(`${newId.slice("panel:".length)}-1`)
    variants.set(picture, { ...shown.data, id: picture, panelId: newId, parentId: null })
  }
  const words = Object.fromEntries(panelWordFields.map((name) => [name, readText(source, name)]))
  const copy = createRecord(
    panelLayout,
    {
      ...fields,
      id: newId,
      rank: getSiblings(run, "panels", fields.shotId).insert(newId, id),
      status: "draft",
      position: null,
      picture,
    },
    words,
  )
  panels.set(newId, copy)
  copyAnchor(source, copy)
}

function deletePanel(run: Run, id: string): void {
  const { panels, variants } = run.roots
  const record = panels.get(id)
  const shotId = record instanceof Y.Map ? readRecord(record, panelLayout)?.shotId : undefined
  if (shotId !== undefined) run.siblings.get(shotId)?.remove(id)
  for (const [variantId, value] of variants.entries())
    if (variantSchema.safeParse(value).data?.panelId === id) variants.delete(variantId)
  panels.delete(id)
}

function deleteShot(run: Run, id: string): void {
  const { panels, shots } = run.roots
  for (const [panelId, record] of panels.entries())
    if (readRecord(record, panelLayout)?.shotId === id) deletePanel(run, panelId)
  const sceneId = readRecord(getRecord(shots, id), shotLayout)?.sceneId
  if (sceneId !== undefined) run.siblings.get(sceneId)?.remove(id)
  shots.delete(id)
}

function deleteScene(run: Run, id: string): void {
  const { shots, scenes } = run.roots
  for (const [shotId, record] of shots.entries())
    if (readRecord(record, shotLayout)?.sceneId === id) deleteShot(run, shotId)
  run.siblings.get("scenes")?.remove(id)
  scenes.delete(id)
}

/** Writes changes of something whose version others refer to; the version rises when anything differs. */
function writeVersioned<Fields extends { readonly version: number }>(
  record: RecordMap,
  layout: RecordLayout<Fields>,
  present: Fields,
  changes: Readonly<Record<string, unknown>>,
): void {
  const differs = Object.entries(changes).some(([key, value]) => {
    const known = (present as Readonly<Record<string, unknown>>)[key]
    const merged = layout.split.includes(key)
      ? { ...(known as object), ...(value as object) }
      : value
    return !isEqual(known, merged)
  })
  if (differs) writeRecord(record, layout, { ...changes, version: present.version + 1 })
}

function applyCommand(run: Run, command: Command): CommandResult {
  const { roots } = run
  const done: CommandResult = { kind: command.kind, created: null }
  const created = (id: string): CommandResult => ({ kind: command.kind, created: id })
  switch (command.kind) {
    case "settings.update":
      for (const [key, value] of Object.entries(defined(command.changes)))
        if (!isEqual(roots.settings.get(key), value)) roots.settings.set(key, value)
      return done
    case "script.replace":
      writeText(roots.script, command.text)
      return done
    case "scene.create": {
      const record = createRecord(sceneLayout, {
        id: command.id,
        rank: getSiblings(run, "scenes", "scenes").insert(command.id, command.after),
        number: command.number ?? null,
        heading: command.heading ?? "",
        setting: command.setting ?? null,
        timeOfDay: command.timeOfDay ?? null,
        locationId: command.locationId ?? null,
      })
      roots.scenes.set(command.id, record)
      if (command.scriptRange) writeAnchor(record, roots.script, command.scriptRange)
      return created(command.id)
    }
    case "scene.update":
      writeRecord(getRecord(roots.scenes, command.id), sceneLayout, defined(command.changes))
      return done
    case "scene.move": {
      const rank = getSiblings(run, "scenes", "scenes").insert(command.id, command.after)
      writeRecord(getRecord(roots.scenes, command.id), sceneLayout, { rank })
      return done
    }
    case "scene.delete":
      deleteScene(run, command.id)
      return done
    case "shot.create": {
      const { id, sceneId } = command
      const rank = getSiblings(run, "shots", sceneId).insert(id, command.after)
      roots.shots.set(id, createRecord(shotLayout, { id, sceneId, rank }))
      return created(id)
    }
    case "shot.move": {
      const { id, sceneId } = command
      const record = getRecord(roots.shots, id)
      const from = readRecord(record, shotLayout)?.sceneId
      if (from !== undefined && from !== sceneId) run.siblings.get(from)?.remove(id)
      const rank = getSiblings(run, "shots", sceneId).insert(id, command.after)
      writeRecord(record, shotLayout, { sceneId, rank })
      return done
    }
    case "shot.delete":
      deleteShot(run, command.id)
      return done
    case "panel.create":
      createPanel(run, command)
      return created(command.id)
    case "panel.update": {
      const record = getRecord(roots.panels, command.id)
      const { words, fields } = splitWords(command.changes)
      writeRecord(record, panelLayout, {
        ...fields,
        ...(fields["camera"]
          ? { camera: defined(fields["camera"] as object as Record<string, unknown>) }
          : {}),
      })
      for (const name of panelWordFields) {
        const text = words[name]
        if (text !== undefined) writeText(getText(record, name), text)
      }
      return done
    }
    case "panel.move": {
      const { id, shotId } = command
      const record = getRecord(roots.panels, id)
      const from = readRecord(record, panelLayout)?.shotId
      if (from !== undefined && from !== shotId) run.siblings.get(from)?.remove(id)
      const rank = getSiblings(run, "panels", shotId).insert(id, command.after)
      writeRecord(record, panelLayout, { shotId, rank })
      return done
    }
    case "panel.duplicate":
      duplicatePanel(run, command.id, command.newId)
      return created(command.newId)
    case "panel.delete":
      deletePanel(run, command.id)
      return done
    case "panel.set-ink":
      writeRecord(getRecord(roots.panels, command.id), panelLayout, { ink: command.ink })
      return done
    case "variant.add": {
      const { variant } = command
      roots.variants.set(variant.id, variant)
      if (command.choose)
        writeRecord(getRecord(roots.panels, variant.panelId), panelLayout, { picture: variant.id })
      return created(variant.id)
    }
    case "variant.choose":
      writeRecord(getRecord(roots.panels, command.panelId), panelLayout, {
        picture: command.variantId,
      })
      return done
    case "character.create": {
      const { id, name, words = "", looks } = command
      const character = characterSchema.parse({
        id,
        name,
        words,
        looks: looks ?? createDefaultLooks(name, words),
        sheet: [],
        version: 1,
      })
      roots.characters.set(id, createRecord(characterLayout, character))
      return created(id)
    }
    case "character.update": {
      const record = getRecord(roots.characters, command.id)
      const present = readRecord(record, characterLayout)
      if (present) writeVersioned(record, characterLayout, present, defined(command.changes))
      return done
    }
    case "character.delete":
      roots.characters.delete(command.id)
      return done
    case "location.create": {
      const { id, name, setting = null, words = "" } = command
      const location = locationSchema.parse({ id, name, setting, words, sheet: [], version: 1 })
      roots.locations.set(id, createRecord(locationLayout, location))
      return created(id)
    }
    case "location.update": {
      const record = getRecord(roots.locations, command.id)
      const present = readRecord(record, locationLayout)
      if (present) writeVersioned(record, locationLayout, present, defined(command.changes))
      return done
    }
    case "location.delete":
      roots.locations.delete(command.id)
      return done
    case "style.update": {
      const present = readSingle(roots.style, styleLayout, defaultStyle)
      writeVersioned(roots.style, styleLayout, present, defined(command.changes))
      return done
    }
  }
}

/**
 * Applies commands in order as one transaction, all or none. `origin` decides whose undo takes them back. Commands
 * must have been parsed by `commandsSchema`.
 */
export function applyCommands(
  doc: Y.Doc,
  commands: readonly Command[],
  origin: unknown,
): Result<CommandResult[], CommandFailure> {
  const checked = checkCommands(doc, commands)
  if (!checked.ok) return failure(checked.failure)
  const results: CommandResult[] = []
  doc.transact(() => {
    const run: Run = { roots: getRoots(doc), siblings: new Map() }
    for (const command of commands) results.push(applyCommand(run, command))
  }, origin)
  return success(results)
}
