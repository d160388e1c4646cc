import {
  aspectRatioSchema,
  failure,
  findLeft,
  findOverBudget,
  success,
  type Budget,
  type GenerationRequest,
  type Job,
  type JobId,
  type OverBudget,
  type PanelId,
  type QueueDesk,
  type Result,
} from "@panelwright/core"
import type { Database } from "../database/database.ts"
import type { Clock } from "../job/clock.ts"
import type { JobDesk } from "../job/job-desk.ts"
import { installationScope, loadBudget, loadRooms, loadSpending } from "../job/ledger.ts"
import type { RunTimes } from "../job/run-times.ts"
import type { RequestFailure } from "./check-request.ts"
import type { GenerationActor } from "./order-pictures.ts"
import { estimateJob, listPrices } from "./price.ts"
import type { ImageProvider } from "./provider.ts"
import type { Storyboard } from "@panelwright/core"

export interface PriceAnswer {
  readonly provider: string
  readonly isFree: boolean
  /** Of the whole wish; 0 where it is free, null where it is not known. */
  readonly microDollars: number | null
  /** The first limit that all of it together would pass; null: it fits. */
  readonly overBudget: OverBudget | null
}

/** Money, turns and decisions: what people do about pictures that were asked for. Whether they may is the caller's question. */
export interface GenerationDesk {
  /** What it would cost, before anybody asks for it. */
  estimate(wish: {
    readonly storyboardId: string
    readonly panelIds: readonly PanelId[]
    readonly request: GenerationRequest
    readonly actor: GenerationActor
  }): Promise<Result<PriceAnswer, RequestFailure>>
  /** `runsInstallation`: with the figures of the whole installation. Null: there is no such storyboard. */
  loadDesk(
    storyboardId: string,
    actor: GenerationActor,
    options: { readonly runsInstallation: boolean },
  ): Promise<QueueDesk | null>
  /** Null: there is nothing that could be paused, resumed or moved. */
  pauseJob(id: JobId): Promise<Job | null>
  resumeJob(id: JobId): Promise<Job | null>
  moveUp(id: JobId): Promise<Job | null>
  pauseQueue(storyboardId: string, actor: GenerationActor): Promise<void>
  resumeQueue(storyboardId: string): Promise<void>
  /** Those of them that waited for it. */
  consent(ids: readonly JobId[], actor: GenerationActor): Promise<Job[]>
  /** Leaves an outcome that is not known as it is. Null: the question is not open. */
  leave(id: JobId, options: { readonly isBilled: boolean }): Promise<Job | null>
  /** A storyboard's, or `installation`. What fits into it now goes. */
  saveBudget(scope: string, budget: Budget, actor: GenerationActor): Promise<void>
  loadBudget(scope: string): Promise<Budget>
}

export function createGenerationDesk(options: {
  readonly database: Database
  readonly clock: Clock
  readonly jobs: JobDesk
  readonly times: RunTimes
  readonly providers: ReadonlyMap<string, ImageProvider>
  readonly defaultProvider: string
  readonly loadStoryboard: (id: string) => Promise<Storyboard | null>
  readonly listUnderWay: (storyboardId: string) => Promise<Job[]>
  /** Tells everybody of a job, and the workers when one may go. */
  readonly tell: (jobs: readonly Job[]) => void
}): GenerationDesk {
  const { jobs, times, providers, defaultProvider, loadStoryboard, tell } = options
  const { sql } = options.database

  const loadRoomsOf = (storyboardId: string, actor: GenerationActor) =>
    loadRooms(
      sql,
      { storyboardId, payer: actor.personId ?? actor.id, at: new Date(options.clock()) },
      { lock: false },
    )
  const told = (job: Job | null) => {
    if (job !== null) tell([job])
    return job
  }

  return {
    async estimate({ storyboardId, panelIds, request, actor }) {
      const id = request.provider ?? defaultProvider
      const provider = providers.get(id)
      if (!provider)
        return failure({ kind: "provider-unknown", provider: id, known: [...providers.keys()] })
      const storyboard = await loadStoryboard(storyboardId)
      if (storyboard === null) return failure({ kind: "storyboard-not-found" })
      const each = estimateJob(provider, storyboard.settings.aspectRatio, request)
      if (each === null)
        return success({ provider: id, isFree: true, microDollars: 0, overBudget: null })
      const count = new Set(panelIds).size
      const microDollars = each.microDollars === null ? null : each.microDollars * count
      const rooms = await loadRoomsOf(storyboardId, actor)
      const overBudget = findOverBudget(rooms, microDollars)
      return success({ provider: id, isFree: false, microDollars, overBudget })
    },

    async loadDesk(storyboardId, actor, { runsInstallation }) {
      const aspectRatio = await findAspectRatio(storyboardId)
      if (aspectRatio === null) return null
      const [isPaused, learned, rooms, storyboardMoney, installationMoney] = await Promise.all([
        jobs.isPaused(storyboardId),
        times.list(),
        loadRoomsOf(storyboardId, actor),
        loadMoney(storyboardId),
        runsInstallation ? loadMoney(installationScope) : null,
      ])
      return {
        isPaused,
        defaultProvider,
        prices: listPrices(providers.values(), aspectRatio),
        times: learned,
        storyboard: storyboardMoney,
        installation: installationMoney,
        leftMicroDollars: findLeft(rooms),
      }
    },

    pauseJob: async (id) => told(await jobs.pause(id)),
    resumeJob: async (id) => told(await jobs.resume(id)),
    moveUp: async (id) => told(await jobs.moveUp(id)),
    // Everybody hears of the jobs that it concerns, and looks at the queue again.
    async pauseQueue(storyboardId, actor) {
      await jobs.pauseQueue(storyboardId, actor.id)
      tell(await options.listUnderWay(storyboardId))
    },
    async resumeQueue(storyboardId) {
      await jobs.resumeQueue(storyboardId)
      tell(await options.listUnderWay(storyboardId))
    },
    async consent(ids, actor) {
      const released = await jobs.consent(ids, actor.id)
      tell(released)
      return released
    },
    leave: async (id, { isBilled }) => told(await jobs.decide(id, "left", { isBilled })),
    async saveBudget(scope, budget, actor) {
      tell(await jobs.saveBudget(scope, budget, actor.id))
    },
    loadBudget: (scope) => loadBudget(sql, scope),
  }

  /** As the list of storyboards has it: many ask for the desk at once, and opening the doc for it would cost more. */
  async function findAspectRatio(storyboardId: string) {
    const [row] = await sql`
      select aspect_ratio from storyboard where id = ${storyboardId} and deleted_at is null`
    return row === undefined ? null : aspectRatioSchema.parse(row["aspect_ratio"])
  }

  async function loadMoney(scope: string) {
    const [budget, spending] = await Promise.all([
      loadBudget(sql, scope),
      loadSpending(sql, scope === installationScope ? null : scope),
    ])
    return { budget, ...spending }
  }
}
