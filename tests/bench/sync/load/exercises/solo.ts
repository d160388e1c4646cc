import { setTimeout as sleep } from "node:timers/promises"
import * as Y from "yjs"
import { createRandom } from "../../../../support/random.ts"
import { findMarks, toMark } from "../marks.ts"
import { openPerson } from "../person.ts"
import { toClientFrame } from "../raw-client.ts"
import type { Target } from "../target.ts"

export interface SoloOptions {
  readonly edits: number
}

const batch = 100
const lastMark = 1_234_567
const deadlineMilliseconds = 60_000

/** One person types as fast as the line takes it, another reads along. */
export async function runSolo(
  target: Target,
  { edits }: SoloOptions,
): Promise<{ readonly editsPerSecond: number }> {
  const [room] = target.rooms
  if (room === undefined) throw new Error("solo needs a room")
  const done = Promise.withResolvers<number>()
  const { client: reader } = await openPerson({
    target,
    room,
    number: 0,
    onMessage: (bytes, start, end) =>
      findMarks(bytes, start, end, (index) => {
        if (index === lastMark) done.resolve(performance.now())
      }),
  })
  const { client, messages } = await openPerson({
    target,
    room,
    number: 1,
    onMessage: () => undefined,
  })
  const frames = typeText(edits).map((update) => toClientFrame(messages.update(update)))
  await sleep(200)
  const begun = performance.now()
  for (let first = 0; first < frames.length; first += batch) {
    client.sendFrames(Buffer.concat(frames.slice(first, first + batch)))
    await client.drain()
  }
  const late = sleep(deadlineMilliseconds).then(() => Number.NaN)
  const ended = await Promise.race([done.promise, late])
  reader.close()
  client.close()
  return { editsPerSecond: (1000 * edits) / (ended - begun) }
}

const vocabulary =
  "the keeper of a light counts seconds between two sweeps because every ship that passes asks the same question and gets one answer "

/**
 * A writer's keystrokes, made by rule: mostly forwards, now and then a few letters back, and every
 * few sentences a jump to an earlier place.
 */
function typeText(edits: number): Uint8Array[] {
  const random = createRandom(edits)
  const doc = new Y.Doc()
  doc.clientID = 1_987_654_321
  const text = doc.getText("measuredText")
  const updates: Uint8Array[] = []
  doc.on("update", (update: Uint8Array) => updates.push(update))
  let at = 0
  let backspaces = 0
  while (updates.length < edits - 1) {
    if (random.next() < 0.003) at = random.below(text.length)
    if (backspaces === 0 && random.next() < 0.03) backspaces = 1 + random.below(5)
    if (backspaces > 0 && at > 0) {
      at -= 1
      text.delete(at, 1)
      backspaces -= 1
    } else {
      text.insert(at, vocabulary.charAt(updates.length % vocabulary.length))
      at += 1
      backspaces = 0
    }
  }
  text.insert(at, toMark(lastMark))
  return updates
}
