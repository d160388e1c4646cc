import {
  composePacket,
  defaultTokenBudget,
  failure,
  followMarkupInstruction,
  success,
  toRatio,
  type AssetId,
  type GenerationFailure,
  type GenerationRequest,
  type GreyMask,
  type ImageRequest,
  type Panel,
  type PictureSize,
  type Reference,
  type Result,
  type Storyboard,
  type Variant,
} from "@panelwright/core"
import { findBase } from "./find-base.ts"
import { guideByMarkup } from "./guide-by-markup.ts"
import { listReferences } from "./list-references.ts"
import { choosePanelSeed } from "./panel-seed.ts"
import type { Markup } from "./picture/markup.ts"
import { decodeMask, resizeMask } from "./picture/mask.ts"
import {
  decodePicture,
  encodePng,
  isSameSize,
  resizePixels,
  type Pixels,
} from "./picture/pixels.ts"
import type { ImageProvider } from "./provider.ts"
import { findRecipeOf, type RecipeStore } from "./recipe/recipe-store.ts"

/** The picture that an edit starts from. */
export interface Parent {
  readonly variant: Variant
  readonly pixels: Pixels
  /** In the parent's own size; null: all of it may change. */
  readonly mask: GreyMask | null
}

export interface Call {
  readonly request: ImageRequest
  /** Null: a first picture. */
  readonly parent: Parent | null
  /** Width by height that the panel has to have. */
  readonly ratio: number
  /** What somebody drew over the base and the provider was given; null: nothing. */
  readonly drawing: Markup | null
  /** What of the wish the provider was not given, in sentences for people. */
  readonly warnings: readonly string[]
}

export interface CallSources {
  readonly loadAsset: (id: AssetId) => Promise<Uint8Array | null>
  readonly recipes: Pick<RecipeStore, "findRecipe">
}

/** Everything that goes to the provider, from the storyboard as it is now. */
export async function prepareCall(
  options: {
    readonly storyboard: Storyboard
    readonly panel: Panel
    readonly wish: GenerationRequest
    readonly provider: ImageProvider
  },
  sources: CallSources,
): Promise<Result<Call, GenerationFailure>> {
  const { storyboard, panel, wish, provider } = options
  const packet = composePacket({
    storyboard,
    panelId: panel.id,
    instruction: wish.instruction ?? (wish.markup ? followMarkupInstruction : null),
    trial: wish.trial ?? null,
    tokenBudget: defaultTokenBudget,
  })
  if (packet === null) return failure({ kind: "panel-gone", billed: false })
  const ratio = toRatio(storyboard.settings.aspectRatio)
  const shared = {
    operation: wish.operation,
    packet,
    quality: wish.quality,
    count: wish.count,
  }
  const { capabilities } = provider
  const loadReferences = async (base: AssetId | null) =>
    loadAll(listReferences({ packet, panel, base, capabilities }), sources)

  const guide = (references: readonly Reference[], size: PictureSize) =>
    guideByMarkup({
      markup: wish.markup,
      operation: wish.operation,
      references,
      size,
      provider,
      loadAsset: sources.loadAsset,
    })

  if (wish.operation === "generate") {
    const size = provider.fitSize(ratio)
    const { markup, references, drawing, warnings } = await guide(await loadReferences(null), size)
    return success({
      ratio,
      parent: null,
      drawing,
      warnings,
      request: {
        ...shared,
        references,
        mask: null,
        markup,
        size,
        seed: capabilities.seed ? choosePanelSeed(panel, wish) : null,
        parentState: null,
      },
    })
  }

  const loaded = await loadParent(findBase(panel, wish), wish.mask, sources)
  if (!loaded.ok) return loaded
  const { parent, bytes } = loaded.value
  const size = provider.retouches
    ? { width: parent.pixels.width, height: parent.pixels.height }
    : chooseEditSize(provider, parent.pixels, ratio)
  const references = await loadReferences(parent.variant.asset)
  const base = isSameSize(size, parent.pixels)
    ? bytes
    : await encodePng(await resizePixels(parent.pixels, size))
  const recipe = await findRecipeOf(parent.variant, bytes, sources.recipes)
  const guidance = await guide(
    references.map((one) => (one.role === "base" ? { ...one, bytes: base } : one)),
    size,
  )
  // A provider takes either; where it is given the drawing, the mask is kept to by laying the result over the parent.
  const mask = guidance.markup === null ? parent.mask : null
  return success({
    ratio,
    parent,
    drawing: guidance.drawing,
    warnings: guidance.warnings,
    request: {
      ...shared,
      references: guidance.references,
      mask: mask === null ? null : await resizeMask(mask, size),
      markup: guidance.markup,
      size,
      seed: capabilities.seed ? chooseEditSeed(parent.variant, panel, wish) : null,
      parentState: recipe?.provider === provider.id ? recipe.state : null,
    },
  })
}

/** The parent's own, so that what does not change is drawn with the same strokes. */
const chooseEditSeed = (parent: Variant, panel: Panel, wish: GenerationRequest): number =>
  (wish.fresh === true ? null : parent.recipe.seed) ?? choosePanelSeed(panel, wish)

/** The size for the panel's ratio when the parent has it already, so that no pixel has to move; else one for its own. */
function chooseEditSize(provider: ImageProvider, parent: PictureSize, ratio: number): PictureSize {
  const size = provider.fitSize(ratio)
  return isSameSize(size, parent) ? size : provider.fitSize(parent.width / parent.height)
}

async function loadParent(
  variant: Variant | null,
  maskId: AssetId | null,
  { loadAsset }: CallSources,
): Promise<Result<{ parent: Parent; bytes: Uint8Array }, GenerationFailure>> {
  const bytes = variant === null ? null : await loadAsset(variant.asset)
  if (variant === null || bytes === null) return failure({ kind: "no-picture", billed: false })
  const pixels = await decodePicture(bytes)
  if (!pixels.ok) return failure({ kind: "no-picture", billed: false })
  if (maskId === null)
    return success({ bytes, parent: { variant, pixels: pixels.value, mask: null } })

  const maskBytes = await loadAsset(maskId)
  const mask = maskBytes === null ? failure("it is gone") : await decodeMask(maskBytes)
  if (!mask.ok)
    return failure({ kind: "invalid", reason: `The mask: ${mask.failure}.`, billed: false })
  if (!isSameSize(mask.value, pixels.value))
    return failure({
      kind: "mask-size",
      expected: `${pixels.value.width}×${pixels.value.height}`,
      actual: `${mask.value.width}×${mask.value.height}`,
      billed: false,
    })
  return success({ bytes, parent: { variant, pixels: pixels.value, mask: mask.value } })
}

/** A guiding picture that is gone is left out: it helps, it is not asked for. */
async function loadAll(
  references: readonly Omit<Reference, "bytes">[],
  { loadAsset }: CallSources,
): Promise<Reference[]> {
  const loaded = await Promise.all(
    references.map(async (reference) => ({ reference, bytes: await loadAsset(reference.assetId) })),
  )
  return loaded.flatMap(({ reference, bytes }) => (bytes === null ? [] : [{ ...reference, bytes }]))
}
