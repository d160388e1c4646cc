import { setTimeout as sleep } from "node:timers/promises"
import { Histogram } from "../histogram.ts"
import { findMarks, toMark } from "../marks.ts"
import { startMeter, type Cost } from "../meter.ts"
import { openPerson, type Person } from "../person.ts"
import { toClientFrame } from "../raw-client.ts"
import type { Target } from "../target.ts"
import { UpdateWriter } from "../update-writer.ts"

export interface TypingOptions {
  readonly clients: number
  readonly writers: number
  /** Of each writer. */
  readonly updatesPerSecond: number
  readonly seconds: number
}

export interface TypingOutcome extends Cost {
  readonly p50: number
  readonly p99: number
  readonly deliveriesPerSecond: number
  /** What should have come and had not two seconds after the last update. */
  readonly missing: number
}

const mostUpdates = 4_000_000
const warmUpMilliseconds = 1000
const stragglerMilliseconds = 2000

/** Some of the people in one room type; everybody else's screen is watched. */
export async function runTyping(target: Target, options: TypingOptions): Promise<TypingOutcome> {
  const [room] = target.rooms
  if (room === undefined) throw new Error("typing needs a room")
  const sentAt = new Float64Array(mostUpdates)
  const writerOf = new Uint16Array(mostUpdates)
  const times = new Histogram()
  const people: Person[] = []
  let next = 0
  let firstMeasured = Number.POSITIVE_INFINITY
  let now = 0

  const open = (number: number): Promise<Person> => {
    const note = (index: number): void => {
      if (index < firstMeasured || writerOf[index] === number) return
      times.add(now - (sentAt[index] ?? 0))
    }
    return openPerson({
      target,
      room,
      number,
      onMessage(bytes, start, end) {
        now = performance.now()
        findMarks(bytes, start, end, note)
      },
    })
  }
  for (let first = 0; first < options.clients; first += 20) {
    const numbers = Array.from({ length: Math.min(20, options.clients - first) }, (_, at) => at)
    people.push(...(await Promise.all(numbers.map((at) => open(first + at)))))
  }

  const interval = 1000 / options.updatesPerSecond
  const begun = performance.now() + 100
  const writers = people.slice(0, options.writers).map((person, number) => ({
    person,
    number,
    typist: new UpdateWriter(1_000_000_000 + number * 7919, `text-${number}`),
    due: begun + (interval * number) / options.writers,
  }))
  const sendDue = (): void => {
    for (const writer of writers) {
      const frames: Buffer[] = []
      const from = next
      while (writer.due <= performance.now()) {
        writerOf[next] = writer.number
        frames.push(toClientFrame(writer.person.messages.update(writer.typist.type(toMark(next)))))
        next += 1
        writer.due += interval
      }
      if (frames.length === 0) continue
      sentAt.fill(performance.now(), from, next)
      writer.person.client.sendFrames(
        frames.length === 1 ? (frames[0] ?? Buffer.alloc(0)) : Buffer.concat(frames),
      )
    }
  }
  const sendUntil = async (end: number): Promise<void> => {
    while (performance.now() < end) {
      sendDue()
      await sleep(1)
    }
  }

  await sendUntil(begun + warmUpMilliseconds)
  firstMeasured = next
  const stopMeter = startMeter(target)
  await sendUntil(begun + warmUpMilliseconds + options.seconds * 1000)
  const cost = stopMeter()
  const inTime = times.count
  const expected = (next - firstMeasured) * (options.clients - 1)
  const last = performance.now() + stragglerMilliseconds
  while (times.count < expected && performance.now() < last) await sleep(10)
  for (const { client } of people) client.close()
  return {
    ...cost,
    p50: times.percentile(0.5),
    p99: times.percentile(0.99),
    deliveriesPerSecond: inTime / cost.seconds,
    missing: expected - times.count,
  }
}
