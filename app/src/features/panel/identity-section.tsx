import { panelStatuses, reviewStatuses, type PanelStatus } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { ChevronDown, Megaphone } from "lucide-react"
import { IconButton } from "../../ui/icon-button.tsx"
import { Menu, MenuItem } from "../../ui/menu.tsx"
import { useCall } from "../together/use-call.ts"
import { useCommentRefusal } from "../comments/use-comment-refusal.ts"
import { useSend } from "../comments/use-send.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import type { PanelSectionProps } from "./section.tsx"
import { StatusMark, statusLooks } from "./panel-status.tsx"

export function IdentitySection({ panel }: PanelSectionProps) {
  const { session } = useWorkspace()
  const send = useSend()
  const readOnly = useEditRefusal()
  const cannotReview = useCommentRefusal()
  const statuses: readonly PanelStatus[] = readOnly === null ? panelStatuses : reviewStatuses
  const { refused, call } = useCall()
  const place = useStoryboard(session, ({ scenes, panels }) => {
    const scene = scenes.find(({ id }) => id === panel.sceneId)
    return { scene: scene ?? null, count: panels.length }
  })
  return (
    <header className="border-b px-3 pt-3 pb-2.5">
      <div className="flex items-center gap-2">
        <h2 className="text-lg font-semibold">
          <span className="sr-only">Panel </span>
          {panel.number}
        </h2>
        <span className="flex-1 text-xs text-text-3">
          {panel.index + 1} of {place.count}
        </span>
        {refused === null && (
          <IconButton
            size="small"
            label="Call everyone to this panel"
            icon={Megaphone}
            onClick={() => void call(panel)}
          />
        )}
        <Menu
          align="end"
          trigger={
            <button
              type="button"
              aria-label={`Status: ${statusLooks[panel.status].label}`}
              disabled={readOnly !== null && cannotReview !== null}
              className="flex h-6 items-center gap-1 rounded-md border px-1.5 text-xs hover:border-line-strong"
            >
              <StatusMark status={panel.status} />
              <ChevronDown aria-hidden size={12} className="text-text-3" />
            </button>
          }
        >
          {statuses.map((status) => (
            <MenuItem
              key={status}
              icon={statusLooks[status].icon}
              shortcut={String(panelStatuses.indexOf(status) + 1)}
              onSelect={() =>
                void send({ kind: "panel.update", id: panel.id, changes: { status } })
              }
            >
              {statusLooks[status].label}
            </MenuItem>
          ))}
        </Menu>
      </div>
      {place.scene && (
        <p className="truncate text-xs text-text-2" title={place.scene.heading}>
          Scene {place.scene.displayNumber}
          {place.scene.provisional && " (provisional)"}
          {place.scene.heading !== "" && ` · ${place.scene.heading}`}
        </p>
      )}
    </header>
  )
}
