import type { PictureSize } from "@panelwright/core"
import type { SceneGraph } from "../scene-graph.ts"
import { applyCamera } from "./camera-rules.ts"
import { splitInstruction, type Clause } from "./clause.ts"
import { applyGroup } from "./group-rules.ts"
import { applyLight } from "./light-rules.ts"
import { applyPerson } from "./person-rules.ts"
import type { Region } from "./region.ts"
import { applyReplacing } from "./replace-rules.ts"
import { applySetting } from "./setting-rules.ts"
import { correctSpelling, suggestNear } from "./spelling.ts"
import { findTargets, type PanelNote, type Scope } from "./target.ts"
import { applyAdding, applyMoving, applyPlacing, applyRemoving } from "./thing-rules.ts"

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
  options: { size: PictureSize; region: Region | null; panels?: readonly PanelNote[] },
): Applied {
  const names = graph.people.flatMap(({ name }) => name ?? [])
  let next = graph
  let understood = 0
  let scope: Scope = { panels: [], ...options, spokenOf: [] }
  const unknown: string[] = []
  for (const clause of splitInstruction(correctSpelling(instruction, names))) {
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
  if (/\b(camera move(ment)?|no (movement|arrows?)|static)\b/.test(clause.text)) {
    const still = applyCamera(clause, graph, scope)
    if (still) return { graph: still, unknown: [] }
  }
  if (
    flipping.test(clause.text) &&
    findTargets(clause, graph, { ...scope, region: null }).props.length > 0
  ) {
    const turned = applyMoving({ ...clause, text: `${clause.text} turn around` }, graph, scope)
    if (turned) return { graph: turned, unknown: [] }
  }
  if (flipping.test(clause.text) && !/\breverse (shot|angle)\b/.test(clause.text))
    return { graph: { ...graph, mirrored: !graph.mirrored }, unknown: [] }
  const grouped = applyGroup(
    clause.text,
    graph,
    findTargets(clause, graph, { ...scope, region: null }).people,
  )
  if (grouped) return { graph: grouped, unknown: [] }
  const lit = applyLight(clause, graph)
  if (lit) return { graph: lit, unknown: [] }
  const replaced = applyReplacing(clause, graph, scope)
  if (replaced) return { graph: replaced, unknown: [] }
  const removed = /\b(rain|snow|fog|mist|storm|glasses|beard|hood|lights?)\b/.test(clause.text)
    ? null
    : applyRemoving(clause, graph, scope)
  if (removed) return removed.graph === graph ? { graph: null, unknown: removed.unknown } : removed
  const set = applySetting(clause, graph, scope)
  if (set) return { graph: set, unknown: [] }
  const removedLamp = applyRemoving(clause, graph, scope)
  if (removedLamp && removedLamp.graph !== graph) return removedLamp
  const placed = applyPlacing(clause, graph, scope)
  if (placed) return { graph: placed, unknown: [] }
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

/** The nearest known words, nearest first; when nothing is near, what is asked for most. */
export function suggestWords(words: readonly string[]): string[] {
  const suggestions = suggestNear(words)
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
