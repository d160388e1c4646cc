import type { GenerationFailure } from "@panelwright/core"
import { ProviderError } from "../../provider.ts"
import type { ComfyUiClient, ComfyUiFile, HistoryEntry } from "./comfyui-client.ts"

export type PromptOutcome =
  | { readonly made: readonly ComfyUiFile[]; readonly failure: null }
  | { readonly made: null; readonly failure: GenerationFailure }

export interface Alarm {
  /** Ends the wait under way, or the next one. */
  ring(): void
  wait(ms: number, signal: AbortSignal): Promise<void>
}

export function createAlarm(): Alarm {
  const state: { rung: boolean; wake: (() => void) | null } = { rung: false, wake: null }
  return {
    ring() {
      state.rung = true
      state.wake?.()
    },
    async wait(ms, signal) {
      signal.throwIfAborted()
      if (!state.rung)
        await new Promise<void>((resolve) => {
          const done = () => {
            clearTimeout(timer)
            signal.removeEventListener("abort", done)
            resolve()
          }
          const timer = setTimeout(done, ms)
          state.wake = done
          signal.addEventListener("abort", done)
        })
      state.rung = false
      state.wake = null
      signal.throwIfAborted()
    },
  }
}

/** How long a server may be away before its queue, which it keeps in memory only, counts as lost. */
const goneMs = 30_000

/**
 * Asks for what became of prompts until all have ended. The socket only says when asking is worth while, so that
 * nothing depends on a message that may be lost.
 */
export async function followPrompts(options: {
  readonly client: ComfyUiClient
  readonly ids: readonly string[]
  readonly output: string | undefined
  readonly alarm: Alarm
  readonly pollMs: () => number
  readonly signal: AbortSignal
  /** How many of everybody's are before the next of these; null: one is being drawn. */
  readonly onPosition: (position: number | null) => void
}): Promise<ReadonlyMap<string, PromptOutcome>> {
  const { client, ids, signal } = options
  const outcomes = new Map<string, PromptOutcome>()
  const missing = new Set<string>()
  let awaySince: number | null = null

  const look = async () => {
    // First the queue: what ends between the two questions is in the history then.
    const queue = await client.readQueue(signal)
    for (const id of ids) {
      if (outcomes.has(id)) continue
      const isThere = queue.running.includes(id) || queue.pending.includes(id)
      const entry = isThere ? null : await client.findEnded(id, signal)
      if (entry !== null) outcomes.set(id, toOutcome(entry, options.output))
      else if (isThere) missing.delete(id)
      else if (missing.has(id)) outcomes.set(id, { made: null, failure: removed })
      else missing.add(id)
    }
    const open = ids.filter((id) => !outcomes.has(id))
    if (open.length === 0) return
    const isDrawn = open.some((id) => queue.running.includes(id))
    const position = Math.min(
      ...open.map((id) => queue.pending.indexOf(id)).filter((at) => at >= 0),
    )
    if (isDrawn) options.onPosition(null)
    else if (Number.isFinite(position)) options.onPosition(position + queue.running.length)
  }

  while (ids.some((id) => !outcomes.has(id))) {
    try {
      await look()
      awaySince = null
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ProviderError) || !isPassing(error.failure)) throw error
      awaySince ??= performance.now()
      if (performance.now() - awaySince > goneMs) throw error
    }
    if (ids.every((id) => outcomes.has(id))) break
    await options.alarm.wait(options.pollMs(), signal)
  }
  return outcomes
}

/** Asking again later may help, and costs nothing. */
const isPassing = (failure: GenerationFailure) =>
  failure.kind === "unreachable" || failure.kind === "rate-limited"

const removed: GenerationFailure = {
  kind: "invalid",
  reason:
    "ComfyUI does not know of it any more: it was taken from its queue, or ComfyUI began anew.",
  billed: false,
}

function toOutcome(entry: HistoryEntry, output: string | undefined): PromptOutcome {
  const messages = entry.status?.messages ?? []
  if (messages.some(([event]) => event === "execution_interrupted")) {
    const reason = "Somebody interrupted it in ComfyUI."
    return { made: null, failure: { kind: "invalid", reason, billed: false } }
  }
  if (entry.status?.status_str === "error") {
    const [, error] = messages.find(([event]) => event === "execution_error") ?? []
    const what = [error?.node_type, error?.exception_type, error?.exception_message]
    const reason = what.filter((part) => part).join(": ") || "A node failed."
    return {
      made: null,
      failure: { kind: "invalid", reason: reason.trim().slice(0, 400), billed: false },
    }
  }
  const outputs = output === undefined ? Object.values(entry.outputs) : [entry.outputs[output]]
  const files = outputs.flatMap((one) => one?.images ?? [])
  // A workflow that saves its result may show what it has on the way, too.
  const saved = files.filter(({ type }) => type === "output")
  const made = saved.length > 0 ? saved : files
  if (made.length > 0) return { made, failure: null }
  const reason = "The workflow ended without a picture."
  return { made: null, failure: { kind: "bad-output", reason, billed: true } }
}
