import { setTimeout as sleep } from "node:timers/promises"
import { createRandom, type Random } from "../../support/random.ts"
import { waitUntil } from "../../support/wait.ts"
import type { Fault } from "./faults.ts"
import {
  openInterfacePerson,
  seesTheSame,
  shotId,
  type InterfacePerson,
} from "./interface-person.ts"
import type { Person } from "./person.ts"
import { openPlace, type DatabaseKind, type Place } from "./place.ts"
import { openProgramPerson } from "./program-person.ts"
import { Promises } from "./promises.ts"

export interface HistoryOptions {
  readonly database: DatabaseKind
  readonly seed: number
  readonly steps: number
}

export interface HistoryOutcome {
  /** How much was promised, so that a test can tell an empty history. */
  readonly promised: number
  readonly broken: readonly string[]
  /** Whoever does not see what the others see. */
  readonly apart: readonly string[]
  readonly complaints: readonly string[]
  /** What happened, step by step. */
  readonly log: readonly string[]
}

const mostPeople = 5
const calmDeadlineMilliseconds = 40_000

/**
 * Lets people work on one storyboard while things go wrong, all by the seed, and compares at every
 * end of the world what is there with what was promised. What happens at which step is the seed's;
 * how far the server is by then is not.
 */
export async function runHistory(options: HistoryOptions): Promise<HistoryOutcome> {
  const place = await openPlace(options.database, [
    { kind: "scene.create", id: "scene:only", heading: "EXT. LIGHTHOUSE - NIGHT" },
    { kind: "shot.create", id: shotId, sceneId: "scene:only" },
  ])
  const history = new History(place, createRandom(options.seed))
  try {
    return await history.run(options.steps)
  } catch (error) {
    throw new Error(
      `seed ${options.seed} on the ${options.database} database:\n${history.log.join("\n")}\n${place.server.output().slice(-4000)}`,
      { cause: error },
    )
  } finally {
    for (const person of history.people) person.leave()
    await place.discard()
  }
}

class History {
  readonly log: string[] = []
  readonly #place: Place
  readonly #random: Random
  readonly #promises = new Promises()
  readonly #broken: string[] = []
  readonly #apart: string[] = []
  readonly #complaints: string[] = []
  readonly #faults = new Set<Fault>()
  #interfacePeople: InterfacePerson[] = []
  #programs: Person[] = []
  #count = 0

  constructor(place: Place, random: Random) {
    this.#place = place
    this.#random = random
  }

  get people(): Person[] {
    return [...this.#interfacePeople, ...this.#programs]
  }

  async run(steps: number): Promise<HistoryOutcome> {
    this.#join()
    this.#join()
    await this.#comeToRest()
    for (let step = 0; step < steps; step += 1) {
      await this.#step()
      await sleep(this.#random.below(this.#random.next() < 0.15 ? 800 : 60))
    }
    await this.#endAllFaults()
    await this.#comeToRest()
    await this.#compareViews()
    await this.#endTheWorld()
    await this.#comeToRest()
    await this.#compareViews()
    this.#hearComplaints(this.people)
    return {
      promised: this.#promises.size,
      broken: this.#broken,
      apart: this.#apart,
      complaints: this.#complaints,
      log: this.log,
    }
  }

  async #step(): Promise<void> {
    const dice = this.#random.below(100)
    if (dice < 60) return this.#write()
    if (dice < 68) return this.people.length < mostPeople ? this.#join() : this.#leave()
    if (dice < 80) return this.#beginFault()
    if (dice < 92) return this.#endFault()
    if (dice < 96) return this.#kill()
    return this.#endTheWorld()
  }

  #write(): void {
    const person = this.#random.pick(this.people)
    const count = 1 + this.#random.below(30)
    this.#note(`${person.name} writes ${count}`)
    person.write(count)
  }

