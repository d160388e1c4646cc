import { describe, expect, it } from "vitest"
import { formatThemeCookie, parseTheme } from "./theme.ts"

describe("theme", () => {
  it("is dark until a person asks for another", () => {
    expect(parseTheme(null)).toBe("dark")
    expect(parseTheme("session=abc")).toBe("dark")
    expect(parseTheme("pw_theme=neon")).toBe("dark")
  })

  it("is read back from the cookie that was written, among others", () => {
    const pair = formatThemeCookie("light").split(";")[0]
    expect(parseTheme(`session=abc; ${pair}; other=1`)).toBe("light")
  })
})
