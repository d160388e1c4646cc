import { roleMay, type HistoryPoint, type Version } from "@panelwright/core"
import { Bookmark, RotateCcw } from "lucide-react"
import { useState } from "react"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { Button } from "../../ui/button.tsx"
import { Notice } from "../../ui/notice.tsx"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { ComparedPast } from "./compared-past.tsx"
import { HistoryBar } from "./history-bar.tsx"
import { HistoryLists, type HistoryList } from "./history-lists.tsx"
import { RestoreWhole } from "./restore-whole.tsx"
import { useComparison } from "./use-comparison.ts"
import { presentPoint, useHistory } from "./use-history.ts"
import { useRestore } from "./use-restore.ts"
import { useTimeline, type LoadedTimeline } from "./use-timeline.ts"
import { VersionDialog } from "./version-dialog.tsx"

/** What the storyboard was at every moment, and the way back. */
export function HistoryView() {
  const { session } = useWorkspace()
  const { loaded, failure, reload } = useTimeline(session)
  return (
    <div className="absolute inset-0 flex flex-col max-md:overflow-y-auto">
      <h2 className="sr-only">History</h2>
      {failure && (
        <Notice kind="problem" className="m-4">
          <span className="flex flex-wrap items-center gap-2">
            <span className="flex-1">
              The history can&apos;t be shown now. {describeApiFailure(failure)}
            </span>
            <Button onClick={() => void reload()}>Try again</Button>
          </span>
        </Notice>
      )}
      {loaded ? (
        <Loaded loaded={loaded} reload={reload} />
      ) : (
        !failure && (
          <p role="status" className="p-6 text-text-2">
            Reading the history…
          </p>
        )
      )}
    </div>
  )
}

type Open =
  | { readonly kind: "restore" }
  | { readonly kind: "name"; readonly subject: Version | HistoryPoint }

function Loaded(props: { readonly loaded: LoadedTimeline; readonly reload: () => Promise<void> }) {
  const { loaded, reload } = props
  const { session, role } = useWorkspace()
  const history = useHistory(loaded)
  const comparison = useComparison(session, history)
  const restore = useRestore()
  const [list, setList] = useState<HistoryList>("moments")
  const [open, setOpen] = useState<Open | null>(null)
  const { past, isReady } = comparison
  const { name, at, isNow, go } = history

  if (loaded.timeline.minutes.length === 0 && loaded.versions.length === 0)
    return (
      <p className="p-6 text-text-2">
        Nothing has been changed yet. What you and others do will be listed here, minute by minute,
        and can be taken up again.
      </p>
    )
  return (
    <>
      <HistoryBar
        history={history}
        actions={
          roleMay(role, "storyboard.edit") && (
            <>
              <Button disabled={!isReady} onClick={() => setOpen({ kind: "name", subject: at })}>
                <Bookmark aria-hidden size={14} /> Name this version
              </Button>
              <Button
                tone="primary"
                disabled={isNow || !isReady || restore.refusal !== null}
                onClick={() => setOpen({ kind: "restore" })}
              >
                <RotateCcw aria-hidden size={14} /> Restore storyboard
              </Button>
            </>
          )
        }
      />
      <div className="flex min-h-0 flex-1 max-md:flex-none max-md:flex-col">
        <ComparedPast history={history} comparison={comparison} restore={restore} />
        <HistoryLists
          history={history}
          list={list}
          onList={setList}
          onRename={(subject) => setOpen({ kind: "name", subject })}
          reload={reload}
        />
      </div>
      {open?.kind === "restore" && past && isReady && (
        <RestoreWhole
          past={past}
          name={name}
          onRestore={() => {
            setOpen(null)
            restore.restoreAll(past, name)
            go({ at: presentPoint, against: presentPoint })
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.kind === "name" && (
        <VersionDialog
          storyboardId={session.storyboardId}
          subject={open.subject}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null)
            setList("versions")
            void reload()
          }}
        />
      )}
    </>
  )
}
