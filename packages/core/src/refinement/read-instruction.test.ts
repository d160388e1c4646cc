import { describe, expect, it } from "vitest"
import { createDefaultLooks } from "../context/default-looks.ts"
import { defaultCamera } from "../film/camera.ts"
import type { Size } from "../film/vocabulary.ts"
import {
  createCharacterId,
  createPanelId,
  createSceneId,
  createShotId,
  createVariantId,
} from "../identity/identity.ts"
import { assetIdSchema } from "../identity/identity.ts"
import type { Panel } from "../storyboard/storyboard.ts"
import { readInstruction } from "./read-instruction.ts"

const characters = ["Mara", "Old Keeper", "Young Keeper"].map((name) => ({
  id: createCharacterId(name.replaceAll(" ", "-").toLowerCase()),
  name,
  words: "",
  looks: createDefaultLooks(name, ""),
  sheet: [],
  version: 1,
}))
const [mara, old, young] = characters.map(({ id }) => id)

const sceneNumbers = ["1", "2", "12"]
const scenes = sceneNumbers.map((number) => ({
  id: createSceneId(number),
  rank: "V",
  number,
  heading: "INT. LAMP ROOM - NIGHT",
  setting: "interior" as const,
  timeOfDay: number === "12" ? "NIGHT" : "DAY",
  locationId: null,
  displayNumber: number,
  provisional: false,
  scriptRange: null,
}))

const rows: readonly (readonly [string, Size, readonly (typeof mara)[]])[] = [
  ["1A", "wide", []],
  ["1B", "close-up", [mara]],
  ["1C", "medium", [mara]],
  ["2A", "extreme-wide", [old]],
  ["2B", "big-close-up", [mara, young]],
  ["2C", "medium", []],
  ["12A", "medium", [young]],
  ["12B-1", "close-up", [young]],
  ["12B-2", "medium-close-up", []],
]

const panels = rows.map(([number, size, cast], index): Panel => {
  const shot = number.split("-")[0] ?? number
  return {
    id: createPanelId(number),
    shotId: createShotId(shot),
    sceneId: createSceneId(shot.replace(/\D+$/, "")),
    rank: "V",
    frames: 48,
    camera: { ...defaultCamera, size },
    cast: cast.flatMap((id) => id ?? []),
    locationId: null,
    status: "draft",
    picture: null,
    ink: null,
    position: null,
    action: "",
    dialogue: "",
    sound: "",
    notes: "",
    number,
    index,
    startFrame: index * 48,
    scriptRange: null,
    variants: [],
    comments: [],
  }
})
const shots = [...new Set(panels.map(({ shotId }) => shotId))].map((id) => ({
  id,
  rank: "V",
  sceneId: createSceneId(id.replace("shot:", "").replace(/\D+$/, "")),
  number: id.replace("shot:", ""),
}))

const read = (text: string, here = ["1B"], within = panels) =>
  readInstruction(text, {
    storyboard: { panels: within, scenes, shots, characters },
    here: here.map(createPanelId),
  })

const understood = (text: string, here?: string[]) => {
  const result = read(text, here)
  if (result.kind !== "understood") return result
  return [result.panelIds.map((id) => id.replace("panel:", "")).join(" "), result.instruction]
}

