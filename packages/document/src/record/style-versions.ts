import { styleVersionSchema, type Style, type StyleVersion } from "@panelwright/core"
import type * as Y from "yjs"
import { getRoots } from "../roots.ts"
import { isEqual } from "./flat.ts"

/** Older ones go: what they looked like can still be seen in the history of the storyboard. */
const mostVersions = 60

const toKey = (version: number) => String(version).padStart(6, "0")

/** Every version of the style that is kept, oldest first, up to the present one. */
export function readStyleVersions(doc: Y.Doc): StyleVersion[] {
  const { styleVersions } = getRoots(doc)
  return [...styleVersions.values()]
    .flatMap((value) => styleVersionSchema.safeParse(value).data ?? [])
    .toSorted((one, other) => one.style.version - other.style.version)
}

/** The number of the next version: one that no other has had, also when versions were undone. */
export function getNextVersion(styleVersions: Y.Map<unknown>, present: number): number {
  const kept = [...styleVersions.keys()].map(Number).filter(Number.isSafeInteger)
  return Math.max(present, ...kept) + 1
}

/**
 * Keeps a version. The one that is left is kept as it came to be, since two people who change the style at once make
 * one version of both their changes; who made it stays.
 */
export function keepStyleVersion(
  styleVersions: Y.Map<unknown>,
  style: Style,
  made: Pick<StyleVersion, "by" | "at"> | null,
): void {
  const key = toKey(style.version)
  const known = styleVersionSchema.safeParse(styleVersions.get(key)).data
  const { by, at } = made ?? known ?? { by: null, at: null }
  const entry: StyleVersion = { style: { ...style, locked: false }, by, at }
  if (!isEqual(known, entry)) styleVersions.set(key, entry)
  const keys = [...styleVersions.keys()].toSorted()
  for (const old of keys.slice(0, Math.max(0, keys.length - mostVersions)))
    styleVersions.delete(old)
}
