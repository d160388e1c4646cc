import * as Y from "yjs"
import { createRandom } from "../../../../support/random.ts"
import { setTimeout as sleep } from "node:timers/promises"
import { computeReconnectDelay } from "@panelwright/storyboard/connection"
import { createMessageWriter, parseServerMessage } from "../../wire.ts"
import { createDocWithHistory } from "../doc-with-history.ts"
import { RawClient } from "../raw-client.ts"
import type { Target } from "../target.ts"
import type { FillingOptions } from "./filling.ts"

export interface ReturningOptions extends FillingOptions {
  readonly people: number
  /** They try while nobody is there, and wait between two tries as the interface does. */
  readonly triesAgain: boolean
}

export interface ReturningOutcome {
  /** Until the last of them has the server's answer. */
  readonly milliseconds: number
  /** When they began and when the last had it, in ms since 1970. */
  readonly begunAt: number
  readonly endedAt: number
  /** What they sent because the server asked, beyond the deletions that every Yjs client lists then. */
  readonly uploadedKilobytes: number
}

/** Many people who have the whole doc come back at once. */
export async function runReturning(
  target: Target,
  { people, panels, edits, triesAgain }: ReturningOptions,
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
  const comeBack = async (number: number): Promise<RawClient> => {
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
    // A server that is not there refuses both, and only the first is waited for.
    answered.promise.catch(() => undefined)
    await client.opened
    for (const message of hello) client.send(message)
    client.send(messages.step1(stateVector))
    await answered.promise
    return client
  }
  const random = createRandom(people)
  const comeBackInTheEnd = async (number: number): Promise<RawClient> => {
    for (let failures = 0; ; failures += 1) {
      const outageMs = performance.now() - begun
      await sleep(computeReconnectDelay({ failures, outageMs, random: random.next() }))
      const client = await comeBack(number).catch(() => null)
      if (client) return client
    }
  }
  const begunAt = Date.now()
  const begun = performance.now()
  const clients = await Promise.all(
    Array.from({ length: people }, (_, number) =>
      triesAgain ? comeBackInTheEnd(number) : comeBack(number),
    ),
  )
  const milliseconds = performance.now() - begun
  for (const client of clients) client.close()
  return {
    milliseconds,
    begunAt,
    endedAt: begunAt + milliseconds,
    uploadedKilobytes: uploadedBytes / 1000,
  }
}
