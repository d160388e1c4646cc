import type { Panel, PanelId, ParsedScript, ScriptElement, ScriptRange } from "@panelwright/core"

/** How a stretch of the script is set: its kind in the screenplay, and whether panels show it. */
export interface Stretch extends ScriptRange {
  readonly kind: ScriptElement["kind"] | "space"
  /** The panels that show the first of its words, in story order. */
  readonly panelIds: readonly PanelId[]
  /** Action or speech that no panel shows. */
  readonly uncovered: boolean
}

type Anchored = Pick<Panel, "id" | "scriptRange">

const shownKinds = new Set<ScriptElement["kind"]>([
  "action",
  "dialogue",
  "lyric",
  "cue",
  "parenthetical",
])
const spokenKinds = new Set<ScriptElement["kind"]>(["action", "dialogue", "lyric"])

/**
 * The whole text cut where an element or a panel's words begin or end, so that each stretch is set one way. The
 * stretches follow each other without a gap.
 */
export function cutScript(
  script: ParsedScript,
  text: string,
  panels: readonly Anchored[],
): Stretch[] {
  const ranges = panels.flatMap(({ id, scriptRange }) =>
    scriptRange ? [{ id, ...scriptRange }] : [],
  )
  const cuts = new Set([0, text.length])
  for (const { from, to } of [...script.elements, ...ranges]) {
    cuts.add(Math.min(from, text.length))
    cuts.add(Math.min(to, text.length))
  }
  const edges = [...cuts].toSorted((one, other) => one - other)
  const elements = walk(script.elements)
  const shown = walk(ranges.toSorted((one, other) => one.from - other.from))
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? text.length
    const element = elements.covering(from)[0]
    const panelIds = shown.covering(from).map(({ id }) => id)
    const kind = element?.kind ?? "space"
    return {
      from,
      to,
      kind,
      panelIds: kind !== "space" && shownKinds.has(kind) ? panelIds : [],
      uncovered:
        kind !== "space" &&
        spokenKinds.has(kind) &&
        panelIds.length === 0 &&
        isShowable(text.slice(from, to)),
    }
  })
}

/** Words that a picture could show: not the space between sentences, nor FADE IN. */
const isShowable = (words: string) =>
  /[\p{L}\p{N}]/u.test(words) && !/^\s*(FADE|CUT|DISSOLVE|SMASH|MATCH)\b[^a-z]*[:.]\s*$/.test(words)

/** What covers a place, for places that only go forward. */
function walk<Item extends ScriptRange>(items: readonly Item[]) {
  let next = 0
  let open: Item[] = []
  return {
    covering(place: number): readonly Item[] {
      for (let item = items[next]; item && item.from <= place; item = items[next]) {
        open.push(item)
        next += 1
      }
      open = open.filter(({ to }) => to > place)
      return open
    },
  }
}

export interface Wanted {
  readonly top: number
  readonly height: number
}

/** Places for cards in columns, each as near below its words as the ones before it let it. */
export function stackCards(
  wanted: readonly Wanted[],
  columns: number,
  gap: number,
): { readonly column: number; readonly top: number }[] {
  const ends = Array.from({ length: columns }, () => 0)
  return wanted.map(({ top, height }) => {
    let column = ends.findIndex((end) => end <= top)
    if (column === -1) column = ends.indexOf(Math.min(...ends))
    const placed = Math.max(top, ends[column] ?? 0)
    ends[column] = placed + height + gap
    return { column, top: placed }
  })
}
