import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { parseFountain } from "../script/fountain.ts"
import { parsePlainText } from "../script/plain-text.ts"
import type { ParsedScript } from "../script/script.ts"
import { toPlainText } from "../script/words.ts"
import { toFrames } from "../time/frame-rate.ts"
import { createShotPlan, type PlannedPanel, type ShotPlan } from "./shot-plan.ts"
import lighthouse from "../../../../tests/fixtures/scripts/the-lighthouse.fountain?raw"
import kitchen from "../../../../tests/fixtures/scripts/the-kitchen.fountain?raw"
import chase from "../../../../tests/fixtures/scripts/the-chase.fountain?raw"

const plan = (text: string) => createShotPlan(parseFountain(text), { frameRate: "24" })
const listPanels = ({ scenes }: ShotPlan): PlannedPanel[] =>
  scenes.flatMap(({ shots }) => shots.flatMap(({ panels }) => panels))
const panels = (text: string) => listPanels(plan(text))

const spokenKinds = ["dialogue", "parenthetical", "lyric"]
const words = (text: string) => text.split(/\s+/).filter((word) => word !== "")

/** What the script has to show and say, and what the panels do, word for word in order. */
function compareWords(script: ParsedScript, shots: ShotPlan) {
  const written = script.scenes
    .flatMap(({ elements }) => elements)
    .filter(({ kind }) => kind === "action" || kind === "centred" || spokenKinds.includes(kind))
    .flatMap((element) => words(toPlainText(element)))
  const headings = new Set(
    script.scenes.map(({ heading }) => heading).filter((text) => text !== ""),
  )
  const planned = listPanels(shots).flatMap(({ action, dialogue }) => [
    ...(headings.has(action) ? [] : words(action)),
    ...dialogue.split("\n").flatMap((line) => words(line.replace(/^[^:]*: /, ""))),
  ])
  return { written, planned }
}

const fragment = fc.constantFrom(
  "INT. ROOM - DAY",
  "EXT. SEA - NIGHT",
  "MARA (30s), wet, climbs the tower.",
  "She turns. He looks down at her. Thunder rolls.",
  "CLOSE ON the key. It turns.",
  "CLOSE ON Mara.",
  "WIDE: the sea.",
  "INSERT - a clock.",
  "THUNDER CRASHES.",
  "They run, and run, and the camera follows them through the long grass until the river stops them at last, black and fast.",
  "MARA\nNo!",
  "JONAS\nYes.",
  "MARA (V.O.)\nI was alone then. Nobody came, and nobody would have come, for a hundred years or more. So I waited. And I waited, and in the end I lit the lamp myself.",
  "JONAS ^\n(low)\nNo.",
  "> CENTRED <",
  "CUT TO:",
  "~la la",
  "[[a note]]",
  "...",
)
const anyScript = fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join("\n\n"))

describe("the sample", () => {
  it("[PLAN-2] has fourteen panels in its first scene, which starts with the place", () => {
    const { scenes, characters, locations } = plan(lighthouse)
    const first = scenes[0]?.shots.flatMap((shot) => shot.panels) ?? []
    expect(scenes.map(({ scene }) => scene.number)).toEqual(["1", "2", "3"])
    expect(first.length).toBe(14)
    expect(first[0]?.camera.size).toBe("establishing")
    expect(characters.map(({ name, age }) => [name, age])).toEqual([
      ["MARA", "30s"],
      ["KEEPER", "70s"],
      ["JONAS", "19"],
    ])
    expect(locations.map(({ place }) => place)).toEqual([
      "ROCK POINT",
      "LIGHTHOUSE - LAMP ROOM",
      "SEA - INSIDE THE REEF",
    ])
    expect(scenes.map(({ timeOfDay }) => timeOfDay)).toEqual(["DUSK", "NIGHT", "NIGHT"])
  })
})

