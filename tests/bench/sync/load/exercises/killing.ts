import { setImmediate as breathe, setTimeout as sleep } from "node:timers/promises"
import { parseServerMessage } from "../../wire.ts"
import { findMarks, toMark } from "../marks.ts"
import { MarkSet } from "../mark-set.ts"
import { openPerson } from "../person.ts"
import { toClientFrame } from "../raw-client.ts"
import type { Target } from "../target.ts"
import { UpdateWriter } from "../update-writer.ts"
import { visit } from "../visit.ts"

export interface KillingOptions {
  readonly writers: number
  readonly seconds: number
}

export interface KillingOutcome {
  readonly updatesPerSecond: number
  /** `MarkSet` as text: what a reader had seen, and what the server had called stored. */
  readonly told: string
  readonly acknowledged: string
}

/** How many of a writer's updates the reader may not have seen yet. */
const mostInFlight = 3000
const batch = 100

/** Some write flat out while one reads; then the server process is killed. */
export async function runKilling(
  target: Target,
  { writers, seconds }: KillingOptions,
): Promise<KillingOutcome> {
  const [room] = target.rooms
  if (room === undefined) throw new Error("killing needs a room")
  const told = new MarkSet()
  const acknowledged = new MarkSet()
  const seenOf: number[] = []
  const writerOf = new Uint8Array(4_000_000)
  let toldCount = 0
  let next = 0
  const { client: reader } = await openPerson({
    target,
    room,
    number: 0,
    onMessage: (bytes, start, end) =>
      findMarks(bytes, start, end, (index) => {
        if (told.has(index)) return
        told.add(index)
        toldCount += 1
        const writer = writerOf[index] ?? 0
        seenOf[writer] = (seenOf[writer] ?? 0) + 1
      }),
  })
  const open = async (number: number) => {
    const sent: number[] = []
    let stored = 0
    const person = await openPerson({
      target,
      room,
      number: number + 1,
      onMessage(bytes, start, end) {
        const message = parseServerMessage(target.wire, bytes.subarray(start, end))
        if (message.kind !== "acknowledgement") return
        const total = message.isTotal ? message.updates : stored + message.updates
        for (; stored < total; stored += 1) acknowledged.add(sent[stored] ?? 0)
      },
    })
    return {
      ...person,
      number,
      sent,
      typist: new UpdateWriter(3_000_000_000 + number, `t${number}`),
    }
  }
  const people = await Promise.all(Array.from({ length: writers }, (_, number) => open(number)))

  const begun = performance.now()
  while (performance.now() < begun + seconds * 1000) {
    for (const { client, messages, number, sent, typist } of people) {
      if (sent.length - (seenOf[number] ?? 0) > mostInFlight) continue
      const frames: Buffer[] = []
      for (let count = 0; count < batch; count += 1) {
        writerOf[next] = number
        sent.push(next)
        frames.push(toClientFrame(messages.update(typist.type(toMark(next)))))
        next += 1
      }
      client.sendFrames(Buffer.concat(frames))
    }
    await breathe()
  }
  const updatesPerSecond = (1000 * toldCount) / (performance.now() - begun)
  process.kill(target.serverPid, "SIGKILL")
  // What the kernel still holds for the reader was told as well.
  while (!reader.closed) await sleep(10)
  return { updatesPerSecond, told: told.toText(), acknowledged: acknowledged.toText() }
}

/** What is in the room now, as a `MarkSet`. */
export async function runSurviving(target: Target): Promise<{ readonly found: string }> {
  const [room] = target.rooms
  if (room === undefined) throw new Error("surviving needs a room")
  const found = new MarkSet()
  for (const { bytes } of await visit({ target, room, number: 0, quietMilliseconds: 1000 })) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    findMarks(buffer, 0, buffer.length, (index) => found.add(index))
  }
  return { found: found.toText() }
}
