import { Worker } from "node:worker_threads"
import type { ColourMatch } from "./style-picture.ts"
import type { StyleAnswer, StyleTask } from "./style-worker.ts"

/**
 * One thread for work on pixels, beside the server's own: it starts with the first picture, does one after another,
 * and ends when it has been without work for a while. It never keeps a process alive.
 */
export interface StyleThread {
  /** The fingerprint in one row. Rejects when the bytes are no picture. */
  measure(bytes: Uint8Array): Promise<Float32Array>
  /** Null: no change of colours brings the picture nearer to the members, fingerprints in rows. */
  match(options: {
    readonly bytes: Uint8Array
    readonly members: readonly Float32Array[]
  }): Promise<ColourMatch | null>
  stop(): Promise<void>
}

interface Waiting {
  readonly task: StyleTask
  resolve(answer: StyleAnswer): void
  reject(error: unknown): void
}

type Work<Task> = Task extends StyleTask ? Omit<Task, "id"> : never

const threadLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 24 }

export function createStyleThread({
  idleMilliseconds = 60_000,
}: { readonly idleMilliseconds?: number } = {}): StyleThread {
  const queue: Waiting[] = []
  let busy: Waiting | null = null
  let worker: Worker | null = null
  let leaving: NodeJS.Timeout | undefined
  let count = 0

  const start = (): Worker => {
    const started = new Worker(new URL("./style-worker.ts", import.meta.url), {
      resourceLimits: threadLimits,
    })
    started.on("message", (answer: StyleAnswer) => {
      if (busy?.task.id !== answer.id) return
      const done = busy
      busy = null
      if (answer.kind === "failed") done.reject(new Error(answer.error))
      else done.resolve(answer)
      next()
    })
    const lose = (error: Error) => {
      if (worker !== started) return
      worker = null
      const lost = busy
      busy = null
      lost?.reject(error)
      next()
    }
    started.on("error", lose)
    started.on("exit", () => lose(new Error("the thread ended")))
    return started
  }

  const next = () => {
    if (busy !== null) return
    clearTimeout(leaving)
    const waiting = queue.shift()
    if (waiting === undefined) {
      worker?.unref()
      leaving = setTimeout(() => void end(), idleMilliseconds)
      leaving.unref()
      return
    }
    worker ??= start()
    worker.ref()
    busy = waiting
    worker.postMessage(waiting.task)
  }

  const end = async () => {
    const ending = worker
    worker = null
    await ending?.terminate()
  }

  const run = (work: Work<StyleTask>) =>
    new Promise<StyleAnswer>((resolve, reject) => {
      count += 1
      queue.push({ task: { ...work, id: count }, resolve, reject })
      next()
    })

  return {
    async measure(bytes) {
      const answer = await run({ kind: "measure", bytes })
      if (answer.kind !== "measure") throw new Error("another answer than asked for")
      return answer.row
    },
    async match({ bytes, members }) {
      const answer = await run({ kind: "match", bytes, members })
      if (answer.kind !== "match") throw new Error("another answer than asked for")
      return answer.match
    },
    async stop() {
      clearTimeout(leaving)
      const lost = [...(busy ? [busy] : []), ...queue.splice(0)]
      busy = null
      await end()
      for (const waiting of lost) waiting.reject(new Error("the thread was stopped"))
    },
  }
}
