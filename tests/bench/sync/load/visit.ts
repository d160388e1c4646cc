import { setTimeout as sleep } from "node:timers/promises"
import { createMessageWriter, parseServerMessage } from "../wire.ts"
import { RawClient } from "./raw-client.ts"
import type { Target, TargetRoom } from "./target.ts"

export interface Told {
  readonly kind: "step-2" | "update"
  readonly bytes: Uint8Array
  /** Milliseconds after the visitor set out. */
  readonly after: number
}

export interface VisitOptions {
  readonly target: Target
  readonly room: TargetRoom
  readonly number: number
  /** The visit ends when nothing has come for so long, but not before an answer. */
  readonly quietMilliseconds: number
}

const deadlineMilliseconds = 20_000

/** Opens a room without having anything of it, and gives all that the server told. */
export async function visit(options: VisitOptions): Promise<Told[]> {
  const { target, room, number, quietMilliseconds } = options
  const { host, port, wire } = target
  const told: Told[] = []
  const begun = performance.now()
  let lastAt = begun
  let isAnswered = false
  const messages = createMessageWriter(wire, room.name)
  const client = new RawClient({
    address: { host, port, path: room.path },
    number,
    onMessage(bytes, start, end) {
      const message = parseServerMessage(wire, bytes.subarray(start, end))
      if (message.kind !== "step-2" && message.kind !== "update") return
      lastAt = performance.now()
      told.push({
        kind: message.kind,
        bytes: new Uint8Array(message.bytes),
        after: lastAt - begun,
      })
      isAnswered ||= message.kind === "step-2"
    },
  })
  await client.opened
  for (const message of messages.hello()) client.send(message)
  const isOver = () => isAnswered && performance.now() - lastAt >= quietMilliseconds
  while (!isOver()) {
    if (client.closed || performance.now() - begun > deadlineMilliseconds) break
    await sleep(20)
  }
  client.close()
  return told
}
