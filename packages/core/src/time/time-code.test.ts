import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { frameRates, type FrameRateName } from "./frame-rate.ts"
import { formatSecondsAndFrames, formatTimeCode, parseTimeCode } from "./time-code.ts"

const rateNames = Object.keys(frameRates) as FrameRateName[]

describe("time code", () => {
  it.each([
    ["30000/1001", "00:00:59;29", 1799],
    ["30000/1001", "00:01:00;02", 1800],
    ["30000/1001", "00:02:00;02", 3598],
    ["30000/1001", "00:09:59;29", 17981],
    ["30000/1001", "00:10:00;00", 17982],
    ["30000/1001", "00:11:00;02", 19782],
    ["30000/1001", "01:00:00;00", 107892],
    ["30000/1001", "23:59:59;29", 2589407],
    ["60000/1001", "00:00:59;59", 3599],
    ["60000/1001", "00:01:00;04", 3600],
    ["60000/1001", "00:10:00;00", 35964],
    ["60000/1001", "01:00:00;00", 215784],
    ["30000/1001", "01:00:00:00", 108000],
    ["24000/1001", "01:00:00:00", 86400],
    ["24", "00:00:01:23", 47],
    ["25", "10:00:00:00", 900000],
  ] as const)("[TIME-4] at %s %s is frame %d, both ways", (name, label, frame) => {
    const dropFrame = label.includes(";")
    expect(parseTimeCode(label, name)).toEqual({ ok: true, value: frame })
    expect(formatTimeCode(frame, name, { dropFrame })).toBe(label)
  })

  it("[TIME-5] parsed is the frame it was made from, at every rate", () => {
    const frames = fc.integer({ min: 0, max: 2_000_000 })
    fc.assert(
      fc.property(fc.constantFrom(...rateNames), frames, fc.boolean(), (name, frame, dropFrame) => {
        const label = formatTimeCode(frame, name, { dropFrame })
        expect(parseTimeCode(label, name)).toEqual({ ok: true, value: frame })
      }),
      { numRuns: 1000 },
    )
  })

  it("[TIME-5] counts every frame of twenty minutes of drop frame once and in order", () => {
    for (const name of ["30000/1001", "60000/1001"] as const) {
      const labels = Array.from({ length: 20 * 60 * 60 }, (_, frame) =>
        formatTimeCode(frame, name, { dropFrame: true }),
      )
      expect(new Set(labels).size).toBe(labels.length)
      expect(labels).toEqual(labels.toSorted())
    }
  })

  it.each([
    ["1:00:00:00", "24", "shape"],
    ["aa:00:00:00", "24", "shape"],
    ["24:00:00:00", "24", "range"],
    ["00:60:00:00", "24", "range"],
    ["00:00:00:24", "24", "range"],
    ["00:00:00:24", "24000/1001", "range"],
    ["00:01:00;00", "30000/1001", "dropped-label"],
    ["00:01:00;03", "60000/1001", "dropped-label"],
    ["00:00:00;00", "25", "drop-frame-unavailable"],
  ] as const)("[TIME-6] refuses %s at %s: %s", (text, name, reason) => {
    expect(parseTimeCode(text, name)).toEqual({
      ok: false,
      failure: { kind: "time-code-invalid", text, reason },
    })
  })

  it("[TIME-4] wraps after twenty-four hours", () => {
    expect(formatTimeCode(24 * 3600 * 25, "25")).toBe("00:00:00:00")
    expect(formatTimeCode(2589408, "30000/1001", { dropFrame: true })).toBe("00:00:00;00")
  })

  it("[TIME-7] prints seconds and frames as storyboards do", () => {
    expect(formatSecondsAndFrames(60, "24")).toBe("2+12")
    expect(formatSecondsAndFrames(5, "24000/1001")).toBe("0+05")
  })
})
