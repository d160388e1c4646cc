import type { PanelStatus } from "@panelwright/core"
import { CircleCheck, CircleDashed, CircleDot, CircleSlash, RotateCcw } from "lucide-react"
import type { LucideIcon } from "lucide-react"

export interface StatusLook {
  readonly label: string
  readonly icon: LucideIcon
  readonly colour: string
}

/** A shape and a word for each, so that the colour only helps. */
export const statusLooks: Record<PanelStatus, StatusLook> = {
  draft: { label: "Draft", icon: CircleDashed, colour: "text-text-3" },
  "in-review": { label: "In review", icon: CircleDot, colour: "text-warn" },
  approved: { label: "Approved", icon: CircleCheck, colour: "text-ok" },
  revise: { label: "Revise", icon: RotateCcw, colour: "text-danger" },
  omitted: { label: "Omitted", icon: CircleSlash, colour: "text-text-3" },
}

export function StatusMark({ status }: { readonly status: PanelStatus }) {
  const { label, icon: Icon, colour } = statusLooks[status]
  return (
    <span className="inline-flex items-center gap-1 align-middle whitespace-nowrap">
      <Icon aria-hidden size={13} strokeWidth={2} className={colour} />
      {label}
    </span>
  )
}
