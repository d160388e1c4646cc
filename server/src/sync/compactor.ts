import { Worker } from "node:worker_threads"
import type { CompactionAnswer, CompactionRequest } from "./compaction-worker.ts"

export interface Compacted {
  readonly state: Uint8Array
  readonly stateVector: Uint8Array
  readonly deleteSet: Uint8Array
}

export interface Compactor {
  /** One doc made of a state and the updates after it. Rejects when they cannot be applied. */
  compact(parts: { state: Uint8Array | null; updates: readonly Uint8Array[] }): Promise<Compacted>
  close(): Promise<void>
}

const IDLE_MS = 60_000

interface Waiting {
  resolve(compacted: Compacted): void
  reject(error: Error): void
}

/** Compacts in one worker thread, which is started when needed and ends when idle. */
export function createCompactor(): Compactor {
  let worker: Worker | null = null
  let idle: NodeJS.Timeout | null = null
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  function getWorker(): Worker {
    if (idle) clearTimeout(idle)
    if (worker) return worker
    const started = new Worker(new URL("./compaction-worker.ts", import.meta.url), {
      name: "compaction",
    })
    started.unref()
    started.on("message", (answer: CompactionAnswer) => {
      const waiter = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ("error" in answer) waiter?.reject(new Error(answer.error))
      else waiter?.resolve(answer)
      if (waiting.size === 0) idle = setTimeout(() => void stop(), IDLE_MS).unref()
    })
    const fail = (reason: unknown) => {
      if (worker === started) worker = null
      for (const waiter of waiting.values()) {
        waiter.reject(new Error("the compaction worker stopped", { cause: reason }))
      }
      waiting.clear()
    }
    started.on("error", fail)
    started.on("exit", fail)
    worker = started
    return started
  }

  async function stop(): Promise<void> {
    if (idle) clearTimeout(idle)
    await worker?.terminate()
  }

  return {
    compact: ({ state, updates }) =>
      new Promise((resolve, reject) => {
        lastId += 1
        // One buffer that changes hands: thousands of small ones would each be cloned.
        const parts = state ? [state, ...updates] : updates
        const packed = concat(parts)
        const request: CompactionRequest = {
          id: lastId,
          packed,
          lengths: Uint32Array.from(parts, ({ length }) => length),
        }
        waiting.set(request.id, { resolve, reject })
        getWorker().postMessage(request, [packed.buffer, request.lengths.buffer])
      }),
    close: stop,
  }
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
