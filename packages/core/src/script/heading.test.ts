import { describe, expect, it } from "vitest"
import { parseHeading } from "./heading.ts"

describe("parseHeading", () => {
  it.each([
    ["INT. HOUSE - DAY", "interior", "HOUSE", "DAY"],
    ["ext. beach - night", "exterior", "beach", "NIGHT"],
    ["EST. CITY - DAWN", "exterior", "CITY", "DAWN"],
    ["INT./EXT. CAR - MOVING - DUSK", "both", "CAR - MOVING", "DUSK"],
    ["INT/EXT CAR - DAY", "both", "CAR", "DAY"],
    ["EXT/INT. VAN - DAY", "both", "VAN", "DAY"],
    ["I/E VAN - DAY", "both", "VAN", "DAY"],
    ["INT. HOUSE - KITCHEN - CONTINUOUS", "interior", "HOUSE - KITCHEN", "CONTINUOUS"],
    ["INT. HOUSE – MOMENTS LATER", "interior", "HOUSE", "MOMENTS LATER"],
    ["INT. HOUSE -- LATE NIGHT", "interior", "HOUSE", "LATE NIGHT"],
    ["EXT. FIELD - MAGIC HOUR", "exterior", "FIELD", "MAGIC HOUR"],
    ["INT. HOUSE - DAY - FLASHBACK", "interior", "HOUSE", "DAY"],
    ["INT. HOUSE - NIGHT (RAIN)", "interior", "HOUSE", "NIGHT (RAIN)"],
    ["EXT. HARBOUR, NIGHT", "exterior", "HARBOUR", "NIGHT"],
    ["INT. LIGHTHOUSE - LAMP ROOM", "interior", "LIGHTHOUSE - LAMP ROOM", null],
    ["INT. HOTEL - NIGHT CLUB", "interior", "HOTEL - NIGHT CLUB", null],
    ["INT. DAY ROOM - NIGHT", "interior", "DAY ROOM", "NIGHT"],
    [".BINOCULARS A FORCED VIEW", null, "BINOCULARS A FORCED VIEW", null],
  ])("[SCR-7] reads %s", (text, setting, place, timeOfDay) => {
    expect(parseHeading(text)).toMatchObject({ setting, place, timeOfDay, number: null })
  })

  it.each([
    ["INT. HOUSE - DAY #1#", "1"],
    ["INT. HOUSE - DAY #12-A.1#", "12-A.1"],
    ["INT. HOUSE - DAY   #110A#", "110A"],
    ["INT. HOUSE - DAY #not one#", null],
  ])("[SCR-8] takes the production's number from %s", (text, number) => {
    const heading = number === null ? text : "INT. HOUSE - DAY"
    expect(parseHeading(text)).toMatchObject({ heading, number })
  })
})
