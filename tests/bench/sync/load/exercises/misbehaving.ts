import { writeFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import * as Y from "yjs"
import { readPeakMegabytes, readResidentMegabytes } from "../../process-cost.ts"
import { badInputs } from "../bad-input.ts"
import { findMarks, toMark } from "../marks.ts"
import { openPerson } from "../person.ts"
import type { Target } from "../target.ts"
import { UpdateWriter } from "../update-writer.ts"
import { visit } from "../visit.ts"

export interface MisbehavingOptions {
  /** Its place in `badInputs`. */
  readonly input: number
}

export interface MisbehavingOutcome {
  readonly hasCrashed: boolean
  /** The longest that an update of the others took, in ms. */
  readonly worstStall: number
  readonly peakMegabytes: number
  /** Somebody who comes afterwards gets all that was written, and nothing that hangs in the air. */
  readonly isDocSound: boolean
}

const goodPeople = 5
const intervalMilliseconds = 50
const calmMilliseconds = 300
const watchedMilliseconds = 1500

/** Five people work; a sixth comes into their room and sends what no client would. */
export async function runMisbehaving(
  target: Target,
  { input }: MisbehavingOptions,
): Promise<MisbehavingOutcome> {
  const [room] = target.rooms
  const bad = badInputs[input]
  if (room === undefined || bad === undefined) throw new Error("nothing to misbehave with")
  const { serverPid } = target
  const sentAt: number[] = []
  const seenBy: number[] = []
  let worst = 0
  const people = await Promise.all(
    Array.from({ length: goodPeople }, async (_, number) => ({
      ...(await openPerson({
        target,
        room,
        number,
        onMessage: (bytes, start, end) =>
          findMarks(bytes, start, end, (index) => {
            const at = sentAt[index]
            if (at === undefined) return
            seenBy[index] = (seenBy[index] ?? 0) + 1
            worst = Math.max(worst, performance.now() - at)
          }),
      })),
      typist: new UpdateWriter(10_000_000 + input * 100 + number, `good-${input}-${number}`),
    })),
  )
  const writeFor = async (milliseconds: number): Promise<void> => {
    const end = performance.now() + milliseconds
    for (let turn = 0; performance.now() < end; turn += 1) {
      const person = people[turn % goodPeople]
      sentAt.push(performance.now())
      person?.client.send(person.messages.update(person.typist.type(toMark(sentAt.length - 1))))
      await sleep(intervalMilliseconds / goodPeople)
    }
  }
  await writeFor(calmMilliseconds)
  worst = 0
  writeFileSync(`/proc/${serverPid}/clear_refs`, "5")
  const before = readResidentMegabytes(serverPid)
  const { client, messages } = await openPerson({
    target,
    room,
    number: goodPeople,
    onMessage: () => undefined,
  })
  client.sendFrames(bad.toBytes(messages))
  await writeFor(watchedMilliseconds)
  await sleep(100)
  client.close()
  if (people.some((person) => person.client.closed) && !isAlive(serverPid))
    return {
      hasCrashed: true,
      worstStall: Number.NaN,
      peakMegabytes: Number.NaN,
      isDocSound: false,
    }
  const peakMegabytes = readPeakMegabytes(serverPid) - before
  const lastAnswer = performance.now() + 5000
  const isAllSeen = () => sentAt.every((_, index) => (seenBy[index] ?? 0) >= goodPeople - 1)
  while (!isAllSeen() && performance.now() < lastAnswer) await sleep(10)
  const doc = new Y.Doc()
  try {
    for (const { bytes } of await visit({
      target,
      room,
      number: goodPeople + 1,
      quietMilliseconds: 200,
    }))
      Y.applyUpdate(doc, bytes)
  } catch {
    return { hasCrashed: false, worstStall: worst, peakMegabytes, isDocSound: false }
  }
  const { pendingStructs, pendingDs } = doc.store
  const written = people.map((_, number) => doc.getText(`good-${input}-${number}`).length)
  const isWhole =
    written.reduce((sum, length) => sum + length, 0) === sentAt.length * toMark(0).length
  for (const person of people) person.client.close()
  return {
    hasCrashed: false,
    worstStall: isAllSeen() ? worst : Math.max(worst, 5000),
    peakMegabytes,
    isDocSound: pendingStructs === null && pendingDs === null && isWhole,
  }
}

function isAlive(pid: number): boolean {
  try {
    return readResidentMegabytes(pid) > 0
  } catch {
    return false
  }
}
