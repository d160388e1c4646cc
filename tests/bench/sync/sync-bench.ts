import { setTimeout as sleep } from "node:timers/promises"
import { describeSection, replaceSection } from "../results-file.ts"
import type { Peer, PeerName, RunningPeer } from "./peer.ts"
import { hocuspocus } from "./peers/hocuspocus.ts"
import { oursOnPglite, oursOnPostgres } from "./peers/panelwright.ts"
import { relay } from "./peers/relay.ts"
import { yWebsocket, yWebsocketStored } from "./peers/y-websocket.ts"
import { isWithinBars, toMarkdown, toMedians, type Measured } from "./results.ts"
import type { Figures, Scenario } from "./scenario.ts"
import { badInput } from "./scenarios/bad-input.ts"
import { coldOpen } from "./scenarios/cold-open.ts"
import { cursors } from "./scenarios/cursors.ts"
import { allWriting, fanOuts } from "./scenarios/fan-out.ts"
import { kill } from "./scenarios/kill.ts"
import { reconnect } from "./scenarios/reconnect.ts"
import { rooms } from "./scenarios/rooms.ts"
import { saturation } from "./scenarios/saturation.ts"
import { solo } from "./scenarios/solo.ts"

const peers: readonly Peer[] = [
  relay,
  yWebsocket,
  yWebsocketStored,
  hocuspocus,
  oursOnPglite,
  oursOnPostgres,
]
const scenarios: readonly Scenario[] = [
  ...fanOuts,
  allWriting,
  saturation,
  cursors,
  coldOpen,
  rooms,
  kill,
  reconnect,
  badInput,
  solo,
]

/** Those that do something with a room after the last one has left, and how long that takes at most. */
const storing: ReadonlySet<PeerName> = new Set([
  "Hocuspocus + SQLite",
  "ours, PGlite",
  "ours, PostgreSQL",
])
const putAwayMilliseconds = 7000

const about =
  "Written by `pnpm bench sync`: the server beside others. The measured server and its database have one core, the load has the other; rounds of the servers take turns, and figures are the middle of the rounds. What a server's own compiler takes in its first half minute is not counted where the rounds are short: each server has one round before. Every server is on this machine, so milliseconds are those of the programs alone. CPU is of one core, all threads of the process; PGlite runs inside of ours, PostgreSQL beside it and waits for the disk at each commit. The others tell first and store afterwards, or never."

/**
 * `pnpm bench sync [--quick] [--only=<parts of peers' names, with commas>] [scenario…]`: the other servers and
 * ours, in turn. A scenario's name may be its beginning. Only whole runs are written down.
 */
export async function benchSync(args: readonly string[]): Promise<boolean> {
  // Servers end with their parent, but only when it ends in order.
  process.once("SIGTERM", () => process.exit(1))
  const isQuick = args.includes("--quick")
  const only = args.find((arg) => arg.startsWith("--only="))?.slice("--only=".length) ?? ""
  const isWanted = (name: PeerName) => only.split(",").some((part) => name.includes(part))
  const wanted = args.filter((arg) => !arg.startsWith("--"))
  const chosen = scenarios.filter(
    ({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
  )
  let isWithin = true
  for (const scenario of chosen) {
    process.stdout.write(`${scenario.name} …\n`)
    const measured = await measure(
      scenario,
      peers.filter(({ name }) => scenario.peers.includes(name) && isWanted(name)),
      isQuick,
    )
    const markdown = toMarkdown(scenario, measured)
    process.stdout.write(`${markdown}\n`)
    if (!isQuick && only === "") {
      replaceSection("Sync", scenario.name, markdown)
      describeSection("Sync", about)
    }
    isWithin &&= isWithinBars(scenario, measured)
  }
  return isWithin
}

async function measure(
  scenario: Scenario,
  taking: readonly Peer[],
  isQuick: boolean,
): Promise<Measured> {
  const running = new Map<PeerName, RunningPeer>()
  const rounds = new Map<PeerName, Figures[]>()
  const startShared = async (peer: Peer): Promise<RunningPeer> => {
    const started = running.get(peer.name) ?? (await peer.start())
    running.set(peer.name, started)
    return started
  }
  const runRound = async (peer: Peer, isShort: boolean): Promise<Figures> => {
    const own: RunningPeer[] = []
    try {
      return await scenario.measure(
        {
          isQuick: isShort,
          shared: () => startShared(peer),
          async fresh() {
            const started = await peer.start()
            own.push(started)
            return started
          },
        },
        peer,
      )
    } finally {
      for (const started of own) await started.discard()
      // All servers share a core: what one puts away afterwards would be taken from the next.
      if (own.length === 0 && taking.length > 1 && storing.has(peer.name))
        await sleep(putAwayMilliseconds)
    }
  }
  try {
    if (scenario.warmsUp) for (const peer of taking) await runRound(peer, isQuick)
    for (let round = 0; round < (isQuick ? 1 : scenario.rounds); round += 1) {
      for (const peer of taking) {
        const figures = await runRound(peer, isQuick)
        rounds.set(peer.name, [...(rounds.get(peer.name) ?? []), figures])
      }
    }
  } finally {
    for (const started of running.values()) await started.discard()
  }
  return new Map([...rounds].map(([name, figures]) => [name, toMedians(figures)]))
}
