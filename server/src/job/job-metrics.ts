import type { GenerationFailure, JobState } from "@panelwright/core"

/** What is counted about jobs, by the provider that they are for. */
export interface JobMetrics {
  /** The first attempt begins, so long after somebody asked. */
  began(provider: string, waitSeconds: number): void
  /** An attempt is over. `lost`: another process has the job now. */
  ended(provider: string, state: JobState | "lost", seconds: number): void
  /** A provider has answered; `aborted`: nobody waits for it any more. */
  answered(
    provider: string,
    outcome: "done" | "aborted" | GenerationFailure["kind"],
    seconds: number,
  ): void
}

export const noJobMetrics: JobMetrics = {
  began: () => {},
  ended: () => {},
  answered: () => {},
}
