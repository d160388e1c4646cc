import { describe, expect, it } from "vitest"
import { createLiveness, type Signs } from "./liveness.ts"

const open: Signs = { stage: "open", unsentBytes: 0, isWaiting: false }

function createConnection() {
  let now = 0
  const seen = { probes: 0, deaths: 0 }
  const liveness = createLiveness({
    probe: () => (seen.probes += 1),
    onDead: () => (seen.deaths += 1),
    clock: () => now,
  })
  return {
    liveness,
    seen,
    sleep: (ms: number) => (now += ms),
    /** Seconds go by, each with a check. */
    wait: (seconds: number, signs: Signs | ((second: number) => Signs) = open) => {
      for (let second = 0; second < seconds; second += 1) {
        now += 1000
        liveness.check(typeof signs === "function" ? signs(second) : signs)
      }
    },
  }
}

describe("the liveness of a connection", () => {
  it("is not in doubt while the server speaks as often as it does", () => {
    const { liveness, seen, wait } = createConnection()
    for (let message = 0; message < 20; message += 1) {
      wait(14)
      liveness.handleMessage()
    }
    expect(seen).toEqual({ probes: 0, deaths: 0 })
  })

  it("ends when a question after silence is not answered", () => {
    const { seen, wait } = createConnection()
    wait(16)
    expect(seen).toEqual({ probes: 1, deaths: 0 })
    wait(6)
    expect(seen).toEqual({ probes: 1, deaths: 1 })
  })

  it("goes on when the question is answered", () => {
    const { liveness, seen, wait } = createConnection()
    wait(16)
    wait(4)
    liveness.handleMessage()
    wait(10)
    expect(seen).toEqual({ probes: 1, deaths: 0 })
  })

  it("is doubted sooner while something sent is not acknowledged", () => {
    const { seen, wait } = createConnection()
    wait(11, { ...open, isWaiting: true })
    expect(seen).toEqual({ probes: 1, deaths: 1 })
  })

  it("is asked about at once after sleep, and a question from before has no say", () => {
    const { liveness, seen, sleep, wait } = createConnection()
    liveness.suspect(open)
    sleep(3_600_000)
    liveness.check(open)
    expect(seen).toEqual({ probes: 2, deaths: 0 })
    wait(6)
    expect(seen.deaths).toBe(1)
  })

  it("is not in doubt while bytes still leave the device", () => {
    const { seen, wait } = createConnection()
    wait(40, (second) => ({ stage: "open", unsentBytes: 1e6 - second, isWaiting: true }))
    expect(seen.deaths).toBe(0)
  })

  it("ends an attempt that leads nowhere, and asks nothing of it", () => {
    const { liveness, seen, wait } = createConnection()
    liveness.handleConnecting()
    wait(9, { stage: "connecting", unsentBytes: 0, isWaiting: false })
    expect(seen).toEqual({ probes: 0, deaths: 1 })
  })
})