  #join(): void {
    this.#count += 1
    const isProgram = this.#random.next() < 0.4 && this.#interfacePeople.length > 0
    const name = isProgram ? `program${this.#count}` : `person${this.#count}`
    this.#note(`${name} comes`)
    if (isProgram) this.#programs.push(openProgramPerson(this.#place, name))
    else this.#interfacePeople.push(openInterfacePerson(this.#place, name, this.#random))
  }

  #leave(): void {
    const person = this.#random.pick(this.people)
    if (this.#interfacePeople.length === 1 && this.#interfacePeople[0] === person) return
    this.#note(`${person.name} goes`)
    this.#hear([person])
    person.leave()
    this.#interfacePeople = this.#interfacePeople.filter((other) => other !== person)
    this.#programs = this.#programs.filter((other) => other !== person)
  }

  async #beginFault(): Promise<void> {
    const fault = this.#random.pick(this.#place.faults)
    if (this.#faults.has(fault) || this.#preventing().length > 0) return
    this.#note(`${fault.name} …`)
    this.#faults.add(fault)
    await fault.begin()
  }

  async #endFault(): Promise<void> {
    if (this.#faults.size === 0) return
    const fault = this.#random.pick([...this.#faults])
    // Nothing else about a database that is away can be mended.
    for (const first of this.#preventing()) await this.#end(first)
    if (this.#faults.has(fault)) await this.#end(fault)
  }

  async #endAllFaults(): Promise<void> {
    for (const fault of this.#preventing()) await this.#end(fault)
    for (const fault of this.#faults) await this.#end(fault)
  }

  async #end(fault: Fault): Promise<void> {
    this.#note(`… no longer: ${fault.name}`)
    this.#faults.delete(fault)
    await fault.end()
  }

  #preventing(): Fault[] {
    return [...this.#faults].filter(({ preventsStart }) => preventsStart)
  }

  async #kill(): Promise<void> {
    this.#note("all write, the server is killed, people stay")
    await this.#writeUntilHeard()
    await this.#killServer()
    await sleep(this.#random.below(300))
    await this.#startServer()
  }

  /** The server is killed, and nobody is left who could bring back what it lost. */
  async #endTheWorld(): Promise<void> {
    this.#note("all write, the server is killed, people go for good")
    await this.#writeUntilHeard()
    await this.#killServer()
    const people = this.people
    // What the kernel still has for them was told as well.
    await waitUntil("everybody knows of the kill", () => people.every((one) => one.isCutOff()))
    this.#hear(people)
    for (const person of people) person.leave()
    this.#interfacePeople = []
    this.#programs = []
    await this.#startServer()
    this.#join()
    const [first] = this.#interfacePeople
    if (first === undefined) throw new Error("nobody came back")
    await this.#endAllFaults()
    await waitUntil("somebody sees the storyboard again", () => first.isContent())
    const broken = this.#promises.listBroken(first.listSeen())
    if (broken.length > 0) this.#note(`LOST: ${broken.join(", ")}`)
    this.#broken.push(...broken)
    this.#join()
  }

  /** A kill finds most when much is on its way. */
  async #writeUntilHeard(): Promise<void> {
    for (const person of this.people) person.write(10)
    await sleep(this.#random.below(80))
    for (const person of this.people) person.write(1 + this.#random.below(5))
    await sleep(this.#random.below(20))
  }

  async #killServer(): Promise<void> {
    await this.#place.server.kill9()
    for (const fault of this.#faults) if (fault.endsWithServer) this.#faults.delete(fault)
  }

  async #startServer(): Promise<void> {
    for (const fault of this.#preventing()) await this.#end(fault)
    await this.#place.server.restart()
  }

  async #comeToRest(): Promise<void> {
    await waitUntil(
      "everybody's work is saved",
      () => this.people.every((person) => person.isContent()),
      calmDeadlineMilliseconds,
    )
  }

  async #compareViews(): Promise<void> {
    this.#join()
    const newcomer = this.#interfacePeople[0]
    if (newcomer === undefined) throw new Error("nobody is there")
    await this.#comeToRest()
    await waitUntil("everybody sees the same", () =>
      this.#interfacePeople.every((person) => seesTheSame(person, newcomer)),
    ).catch(() => {
      for (const person of this.#interfacePeople)
        if (!seesTheSame(person, newcomer)) this.#apart.push(person.name)
    })
  }

  /** What people were told counts from now on, whatever becomes of them. */
  #hear(people: readonly Person[]): void {
    for (const person of people) person.collectPromises(this.#promises)
    this.#hearComplaints(people)
  }

  #hearComplaints(people: readonly Person[]): void {
    for (const { complaints } of people) this.#complaints.push(...complaints)
  }

  #note(what: string): void {
    this.log.push(what)
  }
}
