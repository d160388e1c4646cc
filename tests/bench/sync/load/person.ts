import { createMessageWriter, parseServerMessage, type MessageWriter } from "../wire.ts"
import { RawClient } from "./raw-client.ts"
import type { Target, TargetRoom } from "./target.ts"

export interface Person {
  readonly client: RawClient
  readonly messages: MessageWriter
}

export interface PersonOptions {
  readonly target: Target
  readonly room: TargetRoom
  /** Different for each. */
  readonly number: number
  /** After the doc has come: a whole message, a view that is valid only now. */
  readonly onMessage: (bytes: Buffer, start: number, end: number) => void
  readonly onClose?: () => void
}

const emptyUpdate = Uint8Array.of(0, 0)
const openDeadlineMilliseconds = 30_000

/** Somebody who has the room open, without a doc. Resolves when the server's doc has come. */
export async function openPerson(options: PersonOptions): Promise<Person> {
  const { target, room, number, onMessage, onClose } = options
  const { host, port, wire } = target
  const messages = createMessageWriter(wire, room.name)
  const synced = Promise.withResolvers<void>()
  let hasDoc = wire === "relay"
  const client = new RawClient({
    address: { host, port, path: room.path },
    number,
    ...(onClose && { onClose }),
    onMessage(bytes, start, end) {
      if (hasDoc) return onMessage(bytes, start, end)
      const message = parseServerMessage(wire, bytes.subarray(start, end))
      if (message.kind === "step-1") client.send(messages.step2(emptyUpdate))
      if (message.kind !== "step-2") return
      hasDoc = true
      synced.resolve()
    },
  })
  await client.opened
  for (const message of messages.hello()) client.send(message)
  if (!hasDoc) await withDeadline(synced.promise, `${room.path} gave no doc`)
  return { client, messages }
}

async function withDeadline(work: Promise<void>, what: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(what)), openDeadlineMilliseconds)
  })
  await Promise.race([work, deadline])
  clearTimeout(timer)
}
