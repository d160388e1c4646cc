import type { Panel, PanelStatus } from "@panelwright/core"
import { CircleCheck, RotateCcw } from "lucide-react"
import { Button } from "../../ui/button.tsx"
import { classNames } from "../../ui/class-names.ts"
import { useSend } from "./use-send.ts"

/** What a review says of a panel. Pressed again, it is in review as before. */
export function ApprovalButtons({ panel }: { readonly panel: Panel }) {
  const send = useSend()
  const toggle = (status: PanelStatus) =>
    void send({
      kind: "panel.update",
      id: panel.id,
      changes: { status: panel.status === status ? "in-review" : status },
    })
  const approved = panel.status === "approved"
  const revised = panel.status === "revise"
  return (
    <div role="group" aria-label={`Approval of panel ${panel.number}`} className="flex gap-1.5">
      <Button
        size="small"
        aria-pressed={approved}
        className={classNames(approved && "border-ok")}
        onClick={() => toggle("approved")}
      >
        <CircleCheck aria-hidden size={13} className={approved ? "text-ok" : "text-text-2"} />
        {approved ? "Approved" : "Approve"}
      </Button>
      <Button
        size="small"
        aria-pressed={revised}
        className={classNames(revised && "border-danger")}
        onClick={() => toggle("revise")}
      >
        <RotateCcw aria-hidden size={13} className={revised ? "text-danger" : "text-text-2"} />
        {revised ? "Changes requested" : "Request changes"}
      </Button>
    </div>
  )
}