describe("REF-1 to REF-3 reading whose picture an instruction is for", () => {
  it.each([
    ["make it night", "1B", "make it night"],
    ["panel 2B: make it night", "2B", "make it night"],
    ["Panel 2b make it night", "2B", "make it night"],
    ["2B closer", "2B", "closer"],
    ["make it night in panel 2B", "2B", "make it night"],
    ["make panel 2B darker", "2B", "make it darker"],
    ["panel 2B should be darker", "2B", "darker"],
    ["darken 2B", "2B", "darken it"],
    ["closer on 2A and 2B", "2A 2B", "closer"],
    ["panels 1B to 2A: from below", "1B 1C 2A", "from below"],
    ["12B: make it rain", "12B-1 12B-2", "make it rain"],
    ["the next one: closer", "1C", "closer"],
    ["closer on the next one", "1C", "closer"],
    ["make the previous panel darker", "1A", "make it darker"],
    ["the one after: closer", "1C", "closer"],
    ["the next two panels from below", "1C 2A", "from below"],
    ["the last two of the storyboard: darker", "12B-1 12B-2", "darker"],
    ["make the last two panels of scene 2 darker", "2B 2C", "make it darker"],
    ["scene 2: make it night", "2A 2B 2C", "make it night"],
    ["make it night in this scene", "1A 1B 1C", "make it night"],
    ["make the next scene brighter", "2A 2B 2C", "make it brighter"],
    ["all close-ups of Mara: from below", "1B 2B", "from below"],
    ["remove the lamp from all close ups", "1B 2B 12B-1", "remove the lamp"],
    ["every medium shot in scene 12 closer", "12A", "closer"],
    ["all panels with Mara: add rain", "1B 1C 2B", "add rain"],
    ["the wides: add fog", "1A 2A", "add fog"],
    ["everything: make it snow", panels.map(({ number }) => number).join(" "), "make it snow"],
    ["this one: closer", "1B", "closer"],
  ])("understands %j", (text, numbers, instruction) => {
    expect(understood(text)).toEqual([numbers, instruction])
  })

  it.each([
    "add a painting on the wall",
    "move her closer to the first two men",
    "put the lamp in the next room",
    "use a 50mm lens",
    "add two more panels of glass",
    "turn the 2 lamps off",
    "like a dream",
  ])("leaves %j as it is, for the panel in hand", (text) => {
    expect(understood(text)).toEqual(["1B", text])
  })

  it("asks when a bare number may be a place in the story or a scene", () => {
    expect(read("panel 2: closer")).toMatchObject({
      kind: "ambiguous",
      words: "panel 2",
      readings: [
        { says: "1B, the 2nd panel", panelIds: ["panel:1B"], instruction: "closer" },
        { says: "2A, the first of scene 2", panelIds: ["panel:2A"], instruction: "closer" },
      ],
    })
    expect(understood("panel 3: closer")).toEqual(["1C", "closer"])
    expect(understood("panel 1: closer")).toEqual(["1A", "closer"])
  })

  it("asks whose last two are meant, unless both are the same", () => {
    expect(read("the last two: darker")).toMatchObject({
      kind: "ambiguous",
      readings: [
        { says: "1B and 1C, the last of scene 1" },
        { says: "12B-1 and 12B-2, the last of the storyboard" },
      ],
    })
    expect(understood("the last two: darker", ["12A"])).toEqual(["12B-1 12B-2", "darker"])
  })

  it("asks which of two people of a name is meant", () => {
    expect(read("all panels with Keeper: closer")).toMatchObject({
      kind: "ambiguous",
      readings: [
        { says: "1 panel of Old Keeper: 2A" },
        { says: "3 panels of Young Keeper: 2B, 12A and 12B-1" },
      ],
    })
    expect(understood("all panels of Old Keeper: closer")).toEqual(["2A", "closer"])
  })

  it.each(["panel 99: closer", "all close-ups of Bob: closer", "scene 7: make it night"])(
    "says that nobody answers to %j",
    (text) => {
      expect(read(text)).toMatchObject({ kind: "no-such-panel" })
    },
  )

  it("waits for what is asked", () => {
    expect(read("")).toEqual({ kind: "nothing-asked", says: null })
    expect(read("panel 2B:")).toEqual({ kind: "nothing-asked", says: "2B" })
    expect(read("make it night", [])).toEqual({ kind: "nothing-asked", says: null })
  })
})

describe("REF-4 reading what another panel has", () => {
  it("puts the other panel's framing in place of the words", () => {
    expect(understood("same as 2B")).toEqual(["1B", "big close-up, eye level"])
    expect(understood("make it the same as the next one")).toEqual(["1B", "medium shot, eye level"])
    expect(understood("panel 12A: same angle as 2A")).toEqual([
      "12A",
      "extreme wide shot, eye level",
    ])
    expect(understood("the same light as 12A")).toEqual(["1B", "make it night"])
  })

  it("prefers what was asked of the other panel's picture", () => {
    const id = createVariantId("v")
    const within = panels.map((panel) =>
      panel.number === "2C"
        ? {
            ...panel,
            picture: id,
            variants: [
              {
                id,
                panelId: panel.id,
                asset: assetIdSchema.parse("a".repeat(64)),
                width: 10,
                height: 10,
                parentId: null,
                jobId: null,
                createdBy: "person:1",
                createdAt: 1,
                recipe: {
                  provider: "sketch",
                  model: "sketch-1",
                  operation: "edit" as const,
                  instruction: "add a dog",
                  seed: 1,
                  styleVersion: 1,
                  warnings: [],
                  change: null,
                },
              },
            ],
          }
        : panel,
    )
    expect(read("same as 2C", ["1B"], within)).toMatchObject({
      kind: "understood",
      named: true,
      instruction: "add a dog",
    })
  })

  it("says when there is no such panel", () => {
    expect(read("same as 44Z")).toMatchObject({ kind: "understood", named: false })
    expect(read("same as panel 99")).toMatchObject({ kind: "no-such-panel" })
  })
})
