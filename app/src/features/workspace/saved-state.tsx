import { useSavedState, type SavedState as State } from "@panelwright/storyboard/connection"
import {
  CloudAlert,
  CloudCheck,
  CloudOff,
  CloudUpload,
  Eye,
  RefreshCw,
  type LucideIcon,
} from "lucide-react"
import { useEffect } from "react"
import { classNames } from "../../ui/class-names.ts"
import { Tooltip } from "../../ui/tooltip.tsx"
import { downloadCopy } from "./download-copy.ts"
import { describeSavedState } from "./saved-state-words.ts"
import { useWorkspace } from "./workspace-context.tsx"

const icons: Record<State["kind"], LucideIcon> = {
  loading: RefreshCw,
  saved: CloudCheck,
  saving: CloudUpload,
  reconnecting: RefreshCw,
  offline: CloudOff,
  "view-only": Eye,
  refused: CloudAlert,
  "newer-schema": CloudAlert,
}

const tones = {
  quiet: "text-text-2",
  working: "text-text-2",
  warning: "text-warn",
  problem: "text-danger",
}

export function SavedState() {
  const { session, role } = useWorkspace()
  const state = useSavedState(session)
  const { label, detail, tone } = describeSavedState(state, role)
  const Icon = icons[state.kind]
  const isWaiting = state.kind === "reconnecting" || state.kind === "offline"
  const isOnlyHere = "hasUnsaved" in state && state.hasUnsaved && state.keptOnDevice !== "all"
  useEffect(() => {
    if (!isOnlyHere) return
    const handleLeaving = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener("beforeunload", handleLeaving)
    return () => window.removeEventListener("beforeunload", handleLeaving)
  }, [isOnlyHere])
  return (
    <Tooltip label={detail}>
      <button
        type="button"
        data-saved-state={state.kind}
        onClick={() => {
          if (isWaiting) session.reconnect()
          if (state.kind === "refused" && isOnlyHere) downloadCopy(session)
          else if (state.kind === "refused" || state.kind === "newer-schema") location.reload()
        }}
        className={classNames(
          "flex h-6 cursor-default items-center gap-1.5 rounded-md px-1.5 text-xs whitespace-nowrap",
          tones[tone],
        )}
      >
        <Icon aria-hidden size={14} strokeWidth={1.75} />
        <span role="status">{label}</span>
      </button>
    </Tooltip>
  )
}
