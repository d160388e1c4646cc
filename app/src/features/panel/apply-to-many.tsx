import {
  isFinal,
  namePanels,
  splitTargets,
  type JobId,
  type Panel,
  type PanelId,
} from "@panelwright/core"
import { useJobs } from "@panelwright/storyboard/connection"
import { useState } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { Button } from "../../ui/button.tsx"
import { Field, TextArea } from "../../ui/field.tsx"
import { announce } from "../../ui/toaster.tsx"
import { describeGenerationFailure } from "../generation/describe-generation-failure.ts"
import { createTurn, type GenerationTurn } from "../generation/generations.ts"
import { usePrice, withPrice } from "../generation/use-desk.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** So many are drawn first, to be looked at before the rest is paid for. */
const previewed = 3

interface Preview {
  readonly instruction: string
  readonly turn: GenerationTurn
  readonly jobs: readonly { readonly jobId: JobId; readonly panelId: PanelId }[]
  readonly rest: readonly PanelId[]
}

/** One instruction for many panels: three are shown first, the rest follows on a word, and one undo takes it back. */
export function ApplyToMany(props: {
  readonly panels: readonly Panel[]
  readonly disabled: boolean
}) {
  const { panels, disabled } = props
  const { session, generations } = useWorkspace()
  const jobs = useJobs(session)
  const price = usePrice()
  const [instruction, setInstruction] = useState("")
  const [preview, setPreview] = useState<Preview | null>(null)
  const [working, setWorking] = useState(false)
  const { ready, approved, bare } = splitTargets(
    panels,
    panels.map(({ id }) => id),
  )
  const words = instruction.trim()
  const total = price({ operation: "edit", pictures: ready.length })

  const startPreview = async () => {
    const turn = createTurn()
    const first = ready.slice(0, previewed)
    setWorking(true)
    const ordered = await generations.order({
      panelIds: first,
      operation: "edit",
      instruction: words,
      landing: "beside",
      turn,
    })
    setWorking(false)
    if (!ordered.ok) {
      announce("problem", describeApiFailure(ordered.failure))
      return
    }
    const made = ordered.value.flatMap((jobId, at) => {
      const panelId = first[at]
      return panelId ? [{ jobId, panelId }] : []
    })
    setPreview({ instruction: words, turn, jobs: made, rest: ready.slice(previewed) })
  }

  const applyToAll = async (shown: Preview) => {
    setWorking(true)
    const made = shown.jobs.flatMap(({ jobId }) => {
      const job = jobs.get(jobId)
      return job?.variantId ? [{ panelId: job.panelId, variantId: job.variantId }] : []
    })
    generations.keep(made, shown.turn)
    if (shown.rest.length > 0) {
      const ordered = await generations.order({
        panelIds: shown.rest,
        operation: "edit",
        instruction: shown.instruction,
        turn: shown.turn,
      })
      if (!ordered.ok) announce("problem", describeApiFailure(ordered.failure))
    }
    setWorking(false)
    setPreview(null)
    setInstruction("")
  }

  const leftOut = [
    approved.length > 0 && `${namePanels(approved)}: approved, so the picture is kept.`,
    bare.length > 0 && `${namePanels(bare)}: no picture yet.`,
  ].filter((text) => text !== false)

  return (
    <section aria-label="Change them all" className="flex flex-col gap-1.5">
      <Field label="Change them all">
        {({ id }) => (
          <TextArea
            id={id}
            rows={2}
            value={preview?.instruction ?? instruction}
            maxLength={4000}
            disabled={disabled || preview !== null}
            placeholder="what should change in each?"
            onChange={(event) => setInstruction(event.target.value)}
          />
        )}
      </Field>
      {preview === null ? (
        <Button
          className="self-start"
          disabled={disabled || working || words === "" || ready.length === 0}
          onClick={() => void startPreview()}
        >
          Preview on {Math.min(previewed, ready.length)}
        </Button>
      ) : (
        <>
          <div className="grid grid-cols-3 gap-1" aria-label="Preview" role="group">
            {preview.jobs.map(({ jobId, panelId }) => {
              const job = jobs.get(jobId)
              const panel = panels.find(({ id }) => id === panelId)
              const variant = panel?.variants.find(({ id }) => id === job?.variantId)
              return (
                <figure key={jobId} className="flex min-w-0 flex-col gap-0.5">
                  <span
                    className="flex items-center justify-center overflow-hidden rounded-sm border bg-bg text-center text-2xs text-text-3"
                    style={{ aspectRatio: variant ? variant.width / variant.height : 16 / 9 }}
                  >
                    {variant ? (
                      <img
                        src={assetUrl(variant.asset, 320)}
                        alt={`Panel ${panel?.number ?? ""} changed`}
                        className="h-full w-full object-contain"
                      />
                    ) : job?.failure ? (
                      describeGenerationFailure(job.failure)
                    ) : (
                      "Drawing"
                    )}
                  </span>
                  <figcaption className="text-2xs text-text-3">{panel?.number}</figcaption>
                </figure>
              )
            })}
          </div>
          <div className="flex flex-wrap gap-1.5">
            <Button
              tone="primary"
              disabled={
                working ||
                preview.jobs.some(({ jobId }) => {
                  const job = jobs.get(jobId)
                  return !job || !isFinal(job.state)
                })
              }
              onClick={() => void applyToAll(preview)}
            >
              {preview.rest.length === 0 ? "Keep these" : `Apply to all ${ready.length}`}
            </Button>
            <Button disabled={working} onClick={() => setPreview(null)}>
              Leave them as variants
            </Button>
          </div>
        </>
      )}
      <p className="text-xs text-text-3">
        {withPrice(`${ready.length} ${ready.length === 1 ? "panel" : "panels"}`, total)}. One undo
        takes it all back. {leftOut.join(" ")}
      </p>
    </section>
  )
}
