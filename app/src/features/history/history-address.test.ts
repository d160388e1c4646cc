import { describe, expect, it } from "vitest"
import { formatHistoryAddress, parseHistoryAddress } from "./history-address.ts"

describe("the history's address", () => {
  it("is read back as it was written, beside what else is there", () => {
    const text = formatHistoryAddress(new URLSearchParams("panel=a1&at=revision:9"), {
      at: { kind: "revision", revision: 12 },
      against: { kind: "now" },
    })
    expect(text).toBe("?panel=a1&at=revision%3A12")
    expect(parseHistoryAddress(new URLSearchParams(text))).toEqual({
      at: { kind: "revision", revision: 12 },
      against: { kind: "now" },
    })
  })

  it("shows the present where it says nothing that can be shown", () => {
    expect(parseHistoryAddress(new URLSearchParams("at=yesterday")).at).toEqual({ kind: "now" })
  })
})
