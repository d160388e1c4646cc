import { setTimeout as sleep } from "node:timers/promises"
import { readResidentMegabytes } from "../../process-cost.ts"
import { openPerson, type Person } from "../person.ts"
import type { Target, TargetRoom } from "../target.ts"
import { UpdateWriter } from "../update-writer.ts"

export interface CrowdingOptions {
  readonly waves: number
  readonly peopleInRoom: number
  /** How long the rooms are left between two waves. */
  readonly absentMilliseconds: number
}

export interface CrowdingOutcome {
  readonly kilobytesPerRoom: number
  /** Resident memory with the last wave present, against the wave before it. */
  readonly lastWaveMegabytes: number
  /** The same against the first. */
  readonly grownMegabytes: number
}

const updatesOfPerson = 10
const atOnce = 25

/** Wave after wave of people, each in rooms of its own; everybody writes a little and stays a while. */
export async function runCrowding(
  target: Target,
  { waves, peopleInRoom, absentMilliseconds }: CrowdingOptions,
): Promise<CrowdingOutcome> {
  const roomsOfWave = Math.floor(target.rooms.length / waves)
  const before = readResidentMegabytes(target.serverPid)
  const present: number[] = []
  let number = 0
  for (let wave = 0; wave < waves; wave += 1) {
    const people: Person[] = []
    const rooms = target.rooms.slice(wave * roomsOfWave, (wave + 1) * roomsOfWave)
    for (let first = 0; first < rooms.length; first += atOnce) {
      const opened = await Promise.all(
        rooms.slice(first, first + atOnce).map((room) => {
          number += peopleInRoom
          return fillRoom(target, room, { people: peopleInRoom, firstNumber: number })
        }),
      )
      people.push(...opened.flat())
    }
    await sleep(2000)
    present.push(readResidentMegabytes(target.serverPid))
    for (const { client } of people) client.close()
    if (wave + 1 < waves) await sleep(absentMilliseconds)
  }
  const last = present.at(-1) ?? Number.NaN
  return {
    kilobytesPerRoom: (1000 * ((present[0] ?? Number.NaN) - before)) / roomsOfWave,
    lastWaveMegabytes: last - (present.at(-2) ?? Number.NaN),
    grownMegabytes: last - (present[0] ?? Number.NaN),
  }
}

async function fillRoom(
  target: Target,
  room: TargetRoom,
  { people, firstNumber }: { readonly people: number; readonly firstNumber: number },
): Promise<Person[]> {
  return Promise.all(
    Array.from({ length: people }, async (_, index) => {
      const number = firstNumber + index
      const person = await openPerson({ target, room, number, onMessage: () => undefined })
      const typist = new UpdateWriter(1_000_000 + number, `text-${index}`)
      for (let update = 0; update < updatesOfPerson; update += 1)
        person.client.send(person.messages.update(typist.type("a few words ")))
      return person
    }),
  )
}
