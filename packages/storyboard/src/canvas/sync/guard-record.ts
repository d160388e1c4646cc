import { getSchema } from "@tiptap/core"
import type { CanvasRecord } from "@panelwright/document"
import { tipTapDefaultExtensions, type TLRecord, type TLStore } from "tldraw"
import type { SetAside } from "../canvas-props.ts"
import { panelType } from "../panel/panel-shape.ts"
import { findAssetId } from "./asset-source.ts"

type Reason = SetAside["reason"]

export type GuardOutcome =
  | { readonly ok: true; readonly record: TLRecord }
  | { readonly ok: false; readonly reason: Reason }

/** What the doc may hold. Pages and the document record are the same everywhere and are made here. */
const storedTypes: ReadonlySet<string> = new Set(["shape", "binding", "asset"])

/** Shapes that show other sites would send people's addresses there. */
const shapeTypes: ReadonlySet<string> = new Set([
  "arrow",
  "draw",
  "frame",
  "geo",
  "group",
  "highlight",
  "image",
  "line",
  "note",
  "text",
])

/** As in the domain's `position`. Farther out a canvas loses its precision. */
const farthest = 1_000_000

const isTooFar = (value: unknown): boolean => {
  if (typeof value === "number") return !(Math.abs(value) <= farthest * 10)
  if (Array.isArray(value)) return value.some(isTooFar)
  return typeof value === "object" && value !== null && Object.values(value).some(isTooFar)
}

const clamp = (value: unknown) =>
  typeof value === "number" ? Math.min(Math.max(value, -farthest), farthest) : value

const textSchema = getSchema(tipTapDefaultExtensions)

/** tldraw's own check lets text pass that its editor then breaks on. */
function isRichText(value: unknown): boolean {
  try {
    textSchema.nodeFromJSON(value).check()
    return true
  } catch {
    return false
  }
}

const findSource = (props: unknown): unknown =>
  typeof props === "object" && props !== null && "src" in props ? props.src : null

const refuse = (reason: Reason): GuardOutcome => ({ ok: false, reason })

/**
 * Whether a record of the doc can be put on the canvas by itself. Everything here either makes the store throw, which
 * drops everything that came with it, or gets past the store and then breaks or hangs the page.
 */
export function guardRecord(
  schema: TLStore["schema"],
  key: string,
  record: CanvasRecord | null,
): GuardOutcome {
  if (record === null || record.id !== key) return refuse({ kind: "not-a-record" })
  const type = record["type"]
  if (!storedTypes.has(record.typeName)) return refuse({ kind: "not-stored-here" })
  if (record.typeName === "shape") {
    if (type === panelType) return refuse({ kind: "not-stored-here" })
    if (typeof type !== "string" || !shapeTypes.has(type)) return refuse({ kind: "unknown-type" })
  }
  const props = record["props"]
  if (isTooFar(props)) return refuse({ kind: "invalid", message: "a number is out of range" })
  if (typeof props === "object" && props !== null && "richText" in props)
    if (!isRichText(props["richText"])) return refuse({ kind: "rich-text" })
  if (record.typeName === "asset" && findAssetId(findSource(props)) === null)
    return refuse({ kind: "invalid", message: "the picture is not stored here" })
  const clamped =
    record.typeName === "shape"
      ? { ...record, x: clamp(record["x"]), y: clamp(record["y"]) }
      : record
  try {
    return { ok: true, record: validate(schema, clamped) }
  } catch (error) {
    const message = error instanceof Error ? error.message.slice(0, 300) : "invalid"
    return refuse({ kind: "invalid", message })
  }
}

function validate(schema: TLStore["schema"], record: Readonly<Record<string, unknown>>): TLRecord {
  switch (record["typeName"]) {
    case "shape":
      return schema.types.shape.validate(record)
    case "binding":
      return schema.types.binding.validate(record)
    default:
      return schema.types.asset.validate(record)
  }
}
