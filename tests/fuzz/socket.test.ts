import { describe, expect, it } from "vitest"
import { ownerToken } from "../support/api.ts"
import { useServer } from "../support/server.ts"
import { loadCorpus } from "./corpus.ts"
import { fuzzSocket } from "./fuzz-socket.ts"

const seed = Number(process.env["FUZZ_SEED"] ?? 20_261_123)
const attacks = 1500

describe("the socket under attack", () => {
  const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })

  it("leaves good neighbours alone, whatever is sent to it", async () => {
    const report = await fuzzSocket({
      server: server.current,
      seed,
      corpus: await loadCorpus(),
      isOver: (done) => done >= attacks,
    })
    const outcomes = new Set([...report.coverage.keys()].map((name) => name.split(" → ")[1]))
    // Those that a message alone can lead to: an attack that reaches none of them attacks nothing.
    expect([...outcomes]).toEqual(
      expect.arrayContaining([
        "stays open",
        "closed 4400",
        "closed 4415",
        "closed 4422",
        "closed 4509",
      ]),
    )
    expect(report.checks).toBeGreaterThan(attacks / 200)
  })
})
