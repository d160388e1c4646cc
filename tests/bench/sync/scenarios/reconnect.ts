import { setTimeout as sleep } from "node:timers/promises"
import { runLoad } from "../run-load.ts"
import { atMost, type Scenario } from "../scenario.ts"

/** Everybody comes back after a restart. */
export const reconnect: Scenario = {
  name: "reconnect",
  about:
    "200 people have a doc of 1,000 panels and 10,000 edits; the server starts again, rests, and all of them connect at once. Then it starts again while they try, as the interface does.",
  peers: ["y-websocket + LevelDB", "Hocuspocus + SQLite", "ours, PGlite", "ours, PostgreSQL"],
  rounds: 3,
  warmsUp: false,
  rows: [
    { figure: "milliseconds", what: "until all have an answer, ms", decimals: 0, bar: atMost(150) },
    {
      figure: "back",
      what: "from the new start until all are back, ms",
      decimals: 0,
      bar: atMost(2000),
    },
    { figure: "uploaded", what: "uploaded again, kB", decimals: 0, bar: atMost(0) },
  ],
  async measure(stage) {
    const size = { panels: 1000, edits: 10_000 }
    const peer = await stage.shared()
    const rooms = [await peer.createRoom()]
    await runLoad({
      exercise: "filling",
      target: { ...peer.target(), rooms },
      options: { ...size, settleMilliseconds: 4000 },
    })
    await peer.restart()
    await sleep(3000)
    const outcome = await runLoad({
      exercise: "returning",
      target: { ...peer.target(), rooms },
      options: { ...size, people: 200, triesAgain: false },
    })
    const [startedAt, trying] = await Promise.all([
      peer.restart().then(() => Date.now()),
      runLoad({
        exercise: "returning",
        target: { ...peer.target(), rooms },
        options: { ...size, people: 200, triesAgain: true },
      }),
    ])
    return {
      milliseconds: outcome.milliseconds,
      back: trying.endedAt - Math.max(trying.begunAt, startedAt),
      uploaded: outcome.uploadedKilobytes + trying.uploadedKilobytes,
    }
  },
}
