import { setTimeout as sleep } from "node:timers/promises"
import { openPerson } from "./person.ts"
import { toClientFrame } from "./raw-client.ts"
import type { Target, TargetRoom } from "./target.ts"

const batch = 200

/** Sends one person's edits in order; resolves when the kernel has them all and the server had time to store them. */
export async function upload(options: {
  readonly target: Target
  readonly room: TargetRoom
  readonly updates: readonly Uint8Array[]
  /** Servers that store now and then are given that time. */
  readonly settleMilliseconds: number
}): Promise<void> {
  const { target, room, updates, settleMilliseconds } = options
  const { client, messages } = await openPerson({
    target,
    room,
    number: 0,
    onMessage: () => undefined,
  })
  for (let first = 0; first < updates.length; first += batch) {
    const frames = updates
      .slice(first, first + batch)
      .map((update) => toClientFrame(messages.update(update)))
    client.sendFrames(Buffer.concat(frames))
    await client.drain()
    if (client.closed) throw new Error("the server hung up on an upload")
  }
  await sleep(settleMilliseconds)
  client.close()
  await sleep(settleMilliseconds / 4)
}
