import { listRestored } from "@panelwright/core"
import { compareDocs, type ReadDoc } from "@panelwright/document"
import { useMemo } from "react"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { RestoreDialog } from "./restore-dialog.tsx"
import { getRead } from "./use-comparison.ts"
import { presentPoint } from "./use-history.ts"
import { usePast } from "./use-past.ts"

export interface RestoreWholeProps {
  readonly past: ReadDoc
  readonly name: string
  readonly onRestore: () => void
  readonly onClose: () => void
}

/** Asks before the whole storyboard goes back, and says what that changes in it as it is now. */
export function RestoreWhole({ past, name, onRestore, onClose }: RestoreWholeProps) {
  const { session } = useWorkspace()
  const live = getRead(usePast(session, presentPoint))
  const differences = useMemo(
    () => listRestored(live ? compareDocs(live, past) : [], null),
    [live, past],
  )
  return (
    <RestoreDialog name={name} differences={differences} onRestore={onRestore} onClose={onClose} />
  )
}
