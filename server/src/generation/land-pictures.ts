import {
  decideLanding,
  failure,
  success,
  type GenerationFailure,
  type GenerationRequest,
  type Job,
  type Landing,
  type Panel,
  type Result,
  type Variant,
} from "@panelwright/core"
import { applyCommands, readStoryboard } from "@panelwright/document"
import type * as Y from "yjs"
import type { JobOutcome } from "../job/job-worker.ts"
import type { Sync } from "../sync/sync.ts"
import { toShortRecipe } from "./recipe/recipe.ts"
import type { MadePicture } from "./recipe/recipe-store.ts"

/** The origin of transactions that bring a picture: nobody's undo takes them back. */
export const landingOrigin = "generation"

/**
 * Adds pictures to their panel as variants, and makes the first one its picture if the landing rule allows it and
 * they were not wanted beside it. Variants that are there already stay as they are. `panelAtStart` is the panel as the
 * work began; null when that is not known any more: then only a panel without a picture gets one.
 */
export async function landPictures(
  sync: Pick<Sync, "changeDoc">,
  options: {
    readonly job: Job
    readonly wish: GenerationRequest
    readonly made: readonly MadePicture[]
    readonly panelAtStart: Panel | null
    /** Pictures that lie among the variants already are chosen, too, where the rule allows it. */
    readonly chooses?: boolean
  },
): Promise<JobOutcome> {
  const { job, wish, made, panelAtStart, chooses = false } = options
  const [first] = made
  if (!first) throw new Error("there is nothing to land")
  const variants = made.map((picture, index) => toVariant(job, wish, picture, index))
  const { value: landing } = await sync.changeDoc(job.storyboardId, job.createdBy, (doc) =>
    addVariants(doc, { job, wish, variants, panelAtStart, chooses }),
  )
  if (!landing.ok) return landing
  return { ok: true, variantId: first.recipe.variantId, cost: first.recipe.cost }
}

const toVariant = (
  job: Job,
  wish: GenerationRequest,
  { recipe, asset }: MadePicture,
  index: number,
): Variant => ({
  id: recipe.variantId,
  panelId: job.panelId,
  asset: asset.id,
  width: asset.width,
  height: asset.height,
  parentId: recipe.parentId,
  jobId: job.id,
  createdBy: job.createdBy,
  createdAt: recipe.createdAt,
  recipe: toShortRecipe(recipe),
  ...(wish.name !== undefined && { name: index === 0 ? wish.name : `${wish.name} ${index + 1}` }),
})

function addVariants(
  doc: Y.Doc,
  options: {
    readonly job: Job
    readonly wish: GenerationRequest
    readonly variants: readonly Variant[]
    readonly panelAtStart: Panel | null
    readonly chooses: boolean
  },
): Result<Landing, GenerationFailure> {
  const { job, wish, variants, panelAtStart, chooses } = options
  const panel = readStoryboard(doc).panels.find((candidate) => candidate.id === job.panelId)
  if (!panel) return failure({ kind: "panel-gone", billed: true })
  const landing: Landing =
    wish.landing === "beside"
      ? { choose: false, touched: [] }
      : panelAtStart
        ? decideLanding(panelAtStart, panel)
        : { choose: panel.picture === null, touched: [] }
  const there = new Set(panel.variants.map((variant) => variant.id))
  const missing = variants.filter((variant) => !there.has(variant.id))
  if (missing.length === 0) {
    const [first] = variants
    if (chooses && landing.choose && first && panel.picture !== first.id)
      applyCommands(
        doc,
        [{ kind: "variant.choose", panelId: panel.id, variantId: first.id }],
        landingOrigin,
      )
    return success(landing)
  }
  const applied = applyCommands(
    doc,
    missing.map((variant) => {
      const choose = landing.choose && variant === variants[0]
      const beside = landing.touched.length > 0 ? [...landing.touched] : (["offered"] as const)
      return {
        kind: "variant.add",
        variant: choose ? variant : { ...variant, beside: [...beside] },
        choose,
      }
    }),
    landingOrigin,
  )
  if (applied.ok) return success(landing)
  const { kind } = applied.failure
  return kind === "not-found"
    ? failure({ kind: "panel-gone", billed: true })
    : failure({
        kind: "invalid",
        reason: `The storyboard did not take it: ${kind}.`,
        billed: false,
      })
}