describe("words", () => {
  it.each([
    ["the lighthouse", lighthouse],
    ["the kitchen", kitchen],
    ["the chase", chase],
  ])("[PLAN-1] of %s are all in a panel, and no others", (_, text) => {
    const script = parseFountain(text.replaceAll(/^(?:FADE IN:|CUT TO BLACK\.)\n/gm, ""))
    const { written, planned } = compareWords(script, createShotPlan(script, { frameRate: "25" }))
    expect(planned).toEqual(written)
  })

  it("[PLAN-1] of any script are all in a panel, also where the panels are limited", () => {
    fc.assert(
      fc.property(anyScript, fc.option(fc.integer({ min: 1, max: 9 })), (text, limit) => {
        const script = parseFountain(text)
        const shots = createShotPlan(script, {
          frameRate: "24",
          ...(limit === null ? {} : { maxPanelsPerScene: limit }),
        })
        const { written, planned } = compareWords(script, shots)
        const inOrder = limit === null
        expect(inOrder ? planned : planned.toSorted()).toEqual(
          inOrder ? written : written.toSorted(),
        )
        for (const { shots: own } of shots.scenes) {
          const count = own.reduce((sum, shot) => sum + shot.panels.length, 0)
          expect(count).toBeGreaterThan(0)
          expect(count).toBeLessThanOrEqual(limit ?? Infinity)
        }
      }),
      { numRuns: 300 },
    )
  })

  it("[PLAN-1] keep their place: each panel spans words of the script, in order", () => {
    fc.assert(
      fc.property(anyScript, (text) => {
        let at = 0
        for (const { from, to, action } of panels(text)) {
          expect(from).toBeGreaterThanOrEqual(at)
          expect(to).toBeGreaterThan(from)
          expect(to).toBeLessThanOrEqual(text.length)
          expect(text.slice(from, to)).toContain(words(action)[0] ?? "")
          at = to
        }
      }),
    )
  })

  it("[PLAN-1] of plain text become panels too", () => {
    const script = parsePlainText(
      "A man walks in. He sits.\n\nThe door closes. It is dark outside, and it rains.",
    )
    const shots = createShotPlan(script, { frameRate: "24" })
    const { written, planned } = compareWords(script, shots)
    expect(planned).toEqual(written)
    expect(listPanels(shots).length).toBeGreaterThan(1)
  })

  it("[PLAN-4] of speech come as lines with the name and its extension, CONT'D left out", () => {
    const [, second] = panels("INT. A - DAY\n\nMARA (V.O.) (CONT'D)\n(low)\nHello.")
    expect(second?.dialogue).toBe("MARA (V.O.): (low) Hello.")
    expect(second?.cast).toEqual([])
  })

  it("[PLAN-4] of a long speech are split over panels of at most eight seconds", () => {
    const speech = Array.from(
      { length: 20 },
      (_, index) => `This is sentence number ${index} of it.`,
    )
    const found = panels(`INT. A - DAY\n\nMara waits.\n\nMARA\n${speech.join(" ")}`).slice(1)
    expect(found.length).toBeGreaterThan(4)
    expect(found.every(({ dialogue }) => dialogue.startsWith("MARA: "))).toBe(true)
    expect(found.every(({ frames }) => frames <= 8 * 24)).toBe(true)
  })

  it("[PLAN-4] of a quick exchange and of dual dialogue share a panel", () => {
    const found = panels(
      "INT. A - DAY\n\nThey wait.\n\nMARA\nYes?\n\nJONAS\nNo.\n\nMara turns.\n\nMARA\nI can not do this alone.\n\nJONAS ^\nYou will have to do it.",
    )
    expect(found.map(({ dialogue }) => dialogue)).toEqual([
      "",
      "MARA: Yes?\nJONAS: No.",
      "",
      "MARA: I can not do this alone.\nJONAS: You will have to do it.",
    ])
    expect(found[1]?.cast).toEqual(["MARA", "JONAS"])
  })

  it("[PLAN-6] that are heard are the sound", () => {
    const found = panels(
      "INT. A - DAY\n\nA room.\n\nThe phone RINGS. Mara looks at it.\n\nTHUNDER.",
    )
    expect(found.map(({ sound }) => sound)).toEqual(["", "The phone RINGS. THUNDER."])
    expect(found[1]?.action).toBe("The phone RINGS. Mara looks at it. THUNDER.")
  })

  it("[PLAN-6] that only look like sounds are none", () => {
    const found = panels(
      "INT. A - DAY\n\nShe scrapes her plate into the bin. A ring on her finger.",
    )
    expect(found.map(({ sound }) => sound)).toEqual([""])
  })

  it("[PLAN-7] that are transitions or notes are the notes of a panel", () => {
    const found = panels(
      "FADE IN:\n\nINT. A - DAY\n\nA room. [[blue]]\n\n[[check]]\n\nCUT TO:\n\nEXT. B - DAY\n\nA road.\n\nFADE OUT.",
    )
    expect(found.map(({ notes }) => notes)).toEqual(["FADE IN:\ncheck\nCUT TO:", "FADE OUT."])
  })
})

const turn = (name: string, index: number) => `${name}\nThis is what I say in turn ${index}.`

const hasThreeEqualSizes = (text: string) =>
  plan(text).scenes.some(({ shots }) => {
    const sizes = shots.flatMap((shot) => shot.panels.map(({ camera }) => camera.size))
    return sizes.some((size, at) => size === sizes[at + 1] && size === sizes[at + 2])
  })

