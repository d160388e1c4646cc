import {
  formatPoint,
  groupMoments,
  listRestored,
  parsePoint,
  roleMay,
  type HistoryMoment,
  type HistoryPoint,
  type Version,
} from "@panelwright/core"
import { compareDocs } from "@panelwright/document"
import { Bookmark, RotateCcw } from "lucide-react"
import { useDeferredValue, useMemo, useState } from "react"
import { useLocation, useNavigate } from "react-router"
import { z } from "zod"
import { apiRequest } from "../../api/api-request.ts"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { Button } from "../../ui/button.tsx"
import { CheckBox } from "../../ui/check-box.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Segmented } from "../../ui/segmented.tsx"
import { Select } from "../../ui/select.tsx"
import { announce } from "../../ui/toaster.tsx"
import { useSelection, useWorkspace } from "../workspace/workspace-context.tsx"
import { describeDifferences } from "./describe-differences.ts"
import { formatMoment } from "./format-moment.ts"
import { formatHistoryAddress, parseHistoryAddress } from "./history-address.ts"
import { MomentList } from "./moment-list.tsx"
import { PanelComparison } from "./panel-comparison.tsx"
import { PastSheet } from "./past-sheet.tsx"
import { RestoreDialog } from "./restore-dialog.tsx"
import { TimeSlider } from "./time-slider.tsx"
import { useMomentChanges } from "./use-moment-changes.ts"
import { usePast } from "./use-past.ts"
import { useRestore } from "./use-restore.ts"
import { useTimeline, type LoadedTimeline } from "./use-timeline.ts"
import { VersionDialog } from "./version-dialog.tsx"
import { VersionList } from "./version-list.tsx"

const presentPoint: HistoryPoint = { kind: "now" }

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

const resolutions = ["1", "5", "60"] as const
type Resolution = (typeof resolutions)[number]

/** As fine as it can be while the moments can still be told apart. */
const pickResolution = (minutes: number): Resolution =>
  minutes <= 150 ? "1" : minutes <= 1500 ? "5" : "60"

const shownAtOnce = 40

type Open =
  | { readonly kind: "restore" }
  | { readonly kind: "name"; readonly subject: Version | HistoryPoint }

