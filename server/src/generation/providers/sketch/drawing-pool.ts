import { Worker } from "node:worker_threads"
import type { DrawingAnswer, DrawingTask } from "./sketch-worker.ts"

/**
 * Draws away from the server's own thread. Threads start with a picture that finds none free, end when they were
 * without work for a while, and never keep a process alive.
 */
export interface DrawingPool {
  draw(task: Omit<DrawingTask, "id">, signal: AbortSignal): Promise<Uint8Array>
  /** Threads that are there now, at work or waiting for it. */
  countThreads(): number
  stop(): Promise<void>
}

export interface DrawingPoolOptions {
  /** The most threads at a time. */
  readonly threads: number
  /** How long a thread is kept without work; its 60 MB are worth more than the half second that a start takes. */
  readonly idleMilliseconds?: number
}

/** Several times what the largest picture needs: a drawing that runs wild ends its thread and not the server. */
const threadLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 24 }

interface Waiting {
  readonly task: DrawingTask
  readonly signal: AbortSignal
  resolve(bytes: Uint8Array): void
  reject(error: unknown): void
}

interface Seat {
  readonly worker: Worker
  busy: Waiting | null
  /** Ends the thread; runs only while it has no work. */
  leaving: NodeJS.Timeout | null
}

export function createDrawingPool({
  threads,
  idleMilliseconds = 120_000,
}: DrawingPoolOptions): DrawingPool {
  const queue: Waiting[] = []
  const workers: Seat[] = []
  let count = 0

  const start = () => {
    const seat: Seat = {
      worker: new Worker(new URL("./sketch-worker.ts", import.meta.url), {
        resourceLimits: threadLimits,
      }),
      busy: null,
      leaving: null,
    }
    seat.worker.unref()
    seat.worker.on("message", (answer: DrawingAnswer) => {
      const { busy } = seat
      seat.busy = null
      if (busy && busy.task.id === answer.id) {
        if ("bytes" in answer) busy.resolve(answer.bytes)
        else busy.reject(new Error(answer.error))
      }
      assign()
      if (!seat.busy) rest(seat)
    })
    const lose = (error: Error) => {
      remove(seat)
      seat.busy?.reject(error)
      seat.busy = null
      assign()
    }
    seat.worker.on("error", lose)
    seat.worker.on("exit", () => lose(new Error("the drawing thread ended")))
    workers.push(seat)
    return seat
  }

  const remove = (seat: Seat) => {
    if (seat.leaving) clearTimeout(seat.leaving)
    seat.leaving = null
    const index = workers.indexOf(seat)
    if (index >= 0) workers.splice(index, 1)
  }

  const rest = (seat: Seat) => {
    seat.worker.unref()
    seat.leaving = setTimeout(() => {
      remove(seat)
      void seat.worker.terminate()
    }, idleMilliseconds)
    seat.leaving.unref()
  }

  const assign = () => {
    while (queue.length > 0) {
      const seat =
        workers.find(({ busy }) => busy === null) ??
        (workers.length < threads ? start() : undefined)
      if (!seat) return
      const waiting = queue.shift()
      if (!waiting) return
      if (waiting.signal.aborted) {
        waiting.reject(waiting.signal.reason)
        continue
      }
      if (seat.leaving) clearTimeout(seat.leaving)
      seat.leaving = null
      seat.busy = waiting
      seat.worker.ref()
      seat.worker.postMessage(waiting.task)
    }
  }

  return {
    draw: (task, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        count += 1
        const stop = () => {
          const index = queue.indexOf(waiting)
          if (index >= 0) queue.splice(index, 1)
          reject(signal.reason)
        }
        const done = () => signal.removeEventListener("abort", stop)
        const waiting: Waiting = {
          task: { ...task, id: count },
          signal,
          resolve(bytes) {
            done()
            resolve(bytes)
          },
          reject(error) {
            done()
            reject(error)
          },
        }
        // A picture that is being drawn takes a moment and is thrown away; nobody waits for it.
        signal.addEventListener("abort", stop, { once: true })
        queue.push(waiting)
        assign()
      }),
    countThreads: () => workers.length,
    async stop() {
      const ending = [...workers]
      for (const seat of ending) remove(seat)
      await Promise.all(ending.map(({ worker }) => worker.terminate()))
    },
  }
}
