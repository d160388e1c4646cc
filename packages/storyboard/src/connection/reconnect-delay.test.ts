import { describe, expect, it } from "vitest"
import { computeReconnectDelay } from "./reconnect-delay.ts"

const delay = (failures: number, outageMs: number, random: number) =>
  computeReconnectDelay({ failures, outageMs, random })

describe("the wait before the next try", () => {
  it("spreads the first tries of many over a third of a second", () => {
    expect(delay(0, 0, 0)).toBe(0)
    expect(delay(0, 0, 0.5)).toBe(150)
    expect(delay(0, 0, 0.999)).toBeLessThan(300)
  })

  it("never lets anybody miss a server that is back by more than a second within the first minute", () => {
    for (let failures = 0; failures < 200; failures += 1)
      expect(delay(failures, 59_000, 0.999)).toBeLessThanOrEqual(1000)
  })

  it("grows, and is never the same for all", () => {
    expect(delay(1, 500, 0)).toBeLessThan(delay(2, 1000, 0))
    expect(delay(9, 30_000, 0)).toBe(500)
    expect(delay(9, 30_000, 1)).toBe(1000)
  })

  it("is patient with a server that stays away", () => {
    expect(delay(80, 120_000, 0)).toBe(3000)
    expect(delay(80, 120_000, 1)).toBe(6000)
  })
})
