import type { PictureSize } from "@panelwright/core"
import { catalogue } from "../prop/catalogue.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { applyCamera } from "./camera-rules.ts"
import { splitInstruction, type Clause } from "./clause.ts"
import { applyPerson } from "./person-rules.ts"
import type { Region } from "./region.ts"
import { applySetting } from "./setting-rules.ts"
import type { Scope } from "./target.ts"
import { applyAdding, applyMoving, applyRemoving } from "./thing-rules.ts"

export interface Applied {
  readonly graph: SceneGraph
  /** How many wishes were understood. */
  readonly understood: number
  /** The words that were not. */
  readonly unknown: readonly string[]
}

/** Changes in the graph exactly what the instruction asks for, wish by wish, in order. */
export function applyInstruction(
  instruction: string,
  graph: SceneGraph,
  options: { size: PictureSize; region: Region | null },
): Applied {
  let next = graph
  let understood = 0
  let scope: Scope = { ...options, spokenOf: [] }
  const unknown: string[] = []
  for (const clause of splitInstruction(instruction)) {
    const result = applyClause(clause, next, scope)
    unknown.push(...result.unknown)
    if (!result.graph) continue
    const before = new Set(next.props.map(({ id }) => id))
    const fresh = result.graph.props.filter(({ id }) => !before.has(id)).map(({ id }) => id)
    if (fresh.length > 0) scope = { ...scope, spokenOf: fresh }
    next = result.graph
    understood += 1
  }
  return { graph: next, understood, unknown: [...new Set(unknown)] }
}

const flipping = /\b(flip|flipped|mirror|mirrored|reverse|other way (a)?round|flop)\b/

function applyClause(
  clause: Clause,
  graph: SceneGraph,
  scope: Scope,
): { graph: SceneGraph | null; unknown: readonly string[] } {
  if (flipping.test(clause.text) && !/\breverse (shot|angle)\b/.test(clause.text))
    return { graph: { ...graph, mirrored: !graph.mirrored }, unknown: [] }
  const removed = /\b(rain|snow|fog|mist|storm|glasses|beard|hood|lights?)\b/.test(clause.text)
    ? null
    : applyRemoving(clause, graph, scope)
  if (removed) return removed.graph === graph ? { graph: null, unknown: removed.unknown } : removed
  const set = applySetting(clause, graph, scope)
  if (set) return { graph: set, unknown: [] }
  const removedLamp = applyRemoving(clause, graph, scope)
  if (removedLamp && removedLamp.graph !== graph) return removedLamp
  const wears = /\b(glasses|beard|hood|hair)\b/.test(clause.text)
  const added = wears ? null : applyAdding(clause, graph, scope)
  if (added && added.graph !== graph) return added
  const shot = applyCamera(clause, graph, scope)
  if (shot) return { graph: shot, unknown: [] }
  const moved = applyMoving(clause, graph, scope)
  if (moved) return { graph: moved, unknown: [] }
  const person = applyPerson(clause, graph, scope)
  if (person) return { graph: person, unknown: [] }
  if (added && added.unknown.length > 0) return { graph: null, unknown: added.unknown }
  return { graph: null, unknown: clause.words.filter((word) => !filler.has(word)) }
}

const filler = new Set(
  "a an the make it it s is be to in on at of with and set turn put add her his this that them us we you so more very for from into should looks like".split(
    " ",
  ),
)

/** Words an instruction may use, for suggestions. */
const vocabulary: readonly string[] = [
  ...new Set([
    ...Object.values(catalogue).flatMap(({ words }) => words as readonly string[]),
    ..."night day dusk dawn rain storm fog snow clear closer wider close-up wide establishing above below overhead profile behind flip mirror remove add left right background foreground indoors outdoors bigger smaller darker brighter sits stands walks runs kneels points lies smiles angry afraid".split(
      " ",
    ),
  ]),
]

/** The nearest known words, nearest first; when nothing is near, what is asked for most. */
export function suggestWords(words: readonly string[]): string[] {
  const near = words
    .flatMap((word) =>
      vocabulary.map((known) => ({
        known,
        away: editDistance(word, known) / Math.max(word.length, known.length),
      })),
    )
    .filter(({ away }) => away < 0.45)
    .toSorted((a, b) => a.away - b.away || a.known.localeCompare(b.known))
    .map(({ known }) => known)
  const suggestions = [...new Set(near)].slice(0, 5)
  return suggestions.length > 0
    ? suggestions
    : [
        "make it night",
        "closer",
        "from above",
        "add a car on the left",
        "remove the lamp",
        "she sits",
      ]
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row[b.length] ?? 0
}
