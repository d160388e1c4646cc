import type { Capabilities, JobId, Job, Storyboard } from "@panelwright/core"
import { ProviderError, type ImageProvider } from "../generation/provider.ts"
import type { StyleGuides, StyleService } from "./style-service.ts"
import type { StyleThread } from "./style-thread.ts"

export const harmoniseProvider = "harmonise"

const capabilities: Capabilities = {
  edit: true,
  mask: "composite",
  markup: false,
  maxReferences: 1,
  referenceRoles: ["base"],
  seed: false,
  partials: false,
  cancel: "none",
  cost: "free",
  dataPolicy: { stores: false, trains: false, region: null },
}

const sources: Readonly<Record<StyleGuides["source"], (count: number) => string>> = {
  anchors: (count) => `the ${count === 1 ? "anchor" : `${count} anchors`} of the style`,
  approved: (count) => `${count} approved ${count === 1 ? "panel" : "panels"}`,
  pictures: (count) => `${count} other pictures of the storyboard`,
  none: () => "nothing",
}

/**
 * Moves the colours of a picture towards those of the style and leaves everything where it is. It is no model: what
 * it did is in the recipe to the last number, and doing it again gives the same pixels.
 */
export function createHarmoniseProvider(options: {
  readonly thread: StyleThread
  readonly style: Pick<StyleService, "loadGuides">
  readonly findJob: (id: JobId) => Promise<Job | null>
  readonly loadStoryboard: (id: string) => Promise<Storyboard | null>
}): ImageProvider {
  const { thread, style } = options

  const findGuides = async (jobId: string, base: Parameters<StyleService["loadGuides"]>[2]) => {
    const job = await options.findJob(jobId as JobId)
    const storyboard = job && (await options.loadStoryboard(job.storyboardId))
    const panel = storyboard?.panels.find(({ id }) => id === job?.panelId)
    return storyboard && panel ? style.loadGuides(storyboard, panel.sceneId, base) : null
  }

  return {
    id: harmoniseProvider,
    label: "Colours of the style",
    capabilities,
    retouches: true,
    fitSize: (ratio) =>
      ratio >= 1
        ? { width: 1536, height: Math.round(1536 / ratio) }
        : { width: Math.round(1536 * ratio), height: 1536 },
    estimate: () => ({ microDollars: 0 }),
    async *run(request, { signal, jobId }) {
      const base = request.references.find(({ role }) => role === "base")
      if (!base)
        throw new ProviderError({
          kind: "invalid",
          reason: "There is no picture whose colours could be changed.",
          billed: false,
        })
      const guides = await findGuides(jobId, base.assetId)
      if (guides === null)
        throw new ProviderError({
          kind: "invalid",
          reason:
            "There is nothing to match: add pictures to be like to the style, or approve some panels.",
          billed: false,
        })
      signal.throwIfAborted()
      yield { type: "progress", value: 0.2 }
      const { source, pictures, members } = guides
      const match = await thread.match({ bytes: base.bytes, members })
      if (match === null)
        throw new ProviderError({
          kind: "invalid",
          reason:
            "Other colours would not bring it nearer to the style: it stands apart by its lines or by what it shows.",
          billed: false,
        })
      const { bytes, transfer, strength } = match
      const state = { matched: { source, pictures }, strength, transfer }
      yield {
        type: "done",
        images: [{ bytes, seed: null, state }],
        model: "colour-transfer-1",
        cost: { microDollars: 0 },
        revisedPrompt: null,
        warnings: [`Colours matched to ${sources[source](pictures.length)}.`],
      }
    },
  }
}
