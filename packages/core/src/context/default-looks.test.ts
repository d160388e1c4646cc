import { describe, expect, it } from "vitest"
import { looksSchema } from "./character.ts"
import { createDefaultLooks } from "./default-looks.ts"

describe("looks of somebody little known", () => {
  it("LOOK-1 are the same for a name however it is written", () => {
    expect(createDefaultLooks("Mara")).toEqual(createDefaultLooks(" MARA "))
    expect(looksSchema.safeParse(createDefaultLooks("Ö")).success).toBe(true)
  })

  it("LOOK-2 differ between people, so that they are told apart on sight", () => {
    const names = ["MARA", "KEEPER", "JONAH", "INES", "CLERK", "TOM"]
    const seen = new Set(names.map((name) => JSON.stringify(createDefaultLooks(name))))
    expect(seen.size).toBe(names.length)
  })

  it("LOOK-3 follow the words of the script", () => {
    expect(createDefaultLooks("MARA", "30s, soaked, a yellow oilskin")).toMatchObject({
      garment: "coat",
      garmentTone: "light",
      beard: false,
    })
    expect(createDefaultLooks("KEEPER", "70s, white beard, glasses")).toMatchObject({
      beard: true,
      glasses: true,
      hairTone: "light",
    })
    expect(createDefaultLooks("TIM", "a boy of 8").build).toBe("child")
  })
})
