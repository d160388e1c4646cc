import type { Panel, Storyboard } from "../storyboard/storyboard.ts"
import type { Difference, DifferenceSubject } from "./difference.ts"

/** One kind of record, with how its values are told apart. */
interface Comparison<Item extends { readonly id: string }> {
  readonly subject: DifferenceSubject
  readonly labelOf: (item: Item) => string
  readonly fields: Readonly<Record<string, (item: Item) => unknown>>
  /** Whether the place in the list means something. */
  readonly ordered: boolean
}

const isSame = (one: unknown, other: unknown) =>
  one === other || JSON.stringify(one) === JSON.stringify(other)

/** The chosen picture by its bytes: a panel's first one and its copy look the same. */
const findAsset = ({ picture, variants }: Panel) =>
  variants.find(({ id }) => id === picture)?.asset ?? null

const scenes: Comparison<Storyboard["scenes"][number]> = {
  subject: "scene",
  labelOf: ({ displayNumber }) => displayNumber,
  ordered: true,
  fields: {
    number: ({ number }) => number,
    heading: ({ heading }) => heading,
    setting: ({ setting }) => setting,
    timeOfDay: ({ timeOfDay }) => timeOfDay,
    location: ({ locationId }) => locationId,
  },
}

const shots: Comparison<Storyboard["shots"][number]> = {
  subject: "shot",
  labelOf: ({ number }) => number,
  ordered: true,
  fields: { scene: ({ sceneId }) => sceneId },
}

const panels: Comparison<Panel> = {
  subject: "panel",
  labelOf: ({ number }) => number,
  ordered: true,
  fields: {
    place: ({ shotId }) => shotId,
    action: ({ action }) => action,
    dialogue: ({ dialogue }) => dialogue,
    sound: ({ sound }) => sound,
    notes: ({ notes }) => notes,
    camera: ({ camera }) => camera,
    frames: ({ frames }) => frames,
    cast: ({ cast }) => cast,
    location: ({ locationId }) => locationId,
    status: ({ status }) => status,
    picture: findAsset,
    pictures: ({ variants }) => variants.map(({ id }) => id),
    position: ({ position }) => position,
  },
}

const characters: Comparison<Storyboard["characters"][number]> = {
  subject: "character",
  labelOf: ({ name }) => name,
  ordered: false,
  fields: {
    name: ({ name }) => name,
    words: ({ words }) => words,
    looks: ({ looks }) => looks,
    sheet: ({ sheet }) => sheet,
  },
}

const locations: Comparison<Storyboard["locations"][number]> = {
  subject: "location",
  labelOf: ({ name }) => name,
  ordered: false,
  fields: {
    name: ({ name }) => name,
    setting: ({ setting }) => setting,
    words: ({ words }) => words,
    sheet: ({ sheet }) => sheet,
  },
}

/**
 * What is different in `after`, in its story order; what is gone comes last of its kind, in the order it had. Numbers
 * that only follow from the order are no difference, nor are counters of versions.
 */
export function compareStoryboards(before: Storyboard, after: Storyboard): Difference[] {
  if (before === after) return []
  const { version: _one, ...styleBefore } = before.style
  const { version: _other, ...styleAfter } = after.style
  return [
    ...compareSingle("settings", before.settings, after.settings),
    ...compareSingle("style", styleBefore, styleAfter),
    ...(before.script === after.script ? [] : [toSingle("script", [])]),
    ...compareLists(scenes, before.scenes, after.scenes),
    ...compareLists(shots, before.shots, after.shots),
    ...compareLists(panels, before.panels, after.panels),
    ...compareLists(characters, before.characters, after.characters),
    ...compareLists(locations, before.locations, after.locations),
  ]
}

const toSingle = (subject: DifferenceSubject, fields: readonly string[]): Difference => ({
  subject,
  id: null,
  label: "",
  change: "changed",
  fields: [...fields],
})

function compareSingle(
  subject: DifferenceSubject,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Difference[] {
  const fields = Object.keys(after).filter((key) => !isSame(before[key], after[key]))
  return fields.length === 0 ? [] : [toSingle(subject, fields)]
}

function compareLists<Item extends { readonly id: string }>(
  comparison: Comparison<Item>,
  before: readonly Item[],
  after: readonly Item[],
): Difference[] {
  if (before === after) return []
  const { subject, labelOf, ordered } = comparison
  const known = new Map(before.map((item) => [item.id, item]))
  const moved = ordered ? findMoved(before, after) : new Set<string>()
  const differences: Difference[] = []
  for (const item of after) {
    const old = known.get(item.id)
    known.delete(item.id)
    const label = labelOf(item)
    if (old === undefined)
      differences.push({ subject, id: item.id, label, change: "added", fields: [] })
    else {
      const fields = listFields(comparison, old, item, moved.has(item.id))
      if (fields.length > 0)
        differences.push({ subject, id: item.id, label, change: "changed", fields })
    }
  }
  for (const item of known.values())
    differences.push({ subject, id: item.id, label: labelOf(item), change: "removed", fields: [] })
  return differences
}

function listFields<Item extends { readonly id: string }>(
  { fields }: Comparison<Item>,
  before: Item,
  after: Item,
  moved: boolean,
): string[] {
  const found = Object.entries(fields)
    .filter(([, read]) => before !== after && !isSame(read(before), read(after)))
    .map(([name]) => name)
  return moved && !found.includes("place") ? ["place", ...found] : found
}

/** The fewest of those in both lists whose moves explain the order: all but the longest run that kept it. */
function findMoved(
  before: readonly { readonly id: string }[],
  after: readonly { readonly id: string }[],
): Set<string> {
  const places = new Map(before.map(({ id }, index) => [id, index]))
  const common = after.flatMap(({ id }) => {
    const place = places.get(id)
    return place === undefined ? [] : [{ id, place }]
  })
  if (common.every(({ place }, index) => index === 0 || place > (common[index - 1]?.place ?? 0)))
    return new Set()
  /** For each length of a rising run: the index of the item with the lowest place that ends one. */
  const ends: number[] = []
  const previous = common.map(({ place }, index) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((common[ends[middle] ?? 0]?.place ?? 0) < place) low = middle + 1
      else high = middle
    }
    ends[low] = index
    return ends[low - 1] ?? null
  })
  const moved = new Set(common.map(({ id }) => id))
  for (
    let index: number | null | undefined = ends.at(-1);
    typeof index === "number";
    index = previous[index]
  )
    moved.delete(common[index]?.id ?? "")
  return moved
}
