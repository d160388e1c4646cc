import { setTimeout as sleep } from "node:timers/promises"
import { findMedian } from "../results.ts"
import { runLoad } from "../run-load.ts"
import { atMost, type Scenario } from "../scenario.ts"

const opens = 3

/** The first who comes after the server was started again. */
export const coldOpen: Scenario = {
  name: "cold-open",
  about:
    "One room of 1,000 panels with 100,000 edits, stored; the server starts again, rests, and somebody without a copy opens the room. The middle of three such starts.",
  peers: ["y-websocket + LevelDB", "Hocuspocus + SQLite", "ours, PGlite", "ours, PostgreSQL"],
  rounds: 1,
  warmsUp: false,
  rows: [
    { figure: "milliseconds", what: "until the doc is whole, ms", decimals: 0, bar: atMost(120) },
    { figure: "seconds", what: "CPU of the server, s", decimals: 3, bar: atMost(0.02) },
    { figure: "resting", what: "of which it takes without anybody, s", decimals: 3, bar: null },
    { figure: "peak", what: "peak memory, + MB", decimals: 0, bar: atMost(10) },
    { figure: "empty", what: "first answers that were empty", decimals: 0, bar: atMost(0) },
  ],
  async measure(stage) {
    const size = { panels: 1000, edits: stage.isQuick ? 10_000 : 100_000 }
    const peer = await stage.fresh()
    const rooms = [await peer.createRoom()]
    await runLoad({
      exercise: "filling",
      target: { ...peer.target(), rooms },
      options: { ...size, settleMilliseconds: 10_000 },
    })
    const seen = []
    for (let open = 0; open < opens; open += 1) {
      await peer.restart()
      await sleep(2000)
      seen.push(
        await runLoad({ exercise: "opening", target: { ...peer.target(), rooms }, options: size }),
      )
    }
    return {
      milliseconds: findMedian(seen.map(({ milliseconds }) => milliseconds)),
      seconds: findMedian(seen.map(({ serverSeconds }) => serverSeconds)),
      resting: findMedian(seen.map(({ restingSeconds }) => restingSeconds)),
      peak: findMedian(seen.map(({ peakMegabytes }) => peakMegabytes)),
      empty: seen.reduce((sum, { isFirstAnswerEmpty }) => sum + isFirstAnswerEmpty, 0),
    }
  },
}
