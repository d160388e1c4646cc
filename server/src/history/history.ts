import {
  failure,
  listRestored,
  success,
  type Actor,
  type Comparison,
  type Difference,
  type HistoryPoint,
  type PanelId,
  type Restored,
  type Result,
  type StoryboardId,
  type StretchChanges,
  type Timeline,
} from "@panelwright/core"
import type { StoryboardState } from "@panelwright/core/protocol"
import {
  compareDocs,
  getRoots,
  openPastDoc,
  readStoryboard,
  restorePanels,
  restoreStoryboard,
} from "@panelwright/document"
import { LRUCache } from "lru-cache"
import type postgres from "postgres"
import * as Y from "yjs"
import type { Activity } from "../activity/activity.ts"
import { toStoryboardState } from "../project/storyboard-state.ts"
import { UPDATE_RETENTION_DAYS } from "../sync/doc-log.ts"
import type { Sync } from "../sync/sync.ts"
import type { HistoryFailure, RestoreFailure } from "./history-failure.ts"
import { createHistoryLog, type UpdateChunk } from "./history-log.ts"
import { createHistoryThread } from "./history-thread.ts"
import { listPeople } from "./list-people.ts"
import { createPastStates, type PastState } from "./past-states.ts"
import { createTimelineIndex } from "./timeline-index.ts"
import { createVersions, type Versions } from "./versions.ts"

export interface RestoreOrder {
  readonly point: HistoryPoint
  /** Left out: the whole storyboard. */
  readonly panelIds?: readonly PanelId[] | undefined
  readonly dryRun?: boolean | undefined
}

/**
 * What storyboards were, out of their log. Every revision of the last 30 days can be had, and every version. Callers
 * have asked `can`. Long work is done on another thread.
 */
export interface History {
  readonly versions: Versions
  loadTimeline(id: StoryboardId): Promise<Timeline>
  /**
   * Who did what from each of these rising revisions to the next. At most 50,000 updates are looked at for one
   * question, the newest first; what is beyond them is not described.
   */
  describeChanges(
    id: StoryboardId,
    revisions: readonly number[],
  ): Promise<Result<StretchChanges[], HistoryFailure>>
  loadDoc(id: StoryboardId, point: HistoryPoint): Promise<Result<PastState, HistoryFailure>>
  loadState(id: StoryboardId, point: HistoryPoint): Promise<Result<StoryboardState, HistoryFailure>>
  compare(
    id: StoryboardId,
    points: { readonly from: HistoryPoint; readonly to: HistoryPoint },
  ): Promise<Result<Comparison, HistoryFailure>>
  /** Sets back by a new change of this actor; nothing is taken out of the history. */
  restore(
    actor: Actor,
    id: StoryboardId,
    order: RestoreOrder,
  ): Promise<Result<Restored, RestoreFailure>>
  close(): Promise<void>
}

const emptyState = Uint8Array.of(0, 0)
const mostDescribed = 50_000
const mostKeptDescriptions = 5000

