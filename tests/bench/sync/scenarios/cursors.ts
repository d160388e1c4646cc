import { runLoad } from "../run-load.ts"
import { atMost, type Scenario } from "../scenario.ts"

/** Presence, which is most of what a session sends. */
export const cursors: Scenario = {
  name: "cursors",
  about: "50 people in one room, each moves the mouse 30 times a second.",
  peers: ["bare relay", "y-websocket", "Hocuspocus + SQLite", "ours, PGlite", "ours, PostgreSQL"],
  rounds: 3,
  warmsUp: true,
  rows: [
    { figure: "frames", what: "frames/s", decimals: 0, bar: atMost(1600) },
    { figure: "p99", what: "p99, ms", decimals: 1, bar: atMost(35) },
    { figure: "cpu", what: "CPU of the server, %", decimals: 1, bar: atMost(6) },
    { figure: "load", what: "CPU of the load, %", decimals: 0, bar: null },
  ],
  async measure(stage) {
    const peer = await stage.shared()
    const outcome = await runLoad({
      exercise: "cursors",
      target: { ...peer.target(), rooms: [await peer.createRoom()] },
      options: { clients: 50, movesPerSecond: 30, seconds: stage.isQuick ? 3 : 6 },
    })
    return {
      frames: outcome.framesPerSecond,
      p99: outcome.p99,
      cpu: outcome.serverPercent,
      load: outcome.loadPercent,
    }
  },
}