function Loaded(props: { readonly loaded: LoadedTimeline; readonly reload: () => Promise<void> }) {
  const { reload } = props
  const { timeline, versions } = props.loaded
  const { session, role, selection } = useWorkspace()
  const selected = useSelection().at(-1) ?? null
  const location = useLocation()
  const navigate = useNavigate()
  const { at, against } = useMemo(
    () => parseHistoryAddress(new URLSearchParams(location.search)),
    [location.search],
  )
  const [chosenResolution, setResolution] = useState<Resolution | null>(null)
  const [list, setList] = useState<"moments" | "versions">("moments")
  const [listed, setListed] = useState(shownAtOnce)
  const [onlyDifferent, setOnlyDifferent] = useState(false)
  const [open, setOpen] = useState<Open | null>(null)
  const restore = useRestore()

  const resolution = chosenResolution ?? pickResolution(timeline.minutes.length)
  const moments = useMemo(
    () => groupMoments(timeline.minutes, Number(resolution)),
    [timeline, resolution],
  )
  const people = useMemo(
    () => new Map(timeline.people.map((person) => [person.id, person])),
    [timeline],
  )
  const past = usePast(session, at)
  const other = usePast(session, against)
  const { now } = timeline
  const pastRead = past.kind === "shown" ? past.read : null
  const isReady = past.kind === "shown" && !past.stale
  const otherRead = other.kind === "shown" ? other.read : null
  const isSame = formatPoint(at) === formatPoint(against)
  const pair = useDeferredValue(
    useMemo(
      () => pastRead && otherRead && { past: pastRead, other: otherRead },
      [pastRead, otherRead],
    ),
  )
  const differences = useMemo(
    () => (pair && !isSame ? compareDocs(pair.past, pair.other) : []),
    [pair, isSame],
  )
  const byPanel = useMemo(
    () =>
      new Map(
        differences.flatMap((difference) =>
          difference.subject === "panel" ? [[difference.id ?? "", difference]] : [],
        ),
      ),
    [differences],
  )

  const version = at.kind === "version" ? versions.find(({ id }) => id === at.id) : undefined
  const revision = at.kind === "revision" ? at.revision : (version?.revision ?? null)
  const found = revision === null ? -1 : moments.findIndex(({ last }) => last >= revision)
  const index = revision === null || found < 0 ? moments.length : found
  const moment = moments[index]
  // The newest, or those around a moment that is further back.
  const end = index < moments.length - listed ? index + shownAtOnce / 2 : moments.length
  const near = useMemo(() => moments.slice(Math.max(0, end - listed), end), [moments, listed, end])
  const changes = useMomentChanges(session.storyboardId, near)
  const nameOf = (point: HistoryPoint): string => {
    if (point.kind === "now") return "Now"
    if (point.kind === "version")
      return versions.find(({ id }) => id === point.id)?.name ?? "A version that is gone"
    if (point.kind === "time") return formatMoment(point.at, now)
    const one = moments.find(({ last }) => last >= point.revision)
    return one ? formatMoment(one.at, now) : `Revision ${point.revision}`
  }
  const name = nameOf(at)
  const isNow = at.kind === "now"
  const mayEdit = roleMay(role, "storyboard.edit")

  const go = (
    address: { readonly at?: HistoryPoint; readonly against?: HistoryPoint },
    replace = false,
  ) => {
    const search = formatHistoryAddress(new URLSearchParams(globalThis.location.search), {
      at: address.at ?? at,
      against: address.against ?? against,
    })
    void navigate({ search }, { replace, preventScrollReset: true })
  }
  const showMoment = (next: HistoryMoment | null | undefined, replace = false) =>
    go({ at: next ? { kind: "revision", revision: next.last } : presentPoint }, replace)

  const deleteVersion = async (gone: Version) => {
    const result = await apiRequest({
      method: "DELETE",
      path: `/storyboards/${session.storyboardId}/versions/${gone.id}`,
      answer: z.unknown(),
    })
    if (!result.ok) announce("problem", describeApiFailure(result.failure))
    else if (at.kind === "version" && at.id === gone.id) go({ at: presentPoint })
    await reload()
  }

  if (timeline.minutes.length === 0 && versions.length === 0)
    return (
      <p className="p-6 text-text-2">
        Nothing has been changed yet. What you and others do will be listed here, minute by minute,
        and can be taken up again.
      </p>
    )
  const panel = selected && pastRead?.storyboard.panels.find(({ id }) => id === selected)
  return (
    <>
      <div className="shrink-0 border-b bg-surface">
        <TimeSlider
          moments={moments}
          people={people}
          versions={versions}
          now={now}
          index={index}
          onChange={(next) => showMoment(moments[next], true)}
        />
        <div className="flex flex-wrap items-center gap-2 px-4 pb-2">
          <p role="status" className="min-w-0 flex-1 basis-48 truncate text-sm">
            <span className="font-semibold">{name}</span>
            {moment && !isNow && (
              <span className="text-text-2">
                {" "}
                ·{" "}
                {moment.changes
                  .map(({ person }) => people.get(person)?.name ?? "Somebody")
                  .join(", ")}
              </span>
            )}
          </p>
          <span className="flex items-center gap-1.5 text-xs text-text-2">
            <span aria-hidden className="max-sm:hidden">
              Compare with
            </span>
            <Select
              label="Compare with"
              className="w-40"
              value={formatPoint(against)}
              options={[
                { value: "now", label: "Now" },
                ...versions.map(({ id, name: label }) => ({ value: String(id), label })),
                ...(against.kind === "revision" || against.kind === "time"
                  ? [{ value: formatPoint(against), label: nameOf(against) }]
                  : []),
              ]}
              onChange={(next) => go({ against: parsePoint(next) ?? presentPoint })}
            />
          </span>
          {mayEdit && (
            <Button disabled={!isReady} onClick={() => setOpen({ kind: "name", subject: at })}>
              <Bookmark aria-hidden size={14} /> Name this version
            </Button>
          )}
          {mayEdit && (
            <Button
              tone="primary"
              disabled={isNow || !isReady || restore.refusal !== null}
              onClick={() => setOpen({ kind: "restore" })}
            >
              <RotateCcw aria-hidden size={14} /> Restore storyboard
            </Button>
          )}
        </div>
      </div>
      <div className="flex min-h-0 flex-1 max-md:flex-none max-md:flex-col">
        {/* A region that scrolls must be reachable by keys. */}
        <div
          role="region"
          aria-label="The storyboard at this moment"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
          tabIndex={0}
          aria-busy={!isReady}
          className="min-h-0 min-w-0 flex-1 md:overflow-y-auto"
        >
          {(past.kind === "failed" || other.kind === "failed") && (
            <Notice kind="problem" className="m-4">
              {describePastFailure(past.kind === "failed" ? past.status : 0)}
            </Notice>
          )}
          {pair &&
            pair.past !== pair.other &&
            selected !== null &&
            (panel || byPanel.has(selected)) && (
              <PanelComparison
                panelId={selected}
                then={{ name, storyboard: pair.past.storyboard }}
                other={{ name: nameOf(against), storyboard: pair.other.storyboard }}
                onClose={() => selection.set([])}
                actions={
                  mayEdit &&
                  panel && (
                    <Button
                      disabled={isNow || !isReady || restore.refusal !== null}
                      onClick={() => pastRead && restore.restoreOne(pastRead, panel)}
                    >
                      <RotateCcw aria-hidden size={14} /> Restore this panel
                    </Button>
                  )
                }
              />
            )}
          {pair && (
            <>
              <div className="flex flex-wrap items-center gap-3 px-4 pt-3">
                <Summary phrases={describeDifferences(differences)} isSame={isSame} />
                <CheckBox
                  label="Only what differs"
                  checked={onlyDifferent}
                  onChange={setOnlyDifferent}
                />
              </div>
              <PastSheet
                storyboard={pair.past.storyboard}
                other={pair.other.storyboard}
                differences={byPanel}
                onlyDifferent={onlyDifferent}
                selected={selected}
                onSelect={({ id }) => selection.set([id])}
              />
            </>
          )}
        </div>
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
              onChange={setList}
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
            {list === "moments" ? (
              <MomentList
                moments={near}
                changes={changes}
                people={people}
                now={now}
                shown={isNow ? null : (moment?.last ?? -1)}
                onShow={showMoment}
                onMore={end > listed ? () => setListed(listed + shownAtOnce) : null}
              />
            ) : (
              <VersionList
                versions={versions}
                now={now}
                shown={at.kind === "version" ? at.id : null}
                mayEdit={mayEdit}
                onShow={({ id }) => go({ at: { kind: "version", id } })}
                onRename={(subject) => setOpen({ kind: "name", subject })}
                onDelete={(gone) => void deleteVersion(gone)}
              />
            )}
          </div>
        </aside>
      </div>
      {open?.kind === "restore" && pastRead && isReady && (
        <RestoreWhole
          past={pastRead}
          name={name}
          onRestore={() => {
            setOpen(null)
            restore.restoreAll(pastRead, name)
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

/** Against the storyboard as it is, whatever the moment is compared with. */
function RestoreWhole(props: {
  readonly past: NonNullable<ReturnType<typeof getRead>>
  readonly name: string
  readonly onRestore: () => void
  readonly onClose: () => void
}) {
  const { session } = useWorkspace()
  const live = getRead(usePast(session, presentPoint))
  const differences = useMemo(
    () => listRestored(live ? compareDocs(live, props.past) : [], null),
    [live, props.past],
  )
  const { name, onRestore, onClose } = props
  return (
    <RestoreDialog name={name} differences={differences} onRestore={onRestore} onClose={onClose} />
  )
}

const getRead = (past: ReturnType<typeof usePast>) => (past.kind === "shown" ? past.read : null)

function Summary(props: { readonly phrases: readonly string[]; readonly isSame: boolean }) {
  const { phrases, isSame } = props
  const text = isSame
    ? "This is the storyboard as it is now. Move the slider to go back."
    : phrases.length === 0
      ? "Nothing differs."
      : `What differs since: ${phrases.slice(0, 6).join(" · ")}${phrases.length > 6 ? ` · and ${phrases.length - 6} more` : ""}`
  return <p className="min-w-0 flex-1 basis-60 text-sm text-text-2">{text}</p>
}

function describePastFailure(status: number): string {
  if (status === 404)
    return "The storyboard was never at this point, or it is older than what is kept. Choose another moment."
  return "This moment can't be shown now. Nothing was changed; choose it again in a moment."
}
