import { setTimeout as sleep } from "node:timers/promises"
import type { Capabilities, GenerationFailure } from "@panelwright/core"
import type { Log } from "../log.ts"
import { ProviderError, type ImageProvider } from "./provider.ts"

/** Whether a provider can be used, as of when it was last asked. */
export type ProviderReach =
  /** What it draws with, and what does not work of that which was set up for it. */
  | {
      readonly kind: "ready"
      readonly models: readonly string[]
      readonly warnings: readonly string[]
    }
  | { readonly kind: "away"; readonly failure: GenerationFailure }
  /** It has been asked and has not answered yet. */
  | { readonly kind: "unknown" }

export interface ProviderState {
  readonly id: string
  readonly label: string
  readonly capabilities: Capabilities
  readonly reach: ProviderReach
  /** Null: never. */
  readonly checkedAt: number | null
}

/** Knows which providers are there. One that is not keeps nobody else from working. */
export interface ProviderWatch {
  /** As far as is known, at once; the first is the default. */
  readonly known: readonly ProviderState[]
  /** After asking those that were not asked lately; one that takes long is shown as it was. */
  list(): Promise<readonly ProviderState[]>
  /** Asks all now, and from then on those that are away. */
  start(): void
  stop(): void
}

const freshMs = 20_000
const retryMs = 60_000
/** A server with many models takes long to say what it has. */
const answerMs = 60_000

interface Entry {
  readonly provider: ImageProvider
  reach: ProviderReach
  checkedAt: number | null
  asking: Promise<void> | null
}

export function createProviderWatch(options: {
  readonly providers: readonly ImageProvider[]
  readonly clock: () => number
  readonly log: Log
  /** How long `list` waits for answers; 3 s when left out. */
  readonly waitMs?: number
}): ProviderWatch {
  const { clock, log, waitMs = 3000 } = options
  const stopping = new AbortController()
  const here: ProviderReach = { kind: "ready", models: [], warnings: [] }
  const entries = options.providers.map((provider): Entry => ({
    provider,
    reach: provider.probe ? { kind: "unknown" } : here,
    checkedAt: null,
    asking: null,
  }))
  let timer: NodeJS.Timeout | null = null

  const look = async (entry: Entry) => {
    const { provider } = entry
    const reach = await probe(provider, stopping.signal)
    if (stopping.signal.aborted) return
    if (reach.kind !== entry.reach.kind)
      log.info({ provider: provider.id, reach: reach.kind }, "provider-reach-changed")
    entry.reach = reach
    entry.checkedAt = clock()
  }

  const ask = (entry: Entry): Promise<void> => {
    if (!entry.provider.probe) return Promise.resolve()
    entry.asking ??= look(entry).finally(() => {
      entry.asking = null
    })
    return entry.asking
  }

  const isStale = ({ checkedAt }: Entry) => checkedAt === null || clock() - checkedAt > freshMs

  const watch: ProviderWatch = {
    get known() {
      return entries.map(({ provider, reach, checkedAt }) => ({
        id: provider.id,
        label: provider.label,
        capabilities: provider.capabilities,
        reach,
        checkedAt,
      }))
    },
    async list() {
      const asked = Promise.all(entries.filter(isStale).map(ask))
      await Promise.race([asked, sleep(waitMs, undefined, { ref: false })])
      return watch.known
    },
    start() {
      for (const entry of entries) void ask(entry)
      timer = setInterval(() => {
        for (const entry of entries) if (entry.reach.kind !== "ready") void ask(entry)
      }, retryMs)
      timer.unref()
    },
    stop() {
      stopping.abort()
      if (timer !== null) clearInterval(timer)
    },
  }
  return watch
}

/** Never rejects: what an adapter throws is a reason, too. */
async function probe(provider: ImageProvider, stopping: AbortSignal): Promise<ProviderReach> {
  const deadline = AbortSignal.timeout(answerMs)
  try {
    const report = await provider.probe?.(AbortSignal.any([stopping, deadline]))
    if (report === undefined) return { kind: "unknown" }
    if (!report.ok) return { kind: "away", failure: report.failure }
    const { models, warnings } = report.value
    return { kind: "ready", models, warnings }
  } catch (error) {
    if (error instanceof ProviderError) return { kind: "away", failure: error.failure }
    const reason = deadline.aborted
      ? `It did not answer within ${answerMs / 1000} s.`
      : "It could not be asked."
    return { kind: "away", failure: { kind: "unreachable", reason, billed: false } }
  }
}
