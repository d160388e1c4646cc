import type { ImageRequest, ProviderEvent, ProviderImage } from "@panelwright/core"
import { ProviderError } from "../../provider.ts"
import { createEventQueue } from "../event-queue.ts"
import { createPatience } from "../patience.ts"
import type { WebClient } from "../web-client.ts"
import { cancelPrompts } from "./cancel-prompts.ts"
import type { ComfyUiClient } from "./comfyui-client.ts"
import { createAlarm, followPrompts } from "./follow-prompts.ts"
import { toPromptId } from "./prompt-id.ts"
import { openPromptSocket } from "./prompt-socket.ts"
import { collectPictures, composeValues } from "./slot-values.ts"
import { fillWorkflow, listSlots, type Slot, type Workflow } from "./workflow.ts"

export interface PromptWork {
  readonly web: WebClient
  readonly client: ComfyUiClient
  readonly workflow: Workflow
  readonly checkpoint: string | null
  readonly request: ImageRequest
  readonly jobId: string
  readonly signal: AbortSignal
  /** Without a sign of life. */
  readonly timeoutMs: number
  readonly pollMs: number
}

/** With a socket that says when to ask, asking is only for what it may have lost. */
const besideSocket = 5

/** Previews may come with every step; nobody sees more than this. */
const partialEveryMs = 300

interface Prompt {
  /** As the server knows it. */
  id: string
  /** Asked for by an earlier attempt at the job. */
  isFound: boolean
  readonly seed: number
  readonly index: number
}

/** One prompt for each picture, so that each has its own seed and can be ended by itself. */
export async function* drawPrompts(work: PromptWork): AsyncGenerator<ProviderEvent> {
  const { client, request, jobId } = work
  const patience = createPatience(work.timeoutMs)
  const signal = AbortSignal.any([work.signal, patience.signal])
  const events = createEventQueue<ProviderEvent>()
  const prompts = createPrompts(request, jobId)
  const progress = createProgress(prompts.length, (value) =>
    events.push({ type: "progress", value }),
  )
  const alarm = createAlarm()
  const shown = { partialAt: -Infinity, position: -1 }
  const indexOf = (id: string | null) =>
    id === null ? progress.current() : prompts.findIndex((prompt) => prompt.id === id)
  const clientId = toPromptId(jobId, "client")
  const socket = openPromptSocket({
    web: work.web,
    clientId,
    listener: {
      onProgress(id, value) {
        if (indexOf(id) < 0) return
        patience.renew()
        progress.report(indexOf(id), value)
      },
      onPreview({ promptId, bytes }) {
        const index = indexOf(promptId)
        if (index < 0) return
        patience.renew()
        if (performance.now() - shown.partialAt < partialEveryMs) return
        shown.partialAt = performance.now()
        events.push({ type: "partial", index, bytes })
      },
      onChange(id) {
        if (indexOf(id) < 0) return
        patience.renew()
        alarm.ring()
      },
    },
  })
  const submitting = { done: Promise.resolve() }
  const submit = async (some: readonly Prompt[]) => {
    submitting.done = submitPrompts({ ...work, prompts: some, clientId, signal })
    await submitting.done
  }
  const follow = () =>
    followPrompts({
      client,
      ids: prompts.map(({ id }) => id),
      output: work.workflow.output,
      alarm,
      pollMs: () => work.pollMs * (socket.isOpen() ? besideSocket : 1),
      signal,
      onPosition(position) {
        if (position !== null) patience.renew()
        if (position !== null && position !== shown.position)
          events.push({ type: "queued", position })
        shown.position = position ?? -1
      },
    })
  const draw = async () => {
    await Promise.race([socket.settled, rejectOnAbort(signal)])
    await submit(prompts)
    progress.report(0, 0)
    const outcomes = await follow()
    // An earlier attempt may have been ending it just when it was found.
    const lost = prompts.filter(({ id, isFound }) => isFound && outcomes.get(id)?.failure)
    if (lost.length === 0) return outcomes
    await submit(lost)
    return follow()
  }
  let ended = false
  const finish = async () => {
    const outcomes = await draw()
    ended = true
    events.push(await composeDone(work, { prompts, outcomes, signal }))
    events.end()
  }
  const stop = () => events.fail(signal.reason)
  signal.addEventListener("abort", stop, { once: true })
  finish().catch((error: unknown) => events.fail(signal.aborted ? signal.reason : error))
  try {
    yield* events
  } finally {
    signal.removeEventListener("abort", stop)
    patience.stop()
    socket.close()
    if (!ended) {
      const cancel = () =>
        cancelPrompts(
          client,
          prompts.map(({ id }) => id),
        ).catch(() => undefined)
      // Once now, and once more should one still be on its way.
      const first = cancel()
      submitting.done.then(
        () => first.then(cancel),
        () => first.then(cancel),
      )
    }
  }
}

