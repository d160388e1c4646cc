import {
  compareRank,
  defaultSettings,
  defaultStyle,
  formatPanelNumber,
  formatShotNumber,
  numberScenes,
  panelWordFields,
  variantSchema,
  type Character,
  type CommentRecord,
  type Location,
  type Panel,
  type PanelFields,
  type PanelId,
  type PanelWordField,
  type Scene,
  type SceneInOrder,
  type ScriptRange,
  type Shot,
  type ShotInOrder,
  type Storyboard,
  type Variant,
} from "@panelwright/core"
import * as Y from "yjs"
import { readAnchor } from "../record/anchor.ts"
import { isEqual } from "../record/flat.ts"
import {
  characterLayout,
  commentLayout,
  locationLayout,
  panelLayout,
  sceneLayout,
  settingsLayout,
  shotLayout,
  styleLayout,
} from "../record/layouts.ts"
import { readRecord, readSingle, readText, type RecordLayout } from "../record/record.ts"
import { getRoots, type RecordMap, type Roots } from "../roots.ts"
import { CachedCollection } from "./cached-collection.ts"
import { composeThreads, noThreads, type ThreadsByPanel } from "./comment-threads.ts"

interface Words extends Readonly<Record<PanelWordField, string>> {}
interface PanelEntry {
  readonly fields: PanelFields
  readonly words: Words
}

