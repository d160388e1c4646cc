import { describe, expect, it } from "vitest"
import { createGraph, createPacket } from "../sketch.fixture.ts"
import { readPanel } from "./reading.ts"
import { stageScene } from "./stage-scene.ts"

const read = (action: string, cast: readonly string[] = ["MARA"]) =>
  readPanel(createPacket({ action, cast }))
const poseOf = (action: string, name = "MARA", cast: readonly string[] = ["MARA", "THE KEEPER"]) =>
  read(action, cast).deeds.get(name)?.pose ?? "stand"

describe("what a heading says", () => {
  it.each([
    ["INT. LIGHTHOUSE - LAMP ROOM - NIGHT", "lamp-room", "night"],
    ["INT. LIGHTHOUSE - STAIRS - NIGHT", "stairs", "night"],
    ["INT. KITCHEN - DAY", "kitchen", "day"],
    ["EXT. HARBOUR - DAWN", "harbour", "dawn"],
    ["EXT. CLIFF ABOVE THE SEA - DUSK", "cliff", "dusk"],
    ["EXT. OPEN SEA - NIGHT", "sea", "night"],
    ["INT. POLICE CAR - DAY", "car-interior", "day"],
    ["EXT. CITY STREET - EVENING", "street", "dusk"],
    ["INT. MARA'S BEDROOM - MORNING", "bedroom", "day"],
    ["INT. SOMEWHERE", "room", "day"],
    ["EXT. SOMEWHERE - NIGHT", "field", "night"],
  ])("%s is %s by %s", (heading, kind, time) => {
    const { setting } = createGraph({ heading })
    expect([setting.kind, setting.timeOfDay]).toEqual([kind, time])
  })

  it("weather comes from the action", () => {
    expect(read("Rain hammers the glass.").weather).toBe("rain")
    expect(read("A storm.").weather).toBe("storm")
  })

  it.each(["EXT. ROCK POINT - DUSK", "EXT. LIGHTHOUSE - DAY"])(
    "%s is a rock in the sea",
    (heading) => {
      expect(createGraph({ heading }).setting.kind).toBe("islet")
    },
  )
})

describe("words beside other words", () => {
  const kindsOf = (action: string) => read(action).things.map(({ kind }) => kind)

  it("with eyes in it, a slot is one to look through", () => {
    expect(kindsOf("Two pale eyes look out of a slot in the door.")).toContain("eye-slot")
    expect(kindsOf("A letter falls through the slot.")).toContain("letter-slot")
  })

  it("a camera that pulls back is ours, and a glass room is nothing to drink from", () => {
    expect(kindsOf("The camera pulls back.")).toEqual([])
    expect(kindsOf("Mara lifts the camera.")).toEqual(["camera"])
    expect(kindsOf("A glass room at the top of the world.")).toEqual([])
  })

  it("a fist hammers on iron without a hammer, and finds a door", () => {
    const { deeds, things } = read("Mara hammers on the iron with her fist.")
    expect(deeds.get("MARA")).toMatchObject({ pose: "knock", holds: null })
    expect(things.map(({ kind }) => kind)).toEqual(["door"])
  })
})

describe("who does what", () => {
  it.each([
    ["Mara sits down.", "sit"],
    ["MARA runs along the pier.", "run"],
    ["She points at the sea.", "point"],
    ["Mara kneels beside the bed.", "kneel"],
    ["Mara sits at the table and reads a letter.", "sit-read"],
    ["Mara picks up the phone.", "phone"],
    ["Mara climbs the stairs.", "climb"],
    ["Mara sleeps.", "sleep"],
    ["Mara aims a gun.", "aim"],
    ["Mara walks to the window.", "walk"],
  ])("%s", (action, pose) => {
    expect(poseOf(action)).toBe(pose)
  })

  it("keeps two people's doings apart", () => {
    const action = "Mara kneels. The Keeper points at the door."
    expect(poseOf(action, "MARA")).toBe("kneel")
    expect(poseOf(action, "THE KEEPER")).toBe("point")
  })

  it("the one who is looked at does nothing by that", () => {
    expect(poseOf("Mara points at the Keeper.", "THE KEEPER")).toBe("stand")
  })

  it("puts things in hands that hold them", () => {
    const [mara] = createGraph({ action: "Mara holds a key." }).people
    expect(mara?.holds).toBe("key")
  })
})

describe("things", () => {
  it("named in the action are on stage", () => {
    const kinds = createGraph({
      heading: "EXT. FIELD - DAY",
      action: "A dog waits by a car.",
    }).props.map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(["dog", "car"]))
  })

  it("that cannot be drawn are said", () => {
    const { warnings } = stageScene(createPacket({ action: "Mara plays the harpsichord." }), {
      seed: 1,
      ratio: 1.78,
    })
    expect(warnings).toEqual(["Not drawn: “harpsichord”."])
  })

  it("make no noise about words that are no things", () => {
    const { warnings } = stageScene(
      createPacket({ action: "Mara hesitates, remembering the promise she made long ago." }),
      { seed: 1, ratio: 1.78 },
    )
    expect(warnings).toEqual([])
  })
})

describe("people at sea", () => {
  it("are in a boat", () => {
    const { props } = createGraph({ heading: "EXT. SEA - NIGHT", action: "Mara rows." })
    expect(props.filter(({ kind }) => kind === "boat")).toHaveLength(1)
  })
})