const createPrompts = (request: ImageRequest, jobId: string): Prompt[] =>
  Array.from({ length: request.count }, (_, index) => {
    const id = toPromptId(jobId, index)
    const seed = request.seed ?? Number.parseInt(toPromptId(jobId, 0).slice(0, 8), 16)
    return { id, index, isFound: false, seed: seed + index }
  })

/** Rises only, however the nodes of a workflow count. */
function createProgress(count: number, report: (value: number) => void) {
  const values = Array.from({ length: count }, () => 0)
  const state = { current: 0, shown: -1 }
  return {
    /** Which one is drawn. */
    current: () => state.current,
    report(index: number, value: number) {
      state.current = index
      values.fill(1, 0, index)
      values[index] = Math.max(values[index] ?? 0, value)
      const sum = values.reduce((total, one) => total + one, 0) / count
      if (sum <= state.shown) return
      state.shown = sum
      report(sum)
    },
  }
}

async function rejectOnAbort(signal: AbortSignal): Promise<never> {
  signal.throwIfAborted()
  return new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true })
  })
}

/** Those that the server has already, because they were asked for before this process began, are not asked for again. */
async function submitPrompts(
  work: PromptWork & { readonly prompts: readonly Prompt[]; readonly clientId: string },
): Promise<void> {
  const { client, prompts, workflow, request, signal, clientId } = work
  const isKnown = async (id: string) => {
    const { running, pending } = await client.readQueue(signal)
    if (running.includes(id) || pending.includes(id)) return true
    const entry = await client.findEnded(id, signal)
    return entry !== null && entry.status?.status_str !== "error"
  }
  const missing: Prompt[] = []
  for (const prompt of prompts) {
    prompt.isFound = await isKnown(prompt.id)
    if (!prompt.isFound) missing.push(prompt)
  }
  if (missing.length === 0) return

  const names: Partial<Record<Slot, string>> = {}
  for (const picture of await collectPictures(request, workflow))
    names[picture.slot] = await client.upload(picture, signal)
  const values = { ...composeValues(request, work), ...names }
  for (const prompt of missing) {
    signal.throwIfAborted()
    const graph = fillWorkflow(workflow, { ...values, seed: prompt.seed })
    try {
      // Not ended by an abort: whoever cancels has to know whether it got there.
      prompt.id = await client.enqueue({ graph, id: prompt.id, clientId }, never)
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ProviderError) || !mayHaveArrived(error)) throw error
      // The answer was lost, not necessarily the prompt: its id says.
      if (!(await isKnown(prompt.id)))
        throw new ProviderError(withoutDoubt(error), { cause: error })
    }
  }
}

const never = new AbortController().signal

const mayHaveArrived = ({ failure }: ProviderError) =>
  failure.kind === "timeout" || (failure.kind === "unreachable" && failure.billed)

/** A prompt whose connection broke and that is not there was not taken. One that is still being read may come later. */
const withoutDoubt = ({ failure }: ProviderError) =>
  failure.kind === "unreachable" ? { ...failure, billed: false } : failure

async function composeDone(
  { client, request, workflow, checkpoint }: PromptWork,
  result: {
    readonly prompts: readonly Prompt[]
    readonly outcomes: Awaited<ReturnType<typeof followPrompts>>
    readonly signal: AbortSignal
  },
): Promise<ProviderEvent> {
  const slots = listSlots(workflow)
  const images: ProviderImage[] = []
  const failures: ProviderError[] = []
  for (const { id, seed } of result.prompts) {
    const outcome = result.outcomes.get(id)
    if (!outcome) continue
    const [file] = outcome.made ?? []
    if (outcome.failure !== null) failures.push(new ProviderError(outcome.failure))
    else if (file) {
      const bytes = await client.loadFile(file, result.signal)
      images.push({
        bytes,
        seed: slots.includes("seed") ? seed : null,
        state: { workflow: workflow.name, checkpoint },
      })
    }
  }
  const [failure] = failures
  if (images.length === 0 && failure) throw failure
  return {
    type: "done",
    images,
    model:
      checkpoint !== null && slots.includes("checkpoint")
        ? `${workflow.name} · ${checkpoint}`
        : workflow.name,
    cost: { microDollars: 0 },
    revisedPrompt: null,
    warnings: [
      ...listUnused(request, slots, workflow.name),
      ...failures.map((error) => `One of the pictures did not come: ${error.failure.kind}.`),
    ],
  }
}

function listUnused(
  { references, operation }: ImageRequest,
  slots: readonly Slot[],
  name: string,
): string[] {
  const used = new Set<string>()
  const unused = references.filter(({ role }) => {
    const slot = role === "base" ? "image" : role
    const stands = operation === "generate" && role === "sketch" && slots.includes("image")
    const isUsed = (stands || slots.includes(slot)) && !used.has(role)
    used.add(role)
    return !isUsed
  })
  if (unused.length === 0) return []
  const roles = [...new Set(unused.map(({ role }) => role))].join(", ")
  return [`The workflow “${name}” did not use ${unused.length} of the guiding pictures (${roles}).`]
}
