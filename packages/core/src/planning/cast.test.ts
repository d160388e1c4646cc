import { describe, expect, it } from "vitest"
import { parseFountain } from "../script/fountain.ts"
import { listCharacters } from "./cast.ts"
import { createNameFinder } from "./name-finder.ts"
import { listLocations, listTimesOfDay } from "./place.ts"

const characters = (text: string) => listCharacters(parseFountain(text))

describe("listCharacters", () => {
  it("[PLAN-9] merges case, THE and extensions, and counts speeches", () => {
    const found = characters(
      "THE KEEPER\nA.\n\nKEEPER (V.O.)\nB.\n\n@Keeper\nC.\n\nMARA (CONT'D)\nD.\n\nMARA\nE.",
    )
    expect(found.map(({ name, speeches }) => [name, speeches])).toEqual([
      ["THE KEEPER", 3],
      ["MARA", 2],
    ])
  })

  it.each([
    ["MARA (30s), soaked, a yellow oilskin.", "30s", "soaked, a yellow oilskin"],
    ["MARA (30s), soaked, a yellow oilskin, climbs the steps.", "30s", "soaked, a yellow oilskin"],
    ["MARA (early 40s, red hair) runs.", "early 40s", "red hair"],
    ["MARA, 30s, soaked to the skin, bursts through the door.", "30s", "soaked to the skin"],
    ["MARA, a nurse, waits.", null, "a nurse"],
    ["This is MARA (12).", "12", ""],
    ["MARA waits.", null, ""],
  ])("[PLAN-9] reads age and looks from %s", (sentence, age, looks) => {
    const [mara] = characters(`INT. A - DAY\n\nRain. ${sentence} More rain.\n\nMARA\nHello.`)
    expect(mara).toMatchObject({ name: "MARA", age, looks, introduction: sentence })
  })

  it("[PLAN-9] says what the action calls them, from their sentence or the one after it", () => {
    const found = characters(
      "EXT. A - DAY\n\nMARA climbs on her hands. JONAS waits. He shivers. THE CLERK nods.\n\nMARA\nA.\n\nJONAS\nB.\n\nCLERK\nC.",
    )
    expect(found.map(({ pronoun }) => pronoun)).toEqual(["she", "he", null])
  })

  it("[PLAN-9] takes the sentence in capitals for the introduction, though she was named before", () => {
    const [mara] = characters("Mara's boat.\n\nMARA (30s) enters.\n\nMARA\nHello.")
    expect(mara?.introduction).toBe("MARA (30s) enters.")
  })

  it("[PLAN-9] knows a title in the action for the name in the cue", () => {
    const found = characters("SERGEANT VOSS (40s), heavy boots.\n\nVOSS\nStop.")
    expect(found).toMatchObject([{ name: "VOSS", age: "40s", looks: "heavy boots" }])
  })

  it("[PLAN-9] finds who never speaks by an age", () => {
    expect(
      characters(
        "INT. A - DAY\n\nA YOUNG BOY (9) stares. A CAR (1967) waits. A RED DOOR (open).",
      ).map(({ name }) => name),
    ).toContain("YOUNG BOY")
  })
})

describe("createNameFinder", () => {
  const finder = createNameFinder(["MARA HALL", "KEEPER", "MRS. HALL", "MAN"])

  it.each([
    ["Mara waits for the keeper.", ["MARA HALL", "KEEPER"]],
    ["MRS. HALL'S hat.", ["MRS. HALL"]],
    ["A man-made lake, no man there.", []],
    ["The man goes.", ["MAN"]],
    ["Marathon. Hallway.", []],
  ])("[PLAN-9] finds names in %s", (text, names) => {
    expect(finder.find(text)).toEqual(names)
  })
})

describe("places", () => {
  const script = parseFountain(
    "EXT. ROCK - NIGHT\n\nA rock. Rain.\n\nINT. ROCK - CONTINUOUS\n\nInside.\n\next. rock - dawn\n\nCalm.\n\nINT. ROCK - NIGHT\n\nDark.",
  )

  it("[PLAN-10] lists each place once, inside and outside apart", () => {
    expect(listLocations(script)).toEqual([
      { place: "ROCK", setting: "exterior", timesOfDay: ["NIGHT", "DAWN"], looks: "A rock." },
      { place: "ROCK", setting: "interior", timesOfDay: ["NIGHT"], looks: "Inside." },
    ])
  })

  it("[PLAN-10] gives CONTINUOUS the time of the scene before", () => {
    expect(listTimesOfDay(script)).toEqual(["NIGHT", "NIGHT", "DAWN", "NIGHT"])
  })
})
