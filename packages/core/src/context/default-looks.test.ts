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

  it("LOOK-3 follow the words of the script, each within its clause", () => {
    expect(createDefaultLooks("MARA", "30s, soaked, a yellow oilskin")).toMatchObject({
      garment: "coat",
      garmentTone: "light",
      beard: false,
    })
    expect(createDefaultLooks("KEEPER", "70s, white beard, navy coat, glasses")).toMatchObject({
      beard: true,
      glasses: true,
      hairTone: "light",
      garment: "coat",
      garmentTone: "dark",
    })
    expect(createDefaultLooks("TIM", "a boy of 8").build).toBe("child")
    expect(createDefaultLooks("JONAS", "19, thin, bareheaded").build).toBe("slight")
  })

  it("LOOK-4 suit what the script calls somebody, where it says nothing else", () => {
    const names = ["MARA", "ALEX", "SAM", "ROBIN", "KIM", "JO"]
    for (const name of names) {
      expect(["bob", "long", "bun", "curly"]).toContain(createDefaultLooks(name, "", "she").hair)
      expect(["short", "curly", "cap"]).toContain(createDefaultLooks(name, "", "he").hair)
      expect(createDefaultLooks(name, "shaved head", "she").hair).toBe("bald")
    }
  })
})
