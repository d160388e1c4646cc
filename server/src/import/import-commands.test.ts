import { parseFountain, type Command } from "@panelwright/core"
import { applyCommands, createStoryboardDoc, readStoryboard } from "@panelwright/document"
import { describe, expect, it } from "vitest"
import { createImportPlan } from "./import-commands.ts"

const text = `Title: **The Storm**

INT. LAMP ROOM - NIGHT #3#

MARA (30s), soaked, climbs in. The lamp is dark.

MARA
Light it!

EXT. SEA - CONTINUOUS

A boat rolls.
`

const createTokens = () => {
  let count = 0
  return () => `t${(count += 1)}`
}

const importInto = (
  doc = createStoryboardDoc(),
  source = text,
  makeToken = createTokens(),
  withShots = true,
) => {
  const imported = { format: "fountain", text: source, script: parseFountain(source) } as const
  const plan = createImportPlan(imported, readStoryboard(doc), { withShots, makeToken })
  const applied = applyCommands(doc, plan.commands, "test")
  expect(applied.ok).toBe(true)
  return { doc, plan, storyboard: readStoryboard(doc) }
}

describe("the plan of an import", () => {
  it("anchors scenes and panels to their words, also behind another script", () => {
    const makeToken = createTokens()
    const { doc } = importInto(undefined, text, makeToken)
    const { storyboard } = importInto(doc, text, makeToken)
    expect(storyboard.script).toBe(`${text}\n\n${text}`)
    const wordsOf = (range: { from: number; to: number } | null) =>
      range === null ? "" : storyboard.script.slice(range.from, range.to)
    for (const scene of storyboard.scenes)
      expect(wordsOf(scene.scriptRange)).toContain(scene.heading)
    for (const panel of storyboard.panels) {
      const [word = ""] = panel.action.split(/\s+/)
      expect(wordsOf(panel.scriptRange)).toContain(word)
    }
    const halves = storyboard.panels.map(
      ({ scriptRange }) => (scriptRange?.from ?? 0) > text.length,
    )
    expect(halves.filter(Boolean)).toHaveLength(storyboard.panels.length / 2)
  })

  it("takes the title from the script only where nobody gave one", () => {
    expect(importInto().storyboard.settings.title).toBe("The Storm")
    const named = createStoryboardDoc({ title: "Mine" })
    expect(importInto(named).storyboard.settings.title).toBe("Mine")
  })

  it("gives each scene the place and the time that it plays at", () => {
    const { storyboard } = importInto()
    const places = new Map(storyboard.locations.map(({ id, name }) => [id, name]))
    expect(
      storyboard.scenes.map((scene) => [
        scene.timeOfDay,
        places.get(scene.locationId ?? (scene.id as never)),
      ]),
    ).toEqual([
      ["NIGHT", "LAMP ROOM"],
      ["NIGHT", "SEA"],
    ])
  })

  it("puts whoever is in a picture into its cast, with what the script says of them", () => {
    const { storyboard } = importInto()
    const [mara] = storyboard.characters
    expect(mara).toMatchObject({ name: "MARA", words: "30s, soaked" })
    const speaking = storyboard.panels.find(({ dialogue }) => dialogue.includes("Light it!"))
    expect(speaking?.cast).toEqual([mara?.id])
  })

  it("uses people and places that are there and leaves their words alone", () => {
    const makeToken = createTokens()
    const { doc, storyboard } = importInto(undefined, text, makeToken)
    const [mara] = storyboard.characters
    const change: Command = {
      kind: "character.update",
      id: mara?.id ?? ("character:none" as never),
      changes: { words: "changed by hand" },
    }
    applyCommands(doc, [change], "test")
    const again = importInto(doc, text, makeToken)
    expect(again.storyboard.characters.map(({ words }) => words)).toEqual(["changed by hand"])
    expect(again.storyboard.locations).toHaveLength(2)
  })

  it("says what did not fit instead of losing it silently", () => {
    const long = "x".repeat(30_000)
    const { plan, storyboard } = importInto(undefined, `INT. ROOM - DAY\n\n${long}\n`)
    expect(storyboard.script).toContain(long)
    const shown = storyboard.panels.flatMap(({ action }) => action.match(/x/g) ?? [])
    expect(shown).toHaveLength(20_000)
    expect(plan.lost).toEqual([
      "The action of a panel was longer than 20000 characters; the rest is only in the script.",
    ])
  })

  it("without shots makes scenes only", () => {
    const { storyboard, plan } = importInto(undefined, text, createTokens(), false)
    expect(plan).toMatchObject({ scenes: 2, shots: 0, panelIds: [] })
    expect(storyboard.scenes).toHaveLength(2)
    expect(storyboard.characters).toHaveLength(0)
  })

  it("of an empty storyboard and the same ids is always the same", () => {
    expect(importInto().plan).toEqual(importInto().plan)
  })
})
