import type { AssetId, ImageRequest, PictureSize, Reference } from "@panelwright/core"
import { decodeMarkup, encodeAsSketch, encodeMarkup, type Markup } from "./picture/markup.ts"
import type { ImageProvider } from "./provider.ts"

/** Whether a provider takes a drawing in one way or another. */
export const followsMarkup = ({ capabilities }: Pick<ImageProvider, "capabilities">): boolean =>
  capabilities.markup || capabilities.referenceRoles.includes("sketch")

/** How a drawing goes to a provider. */
export interface Guidance {
  readonly markup: ImageRequest["markup"]
  readonly references: readonly Reference[]
  /** For measuring whether it was followed; null: there is no drawing. */
  readonly drawing: Markup | null
  readonly warnings: readonly string[]
}

/**
 * Gives a provider what somebody drew: over the base where it takes that, else as a sketch among the references. One
 * that takes neither is not given it, and a warning says so.
 */
export async function guideByMarkup(options: {
  readonly markup: AssetId | undefined
  readonly operation: ImageRequest["operation"]
  readonly references: readonly Reference[]
  readonly size: PictureSize
  readonly provider: Pick<ImageProvider, "label" | "capabilities">
  readonly loadAsset: (id: AssetId) => Promise<Uint8Array | null>
}): Promise<Guidance> {
  const { markup: assetId, references, size, provider } = options
  const { capabilities } = provider
  const none = { markup: null, references, drawing: null, warnings: [] }
  if (assetId === undefined) return none
  const bytes = await options.loadAsset(assetId)
  const decoded = bytes === null ? null : await decodeMarkup(bytes)
  if (!decoded?.ok) return { ...none, warnings: ["The drawing was left out: it cannot be read."] }
  const drawing = decoded.value
  if (options.operation === "edit" && capabilities.markup)
    return { ...none, markup: await encodeMarkup(drawing, size), drawing }
  if (!capabilities.referenceRoles.includes("sketch"))
    return { ...none, warnings: [`The drawing was left out: ${provider.label} cannot follow one.`] }
  const sketch = { role: "sketch" as const, assetId, bytes: await encodeAsSketch(drawing, size) }
  const base = references.filter(({ role }) => role === "base")
  const others = references.filter(({ role }) => role !== "base" && role !== "sketch")
  return {
    ...none,
    references: [...base, sketch, ...others].slice(0, Math.max(1, capabilities.maxReferences)),
    drawing,
  }
}
