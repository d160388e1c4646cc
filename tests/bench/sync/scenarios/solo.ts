import { runLoad } from "../run-load.ts"
import { atLeast, type Scenario } from "../scenario.ts"

/** How fast one line is. */
export const solo: Scenario = {
  name: "solo",
  about:
    "One writer's 60,000 keystrokes, one message each, as fast as the line takes them, until a reader has the last. The keystrokes are made by rule: 3 % of them begin a deletion, 0.3 % jump elsewhere.",
  peers: [
    "bare relay",
    "y-websocket",
    "y-websocket + LevelDB",
    "Hocuspocus + SQLite",
    "ours, PGlite",
    "ours, PostgreSQL",
  ],
  rounds: 3,
  warmsUp: false,
  rows: [{ figure: "rate", what: "edits/s", decimals: 0, bar: atLeast(18_000) }],
  async measure(stage) {
    const peer = await stage.shared()
    const outcome = await runLoad({
      exercise: "solo",
      target: { ...peer.target(), rooms: [await peer.createRoom()] },
      options: { edits: stage.isQuick ? 10_000 : 60_000 },
    })
    return { rate: outcome.editsPerSecond }
  },
}
