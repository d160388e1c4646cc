import {
  failure,
  isLocked,
  judgeRerun,
  packetVersion,
  success,
  type AssetId,
  type ContextPacket,
  type GenerationFailure,
  type GenerationRequest,
  type Panel,
  type Reference,
  type ReferenceRole,
  type RerunJudgement,
  type RerunReason,
  type Result,
  type Storyboard,
  type VariantId,
} from "@panelwright/core"
import { prepareCall, type Call, type CallSources } from "../prepare-call.ts"
import type { ImageProvider } from "../provider.ts"
import type { Recipe } from "./recipe.ts"
import { hashPacket } from "./request-hash.ts"

/** A recipe as the wish that it came from. */
export const toRerunWish = (recipe: Recipe): GenerationRequest => ({
  operation: recipe.operation,
  instruction: recipe.instruction,
  mask: recipe.mask,
  count: 1,
  quality: recipe.quality,
  provider: recipe.provider,
  ...(recipe.parentId !== null && { base: recipe.parentId }),
  ...(recipe.markup !== undefined && { markup: recipe.markup }),
  rerunOf: recipe.variantId,
})

interface Subject {
  readonly storyboard: Storyboard
  readonly panel: Panel
  readonly recipe: Recipe
  readonly provider: ImageProvider
}

/** The call of then: the packet, the guiding pictures and the seed of the recipe, as far as they are still there. */
export async function prepareRerun(
  subject: Omit<Subject, "recipe"> & { readonly variantId: VariantId },
  sources: CallSources,
): Promise<Result<Call, GenerationFailure>> {
  const recipe = await sources.recipes.findRecipe(subject.variantId)
  if (recipe === null) return failure({ kind: "no-picture", billed: false })
  const composed = await composeAnew({ ...subject, recipe }, sources)
  if (!composed.ok) return composed
  const { references, missing } = await loadReferences(recipe, composed.value, sources)
  if (missing.length > 0) return failure({ kind: "no-picture", billed: false })
  return success(freeze(composed.value, recipe, references))
}

/** What making a picture again would come to, with every reason; nothing is drawn. */
export async function judgeRecipe(
  subject: {
    readonly recipe: Recipe | null
    readonly storyboard: Storyboard | null
    readonly provider: ImageProvider | null
  },
  sources: CallSources,
): Promise<RerunJudgement> {
  const { recipe, storyboard, provider } = subject
  if (recipe === null || recipe.jobId === null) return judgeRerun([{ kind: "not-made-here" }])
  const panel = storyboard?.panels.find(({ id }) => id === recipe.panelId)
  if (!storyboard || !panel) return judgeRerun([{ kind: "panel-gone" }])
  if (isLocked(panel)) return judgeRerun([{ kind: "panel-locked" }])
  if (!provider) return judgeRerun([{ kind: "provider-gone", provider: recipe.provider }])
  const isParentThere =
    recipe.parentId === null || panel.variants.some(({ id }) => id === recipe.parentId)
  if (!isParentThere) return judgeRerun([{ kind: "parent-gone" }])
  if (recipe.mask !== null && (await sources.loadAsset(recipe.mask)) === null)
    return judgeRerun([{ kind: "mask-gone" }])
  const composed = await composeAnew({ storyboard, panel, recipe, provider }, sources)
  if (!composed.ok) return judgeRerun([{ kind: "parent-gone" }])
  const { missing } = await loadReferences(recipe, composed.value, sources)
  return judgeRerun([
    ...(missing.length > 0 ? [{ kind: "reference-gone" as const, assets: missing }] : []),
    ...listDifferences({ storyboard, panel, recipe, provider }, composed.value),
  ])
}

const composeAnew = ({ storyboard, panel, recipe, provider }: Subject, sources: CallSources) =>
  prepareCall({ storyboard, panel, wish: toRerunWish(recipe), provider }, sources)

const keepsPacket = (recipe: Recipe) =>
  recipe.packet !== undefined && recipe.packetVersion === packetVersion

function freeze(call: Call, recipe: Recipe, references: readonly Reference[]): Call {
  return {
    ...call,
    request: {
      ...call.request,
      references,
      seed: recipe.seed,
      // Of the very shape that is known here: another version is composed anew.
      ...(keepsPacket(recipe) && { packet: recipe.packet as unknown as ContextPacket }),
    },
  }
}

function listDifferences({ storyboard, recipe, provider }: Subject, composed: Call): RerunReason[] {
  const reasons: RerunReason[] = []
  const model = provider.modelFor?.(composed.request) ?? null
  if (recipe.seed === null || !provider.capabilities.seed)
    reasons.push({ kind: "no-seed", provider: provider.id })
  if (model === null) reasons.push({ kind: "model-unknown", was: recipe.model })
  else if (model !== recipe.model)
    reasons.push({ kind: "model-changed", was: recipe.model, now: model })
  const { width, height } = composed.request.size
  const isOtherSize =
    recipe.size !== undefined && (recipe.size.width !== width || recipe.size.height !== height)
  const isOtherPacket =
    !keepsPacket(recipe) && hashPacket(composed.request.packet) !== recipe.packetHash
  if (isOtherPacket && storyboard.style.version !== recipe.styleVersion)
    reasons.push({
      kind: "style-changed",
      was: recipe.styleVersion,
      now: storyboard.style.version,
    })
  else if (isOtherPacket || isOtherSize) reasons.push({ kind: "storyboard-changed" })
  return reasons
}

/** The pictures of then; the base as it was made fit for this call, the others from the store. */
async function loadReferences(
  recipe: Recipe,
  composed: Call,
  { loadAsset }: CallSources,
): Promise<{ references: Reference[]; missing: AssetId[] }> {
  const prepared = new Map(
    composed.request.references.map((reference) => [reference.assetId, reference]),
  )
  const references: Reference[] = []
  const missing: AssetId[] = []
  for (const { role, asset } of recipe.references) {
    const ready = prepared.get(asset)
    const bytes = ready?.bytes ?? (await loadAsset(asset))
    if (bytes === null) missing.push(asset)
    else references.push({ role: role as ReferenceRole, assetId: asset, bytes })
  }
  return { references, missing }
}
