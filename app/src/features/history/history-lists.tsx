import { roleMay, type StoryboardId, type Version } from "@panelwright/core"
import { useMemo, useState } from "react"
import { z } from "zod"
import { apiRequest } from "../../api/api-request.ts"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { Segmented } from "../../ui/segmented.tsx"
import { announce } from "../../ui/toaster.tsx"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { MomentList } from "./moment-list.tsx"
import { presentPoint, type History } from "./use-history.ts"
import { useMomentChanges } from "./use-moment-changes.ts"
import { VersionList } from "./version-list.tsx"

export type HistoryList = "moments" | "versions"

export interface HistoryListsProps {
  readonly history: History
  readonly list: HistoryList
  readonly onList: (list: HistoryList) => void
  readonly onRename: (version: Version) => void
  readonly reload: () => Promise<void>
}

/** What can be shown: moments by who did what, and versions by their names. */
export function HistoryLists(props: HistoryListsProps) {
  const { history, list, onList } = props
  const { resolution, setResolution, versions } = history
  return (
    <aside
      aria-label="Moments and versions"
      className="flex min-h-0 w-72 shrink-0 flex-col border-l bg-surface max-md:order-first max-md:max-h-64 max-md:w-full max-md:border-b max-md:border-l-0"
    >
      <div className="flex flex-col gap-2 border-b p-2">
        <Segmented
          label="What to list"
          value={list}
          options={[
            { value: "moments", label: "Moments" },
            { value: "versions", label: `Versions (${versions.length})` },
          ]}
          onChange={onList}
        />
        {list === "moments" && (
          <Segmented
            label="How long a moment is"
            value={resolution}
            options={[
              { value: "1", label: "Minutes" },
              { value: "5", label: "5 minutes" },
              { value: "60", label: "Hours" },
            ]}
            onChange={setResolution}
          />
        )}
      </div>
      {/* A region that scrolls must be reachable by keys. */}
      <div
        role="region"
        aria-label={list === "moments" ? "Moments" : "Named versions"}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto"
      >
        {list === "moments" ? <Moments history={history} /> : <Versions {...props} />}
      </div>
    </aside>
  )
}

const shownAtOnce = 40

function Moments({ history }: { readonly history: History }) {
  const { moments, index, moment, people, timeline, isNow } = history
  const { session } = useWorkspace()
  const [listed, setListed] = useState(shownAtOnce)
  // The newest, or those around a moment that is further back.
  const end = index < moments.length - listed ? index + shownAtOnce / 2 : moments.length
  const near = useMemo(() => moments.slice(Math.max(0, end - listed), end), [moments, listed, end])
  const changes = useMomentChanges(session.storyboardId, near)
  return (
    <MomentList
      moments={near}
      changes={changes}
      people={people}
      now={timeline.now}
      shown={isNow ? null : (moment?.last ?? -1)}
      onShow={history.showMoment}
      onMore={end > listed ? () => setListed(listed + shownAtOnce) : null}
    />
  )
}

function Versions({ history, onRename, reload }: HistoryListsProps) {
  const { versions, timeline, at, go } = history
  const { session, role } = useWorkspace()
  const remove = async (gone: Version) => {
    const isGone = await deleteVersion(session.storyboardId, gone)
    if (isGone && at.kind === "version" && at.id === gone.id) go({ at: presentPoint })
    await reload()
  }
  return (
    <VersionList
      versions={versions}
      now={timeline.now}
      shown={at.kind === "version" ? at.id : null}
      mayEdit={roleMay(role, "storyboard.edit")}
      onShow={({ id }) => go({ at: { kind: "version", id } })}
      onRename={onRename}
      onDelete={(gone) => void remove(gone)}
    />
  )
}

/** A refusal is said. True when it is gone. */
async function deleteVersion(storyboardId: StoryboardId, { id }: Version): Promise<boolean> {
  const result = await apiRequest({
    method: "DELETE",
    path: `/storyboards/${storyboardId}/versions/${id}`,
    answer: z.unknown(),
  })
  if (!result.ok) announce("problem", describeApiFailure(result.failure))
  return result.ok
}
