import type { TypingOutcome } from "../load/exercises/typing.ts"
import { runLoad } from "../run-load.ts"
import { atLeast, atMost, type Scenario, type Stage } from "../scenario.ts"

const clients = 100
const writers = 20
const firstDeliveries = 60_000
const growth = 1.5
const refinements = 2

async function tryRate(stage: Stage, deliveriesPerSecond: number): Promise<TypingOutcome> {
  const peer = await stage.shared()
  return runLoad({
    exercise: "typing",
    target: { ...peer.target(), rooms: [await peer.createRoom()] },
    options: {
      clients,
      writers,
      updatesPerSecond: deliveriesPerSecond / (clients - 1) / writers,
      seconds: 2,
    },
  })
}

/** Everything came, nearly all of it in time and as fast as it was sent. */
const isCarried = (outcome: TypingOutcome, wanted: number): boolean =>
  outcome.p99 < 100 && outcome.missing === 0 && outcome.deliveriesPerSecond > 0.95 * wanted

/** How much one room carries. */
export const saturation: Scenario = {
  name: "saturation",
  about:
    "100 people in one room, 20 of them write, faster and faster: the most deliveries a second of which 99 % arrive within 100 ms.",
  peers: ["bare relay", "y-websocket", "Hocuspocus + SQLite", "ours, PGlite", "ours, PostgreSQL"],
  rounds: 1,
  rows: [
    {
      figure: "deliveries",
      what: "deliveries/s",
      decimals: 0,
      bar: atLeast(1_300_000),
    },
    { figure: "p99", what: "p99 there, ms", decimals: 1, bar: atMost(25) },
    { figure: "cpu", what: "CPU of the server, %", decimals: 0, bar: null },
    { figure: "database", what: "CPU of PostgreSQL, %", decimals: 0, bar: null },
    { figure: "load", what: "CPU of the load, %", decimals: 0, bar: null },
  ],
  async measure(stage) {
    let best: TypingOutcome | null = null
    let carried = 0
    let refused = Number.POSITIVE_INFINITY
    let left = stage.isQuick ? 0 : refinements
    for (let wanted = firstDeliveries; left >= 0;) {
      const outcome = await tryRate(stage, wanted)
      if (isCarried(outcome, wanted)) {
        best = outcome
        carried = wanted
      } else refused = wanted
      if (refused === Number.POSITIVE_INFINITY) wanted *= growth
      else {
        wanted = carried === 0 ? refused / 2 : (carried + refused) / 2
        left -= 1
      }
    }
    return {
      deliveries: best?.deliveriesPerSecond ?? 0,
      p99: best?.p99 ?? Number.NaN,
      cpu: best?.serverPercent ?? Number.NaN,
      database: best?.databasePercent ?? Number.NaN,
      load: best?.loadPercent ?? Number.NaN,
    }
  },
}