export function createHistory(options: {
  readonly sql: postgres.Sql
  readonly sync: Sync
  readonly activity: Activity
  readonly clock: () => number
  readonly makeToken: () => string
}): History {
  const { sql, sync, activity, clock, makeToken } = options
  const log = createHistoryLog(sql, () => sync.stored())
  const thread = createHistoryThread()
  const past = createPastStates({ log, thread })
  const index = createTimelineIndex(log)
  const described = new LRUCache<string, StretchChanges>({ max: mostKeptDescriptions })

  const findMissing = async (id: StoryboardId) =>
    failure({ kind: "moment-not-found", ...(await log.findReach(id)) } as const)

  const findRevisionAt = async (id: StoryboardId, at: number): Promise<number | null> => {
    const minutes = await index.listMinutes(id)
    const next = minutes.findIndex((minute) => minute.at > at)
    const partly = next < 0 ? undefined : minutes[next]
    const within = partly && (await log.findBefore(id, { ...partly, at }))
    const before = next < 0 ? minutes.at(-1) : minutes[next - 1]
    return within ?? before?.last ?? null
  }

  const loadRevision = async (
    id: StoryboardId,
    revision: number,
  ): Promise<Result<PastState, HistoryFailure>> => {
    const loaded = await past.load(id, revision)
    return loaded.ok ? success({ revision, state: loaded.value ?? emptyState }) : loaded
  }

  const loadPresent = async (id: StoryboardId): Promise<PastState> => {
    const { doc, revision } = await sync.loadDoc(id)
    const state = Y.encodeStateAsUpdate(doc)
    doc.destroy()
    return { revision, state }
  }

  const loadDoc: History["loadDoc"] = async (id, point) => {
    switch (point.kind) {
      case "now":
        return success(await loadPresent(id))
      case "revision":
        return loadRevision(id, point.revision)
      case "version":
        return versions.loadState(id, point.id)
      case "time": {
        const revision = await findRevisionAt(id, point.at)
        return revision === null ? findMissing(id) : loadRevision(id, revision)
      }
    }
  }

  const versions = createVersions({
    sql,
    clock,
    makeToken,
    activity,
    loadDoc: (id, point) => loadDoc(id, point),
    findTime: (id, revision) => log.findTime(id, revision),
    listPeople: (id, ids) => listPeople(sql, id, ids),
  })

  const describeRun = async (
    id: StoryboardId,
    run: readonly Stretch[],
  ): Promise<Result<null, HistoryFailure>> => {
    const [after, until] = [run[0]?.from ?? 0, run.at(-1)?.to ?? 0]
    const base = await past.load(id, after)
    if (!base.ok) return base
    const chunks: UpdateChunk[] = []
    for await (const chunk of log.readUpdates(id, { after, until })) chunks.push(chunk)
    const counts = run.map(({ from, to }) => to - from)
    const all = await thread.run("describe", { state: base.value, chunks, counts })
    for (const [at, stretch] of run.entries())
      described.set(keyOf(id, stretch), { ...stretch, people: all[at] ?? null })
    return success(null)
  }

  return {
    versions,
    loadDoc,

    async loadTimeline(id) {
      const minutes = await index.listMinutes(id)
      const { earliest, latest } = await log.findReach(id)
      const kept = minutes.filter(({ last }) => last > earliest && last <= latest)
      const ids = new Set(kept.flatMap(({ changes }) => changes.map(({ person }) => person)))
      return {
        revision: latest,
        earliest,
        now: clock(),
        retentionDays: UPDATE_RETENTION_DAYS,
        people: await listPeople(sql, id, [...ids]),
        minutes: kept,
      }
    },

    async describeChanges(id, revisions) {
      const { earliest, latest } = await log.findReach(id)
      const end = revisions.at(-1) ?? 0
      if ((revisions[0] ?? 0) < earliest || end > latest) return findMissing(id)
      const pairs = revisions.slice(1).map((to, at) => ({ from: revisions[at] ?? 0, to }))
      for (const run of chooseRuns(pairs.filter((pair) => !described.has(keyOf(id, pair))))) {
        const done = await describeRun(id, run)
        if (!done.ok) return done
      }
      return success(
        pairs.map((pair) => described.get(keyOf(id, pair)) ?? { ...pair, people: null }),
      )
    },

    async loadState(id, point) {
      const loaded = await loadDoc(id, point)
      if (!loaded.ok) return loaded
      const { revision, state } = loaded.value
      return success(toStoryboardState(id, revision, await thread.run("read", { state })))
    },

    async compare(id, points) {
      const from = await loadDoc(id, points.from)
      if (!from.ok) return from
      const to = await loadDoc(id, points.to)
      if (!to.ok) return to
      return success({
        from: from.value.revision,
        to: to.value.revision,
        differences: await thread.run("compare", {
          from: from.value.state,
          to: to.value.state,
        }),
      })
    },

    async restore(actor, id, { point, panelIds, dryRun = false }) {
      const loaded = await loadDoc(id, point)
      if (!loaded.ok) return loaded
      const then = openPastDoc(loaded.value.state)
      const { panels } = getRoots(then)
      const missing = panelIds?.find((panelId) => !panels.has(panelId))
      if (missing !== undefined) return failure({ kind: "panel-not-found", panelId: missing })
      const storyboard = readStoryboard(then)
      const look = (doc: Y.Doc): Difference[] =>
        listRestored(
          compareDocs({ doc, storyboard: readStoryboard(doc) }, { doc: then, storyboard }),
          panelIds ?? null,
        )
      if (dryRun) {
        const { doc, revision } = await sync.loadDoc(id)
        return success({ before: revision, revision, differences: look(doc) })
      }
      const { value, revision } = await sync.changeDoc(id, actor.id, (doc, before) => {
        const differences = look(doc)
        if (panelIds) restorePanels(doc, then, { panelIds, origin: actor.id })
        else restoreStoryboard(doc, then, actor.id)
        return { before, differences }
      })
      then.destroy()
      await activity.record(id, actor.id, {
        kind: "restored",
        revision,
        to: loaded.value.revision,
        panels: panelIds?.length ?? null,
      })
      return success({ ...value, revision })
    },

    close: () => thread.close(),
  }
}

interface Stretch {
  readonly from: number
  readonly to: number
}

const keyOf = (id: StoryboardId, { from, to }: Stretch) => `${id} ${from} ${to}`

/** The newest stretches that are not too much together, in runs that follow each other. */
function chooseRuns(stretches: readonly Stretch[]): Stretch[][] {
  const runs: Stretch[][] = []
  let left = mostDescribed
  for (const stretch of stretches.toReversed()) {
    const size = stretch.to - stretch.from
    if (size > left) continue
    left -= size
    const next = runs.at(-1)
    if (next?.[0]?.from === stretch.to) next.unshift(stretch)
    else runs.push([stretch])
  }
  return runs
}
