import type { StoryboardSummary } from "@panelwright/core/protocol"
import { AtSign, Clapperboard, Trash2 } from "lucide-react"
import { Link } from "react-router"
import { assetUrl } from "../../api/asset-url.ts"
import { classNames } from "../../ui/class-names.ts"
import { storyboardPath } from "../workspace/paths.ts"
import { formatAge } from "./format-age.ts"

export interface StoryboardCardProps {
  readonly storyboard: StoryboardSummary
  readonly now: number
  readonly onDelete: () => void
}

export function StoryboardCard({ storyboard, now, onDelete }: StoryboardCardProps) {
  const { title, thumbnail, panelCount, aspectRatio, role, updatedAt, mentions } = storyboard
  return (
    <li className="group relative min-w-0">
      <Link
        to={storyboardPath(storyboard.id)}
        className="block rounded-lg outline-offset-4"
        prefetch="intent"
      >
        <span
          className={classNames(
            "flex aspect-video items-center justify-center overflow-hidden rounded-lg border group-hover:border-line-strong",
            thumbnail ? "bg-black" : "bg-surface",
          )}
        >
          {thumbnail ? (
            <img
              src={assetUrl(thumbnail, 640)}
              alt=""
              loading="lazy"
              className="h-full w-full object-contain"
            />
          ) : (
            <Clapperboard aria-hidden size={28} strokeWidth={1.25} className="text-text-3" />
          )}
        </span>
        {mentions > 0 && (
          <span className="absolute top-2 right-2 flex h-6 items-center gap-1 rounded-full bg-accent-fill px-2 text-xs font-semibold text-on-accent shadow-float">
            <AtSign aria-hidden size={12} strokeWidth={2.5} />
            <span aria-hidden>{mentions}</span>
            <span className="sr-only">
              {mentions} open {mentions === 1 ? "comment mentions" : "comments mention"} you in
            </span>
          </span>
        )}
        <span className="mt-2 block truncate pr-8 text-base font-medium text-text">{title}</span>
        <span className="block truncate text-xs text-text-2">
          {panelCount} {panelCount === 1 ? "panel" : "panels"} · {aspectRatio} ·{" "}
          {formatAge(updatedAt, now)}
          {role !== "owner" && ` · ${role}`}
        </span>
      </Link>
      {role === "owner" && (
        <button
          type="button"
          aria-label={`Delete ${title}…`}
          title="Delete…"
          onClick={onDelete}
          className="absolute right-0 bottom-3 flex size-7 items-center justify-center rounded-md text-text-2 opacity-0 group-hover:opacity-100 hover:bg-surface-3 hover:text-text focus-visible:opacity-100 pointer-coarse:opacity-100"
        >
          <Trash2 aria-hidden size={15} strokeWidth={1.75} />
        </button>
      )}
    </li>
  )
}
