import { runLoad } from "../run-load.ts"
import { atMost, atMostTimesRelay, type Row, type Scenario, type Stage } from "../scenario.ts"

const costRows: readonly Row[] = [
  { figure: "database", what: "CPU of PostgreSQL, %", decimals: 1, bar: null },
  { figure: "missing", what: "deliveries that never came", decimals: 0, bar: atMost(0) },
  { figure: "load", what: "CPU of the load, %", decimals: 0, bar: null },
]

async function measureTyping(
  stage: Stage,
  options: { clients: number; writers: number; updatesPerSecond: number },
) {
  const peer = await stage.shared()
  const outcome = await runLoad({
    exercise: "typing",
    target: { ...peer.target(), rooms: [await peer.createRoom()] },
    options: { ...options, seconds: stage.isQuick ? 3 : 6 },
  })
  return {
    p50: outcome.p50,
    p99: outcome.p99,
    cpu: outcome.serverPercent,
    database: outcome.databasePercent,
    missing: outcome.missing,
    load: outcome.loadPercent,
  }
}

const createFanOut = (clients: number): Scenario => ({
  name: `fan-out-${clients}`,
  about: `${clients} people in one room, 5 of them write 20 updates a second each.`,
  peers: ["bare relay", "y-websocket", "Hocuspocus + SQLite", "ours, PGlite", "ours, PostgreSQL"],
  rounds: 3,
  warmsUp: true,
  rows: [
    { figure: "p50", what: "p50, ms", decimals: 2, bar: clients === 100 ? atMost(1) : null },
    { figure: "p99", what: "p99, ms", decimals: 2, bar: clients === 100 ? atMost(3) : null },
    {
      figure: "cpu",
      what: "CPU of the server, %",
      decimals: 1,
      bar: clients === 100 ? atMostTimesRelay(1.15) : null,
    },
    ...costRows,
  ],
  measure: (stage) => measureTyping(stage, { clients, writers: 5, updatesPerSecond: 20 }),
})

/** One writes, many read: how long it takes and what it costs. */
export const fanOuts: readonly Scenario[] = [10, 50, 100].map(createFanOut)

export const allWriting: Scenario = {
  name: "all-writing",
  about: "100 people in one room, all of them write 10 updates a second each.",
  peers: ["bare relay", "y-websocket", "Hocuspocus + SQLite", "ours, PGlite", "ours, PostgreSQL"],
  rounds: 3,
  warmsUp: true,
  rows: [
    { figure: "p50", what: "p50, ms", decimals: 2, bar: null },
    { figure: "p99", what: "p99, ms", decimals: 2, bar: atMost(20) },
    { figure: "cpu", what: "CPU of the server, %", decimals: 1, bar: atMost(10) },
    ...costRows,
  ],
  measure: (stage) => measureTyping(stage, { clients: 100, writers: 100, updatesPerSecond: 10 }),
}
