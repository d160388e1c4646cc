import type { TypingOutcome } from "../load/exercises/typing.ts"
import { runLoad } from "../run-load.ts"
import { atLeast, type Scenario, type Stage } from "../scenario.ts"

const clients = 100
const writers = 20
const firstDeliveries = 60_000
const refinements = 3
/** What is still good to work with, and what is still work. */
const goodMilliseconds = 25
const bearableMilliseconds = 100

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

interface Tried {
  readonly wanted: number
  readonly outcome: TypingOutcome
}

/** Everything came, nearly all of it in time and as fast as it was sent. */
const isCarried = ({ wanted, outcome }: Tried, milliseconds: number): boolean =>
  outcome.p99 <= milliseconds &&
  outcome.missing === 0 &&
  outcome.deliveriesPerSecond > 0.95 * wanted

const findBest = (tried: readonly Tried[], milliseconds: number): TypingOutcome | null =>
  tried
    .filter((one) => isCarried(one, milliseconds))
    .toSorted((one, other) => other.wanted - one.wanted)[0]?.outcome ?? null

/** How much one room carries. */
export const saturation: Scenario = {
  name: "saturation",
  about:
    "100 people in one room, 20 of them write, faster and faster: the most deliveries a second of which 99 % arrive within 25 ms, and within 100 ms.",
  peers: ["bare relay", "y-websocket", "Hocuspocus + SQLite", "ours, PGlite", "ours, PostgreSQL"],
  rounds: 1,
  warmsUp: false,
  rows: [
    {
      figure: "good",
      what: "deliveries/s with p99 ≤ 25 ms",
      decimals: 0,
      bar: atLeast(1_300_000),
    },
    { figure: "bearable", what: "deliveries/s with p99 ≤ 100 ms", decimals: 0, bar: null },
    { figure: "p50", what: "p50 at the first, ms", decimals: 1, bar: null },
    { figure: "p99", what: "p99 at the first, ms", decimals: 1, bar: null },
    { figure: "cpu", what: "CPU of the server there, %", decimals: 0, bar: null },
    { figure: "database", what: "CPU of PostgreSQL, %", decimals: 0, bar: null },
    { figure: "load", what: "CPU of the load, %", decimals: 0, bar: null },
  ],
  async measure(stage) {
    const tried: Tried[] = []
    const attempt = async (wanted: number): Promise<Tried> => {
      const one = { wanted, outcome: await tryRate(stage, wanted) }
      tried.push(one)
      return one
    }
    let wanted = firstDeliveries
    while (isCarried(await attempt(wanted), bearableMilliseconds)) wanted *= 2
    // Between the last that was good and the first that was not.
    let [carried, refused] = [0, Number.POSITIVE_INFINITY]
    for (const one of tried) {
      if (isCarried(one, goodMilliseconds)) carried = one.wanted
      else refused = Math.min(refused, one.wanted)
    }
    for (let left = stage.isQuick ? 1 : refinements; left > 0; left -= 1) {
      const middle = (carried + refused) / 2
      if (isCarried(await attempt(middle), goodMilliseconds)) carried = middle
      else refused = middle
    }
    const good = findBest(tried, goodMilliseconds)
    return {
      good: good?.deliveriesPerSecond ?? 0,
      bearable: findBest(tried, bearableMilliseconds)?.deliveriesPerSecond ?? 0,
      p50: good?.p50 ?? Number.NaN,
      p99: good?.p99 ?? Number.NaN,
      cpu: good?.serverPercent ?? Number.NaN,
      database: good?.databasePercent ?? Number.NaN,
      load: good?.loadPercent ?? Number.NaN,
    }
  },
}