const groupBy = <Item>(items: Iterable<Item>, keyOf: (item: Item) => string) => {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

const fieldsOnly =
  <Fields>(layout: RecordLayout<Fields>) =>
  (record: RecordMap) =>
    readRecord(record, layout)

function readPanelEntry(record: RecordMap): PanelEntry | null {
  const fields = readRecord(record, panelLayout)
  if (fields === null) return null
  const words = Object.fromEntries(
    panelWordFields.map((field) => [field, readText(record, field)]),
  ) as Record<PanelWordField, string>
  return { fields, words }
}

/**
 * The storyboard that a doc holds, kept up to date. What did not change is the same object as before, so a view of
 * a thousand panels renders again only the ones that did.
 *
 * Whatever people do at once, the result is whole: a shot whose scene is gone, or a panel whose shot is gone, is
 * shown in the last scene or shot that there is; records that can't be read are left out and kept in the doc.
 */
export class StoryboardReader {
  readonly #doc: Y.Doc
  readonly #roots: Roots
  readonly #scenes: CachedCollection<Scene>
  readonly #shots: CachedCollection<Shot>
  readonly #panels: CachedCollection<PanelEntry>
  readonly #characters: CachedCollection<Character>
  readonly #locations: CachedCollection<Location>
  readonly #comments: CachedCollection<CommentRecord>
  readonly #variants = new Map<string, Variant>()
  readonly #listeners = new Set<() => void>()
  readonly #stop: (() => void)[] = []
  #variantsStale = true
  #anchorsStale = true
  #threadsStale = true
  #threads: ThreadsByPanel = new Map()
  #ranges = new Map<string, ScriptRange | null>()
  #script: string | null = null
  #state: Storyboard | null = null
  #untold = false
  #previous: Storyboard | null = null

  constructor(doc: Y.Doc) {
    this.#doc = doc
    const roots = getRoots(doc)
    this.#roots = roots
    this.#scenes = new CachedCollection(roots.scenes, fieldsOnly(sceneLayout))
    this.#shots = new CachedCollection(roots.shots, fieldsOnly(shotLayout))
    this.#panels = new CachedCollection(roots.panels, readPanelEntry)
    this.#characters = new CachedCollection(roots.characters, fieldsOnly(characterLayout))
    this.#locations = new CachedCollection(roots.locations, fieldsOnly(locationLayout))
    this.#comments = new CachedCollection(roots.comments, fieldsOnly(commentLayout))
    const observed = [
      [roots.scenes, this.#scenes],
      [roots.shots, this.#shots],
      [roots.panels, this.#panels],
      [roots.characters, this.#characters],
      [roots.locations, this.#locations],
    ] as const
    for (const [collection, cache] of observed) {
      const handle = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
        cache.invalidate(events)
        this.#anchorsStale ||= events.some((event) => event.path.length === 0)
        this.#changed()
      }
      collection.observeDeep(handle)
      this.#stop.push(() => collection.unobserveDeep(handle))
    }
    const handleComments = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
      this.#comments.invalidate(events)
      this.#threadsStale = true
      this.#changed()
    }
    roots.comments.observeDeep(handleComments)
    this.#stop.push(() => roots.comments.unobserveDeep(handleComments))
    const handleVariants = ({ keysChanged }: Y.YMapEvent<unknown>) => {
      // The only thing of a variant that changes is its name.
      for (const key of keysChanged) this.#variants.delete(key)
      this.#variantsStale = true
      this.#changed()
    }
    roots.variants.observe(handleVariants)
    this.#stop.push(() => roots.variants.unobserve(handleVariants))
    this.#observe(roots.script, () => {
      this.#script = null
      this.#anchorsStale = true
    })
    this.#observe(roots.settings, () => undefined)
    this.#observe(roots.style, () => undefined)
    doc.on("afterTransaction", this.#tell)
    this.#stop.push(() => doc.off("afterTransaction", this.#tell))
  }

  #observe(type: Y.Map<unknown> | Y.Text, mark: () => void): void {
    const handle = () => {
      mark()
      this.#changed()
    }
    type.observe(handle)
    this.#stop.push(() => type.unobserve(handle))
  }

  #changed(): void {
    this.#state = null
    this.#untold = true
  }

  /** Only when the whole transaction is in: between its parts a panel may be there and its shot not yet. */
  readonly #tell = (): void => {
    if (!this.#untold) return
    this.#untold = false
    for (const listener of this.#listeners) listener()
  }

  /** Called once after each transaction that changed the storyboard; the canvas's own records do not count. */
  observe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  destroy(): void {
    for (const stop of this.#stop) stop()
    this.#listeners.clear()
  }

  /** The same object until something changes. */
  read(): Storyboard {
    this.#state ??= this.#compose(this.#previous)
    this.#previous = this.#state
    return this.#state
  }
  #refresh(): void {
    for (const cache of [
      this.#scenes,
      this.#shots,
      this.#panels,
      this.#characters,
      this.#locations,
    ])
      cache.refresh()
    if (this.#variantsStale) {
      this.#variantsStale = false
      for (const id of this.#variants.keys())
        if (!this.#roots.variants.has(id)) this.#variants.delete(id)
      for (const [id, value] of this.#roots.variants.entries()) {
        if (this.#variants.has(id)) continue
        const parsed = variantSchema.safeParse(value)
        if (parsed.success && parsed.data.id === id) this.#variants.set(id, parsed.data)
      }
    }
    if (this.#threadsStale) {
      this.#threadsStale = false
      this.#comments.refresh()
      const records = [...this.#comments.entries].flatMap(([id, record]) =>
        record.id === id ? record : [],
      )
      this.#threads = composeThreads(records, this.#threads)
    }
    if (this.#anchorsStale) {
      this.#anchorsStale = false
      const ranges = new Map<string, ScriptRange | null>()
      for (const collection of [this.#roots.scenes, this.#roots.panels])
        for (const [id, record] of collection.entries())
          ranges.set(id, record instanceof Y.Map ? readAnchor(record, this.#doc) : null)
      this.#ranges = ranges
    }
  }

  #compose(previous: Storyboard | null): Storyboard {
    this.#refresh()
    const scenes = this.#composeScenes(previous)
    const shots = this.#composeShots(scenes, previous)
    const { panels, durationFrames } = this.#composePanels(shots, previous)
    this.#script ??= this.#roots.script.toJSON()
    return {
      settings: keep(
        previous?.settings,
        readSingle(this.#roots.settings, settingsLayout, defaultSettings),
      ),
      style: keep(previous?.style, readSingle(this.#roots.style, styleLayout, defaultStyle)),
      script: this.#script,
      scenes,
      shots,
      panels,
      characters: keep(previous?.characters, byName(this.#characters.entries.values())),
      locations: keep(previous?.locations, byName(this.#locations.entries.values())),
      durationFrames,
    }
  }

  #composeScenes(previous: Storyboard | null): readonly SceneInOrder[] {
    const inOrder = [...this.#scenes.entries.values()].toSorted(compareRank)
    const numbers = numberScenes(inOrder.map((scene) => scene.number))
    const before = new Map(previous?.scenes.map((scene) => [scene.id, scene]))
    const scenes = inOrder.map((scene, index) => {
      const { number, provisional } = numbers[index] ?? { number: "", provisional: true }
      const next: SceneInOrder = {
        ...scene,
        displayNumber: number,
        provisional,
        scriptRange: this.#ranges.get(scene.id) ?? null,
      }
      const known = before.get(scene.id)
      return known && isEqual(known, next) ? known : next
    })
    return sameList(previous?.scenes, scenes)
  }

  #composeShots(
    scenes: readonly SceneInOrder[],
    previous: Storyboard | null,
  ): readonly ShotInOrder[] {
    const known = new Set<string>(scenes.map((scene) => scene.id))
    const last = scenes.at(-1)
    if (!last) return []
    const byScene = groupBy(this.#shots.entries.values(), (shot) =>
      known.has(shot.sceneId) ? shot.sceneId : last.id,
    )
    const before = new Map(previous?.shots.map((shot) => [shot.id, shot]))
    const shots = scenes.flatMap((scene) =>
      (byScene.get(scene.id) ?? []).toSorted(compareRank).map((shot, index) => {
        const number = formatShotNumber(scene.displayNumber, index)
        const same = before.get(shot.id)
        if (same && same.number === number && same.sceneId === scene.id && same.rank === shot.rank)
          return same
        return { ...shot, sceneId: scene.id, number }
      }),
    )
    return sameList(previous?.shots, shots)
  }

  #composePanels(
    shots: readonly ShotInOrder[],
    previous: Storyboard | null,
  ): { panels: readonly Panel[]; durationFrames: number } {
    const known = new Set<string>(shots.map((shot) => shot.id))
    const last = shots.at(-1)
    if (!last) return { panels: [], durationFrames: 0 }
    const byShot = groupBy(this.#panels.entries.values(), ({ fields }) =>
      known.has(fields.shotId) ? fields.shotId : last.id,
    )
    const byPanel = groupBy(this.#variants.values(), (variant) => variant.panelId)
    const before = new Map<PanelId, Panel>(previous?.panels.map((panel) => [panel.id, panel]))
    const panels: Panel[] = []
    let startFrame = 0
    for (const shot of shots) {
      const entries = (byShot.get(shot.id) ?? []).toSorted((one, other) =>
        compareRank(one.fields, other.fields),
      )
      for (const [index, { fields, words }] of entries.entries()) {
        const variants = (byPanel.get(fields.id) ?? []).toSorted(
          (one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1),
        )
        const same = before.get(fields.id)
        const next: Panel = {
          ...fields,
          ...words,
          shotId: shot.id,
          sceneId: shot.sceneId,
          picture: variants.some((variant) => variant.id === fields.picture)
            ? fields.picture
            : null,
          number: formatPanelNumber(shot.number, index, entries.length),
          index: panels.length,
          startFrame,
          scriptRange: this.#ranges.get(fields.id) ?? null,
          variants: sameList(same?.variants, variants),
          comments: this.#threads.get(fields.id) ?? noThreads,
        }
        panels.push(same && isShallowEqual(same, next) ? same : next)
        startFrame += fields.frames
      }
    }
    return { panels: sameList(previous?.panels, panels), durationFrames: startFrame }
  }
}

const keep = <Value>(before: Value | undefined, now: Value): Value =>
  before !== undefined && isEqual(before, now) ? before : now

const byName = <Item extends { readonly name: string; readonly id: string }>(
  items: Iterable<Item>,
) =>
  [...items].toSorted(
    (one, other) => one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1),
  )

const sameList = <Item>(before: readonly Item[] | undefined, now: readonly Item[]) =>
  before && before.length === now.length && before.every((item, index) => item === now[index])
    ? before
    : now

function isShallowEqual(one: Panel, other: Panel): boolean {
  for (const key of Object.keys(other) as (keyof Panel)[])
    if (one[key] !== other[key] && !(key === "scriptRange" && isEqual(one[key], other[key])))
      return false
  return true
}

/** The storyboard that a doc holds now, once. */
export function readStoryboard(doc: Y.Doc): Storyboard {
  const reader = new StoryboardReader(doc)
  const state = reader.read()
  reader.destroy()
  return state
}
