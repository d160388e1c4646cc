import { z } from "zod"
import { versionIdSchema, type VersionId } from "../identity/identity.ts"

/** A state that a storyboard was in. */
export type HistoryPoint =
  | { readonly kind: "now" }
  /** After the update of that number; 0 is before the first one. */
  | { readonly kind: "revision"; readonly revision: number }
  /** Milliseconds since 1970: as it was then. */
  | { readonly kind: "time"; readonly at: number }
  | { readonly kind: "version"; readonly id: VersionId }

/** Null for what is no point. */
export function parsePoint(text: string): HistoryPoint | null {
  if (text === "now") return { kind: "now" }
  const revision = /^revision:(\d{1,15})$/.exec(text)?.[1]
  if (revision !== undefined) return { kind: "revision", revision: Number(revision) }
  const id = versionIdSchema.safeParse(text)
  if (id.success) return { kind: "version", id: id.data }
  const time = z.iso.datetime({ offset: true }).safeParse(text)
  return time.success ? { kind: "time", at: Date.parse(time.data) } : null
}

/** The reverse of `parsePoint`. */
export function formatPoint(point: HistoryPoint): string {
  switch (point.kind) {
    case "now":
      return "now"
    case "revision":
      return `revision:${point.revision}`
    case "time":
      return new Date(point.at).toISOString()
    case "version":
      return point.id
  }
}

/** As it stands in addresses and bodies: `now`, `revision:12`, `version:…` or a date with its time and zone. */
export const pointSchema = z
  .string()
  .max(80)
  .refine((text) => parsePoint(text) !== null, {
    error: "expected now, revision:12, version:… or a time like 2026-11-23T10:00:00Z",
  })
  .transform((text) => parsePoint(text) ?? ({ kind: "now" } satisfies HistoryPoint))
