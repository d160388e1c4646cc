import { Worker } from "node:worker_threads"
import type { DrawingAnswer, DrawingTask } from "./sketch-worker.ts"

/** Draws away from the server's own thread. Workers start with the first picture and never keep a process alive. */
export interface DrawingPool {
  draw(task: Omit<DrawingTask, "id">, signal: AbortSignal): Promise<Uint8Array>
  stop(): Promise<void>
}

interface Waiting {
  readonly task: DrawingTask
  readonly signal: AbortSignal
  resolve(bytes: Uint8Array): void
  reject(error: unknown): void
}

export function createDrawingPool(threads: number): DrawingPool {
  const queue: Waiting[] = []
  const workers: { worker: Worker; busy: Waiting | null }[] = []
  let count = 0

  const start = () => {
    const seat: { worker: Worker; busy: Waiting | null } = {
      worker: new Worker(new URL("./sketch-worker.ts", import.meta.url)),
      busy: null,
    }
    seat.worker.unref()
    seat.worker.on("message", (answer: DrawingAnswer) => {
      const { busy } = seat
      seat.busy = null
      if (busy && busy.task.id === answer.id) {
        if ("bytes" in answer) busy.resolve(answer.bytes)
        else busy.reject(new Error(answer.error))
      }
      if (!seat.busy) seat.worker.unref()
      assign()
    })
    const lose = (error: Error) => {
      const index = workers.indexOf(seat)
      if (index >= 0) workers.splice(index, 1)
      seat.busy?.reject(error)
      seat.busy = null
      assign()
    }
    seat.worker.on("error", lose)
    seat.worker.on("exit", () => lose(new Error("the drawing thread ended")))
    workers.push(seat)
    return seat
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
    async stop() {
      const ending = workers.splice(0)
      await Promise.all(ending.map(({ worker }) => worker.terminate()))
    },
  }
}
