import { describe, expect, it } from "vitest"
import { findDirection } from "./camera-direction.ts"
import { createNameFinder } from "./name-finder.ts"

const names = createNameFinder(["MARA"])
const find = (text: string) => findDirection(text, names)

describe("findDirection", () => {
  it.each([
    ["CLOSE ON Mara.", "close-up"],
    ["CLOSE ON the key.", "insert"],
    ["CLOSE ON Mara's hand.", "insert"],
    ["CLOSE ON her eyes.", "extreme-close-up"],
    ["INSERT - the letter.", "insert"],
    ["WIDE: the whole harbour.", "wide"],
    ["EXTREME WIDE SHOT of the sea.", "extreme-wide"],
    ["Two people in a TWO SHOT.", "medium"],
    ["The street is wide and empty.", null],
    ["She stands close on the edge.", null],
  ])("[PLAN-5] takes the size from %s", (text, size) => {
    expect(find(text).size).toBe(size)
  })

  it.each([
    ["POV - the gap.", "point-of-view"],
    ["LOW ANGLE on the tower.", "low"],
    ["Seen from above, a boat.", "overhead"],
    ["AERIAL of the coast.", "birds-eye"],
    ["Over Mara's shoulder, the sea.", "over-the-shoulder"],
    ["She looks on.", null],
  ])("[PLAN-5] takes the angle from %s", (text, angle) => {
    expect(find(text).angle).toBe(angle)
  })

  it.each([
    ["The camera pushes in on Mara.", "dolly-in"],
    ["We slowly pull back.", "dolly-out"],
    ["PULL BACK to reveal the city.", "dolly-out"],
    ["He pulls back the curtain.", null],
    ["The camera pans left to the door.", "pan-left"],
    ["The camera pans to the door.", "pan-right"],
    ["Jonas follows her up the stairs.", "follow"],
    ["The camera tilts up.", "tilt-up"],
    ["A whip pan to the door.", "whip-pan"],
    ["He picks up a pan.", null],
  ])("[PLAN-5] takes the movement from %s", (text, movement) => {
    expect(find(text).movement).toBe(movement)
  })

  it("[PLAN-5] gives ANGLE ON a picture of its own", () => {
    expect(find("ANGLE ON the door.").starts).toBe(true)
    expect(find("The door opens.").starts).toBe(false)
  })
})
