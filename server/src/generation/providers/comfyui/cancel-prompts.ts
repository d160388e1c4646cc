import type { ComfyUiClient } from "./comfyui-client.ts"

const withinMs = 10_000

/**
 * Ends prompts by their ids and nobody else's: those that wait are taken from the queue, one that is drawn is
 * interrupted. Whether it is drawn is asked first, for servers that would interrupt whatever they draw.
 */
export async function cancelPrompts(client: ComfyUiClient, ids: readonly string[]): Promise<void> {
  const signal = AbortSignal.timeout(withinMs)
  await client.deleteWaiting(ids, signal)
  const { running } = await client.readQueue(signal)
  for (const id of ids) if (running.includes(id)) await client.interrupt(id, signal)
}
