import * as Y from "yjs"
import { createMessageWriter, parseServerMessage } from "../../wire.ts"
import { createDocWithHistory } from "../doc-with-history.ts"
import { RawClient } from "../raw-client.ts"
import type { Target } from "../target.ts"
import type { FillingOptions } from "./filling.ts"

export interface ReturningOptions extends FillingOptions {
  readonly people: number
}

export interface ReturningOutcome {
  /** Until the last of them has the server's answer. */
  readonly milliseconds: number
  /** What they sent because the server asked, beyond the deletions that every Yjs client lists then. */
  readonly uploadedKilobytes: number
}

/** Many people who have the whole doc come back at once. */
export async function runReturning(
  target: Target,
  { people, panels, edits }: ReturningOptions,
): Promise<ReturningOutcome> {
  const [room] = target.rooms
  if (room === undefined) throw new Error("returning needs a room")
  const { doc } = createDocWithHistory(panels, edits)
  const stateVector = Y.encodeStateVector(doc)
  const answers = new Map<string, Uint8Array>()
  const findLacking = (theirs: Uint8Array): Uint8Array => {
    const key = Buffer.from(theirs).toString("base64")
    const known = answers.get(key) ?? Y.encodeStateAsUpdate(doc, new Uint8Array(theirs))
    answers.set(key, known)
    return known
  }
  // The same question comes two hundred times; the answers must not cost the load its time.
  const leastBytes = findLacking(stateVector).length
  findLacking(Uint8Array.of(0))
  const { host, port, wire } = target
  const messages = createMessageWriter(wire, room.name)
  const hello = messages.hello().slice(0, -1)
  let uploadedBytes = 0
  const begun = performance.now()
  const clients = await Promise.all(
    Array.from({ length: people }, async (_, number) => {
      const answered = Promise.withResolvers<void>()
      const client = new RawClient({
        address: { host, port, path: room.path },
        number,
        onClose: () => answered.reject(new Error("the server hung up on somebody who came back")),
        onMessage(bytes, start, end) {
          const message = parseServerMessage(wire, bytes.subarray(start, end))
          if (message.kind === "step-2") answered.resolve()
          if (message.kind !== "step-1") return
          const lacking = findLacking(message.bytes)
          uploadedBytes += lacking.length - leastBytes
          client.send(messages.step2(lacking))
        },
      })
      await client.opened
      for (const message of hello) client.send(message)
      client.send(messages.step1(stateVector))
      await answered.promise
      return client
    }),
  )
  const milliseconds = performance.now() - begun
  for (const client of clients) client.close()
  return { milliseconds, uploadedKilobytes: uploadedBytes / 1000 }
}
