import { setTimeout as pause } from "node:timers/promises"
import { createApi, ownerToken } from "../support/api.ts"
import { createRandom } from "../support/random.ts"
import type { RunningServer } from "../support/server.ts"
import { openAttacker, type Attacker, type Outcome } from "./attacker.ts"
import type { CorpusEntry } from "./corpus.ts"
import { createMessage, type FuzzMessage, type Knowledge } from "./message-grammar.ts"
import { readMemory } from "./memory.ts"
import { openNeighbours, type Neighbours } from "./neighbours.ts"

export interface FuzzReport {
  readonly messages: number
  readonly connections: number
  /** How often each kind of message, intact or damaged, had each outcome. */
  readonly coverage: ReadonlyMap<string, number>
  /** Attacks that did what none before them did. */
  readonly found: readonly CorpusEntry[]
  readonly checks: number
  /** Milliseconds from one good neighbour to the other, at worst. */
  readonly worstRoundTrip: number
  /** Of the server, in MB: at the start and at most. */
  readonly memory: { readonly before: number; readonly most: number }
}

const attacksPerCheck = 150
const attacksPerStoryboard = 3000
const attacksPerConnection = 40

/**
 * Attacks a server's socket beside two good neighbours who are looked after all the time. Throws at the first thing
 * that is not as it must be, with the messages that led to it.
 */
export async function fuzzSocket(options: {
  readonly server: Pick<RunningServer, "url" | "pid">
  readonly seed: number
  /** Attacks to begin with. */
  readonly corpus: readonly CorpusEntry[]
  readonly isOver: (attacks: number) => boolean
  /** Rest after each attack, to leave the machine to others; 0 when left out. */
  readonly restMilliseconds?: number
}): Promise<FuzzReport> {
  const { server, seed, corpus, isOver, restMilliseconds = 0 } = options
  const random = createRandom(seed)
  const api = createApi(server)
  const { secret: token } = await api.post<{ secret: string }>("/tokens", {
    name: "Attacker",
    role: "editor",
  })
  const coverage = new Map<string, number>()
  const found: CorpusEntry[] = []
  const before = await readMemory(server.pid)
  let [messages, connections, checks, worstRoundTrip, most] = [0, 0, 0, 0, before]
  const now: {
    place: { readonly neighbours: Neighbours; readonly knowledge: Knowledge } | null
    attacker: Attacker | null
    attacks: number
  } = { place: null, attacker: null, attacks: 0 }
  const recent: string[] = []

  const settle = async () => {
    const { neighbours } = now.place ?? (await enter())
    worstRoundTrip = Math.max(worstRoundTrip, await neighbours.check())
    checks += 1
    most = Math.max(most, await readMemory(server.pid))
  }
  const enter = async () => {
    leave()
    const neighbours = await openNeighbours({ server, api, token: ownerToken })
    const knowledge = { doc: neighbours.copyDoc(), foreignClients: neighbours.clients }
    now.place = { neighbours, knowledge }
    return now.place
  }
  const leave = () => {
    now.attacker?.close()
    now.place?.neighbours.close()
    now.attacker = now.place = null
  }
  const attack = async (attackMessages: readonly FuzzMessage[]): Promise<Outcome> => {
    const { neighbours } = now.place ?? (await enter())
    if (!now.attacker?.isOpen || now.attacks >= attacksPerConnection) {
      now.attacker?.close()
      connections += 1
      now.attacks = 0
      now.attacker = await openAttacker({
        url: server.url,
        storyboardId: neighbours.storyboardId,
        token,
        present: neighbours.clients,
        localAddress: `127.0.${random.below(250)}.${1 + random.below(250)}`,
      })
    }
    now.attacks += 1
    messages += attackMessages.length
    recent.push(
      ...attackMessages.map(
        ({ label, bytes }) => `${label}: ${Buffer.from(bytes).toString("base64").slice(0, 400)}`,
      ),
    )
    recent.splice(0, recent.length - 20)
    return now.attacker.attack(attackMessages)
  }
  const count = (attackMessages: readonly FuzzMessage[], outcome: Outcome) => {
    const name = `${attackMessages.map(({ label }) => label).join(" + ")} → ${outcome}`
    if (attackMessages.length === 1) {
      const times = coverage.get(name) ?? 0
      coverage.set(name, times + 1)
      const size = attackMessages.reduce((sum, { bytes }) => sum + bytes.length, 0)
      if (times === 0 && size < 3000) found.push({ outcome, messages: attackMessages })
    }
  }

  try {
    for (const { messages: attackMessages } of corpus)
      count(attackMessages, await attack(attackMessages))
    await settle()
    for (let attacks = 0; !isOver(attacks); attacks += 1) {
      if (attacks > 0 && attacks % attacksPerStoryboard === 0) await enter()
      const { neighbours, knowledge } = now.place ?? (await enter())
      const length = random.pick([1, 1, 1, 2, 5])
      const attackMessages = Array.from({ length }, () => createMessage(random, knowledge))
      const outcome = await attack(attackMessages)
      count(attackMessages, outcome)
      // What was refused is nowhere but in the attacker's copy, and all that came on top of it would be gaps.
      if (outcome.startsWith("closed")) knowledge.doc = neighbours.copyDoc()
      if (attacks % attacksPerCheck === 0) await settle()
      if (restMilliseconds > 0) await pause(restMilliseconds)
    }
    await settle()
  } catch (cause) {
    throw new Error(`seed ${seed}, after:\n${recent.join("\n")}`, { cause })
  } finally {
    leave()
  }
  return {
    messages,
    connections,
    coverage,
    found,
    checks,
    worstRoundTrip,
    memory: { before, most },
  }
}
