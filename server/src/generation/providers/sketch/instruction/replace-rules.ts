import { designOf, type PropKind } from "../prop/catalogue.ts"
import type { Prop, SceneGraph } from "../scene-graph.ts"
import { findThing } from "../staging/find-thing.ts"
import { createClause, type Clause } from "./clause.ts"
import { findTargets, type Scope } from "./target.ts"

const become: Partial<Record<PropKind, PropKind>> = { door: "open-door", window: "open-window" }
const close: Partial<Record<PropKind, PropKind>> = { "open-door": "door", "open-window": "window" }

const exchange = (
  graph: SceneGraph,
  props: readonly Prop[],
  kindOf: (prop: Prop) => PropKind,
): SceneGraph => {
  const ids = new Set(props.map(({ id }) => id))
  return {
    ...graph,
    props: graph.props.map((prop) => {
      if (!ids.has(prop.id)) return prop
      const kind = kindOf(prop)
      return { ...prop, kind, lit: designOf(kind).light !== undefined }
    }),
  }
}

/** "Replace the car with a truck", "turn the dog into a cat", "open the window". Null: nothing becomes another thing. */
export function applyReplacing(clause: Clause, graph: SceneGraph, scope: Scope): SceneGraph | null {
  const { text } = clause
  const opening =
    /^(open|close|shut)\b/.exec(text)?.[1] ?? /\b(opened|open|closed|shut)$/.exec(text)?.[1]
  if (opening && /\b(doors?|windows?|gate)\b/.test(text)) {
    const table = opening.startsWith("open") ? become : close
    const wanted: readonly PropKind[] = /\bwindows?\b/.test(text)
      ? ["window", "open-window"]
      : ["door", "open-door"]
    const all = graph.props.filter(({ kind }) => wanted.includes(kind) && table[kind] !== undefined)
    const named = findTargets(clause, graph, scope).props.filter(
      ({ kind }) => table[kind] !== undefined,
    )
    const props = named.length > 0 ? named : all.slice(0, 1)
    if (props.length > 0) return exchange(graph, props, ({ kind }) => table[kind] ?? kind)
  }
  const match =
    /^(?:replace|swap|exchange|switch) (.+?) (?:with|for|by|against) (.+)$/.exec(text) ??
    /^(?:turn|change|make) (.+?) (?:into|to|a|an) (.+)$/.exec(text)
  if (!match) return null
  const [, what = "", into = ""] = match
  const words = into.split(" ").filter((word) => !/^(a|an|the|some|into|to)$/.test(word))
  const found = findThing(words, 0) ?? findThing(words, 1)
  if (!found) return null
  const { props } = findTargets(createClause(what), graph, scope)
  return props.length > 0 ? exchange(graph, props, () => found.kind) : null
}
