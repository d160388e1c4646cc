import { describe, expect, it } from "vitest"
import { formatPdfAddress, suggestPdfOptions } from "./pdf-options.ts"

describe("the PDF that is asked for", () => {
  it("is laid out for the picture: wide ones two abreast", () => {
    expect(suggestPdfOptions(2.39).grid).toBe("2x3")
    expect(suggestPdfOptions(16 / 9).grid).toBe("3x2")
  })

  it("carries all options in its address, and no empty footer", () => {
    const address = formatPdfAddress("storyboard:a", suggestPdfOptions(1.78))
    expect(address).toBe(
      "/api/v1/storyboards/storyboard:a/export?format=pdf&paper=a4&grid=3x2&sceneStartsPage=false&dialogue=true&action=true&sound=true&notes=false",
    )
  })
})
