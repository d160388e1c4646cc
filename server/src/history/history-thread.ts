import { Worker } from "node:worker_threads"
import type { HistoryWork } from "./history-work.ts"
import type { HistoryAnswer } from "./history-worker.ts"

/** `HistoryWork` on a thread of its own. Rejects when the work cannot be done, which only damaged updates can cause. */
export interface HistoryThread {
  run<Name extends keyof HistoryWork>(
    name: Name,
    input: Parameters<HistoryWork[Name]>[0],
  ): Promise<ReturnType<HistoryWork[Name]>>
  close(): Promise<void>
}

const idleMs = 60_000

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** One worker, started when needed; it ends when idle. */
export function createHistoryThread(): HistoryThread {
  let worker: Worker | null = null
  let idle: NodeJS.Timeout | null = null
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  const stop = async () => {
    if (idle) clearTimeout(idle)
    await worker?.terminate()
  }

  const getWorker = (): Worker => {
    if (idle) clearTimeout(idle)
    if (worker) return worker
    const started = new Worker(new URL("./history-worker.ts", import.meta.url), {
      name: "history",
    })
    started.unref()
    started.on("message", (answer: HistoryAnswer) => {
      const waiter = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ("error" in answer) waiter?.reject(new Error(answer.error))
      else waiter?.resolve(answer.value)
      if (waiting.size === 0) idle = setTimeout(() => void stop(), idleMs).unref()
    })
    const fail = (reason: unknown) => {
      if (worker !== started) return
      worker = null
      for (const waiter of waiting.values())
        waiter.reject(new Error("the history worker stopped", { cause: reason }))
      waiting.clear()
    }
    started.on("error", fail)
    started.on("exit", fail)
    worker = started
    return started
  }

  return {
    run: (name, input) =>
      new Promise((resolve, reject) => {
        lastId += 1
        // The answer to a piece of work is what that work gives.
        waiting.set(lastId, { resolve, reject })
        getWorker().postMessage({ id: lastId, name, input }, [])
      }),
    close: stop,
  }
}
