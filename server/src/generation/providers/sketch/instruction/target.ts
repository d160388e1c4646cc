import { designOf } from "../prop/catalogue.ts"
import type { Person, Prop, SceneGraph } from "../scene-graph.ts"
import { findProp } from "../staging/find-thing.ts"
import { plain } from "../staging/words.ts"
import type { Clause } from "./clause.ts"
import { locate, type Region } from "./region.ts"
import type { PictureSize, Size } from "@panelwright/core"

/** What is known of another panel: enough to frame like it. */
export interface PanelNote {
  readonly number: string
  readonly size: Size
}

export interface Scope {
  readonly size: PictureSize
  readonly region: Region | null
  /** Other panels that an instruction may refer to by number. */
  readonly panels: readonly PanelNote[]
  /** Whom the instruction spoke of last, for "it", "him", "them". */
  readonly spokenOf: readonly string[]
}

export interface Targets {
  readonly people: readonly Person[]
  readonly props: readonly Prop[]
  /** How many words named them, 0 when they were only implied. */
  readonly named: number
}

const everybody =
  /\b(they|them|everyone|everybody|people|both|all of them|characters|figures|crowd)\b/
const anybody =
  /\b(she|her|he|him|man|woman|boy|girl|child|person|figure|someone|character|guy|lady)\b/

/** Whom or what a clause speaks of. */
export function findTargets(clause: Clause, graph: SceneGraph, scope: Scope): Targets {
  const text = ` ${clause.text} `
  const people = graph.people.filter(({ name }) => name !== null && saysName(text, name))
  const props = findProps(clause, graph, scope)
  if (people.length > 0 || props.length > 0)
    return { people, props, named: people.length + props.length }
  if (everybody.test(text)) return { people: graph.people, props: [], named: graph.people.length }
  const word = anybody.exec(text)?.[1]
  if (word) {
    const found = graph.people.find(({ words }) => words.includes(word))
    const person = found ?? leading(graph)
    if (person) return { people: [person], props: [], named: 1 }
  }
  const inside = scope.region ? findInside(graph, scope) : { people: [], props: [] }
  if (inside.people.length + inside.props.length > 0) return { ...inside, named: 0 }
  if (/\b(it|that|this)\b/.test(text)) {
    const spoken = graph.props.filter(({ id }) => scope.spokenOf.includes(id))
    if (spoken.length > 0) return { people: [], props: spoken, named: 1 }
  }
  return { people: [], props: [], named: 0 }
}

/** The person the picture is about. */
export const leading = (graph: SceneGraph): Person | undefined =>
  graph.people.find(({ id }) => id === graph.camera.focus[0]) ?? graph.people[0]

function saysName(text: string, name: string): boolean {
  const whole = plain(name)
  const short = whole.replace(/^the /, "")
  return (
    text.includes(` ${whole} `) ||
    text.includes(` ${short} `) ||
    whole.split(" ").some((part) => part.length > 3 && part !== "the" && text.includes(` ${part} `))
  )
}

function findProps(clause: Clause, graph: SceneGraph, scope: Scope): Prop[] {
  const kinds = new Set<string>()
  let plural = false
  for (const [index, word] of clause.words.entries()) {
    const pair = findProp(`${word} ${clause.words[index + 1] ?? ""}`)
    const previous = findProp(`${clause.words[index - 1] ?? ""} ${word}`)
    const kind = pair ?? (previous ? null : findProp(word))
    if (!kind) continue
    kinds.add(kind)
    plural ||= word.endsWith("s") || clause.words.includes("all")
    // "the lamp" may be any thing that people call so.
    for (const prop of graph.props)
      if (designOf(prop.kind).words.some((known) => known.split(" ").at(-1) === word))
        kinds.add(prop.kind)
  }
  const all = graph.props.filter(({ kind }) => kinds.has(kind))
  if (all.length < 2 || plural) return all
  const places = new Map(locate(graph, scope.size).map(({ id, centre }) => [id, centre]))
  const inside = scope.region
    ? all.filter(({ id }) => {
        const centre = places.get(id)
        return centre !== undefined && scope.region?.covers(centre) === true
      })
    : []
  if (inside.length > 0) return inside
  const byX = all.toSorted((a, b) => (places.get(a.id)?.x ?? 0) - (places.get(b.id)?.x ?? 0))
  if (/\b(left|leftmost)\b/.test(clause.text)) return byX.slice(0, 1)
  if (/\b(right|rightmost)\b/.test(clause.text)) return byX.slice(-1)
  // What was asked for goes before what came with the set.
  const asked = all.filter(({ dressing }) => !dressing)
  return (asked.length > 0 ? asked : all).slice(-1)
}

function findInside(graph: SceneGraph, { size, region }: Scope) {
  const inside = new Set(
    locate(graph, size)
      .filter(({ centre }) => region?.covers(centre))
      .map(({ id }) => id),
  )
  return {
    people: graph.people.filter(({ id }) => inside.has(id)),
    props: graph.props.filter(({ id }) => inside.has(id)),
  }
}
