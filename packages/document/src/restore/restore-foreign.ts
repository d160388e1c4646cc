import * as Y from "yjs"
import { isEqual } from "../record/flat.ts"
import { restoreText } from "./restore-text.ts"

type Shared = Y.Map<unknown> | Y.Text | Y.Array<unknown>
type Kind = "map" | "text" | "array"

/** A root that nobody has asked for by its type yet shows it by what is in it; null: nothing is, or none of these. */
function findKind(type: unknown): Kind | null {
  if (type instanceof Y.Map) return "map"
  if (type instanceof Y.Text) return "text"
  if (type instanceof Y.Array) return "array"
  if (!(type instanceof Y.AbstractType) || type.constructor !== Y.AbstractType) return null
  // oxlint-disable no-underscore-dangle -- Yjs has no other way to look at a root of an unknown type
  if (type._map.size > 0) return "map"
  for (let item = type._start; item !== null; item = item.right)
    if (!item.deleted) return item.content instanceof Y.ContentString ? "text" : "array"
  // oxlint-enable no-underscore-dangle
  return null
}

const open = (doc: Y.Doc, name: string, kind: Kind): Shared =>
  kind === "map" ? doc.getMap(name) : kind === "text" ? doc.getText(name) : doc.getArray(name)

/** What other programs keep in the doc beside the storyboard, each root by its kind; XML is left as it is. */
export function restoreForeignRoots(doc: Y.Doc, past: Y.Doc, known: ReadonlySet<string>): void {
  for (const name of new Set([...doc.share.keys(), ...past.share.keys()])) {
    if (known.has(name)) continue
    const kind = findKind(doc.share.get(name)) ?? findKind(past.share.get(name))
    const other = findKind(past.share.get(name)) ?? kind
    if (kind === null || kind !== other) continue
    restoreShared(open(doc, name, kind), open(past, name, kind))
  }
}

function restoreShared(present: Shared, past: Shared): void {
  if (present instanceof Y.Map && past instanceof Y.Map) restoreMap(present, past)
  else if (present instanceof Y.Text && past instanceof Y.Text) restoreText(present, past.toJSON())
  else if (present instanceof Y.Array && past instanceof Y.Array) restoreArray(present, past)
}

const isShared = (value: unknown): value is Shared =>
  value instanceof Y.Map || value instanceof Y.Text || value instanceof Y.Array

const toPlain = (value: unknown): unknown =>
  value instanceof Y.AbstractType ? value.toJSON() : value

/** A value for a doc that does not have it: shared types belong to one place only. */
const copyValue = (value: unknown): unknown =>
  value instanceof Y.AbstractType ? value.clone() : value

function restoreMap(present: Y.Map<unknown>, past: Y.Map<unknown>): void {
  for (const [key, value] of past.entries()) {
    const now = present.get(key)
    if (isShared(value) && isShared(now) && now.constructor === value.constructor)
      restoreShared(now, value)
    else if (!isEqual(toPlain(now), toPlain(value))) present.set(key, copyValue(value))
  }
  for (const key of present.keys()) if (!past.has(key)) present.delete(key)
}

const isSame = (one: unknown, other: unknown) => isEqual(toPlain(one), toPlain(other))

/** Replaces only the items from the first that differs to the last. */
function restoreArray(present: Y.Array<unknown>, past: Y.Array<unknown>): void {
  const items = present.toArray()
  const wanted = past.toArray()
  const shorter = Math.min(items.length, wanted.length)
  let start = 0
  while (start < shorter && isSame(items[start], wanted[start])) start += 1
  let end = 0
  while (
    end < shorter - start &&
    isSame(items[items.length - 1 - end], wanted[wanted.length - 1 - end])
  )
    end += 1
  const removed = items.length - start - end
  if (removed > 0) present.delete(start, removed)
  const added = wanted.slice(start, wanted.length - end).map(copyValue)
  if (added.length > 0) present.insert(start, added)
}
