import * as encoding from "lib0/encoding"
import { setTimeout as sleep } from "node:timers/promises"
import { Histogram } from "../histogram.ts"
import { findMarks, toMark } from "../marks.ts"
import { startMeter, type Cost } from "../meter.ts"
import { openPerson, type Person } from "../person.ts"
import type { Target } from "../target.ts"

export interface CursorsOptions {
  readonly clients: number
  readonly movesPerSecond: number
  readonly seconds: number
}

export interface CursorsOutcome extends Cost {
  readonly framesPerSecond: number
  /** From the move to the others' screens, of moves that were not replaced on the way. */
  readonly p99: number
}

const warmUpMilliseconds = 1000
const mostMoves = 1_000_000

/** Everybody in one room moves the mouse. */
export async function runCursors(target: Target, options: CursorsOptions): Promise<CursorsOutcome> {
  const { clients, movesPerSecond, seconds } = options
  const [room] = target.rooms
  if (room === undefined) throw new Error("cursors need a room")
  const sentAt = new Float64Array(mostMoves)
  const moverOf = new Uint16Array(mostMoves)
  const times = new Histogram()
  let isMeasuring = false
  let frames = 0
  let next = 0
  const open = async (number: number): Promise<Person> => {
    // A state may be told more than once, and only its first time is news.
    const newest = new Uint32Array(clients)
    let now = 0
    const note = (index: number): void => {
      const mover = moverOf[index] ?? 0
      if (mover === number || (newest[mover] ?? 0) >= index) return
      newest[mover] = index
      times.add(now - (sentAt[index] ?? 0))
    }
    return openPerson({
      target,
      room,
      number,
      onMessage(bytes, start, end) {
        if (!isMeasuring) return
        now = performance.now()
        frames += 1
        findMarks(bytes, start, end, note)
      },
    })
  }
  const people = await Promise.all(Array.from({ length: clients }, (_, number) => open(number)))

  const interval = 1000 / movesPerSecond
  const begun = performance.now() + 100
  const dueAt = people.map((_, number) => begun + (interval * number) / clients)
  const clocks = people.map(() => 1)
  const moveUntil = async (end: number): Promise<void> => {
    while (performance.now() < end) {
      for (const [number, { client, messages }] of people.entries()) {
        if ((dueAt[number] ?? 0) > performance.now()) continue
        dueAt[number] = (dueAt[number] ?? 0) + interval
        next += 1
        moverOf[next] = number
        const clock = clocks[number] ?? 1
        clocks[number] = clock + 1
        sentAt[next] = performance.now()
        client.send(messages.awareness(toState(2_000_000_000 + number * 7919, clock, next)))
      }
      await sleep(1)
    }
  }

  await moveUntil(begun + warmUpMilliseconds)
  isMeasuring = true
  const stopMeter = startMeter(target)
  await moveUntil(begun + warmUpMilliseconds + seconds * 1000)
  const cost = stopMeter()
  isMeasuring = false
  for (const { client } of people) client.close()
  return { ...cost, framesPerSecond: frames / cost.seconds, p99: times.percentile(0.99) }
}

/** What our own interface says of a person (y-protocols, `awareness.js`). */
function toState(client: number, clock: number, index: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(
    encoder,
    JSON.stringify({
      user: { id: `person:${client}`, name: toMark(index), colour: "#e8703a" },
      view: "board",
      selection: [toMark(index)],
      cursor: { x: index / 7, y: index / 11 },
      camera: null,
    }),
  )
  return encoding.toUint8Array(encoder)
}
