import { setTimeout as sleep } from "node:timers/promises"
import type { Automatic1111Client } from "./automatic1111-client.ts"

/** Its sampling is over by then: an interrupt would not end it any more, but what comes after it. */
const nearlyDone = 0.95
/** A task whose request is just arriving is not known yet. */
const unknownForMs = 3000
const waitAtMostMs = 30 * 60_000

/**
 * Ends a task, and no other. `/sdapi/v1/interrupt` takes no id and ends whatever is drawn, so it is used only when the
 * task says that it is the one. A task that waits cannot be taken out: it is ended as soon as it begins. What is left
 * is the moment between question and interrupt.
 */
export async function endTask(
  client: Automatic1111Client,
  task: { readonly id: string; readonly pollMs: number },
): Promise<void> {
  const signal = AbortSignal.timeout(waitAtMostMs)
  const unknownUntil = performance.now() + unknownForMs
  for (;;) {
    const { active, queued, completed, progress } = await client.readTask(
      { id: task.id, preview: -1 },
      signal,
    )
    if (active) {
      if ((progress ?? 0) < nearlyDone) await client.interrupt(signal)
      return
    }
    if (completed || (!queued && performance.now() > unknownUntil)) return
    // Nothing has to wait for it: a process that stops leaves it to be drawn.
    await sleep(task.pollMs, undefined, { ref: false })
  }
}
