import { setTimeout as sleep } from "node:timers/promises"
import { runLoad } from "../run-load.ts"
import { atMost, type Scenario } from "../scenario.ts"
import type { TargetRoom } from "../load/target.ts"

const waves = 4

/** What an open storyboard keeps of the server's memory, and whether it gives it back. */
export const rooms: Scenario = {
  name: "rooms",
  about:
    "500 rooms with two people in each, who write a little; they leave, and others come to other rooms, in four waves.",
  peers: [
    "bare relay",
    "y-websocket",
    "y-websocket + LevelDB",
    "Hocuspocus + SQLite",
    "ours, PGlite",
    "ours, PostgreSQL",
  ],
  rounds: 1,
  warmsUp: false,
  rows: [
    { figure: "kilobytes", what: "kB for each open room", decimals: 0, bar: atMost(70) },
    { figure: "last", what: "last wave against the one before, MB", decimals: 1, bar: atMost(4) },
    { figure: "grown", what: "last wave against the first, MB", decimals: 1, bar: null },
  ],
  async measure(stage) {
    const peer = await stage.fresh()
    const count = waves * (stage.isQuick ? 100 : 500)
    const created: TargetRoom[] = []
    while (created.length < count) created.push(await peer.createRoom())
    // What making two thousand rooms took from the system would pass for room that people need not take.
    await peer.restart()
    await sleep(2000)
    const outcome = await runLoad({
      exercise: "crowding",
      target: { ...peer.target(), rooms: created },
      options: { waves, peopleInRoom: 2, absentMilliseconds: 8000 },
    })
    return {
      kilobytes: outcome.kilobytesPerRoom,
      last: outcome.lastWaveMegabytes,
      grown: outcome.grownMegabytes,
    }
  },
}
