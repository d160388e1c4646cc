import { describe, expect, it } from "vitest"
import { formatPanelNumber, formatShotLetter, formatShotNumber, numberScenes } from "./numbering.ts"

describe("numbers", () => {
  it("NUM-1 keeps the production's scene numbers and fills in provisional ones", () => {
    expect(numberScenes(["1", null, "12A", null, "14"])).toEqual([
      { number: "1", provisional: false },
      { number: "2", provisional: true },
      { number: "12A", provisional: false },
      { number: "13", provisional: true },
      { number: "14", provisional: false },
    ])
  })

  it("NUM-2 never gives a provisional number that is in use", () => {
    expect(numberScenes([null, "1", "2"]).map((scene) => scene.number)).toEqual(["3", "1", "2"])
  })

  it("NUM-3 letters shots without I and O, and goes on after Z", () => {
    expect([0, 7, 8, 12, 13, 23, 24, 25].map(formatShotLetter)).toEqual([
      "A",
      "H",
      "J",
      "N",
      "P",
      "Z",
      "AA",
      "AB",
    ])
  })

  it("NUM-4 tells shot A of scene 12A from scene 12's shots, and numbers panels only where a shot has several", () => {
    expect(formatShotNumber("12", 0)).toBe("12A")
    expect(formatShotNumber("12A", 0)).toBe("12A-A")
    expect(formatPanelNumber("12A", 0, 1)).toBe("12A")
    expect(formatPanelNumber("12A", 1, 2)).toBe("12A-2")
  })
})
