import {
  failure,
  isLocked,
  listOutOfStyle,
  success,
  type AssetId,
  type GenerationRequest,
  type Panel,
  type PanelId,
  type RerunReason,
  type Result,
  type Storyboard,
  type VariantId,
} from "@panelwright/core"
import type { ImageProvider } from "./provider.ts"
import { findBase } from "./find-base.ts"
import { followsMarkup } from "./guide-by-markup.ts"
import { decodeMarkup } from "./picture/markup.ts"
import { decodeMask, mayChangeAnything } from "./picture/mask.ts"

/** Why work was refused before it became a job. */
export type RequestFailure =
  | { readonly kind: "panel-not-found"; readonly panelId: PanelId }
  /** Approved panels refuse pictures until somebody takes the approval back. */
  | { readonly kind: "panel-locked"; readonly panelIds: readonly PanelId[] }
  /** There is nothing to edit. */
  | { readonly kind: "no-picture"; readonly panelId: PanelId }
  /** An edit without words redraws a picture in the style as it is now, or in one to be tried; this one has that style already. */
  | { readonly kind: "instruction-missing" }
  /** A mask belongs to the edit of one panel. */
  | { readonly kind: "mask-without-edit" }
  | { readonly kind: "mask-invalid"; readonly reason: string }
  | { readonly kind: "mask-size"; readonly expected: string; readonly actual: string }
  /** The base of an edit is a picture of the one panel that is edited. */
  | { readonly kind: "base-not-found"; readonly variantId: VariantId }
  | { readonly kind: "markup-invalid"; readonly reason: string }
  /** The provider cannot follow a drawing, and nothing else was asked of it. */
  | { readonly kind: "markup-not-followed"; readonly provider: string }
  | {
      readonly kind: "provider-unknown"
      readonly provider: string
      readonly known: readonly string[]
    }
  | { readonly kind: "storyboard-not-found" }
  /** The same key was sent with another request. */
  | { readonly kind: "key-reused" }
  /** The picture cannot be made again. */
  | { readonly kind: "rerun-impossible"; readonly reasons: readonly RerunReason[] }

const areOutOfStyle = (panels: readonly Panel[], { style }: Storyboard) =>
  listOutOfStyle({ panels, style }).length === panels.length

export async function checkRequest(options: {
  readonly storyboard: Storyboard
  readonly panelIds: readonly PanelId[]
  readonly request: GenerationRequest
  readonly provider: Pick<ImageProvider, "id" | "retouches" | "capabilities">
  readonly loadAsset: (id: AssetId) => Promise<Uint8Array | null>
}): Promise<Result<readonly Panel[], RequestFailure>> {
  const { storyboard, request, loadAsset } = options
  const byId = new Map(storyboard.panels.map((panel) => [panel.id, panel]))
  const panels: Panel[] = []
  for (const panelId of new Set(options.panelIds)) {
    const panel = byId.get(panelId)
    if (!panel) return failure({ kind: "panel-not-found", panelId })
    panels.push(panel)
  }
  const locked = panels.filter(isLocked)
  if (locked.length > 0)
    return failure({ kind: "panel-locked", panelIds: locked.map((panel) => panel.id) })
  if (request.operation === "edit") {
    const redraws =
      options.provider.retouches === true ||
      request.markup !== undefined ||
      request.trial !== undefined ||
      (request.mask === null && areOutOfStyle(panels, storyboard))
    if (!request.instruction?.trim() && !redraws) return failure({ kind: "instruction-missing" })
    const bare = panels.find((panel) => findBase(panel, request) === null)
    if (bare && request.base !== undefined)
      return failure({ kind: "base-not-found", variantId: request.base })
    if (bare) return failure({ kind: "no-picture", panelId: bare.id })
  }
  if (request.mask !== null) {
    const [panel, ...others] = panels
    const picture = panel ? findBase(panel, request) : null
    if (request.operation !== "edit" || !picture || others.length > 0)
      return failure({ kind: "mask-without-edit" })
    const bytes = await loadAsset(request.mask)
    if (bytes === null) return failure({ kind: "mask-invalid", reason: "there is no such asset" })
    const mask = await decodeMask(bytes)
    if (!mask.ok) return failure({ kind: "mask-invalid", reason: mask.failure })
    if (mask.value.width !== picture.width || mask.value.height !== picture.height)
      return failure({
        kind: "mask-size",
        expected: `${picture.width}×${picture.height}`,
        actual: `${mask.value.width}×${mask.value.height}`,
      })
    if (!mayChangeAnything(mask.value))
      return failure({ kind: "mask-invalid", reason: "nothing in it is white" })
  }
  const drawing = await checkMarkup(options)
  if (drawing !== null) return failure(drawing)
  return success(panels.toSorted((one, other) => one.index - other.index))
}

const invalid = (reason: string): RequestFailure => ({ kind: "markup-invalid", reason })

/** Null: there is nothing against it. */
async function checkMarkup(options: {
  readonly request: GenerationRequest
  readonly provider: Pick<ImageProvider, "id" | "capabilities">
  readonly panelIds: readonly PanelId[]
  readonly loadAsset: (id: AssetId) => Promise<Uint8Array | null>
}): Promise<RequestFailure | null> {
  const { request, provider } = options
  if (request.markup === undefined) return null
  if (new Set(options.panelIds).size !== 1) return invalid("a drawing belongs to one panel")
  const bytes = await options.loadAsset(request.markup)
  if (bytes === null) return invalid("there is no such asset")
  const markup = await decodeMarkup(bytes)
  if (!markup.ok) return invalid(markup.failure)
  const asksMore = request.operation === "generate" || (request.instruction?.trim() ?? "") !== ""
  return asksMore || followsMarkup(provider)
    ? null
    : { kind: "markup-not-followed", provider: provider.id }
}
