import { findPicture, isFinal, isLocked, toRatio, type Variant } from "@panelwright/core"
import type { ProviderChoice } from "@panelwright/server/services"
import { useLatestJob, useStoryboard } from "@panelwright/storyboard/connection"
import { CircleAlert, Eye, Image, Lasso, Lock, Sparkles, TriangleAlert } from "lucide-react"
import { useState } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { Button } from "../../ui/button.tsx"
import { classNames } from "../../ui/class-names.ts"
import { Notice } from "../../ui/notice.tsx"
import { Tooltip } from "../../ui/tooltip.tsx"
import { PicturePins } from "../comments/picture-pins.tsx"
import { useGenerate } from "../generation/use-generate.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { describeChange } from "./describe-change.ts"
import { FailedJob } from "./failed-job.tsx"
import type { PanelSectionProps } from "./section.tsx"
import { RefineField } from "./refine-field.tsx"
import { useHeldKey } from "./use-held-key.ts"
import { VariantStrip } from "./variant-strip.tsx"

/** A picture that is higher than this leaves room at its sides. */
const narrowest = 0.8

/** What the shown picture is held against: the one it was made from, else the one before it. */
function findCompared(variants: readonly Variant[], shown: Variant | null): Variant | null {
  if (!shown) return null
  const parent = variants.find(({ id }) => id === shown.parentId)
  return parent ?? variants[variants.indexOf(shown) - 1] ?? null
}

const describeSource = ({ recipe }: Variant, providers: readonly ProviderChoice[]) =>
  recipe.operation === "upload"
    ? "Uploaded"
    : (providers.find(({ id }) => id === recipe.provider)?.label ?? recipe.provider)

export function PictureSection({ panel }: PanelSectionProps) {
  const { session, providers, setDialog } = useWorkspace()
  const ratio = useStoryboard(session, ({ settings }) => toRatio(settings.aspectRatio))
  const generate = useGenerate()
  const readOnly = useEditRefusal()
  const job = useLatestJob(session, panel.id)
  const [instruction, setInstruction] = useState("")
  const picture = findPicture(panel)
  const compared = findCompared(panel.variants, picture)
  const comparing = useHeldKey("x") && compared !== null
  const shown = comparing ? compared : picture
  const partial = job && !isFinal(job.state) ? session.jobs.findPartial(panel.id) : null
  const locked = isLocked(panel)
  const refused = readOnly ?? (locked ? "An approved panel keeps its picture." : null)

  return (
    <section aria-label="Picture" className="flex flex-col gap-2.5 border-b p-3">
      <div
        className="relative flex items-center justify-center overflow-hidden rounded-md border bg-bg"
        style={{ aspectRatio: Math.max(ratio, narrowest) }}
      >
        {partial ? (
          <img src={partial.picture} alt="Not done yet" className="h-full w-full object-contain" />
        ) : shown ? (
          <img
            src={assetUrl(shown.asset, 1280)}
            alt={panel.action || `Panel ${panel.number}`}
            className="h-full w-full object-contain"
          />
        ) : (
          <Image aria-hidden size={28} strokeWidth={1.25} className="text-text-3" />
        )}
        {comparing && (
          <span className="absolute top-1.5 left-1.5 rounded-sm bg-black/75 px-1.5 text-xs text-white">
            Before
          </span>
        )}
        {job && !isFinal(job.state) && <Progress value={job.progress} />}
        <span
          className="absolute inset-y-0 left-1/2 -translate-x-1/2"
          style={{ width: `${Math.min(1, ratio / narrowest) * 100}%` }}
        >
          <PicturePins panelId={panel.id} />
        </span>
      </div>
      <div className="flex flex-wrap items-center gap-1.5 text-xs">
        {shown?.recipe.change && (
          <Chip warning={shown.recipe.change.outside > 0}>
            {describeChange(shown.recipe.change)}
          </Chip>
        )}
        {shown && <span className="text-text-3">{describeSource(shown, providers)}</span>}
        {locked && (
          <span className="flex items-center gap-1 text-text-2">
            <Lock aria-hidden size={12} /> Approved, so the picture is kept
          </span>
        )}
        <span className="flex-1" />
        {compared && (
          <Tooltip label="Hold X to see the picture before" side="left">
            <span className="flex items-center gap-1 text-text-3">
              <Eye aria-hidden size={12} /> hold X
            </span>
          </Tooltip>
        )}
      </div>
      <VariantStrip panel={panel} disabled={refused !== null} />
      {shown?.recipe.warnings.map((warning) => (
        <p key={warning} className="flex gap-1.5 text-xs text-text-2">
          <TriangleAlert aria-hidden size={13} className="mt-0.5 shrink-0 text-warn" /> {warning}
        </p>
      ))}
      {job?.failure && <FailedJob job={job} failure={job.failure} onSuggestion={setInstruction} />}
      {picture && (
        <RefineField
          panel={panel}
          value={instruction}
          onChange={setInstruction}
          refused={refused}
        />
      )}
      <div className="flex gap-1.5">
        <Tooltip label={refused ?? "A new picture from the words and the camera"} shortcut="G">
          <Button
            className="flex-1"
            tone={picture ? "secondary" : "primary"}
            aria-disabled={refused !== null}
            onClick={() => {
              if (refused === null) void generate({ panelIds: [panel.id], operation: "generate" })
            }}
          >
            <Sparkles aria-hidden size={14} /> {picture ? "New picture" : "Generate"}
          </Button>
        </Tooltip>
        {picture && (
          <Tooltip label={refused ?? "Change a part; the rest stays to the pixel"} shortcut="R">
            <Button
              className="flex-1"
              aria-disabled={refused !== null}
              onClick={() => {
                if (refused === null) setDialog("region")
              }}
            >
              <Lasso aria-hidden size={14} /> Region
            </Button>
          </Tooltip>
        )}
      </div>
      {job?.state === "unknown" && !job.failure && (
        <Notice kind="warning">Whether the last picture was made is not known.</Notice>
      )}
    </section>
  )
}

function Chip(props: { readonly warning: boolean; readonly children: string }) {
  return (
    <span
      className={classNames(
        "flex h-5 items-center gap-1 rounded-sm border px-1.5",
        props.warning ? "border-warn text-warn" : "text-text-2",
      )}
    >
      {props.warning && <CircleAlert aria-hidden size={12} />}
      {props.children}
    </span>
  )
}

function Progress({ value }: { readonly value: number }) {
  const percent = Math.round(value * 100)
  return (
    <>
      <span
        role="progressbar"
        aria-label="Drawing"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="absolute inset-x-0 bottom-0 h-0.5 bg-surface-3"
      >
        <span
          className="block h-full bg-accent transition-[width] duration-200"
          style={{ width: `${Math.max(4, percent)}%` }}
        />
      </span>
      <span className="absolute right-1.5 bottom-1.5 rounded-sm bg-black/75 px-1.5 text-xs text-white">
        {value > 0 ? `Drawing ${percent} %` : "Waiting"}
      </span>
    </>
  )
}
