import { badInputs } from "../load/bad-input.ts"
import type { MisbehavingOutcome } from "../load/exercises/misbehaving.ts"
import { runLoad } from "../run-load.ts"
import { atLeast, atMost, type Scenario } from "../scenario.ts"

/** One bad client among good ones. */
export const badInput: Scenario = {
  name: "bad-input",
  about: `5 people work in a room of 1,000 panels; a sixth sends, one after the other: ${badInputs.map(({ what }) => what).join("; ")}.`,
  peers: ["y-websocket + LevelDB", "Hocuspocus + SQLite", "ours, PGlite", "ours, PostgreSQL"],
  rounds: 1,
  warmsUp: false,
  rows: [
    { figure: "crashes", what: "crashes", decimals: 0, bar: atMost(0) },
    { figure: "stall", what: "worst stall of the others, ms", decimals: 0, bar: atMost(100) },
    { figure: "peak", what: "peak memory, + MB", decimals: 0, bar: atMost(60) },
    {
      figure: "sound",
      what: `newcomers with a sound doc, of ${badInputs.length}`,
      decimals: 0,
      bar: atLeast(badInputs.length),
    },
  ],
  async measure(stage) {
    const peer = await stage.fresh()
    const outcomes: MisbehavingOutcome[] = []
    for (const input of badInputs.keys()) {
      const rooms = [await peer.createRoom()]
      await runLoad({
        exercise: "filling",
        target: { ...peer.target(), rooms },
        options: { panels: 1000, edits: 2000, settleMilliseconds: 200 },
      })
      const outcome = await runLoad({
        exercise: "misbehaving",
        target: { ...peer.target(), rooms },
        options: { input },
      })
      outcomes.push(outcome)
      process.stdout.write(
        `  ${peer.name}: ${badInputs[input]?.what}: ${JSON.stringify(outcome)}\n`,
      )
      if (outcome.hasCrashed) await peer.restart()
    }
    const alive = outcomes.filter(({ hasCrashed }) => !hasCrashed)
    return {
      crashes: outcomes.length - alive.length,
      stall: Math.max(...alive.map(({ worstStall }) => worstStall)),
      peak: Math.max(...alive.map(({ peakMegabytes }) => peakMegabytes)),
      sound: outcomes.filter(({ isDocSound }) => isDocSound).length,
    }
  },
}
