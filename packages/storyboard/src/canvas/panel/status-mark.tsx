import type { PanelStatus } from "@panelwright/core"
import { statusLabels } from "./panel-words.ts"

/** Each status has its own shape, so that nobody has to tell colours apart. */
const shapes: Record<Exclude<PanelStatus, "draft">, React.ReactNode> = {
  "in-review": (
    <>
      <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />
    </>
  ),
  approved: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.6 8.3 7 10.7l4.5-5" fill="none" stroke="var(--pw-bg)" strokeWidth="1.75" />
    </>
  ),
  revise: (
    <path
      d="M8 1.6 14.6 14H1.4zM8 6v3.6m0 1.6v1.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinejoin="round"
    />
  ),
  omitted: <path d="m3 3 10 10M13 3 3 13" fill="none" stroke="currentColor" strokeWidth="1.75" />,
}

export function StatusMark({ status }: { readonly status: PanelStatus }) {
  if (status === "draft") return null
  return (
    <svg className="pw-status" data-status={status} viewBox="0 0 16 16" role="img">
      <title>{statusLabels[status]}</title>
      {shapes[status]}
    </svg>
  )
}
