import { describe, expect, it } from "vitest"
import { toChord, type KeyStroke } from "./chord.ts"

const press = (stroke: Partial<KeyStroke>) =>
  toChord({
    key: "",
    code: "",
    shiftKey: false,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    ...stroke,
  })

describe("a chord", () => {
  it("is the same for control and command, and none for both", () => {
    expect(press({ key: "z", code: "KeyZ", ctrlKey: true })).toBe("mod+z")
    expect(press({ key: "Z", code: "KeyZ", metaKey: true, shiftKey: true })).toBe("mod+shift+z")
    expect(press({ key: "z", code: "KeyZ", metaKey: true, ctrlKey: true })).toBeNull()
  })

  it("goes by what a key writes, wherever the layout has it", () => {
    expect(press({ key: "a", code: "KeyQ" })).toBe("a")
    expect(press({ key: "-", code: "Digit6" })).toBe("-")
    expect(press({ key: ">", code: "Period", shiftKey: true })).toBe("shift+.")
  })

  it("goes by where a key is when it writes no Latin sign, or a digit with shift", () => {
    expect(press({ key: "в", code: "KeyD" })).toBe("d")
    expect(press({ key: "å", code: "KeyA", altKey: true })).toBe("alt+a")
    expect(press({ key: "Dead", code: "KeyN", altKey: true })).toBe("alt+n")
    expect(press({ key: "=", code: "Digit0", shiftKey: true })).toBe("shift+0")
  })

  it("knows keys by name", () => {
    expect(press({ key: "Backspace", code: "Backspace" })).toBe("backspace")
    expect(press({ key: "Enter", code: "Enter", ctrlKey: true, shiftKey: true })).toBe(
      "mod+shift+enter",
    )
  })
})
