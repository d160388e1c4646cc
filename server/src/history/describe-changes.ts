import type { Difference, PersonChanges, Storyboard } from "@panelwright/core"
import {
  fromPanelShapeId,
  getRoots,
  readCanvasRecord,
  StoryboardReader,
  type Roots,
} from "@panelwright/document"
import * as Y from "yjs"

interface Touched {
  readonly subject: Difference["subject"]
  readonly id: string | null
  added: boolean
  removed: boolean
  readonly fields: Set<string>
}

type Events = readonly Y.YEvent<Y.AbstractType<unknown>>[]

const subjects = [
  ["scenes", "scene"],
  ["shots", "shot"],
  ["panels", "panel"],
  ["characters", "character"],
  ["locations", "location"],
] as const

/** What only follows from something else that is named. */
const silentKeys: ReadonlySet<string> = new Set(["$", "version", "ink", "script.from", "script.to"])

const renamed: Readonly<Record<string, string>> = {
  rank: "place",
  shotId: "place",
  sceneId: "place",
  locationId: "location",
}

const toField = (key: string): string | null => {
  if (silentKeys.has(key)) return null
  const [outer = key] = key.split(".")
  return renamed[outer] ?? outer
}

const readPanelId = (value: unknown): string | null => {
  const plain: unknown = value instanceof Y.Map ? value.get("$") : value
  return typeof plain === "object" &&
    plain !== null &&
    "panelId" in plain &&
    typeof plain.panelId === "string"
    ? plain.panelId
    : null
}

/** Watches a doc and notes who touches what; `take` gives what was noted since the last time. */
export class ChangeCollector {
  /** Whose update is being applied. */
  actor = ""
  readonly #roots: Roots
  readonly #reader: StoryboardReader
  readonly #panelOfShape = new Map<string, string | null>()
  #touched = new Map<string, Map<string, Touched>>()
  #before: Storyboard

  constructor(doc: Y.Doc) {
    this.#roots = getRoots(doc)
    this.#reader = new StoryboardReader(doc)
    this.#before = this.#reader.read()
    const { style, settings, script, variants, comments, canvas } = this.#roots
    for (const [name, subject] of subjects)
      this.#roots[name].observeDeep((events) => this.#noteRecords(subject, events))
    style.observe((event) => this.#noteKeys("style", null, event.keysChanged))
    settings.observe((event) => this.#noteKeys("settings", null, event.keysChanged))
    script.observe(() => this.#touch("script", null))
    variants.observe((event) => this.#noteVariants(event))
    comments.observeDeep((events) => this.#noteComments(events))
    for (const id of canvas.keys()) this.#panelOfShape.set(id, this.#findPanel(id))
    canvas.observeDeep((events) => this.#noteShapes(events))
  }

  take(): PersonChanges[] {
    const before = this.#before
    const after = this.#reader.read()
    this.#before = after
    const labels = new Labels(before, after)
    const people = [...this.#touched].map(([person, touched]) => ({
      person,
      differences: [...touched.values()]
        .flatMap((item) => toDifference(item, labels))
        .toSorted((one, other) => labels.placeOf(one) - labels.placeOf(other)),
    }))
    this.#touched = new Map()
    return people.filter(({ differences }) => differences.length > 0)
  }

  #touch(subject: Touched["subject"], id: string | null): Touched {
    const own = this.#touched.get(this.actor) ?? new Map<string, Touched>()
    this.#touched.set(this.actor, own)
    const key = `${subject} ${id ?? ""}`
    const touched = own.get(key) ?? { subject, id, added: false, removed: false, fields: new Set() }
    own.set(key, touched)
    return touched
  }

  #noteKeys(subject: Touched["subject"], id: string | null, keys: Iterable<unknown>): void {
    for (const key of keys) {
      const field = toField(String(key))
      if (field !== null) this.#touch(subject, id).fields.add(field)
    }
  }

  #noteRecords(subject: Touched["subject"], events: Events): void {
    for (const event of events) {
      const [id, field] = event.path
      if (typeof id !== "string") {
        for (const [key, { action }] of event.keys) {
          const touched = this.#touch(subject, key)
          if (action === "delete") touched.removed = true
          else touched.added = true
        }
      } else if (typeof field === "string") this.#noteKeys(subject, id, [field])
      else this.#noteKeys(subject, id, event.keys.keys())
    }
  }

  #noteVariants(event: Y.YMapEvent<unknown>): void {
    for (const [key, { action, oldValue }] of event.keys) {
      const panelId = readPanelId(action === "delete" ? oldValue : this.#roots.variants.get(key))
      if (panelId !== null) this.#touch("panel", panelId).fields.add("pictures")
    }
  }

  #noteComments(events: Events): void {
    for (const event of events) {
      const [path] = event.path
      for (const id of typeof path === "string" ? [path] : event.keys.keys()) {
        const panelId = readPanelId(this.#roots.comments.get(id))
        if (panelId !== null) this.#touch("panel", panelId).fields.add("comments")
      }
    }
  }

  #noteShapes(events: Events): void {
    for (const event of events) {
      const [path] = event.path
      for (const id of typeof path === "string" ? [path] : event.keys.keys()) {
        const known = this.#panelOfShape.get(id)
        const panelId = this.#roots.canvas.has(id) ? this.#findPanel(id) : (known ?? null)
        this.#panelOfShape.set(id, panelId)
        const isShape = id.startsWith("shape:") || id.startsWith("binding:")
        if (panelId !== null) this.#touch("panel", panelId).fields.add("drawing")
        else if (isShape) this.#touch("canvas", null)
      }
    }
  }

