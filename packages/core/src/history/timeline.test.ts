import { describe, expect, it } from "vitest"
import { formatPoint, parsePoint } from "./point.ts"
import { groupMoments, type HistoryMinute } from "./timeline.ts"

const minute = (at: number, first: number, last: number, person = "person:a"): HistoryMinute => ({
  at: at * 60_000,
  first,
  last,
  changes: [{ person, count: last - first + 1 }],
})

describe("moments", () => {
  const minutes = [
    minute(0, 1, 4),
    minute(1, 5, 5, "person:b"),
    minute(2, 6, 9),
    minute(4.9, 10, 10),
    minute(5.2, 11, 11),
  ]

  it("HIST-5 end with a pause and at full minutes of the clock", () => {
    expect(groupMoments(minutes, 5).map(({ first, last }) => [first, last])).toEqual([
      [1, 9],
      [10, 10],
      [11, 11],
    ])
  })

  it("HIST-6 add up what each person did", () => {
    expect(groupMoments(minutes, 5)[0]).toEqual({
      from: 0,
      at: 120_000,
      first: 1,
      last: 9,
      changes: [
        { person: "person:a", count: 8 },
        { person: "person:b", count: 1 },
      ],
    })
  })

  it("HIST-7 are the single minutes when they are asked for", () => {
    expect(groupMoments(minutes, 1)).toHaveLength(minutes.length)
  })
})

describe("a point of the history", () => {
  it.each(["now", "revision:12", "version:abc", "2026-11-23T10:00:00.000Z"])(
    "HIST-8 %s is read back as it was written",
    (text) => {
      const point = parsePoint(text)
      expect(point && formatPoint(point)).toBe(text)
    },
  )

  it.each(["", "12", "revision:-1", "revision:1.5", "version:", "yesterday", "2026-11-23"])(
    "HIST-9 %j is none",
    (text) => {
      expect(parsePoint(text)).toBeNull()
    },
  )
})