describe("pictures", () => {
  it("[PLAN-2] start with the place, also when the scene has no action or nothing at all", () => {
    const found = panels("EXT. ROAD - DAY\n\nMARA\nHello there, you.\n\nINT. BARN - DAY")
    expect(found.map(({ camera, action }) => [camera.size, action])).toEqual([
      ["establishing", "EXT. ROAD - DAY"],
      ["medium", ""],
      ["wide", "INT. BARN - DAY"],
    ])
  })

  it("[PLAN-5] are what the words ask for", () => {
    const found = panels(
      "INT. A - DAY\n\nA room.\n\nCLOSE ON Mara.\n\nPOV - the open door.\n\nINSERT - a key.\n\nThe camera pushes in on her.\n\nMARA\nHello there, you.",
    )
    expect(found.map(({ camera }) => [camera.size, camera.angle, camera.movement])).toMatchObject([
      ["wide", "eye-level", "static"],
      ["close-up", "eye-level", "static"],
      ["wide", "point-of-view", "static"],
      ["insert", "eye-level", "static"],
      [expect.any(String), expect.any(String), "dolly-in"],
      [expect.any(String), expect.any(String), "static"],
    ])
  })

  it("[PLAN-11] of a conversation are shot and reverse, and come closer", () => {
    const text = Array.from({ length: 6 }, (_, index) => turn(index % 2 ? "JONAS" : "MARA", index))
    const found = panels(
      `INT. A - DAY\n\nMARA and JONAS face each other.\n\n${text.join("\n\n")}`,
    ).slice(1)
    expect(found.map(({ cast }) => cast[0])).toEqual([
      "MARA",
      "JONAS",
      "MARA",
      "JONAS",
      "MARA",
      "JONAS",
    ])
    expect(found[0]).toMatchObject({
      camera: { angle: "over-the-shoulder" },
      cast: ["MARA", "JONAS"],
    })
    expect(found[0]?.camera.size).toBe("medium")
    expect(found[4]?.camera.size).toBe("close-up")
    expect(found[4]?.cast).toEqual(["MARA"])
  })

  it("[PLAN-11] of a voice that is only heard show who listens", () => {
    const found = panels(
      "INT. A - DAY\n\nMARA at a door.\n\nKEEPER (O.S.)\nNo boats come here tonight.\n\nMARA\nI saw one out there.",
    )
    expect(found[1]).toMatchObject({
      cast: ["MARA"],
      dialogue: "KEEPER (O.S.): No boats come here tonight.",
    })
  })

  it("[PLAN-12] of one action in two beats are one shot", () => {
    const { scenes } = plan(
      "INT. A - DAY\n\nA room.\n\nMara climbs the long ladder to the roof with the lamp in one hand and the rope in the other. She stops halfway up, and looks for the first time at what is far below her feet.",
    )
    expect(scenes[0]?.shots.map((shot) => shot.panels.length)).toEqual([1, 2])
  })

  it("[PLAN-13] know who she and he are", () => {
    const found = panels(
      "INT. A - DAY\n\nA room.\n\nMARA lifts her lamp.\n\nJONAS takes his coat.\n\nShe leaves the room.\n\nMARA\nGoodbye to all of it.\n\nJONAS\nGoodbye to you then.",
    )
    expect(found[3]?.cast).toEqual(["MARA"])
  })

  it("[PLAN-14] are seen from below, above and straight down for a reason in the words", () => {
    const found = panels(
      "INT. A - DAY\n\nA room.\n\nThe great tower looms over the roofs of the town tonight.\n\nMARA crouches in a corner.\n\nA map of the coast.\n\nMARA\nHello.",
    )
    expect(found.map(({ camera }) => camera.angle).slice(1, 4)).toEqual(["low", "high", "overhead"])
  })

  it("[PLAN-15] never have three equal sizes in a row", () => {
    expect([lighthouse, kitchen, chase].some(hasThreeEqualSizes)).toBe(false)
    fc.assert(
      fc.property(anyScript, (text) => {
        expect(hasThreeEqualSizes(text)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it("[PLAN-15] of one shot have one angle", () => {
    fc.assert(
      fc.property(anyScript, (text) => {
        for (const shot of plan(text).scenes.flatMap(({ shots }) => shots)) {
          expect(new Set(shot.panels.map(({ camera }) => camera.angle)).size).toBe(1)
        }
      }),
    )
  })
})

describe("the plan", () => {
  it("[PLAN-8] gives each panel the time of its words, 1.2 to 8 seconds in whole frames", () => {
    const found = panels(
      "INT. A - DAY\n\nOne two three four five six seven eight nine ten.\n\nMARA\nOne two three four five.\n\nMara goes.",
    )
    expect(found.map(({ frames }) => frames)).toEqual([
      toFrames(2.5, "24"),
      toFrames(2.5, "24"),
      toFrames(1.2, "24"),
    ])
    fc.assert(
      fc.property(anyScript, (text) => {
        for (const { frames } of panels(text)) {
          expect(Number.isInteger(frames) && frames >= 29 && frames <= 192).toBe(true)
        }
      }),
    )
  })

  it("[PLAN-16] of a script is always the same", () => {
    fc.assert(
      fc.property(anyScript, (text) => {
        expect(plan(text)).toEqual(plan(text))
      }),
    )
  })

  it("[PLAN-17] of a long script has every scene and every speech", () => {
    const body = lighthouse.slice(lighthouse.indexOf("EXT.")).replaceAll(/ #\d#/g, "")
    const text = Array.from({ length: 60 }, () => body).join("\n\n")
    expect(text.split("\n").length).toBeGreaterThan(3000)
    const { scenes, characters } = plan(text)
    expect(scenes.length).toBe(180)
    expect(characters.map(({ name, speeches }) => [name, speeches])).toEqual([
      ["MARA", 300],
      ["KEEPER", 240],
      ["JONAS", 60],
    ])
  })
})
