import type * as Y from "yjs"
import { getRoots, schemaVersion } from "./roots.ts"

export interface Migration {
  /** The version that the doc has afterwards. */
  readonly to: number
  apply(doc: Y.Doc): void
}

/** In order, one for each version after the first. */
const migrations: readonly Migration[] = []

export type MigrationOutcome =
  | { readonly kind: "current" }
  | { readonly kind: "migrated"; readonly from: number; readonly to: number }
  /** Made by a newer program: read only, and say that the page wants reloading. */
  | { readonly kind: "newer"; readonly found: number; readonly known: number }

export function readSchemaVersion(doc: Y.Doc): number {
  const found = getRoots(doc).meta.get("schemaVersion")
  return typeof found === "number" && Number.isInteger(found) && found > 0 ? found : 1
}

/** Brings an older doc to the current layout, in one transaction. Twice is the same as once. */
export function migrateDoc(
  doc: Y.Doc,
  options: { readonly migrations?: readonly Migration[]; readonly version?: number } = {},
): MigrationOutcome {
  const known = options.version ?? schemaVersion
  const from = readSchemaVersion(doc)
  if (from === known) return { kind: "current" }
  if (from > known) return { kind: "newer", found: from, known }
  doc.transact(() => {
    for (const migration of options.migrations ?? migrations)
      if (migration.to > from && migration.to <= known) migration.apply(doc)
    getRoots(doc).meta.set("schemaVersion", known)
  }, "migration")
  return { kind: "migrated", from, to: known }
}
