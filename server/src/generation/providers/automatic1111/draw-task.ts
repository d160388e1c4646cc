import { setTimeout as sleep } from "node:timers/promises"
import type { ImageRequest, ProviderEvent } from "@panelwright/core"
import { ProviderError } from "../../provider.ts"
import { createEventQueue, type EventQueue } from "../event-queue.ts"
import { createPatience } from "../patience.ts"
import type { Automatic1111Client, DrawnPictures, TaskProgress } from "./automatic1111-client.ts"
import { composeBody } from "./compose-body.ts"
import { endTask } from "./end-task.ts"

export interface TaskWork {
  readonly client: Automatic1111Client
  readonly request: ImageRequest
  readonly jobId: string
  readonly signal: AbortSignal
  /** Without a sign of life. */
  readonly timeoutMs: number
  readonly pollMs: number
  /** Whether the server tells one task from another. */
  readonly isTracked: boolean
}

/** One request that is answered when all its pictures are drawn; how far it is has to be asked beside it. */
export async function* drawTask(work: TaskWork): AsyncGenerator<ProviderEvent> {
  const { client, request, pollMs, isTracked } = work
  const id = `task(panelwright-${work.jobId}-${crypto.randomUUID().slice(0, 8)})`
  const patience = createPatience(work.timeoutMs)
  const signal = AbortSignal.any([work.signal, patience.signal])
  const events = createEventQueue<ProviderEvent>()
  const watching = new AbortController()
  const state = { sent: false, ended: false }

  const draw = async () => {
    const body = await composeBody(request, id)
    signal.throwIfAborted()
    events.push({ type: "progress", value: 0 })
    state.sent = true
    const drawn = await client.draw(body, signal)
    state.ended = true
    watching.abort()
    await throwIfInterrupted(client, drawn, signal)
    events.push(composeDone(request, drawn))
    events.end()
  }
  const stop = () => events.fail(signal.reason)
  signal.addEventListener("abort", stop, { once: true })
  draw().catch((error: unknown) => {
    // An answer that came, and be it a refusal, is the end of it.
    state.ended ||= error instanceof ProviderError && !mayGoOn(error)
    events.fail(signal.aborted ? signal.reason : error)
  })
  if (isTracked)
    watchTask({
      client,
      id,
      pollMs,
      signal: AbortSignal.any([signal, watching.signal]),
      onProgress: createReporter(events, () => patience.renew()),
    }).catch(() => undefined)
  try {
    yield* events
  } finally {
    signal.removeEventListener("abort", stop)
    patience.stop()
    watching.abort()
    if (state.sent && !state.ended && isTracked)
      endTask(client, { id, pollMs }).catch(() => undefined)
  }
}

const mayGoOn = ({ failure }: ProviderError) => failure.kind === "unreachable" && failure.billed

/** Shows only what is new. */
function createReporter(events: EventQueue<ProviderEvent>, renew: () => void) {
  const shown = { progress: 0, place: "", preview: -1 }
  return {
    preview: () => shown.preview,
    report({ active, queued, progress, live_preview, id_live_preview, textinfo }: TaskProgress) {
      if (queued) renew()
      const place = queued ? (textinfo ?? "") : ""
      // "In queue: 2/3"
      const number = Number(/(\d+)\/\d+/.exec(place)?.[1] ?? 0)
      if (place !== shown.place && number > 0) events.push({ type: "queued", position: number })
      shown.place = place
      if (!active) return
      const value = Math.min(1, progress ?? 0)
      if (value > shown.progress) {
        renew()
        shown.progress = value
        events.push({ type: "progress", value })
      }
      const [, base64] = live_preview?.split(";base64,") ?? []
      if (!base64 || (id_live_preview ?? -1) === shown.preview) return
      renew()
      shown.preview = id_live_preview ?? -1
      events.push({ type: "partial", index: 0, bytes: Buffer.from(base64, "base64") })
    },
  }
}

async function watchTask(options: {
  readonly client: Automatic1111Client
  readonly id: string
  readonly pollMs: number
  readonly signal: AbortSignal
  readonly onProgress: ReturnType<typeof createReporter>
}): Promise<void> {
  const { client, id, pollMs, signal, onProgress } = options
  for (;;) {
    await sleep(pollMs, undefined, { signal })
    try {
      const task = await client.readTask({ id, preview: onProgress.preview() }, signal)
      signal.throwIfAborted()
      onProgress.report(task)
    } catch (error) {
      signal.throwIfAborted()
      // It is only about how far it is.
      if (!(error instanceof ProviderError)) throw error
    }
  }
}

/**
 * Who interrupts work in the server's own interface gets what is drawn by then, and so does whoever asked for it: with
 * success. The server says it until the next work begins, which is known by when it began.
 */
async function throwIfInterrupted(
  client: Automatic1111Client,
  drawn: DrawnPictures,
  signal: AbortSignal,
): Promise<void> {
  const state = await client.readState(signal).catch(() => null)
  signal.throwIfAborted()
  if (state?.interrupted && state.job_timestamp === drawn.jobTimestamp)
    throw new ProviderError({
      kind: "invalid",
      reason: "Somebody interrupted it in the server's own interface.",
      billed: false,
    })
}

function composeDone(
  request: ImageRequest,
  { pictures, seeds, model }: DrawnPictures,
): ProviderEvent {
  if (pictures.length === 0)
    throw new ProviderError({
      kind: "bad-output",
      reason: "The server answered without a picture.",
      billed: true,
    })
  const missing = request.count - pictures.length
  return {
    type: "done",
    images: pictures.map((bytes, index) => ({
      bytes,
      seed: seeds[index] ?? request.seed,
      state: null,
    })),
    model: model ?? "unknown checkpoint",
    cost: { microDollars: 0 },
    revisedPrompt: null,
    warnings: missing > 0 ? [`${missing} of the pictures did not come.`] : [],
  }
}