  /** The panel that a shape is drawn on, by itself or in a group. */
  #findPanel(shapeId: string): string | null {
    const seen = new Set<string>()
    for (let id = shapeId; !seen.has(id);) {
      seen.add(id)
      const map: unknown = this.#roots.canvas.get(id)
      const parentId = map instanceof Y.Map ? readCanvasRecord(map)?.["parentId"] : undefined
      if (typeof parentId !== "string") return null
      const panelId = fromPanelShapeId(parentId)
      if (panelId !== null) return panelId
      id = parentId
    }
    return null
  }
}

type Named = ReadonlyMap<string, { readonly label: string; readonly place: number }>

/** What things were called before and are called after, and where they stand. */
class Labels {
  readonly #before: Named
  readonly #after: Named

  constructor(before: Storyboard, after: Storyboard) {
    this.#before = toNamed(before)
    this.#after = before === after ? this.#before : toNamed(after)
  }

  wasThere = (id: string) => this.#before.has(id)
  isThere = (id: string) => this.#after.has(id)
  labelOf = (id: string) => (this.#after.get(id) ?? this.#before.get(id))?.label ?? ""
  placeOf = ({ id }: Difference) =>
    id === null ? -1 : (this.#after.get(id)?.place ?? 1e6 + (this.#before.get(id)?.place ?? 0))
}

const toNamed = ({ scenes, shots, panels, characters, locations }: Storyboard): Named =>
  new Map(
    [
      ...scenes.map(({ id, displayNumber }) => [id, displayNumber] as const),
      ...shots.map(({ id, number }) => [id, number] as const),
      ...panels.map(({ id, number }) => [id, number] as const),
      ...characters.map(({ id, name }) => [id, name] as const),
      ...locations.map(({ id, name }) => [id, name] as const),
    ].map(([id, label], place) => [id, { label, place }]),
  )

function toDifference(
  { subject, id, added, removed, fields }: Touched,
  labels: Labels,
): Difference[] {
  const changed = (label: string): Difference => ({
    subject,
    id,
    label,
    change: "changed",
    fields: [...fields],
  })
  if (id === null) return [changed("")]
  const label = labels.labelOf(id)
  const whole = (change: "added" | "removed"): Difference => ({
    subject,
    id,
    label,
    change,
    fields: [],
  })
  if (!labels.isThere(id)) return removed && labels.wasThere(id) ? [whole("removed")] : []
  if (added && !labels.wasThere(id)) return [whole("added")]
  return fields.size > 0 ? [changed(label)] : []
}
