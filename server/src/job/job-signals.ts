import { jobIdSchema, type JobId } from "@panelwright/core"
import type { Bus } from "../bus/bus.ts"
import type { JobWorker } from "./job-worker.ts"

const TOPIC = "jobs"

/** What nodes tell each other about the queue, so that nobody waits for a worker's next look at it. */
export interface JobSignals {
  /** There is something new for any worker. */
  enqueued(): void
  /** Somebody wants this job stopped, wherever it runs. */
  canceled(id: JobId): void
  stop(): void
}

export function createJobSignals(bus: Bus, worker: Pick<JobWorker, "wake" | "abort">): JobSignals {
  const unsubscribe = bus.subscribe(TOPIC, {
    heard: (message) => {
      const id = jobIdSchema.safeParse(Buffer.from(message).toString())
      if (id.success) worker.abort(id.data)
      else worker.wake()
    },
  })
  const tell = (text: string) => {
    if (bus.isShared) bus.publish(TOPIC, Buffer.from(text))
  }
  return { enqueued: () => tell(""), canceled: (id) => tell(id), stop: unsubscribe }
}
