import { describe, expect, it } from "vitest"
import { formatBinding, toBinding, type KeyPress } from "./binding.ts"

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe("key bindings", () => {
  it("take Ctrl and ⌘ for the same", () => {
    expect(toBinding(press("Z", { ctrlKey: true, shiftKey: true }))).toBe("mod+shift+z")
    expect(toBinding(press("z", { metaKey: true }))).toBe("mod+z")
  })

  it("do not ask for Shift where a keyboard needs it for the character itself", () => {
    expect(toBinding(press("?", { shiftKey: true }))).toBe("?")
    expect(toBinding(press("[", {}))).toBe("[")
    expect(toBinding(press("ArrowRight", { shiftKey: true }))).toBe("shift+arrowright")
    expect(toBinding(press("N", { shiftKey: true }))).toBe("shift+n")
  })

  it("are written as on the keys", () => {
    expect(formatBinding("mod+arrowleft")).toBe("Ctrl+←")
    expect(formatBinding("mod+shift+z", true)).toBe("⌘+Shift+Z")
    expect(formatBinding("]")).toBe("]")
  })
})
