import { MarkSet } from "../load/mark-set.ts"
import type { TargetRoom } from "../load/target.ts"
import { isOurs, type RunningPeer } from "../peer.ts"
import { findMedian } from "../results.ts"
import { runLoad } from "../run-load.ts"
import { atLeast, atMost, type Scenario } from "../scenario.ts"

const runs = 10

/** Ours says what is stored to those who ask. */
const asking = (peer: RunningPeer, room: TargetRoom): TargetRoom =>
  isOurs(peer.name) ? { ...room, path: `${room.path}&ack=1` } : room

/** What people were told, against what is there after `kill -9`. */
export const kill: Scenario = {
  name: "kill",
  about:
    "5 people write flat out while one reads, the server is killed with SIGKILL, starts again and is asked what it has: ten times.",
  peers: ["y-websocket + LevelDB", "Hocuspocus + SQLite", "ours, PGlite", "ours, PostgreSQL"],
  rounds: 1,
  warmsUp: false,
  rows: [
    { figure: "told", what: "updates that others were told", decimals: 0, bar: null },
    { figure: "toldLost", what: "told, then lost", decimals: 0, bar: atMost(0) },
    { figure: "acknowledged", what: "updates that were acknowledged", decimals: 0, bar: null },
    { figure: "acknowledgedLost", what: "acknowledged, then lost", decimals: 0, bar: atMost(0) },
    { figure: "rate", what: "updates/s", decimals: 0, bar: atLeast(30_000) },
  ],
  async measure(stage) {
    const peer = await stage.fresh()
    const totals = { told: 0, toldLost: 0, acknowledged: 0, acknowledgedLost: 0 }
    const rates: number[] = []
    for (let run = 0; run < (stage.isQuick ? 2 : runs); run += 1) {
      const rooms = [asking(peer, await peer.createRoom())]
      const before = await runLoad({
        exercise: "killing",
        target: { ...peer.target(), rooms },
        options: { writers: 5, seconds: 1 },
      })
      await peer.restart()
      const after = await runLoad({
        exercise: "surviving",
        target: { ...peer.target(), rooms },
        options: null,
      })
      const found = MarkSet.fromText(after.found)
      const told = MarkSet.fromText(before.told)
      const acknowledged = MarkSet.fromText(before.acknowledged)
      totals.told += told.count()
      totals.toldLost += told.count((index) => !found.has(index))
      totals.acknowledged += acknowledged.count()
      totals.acknowledgedLost += acknowledged.count((index) => !found.has(index))
      rates.push(before.updatesPerSecond)
    }
    return { ...totals, rate: findMedian(rates) }
  },
}
