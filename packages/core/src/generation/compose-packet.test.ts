import { describe, expect, it } from "vitest"
import { createDefaultLooks } from "../context/default-looks.ts"
import { defaultStyle } from "../context/style.ts"
import { defaultCamera } from "../film/camera.ts"
import {
  assetIdSchema,
  createCharacterId,
  createLocationId,
  createPanelId,
  createSceneId,
  createShotId,
  createVariantId,
} from "../identity/identity.ts"
import type { Variant } from "../panel/variant.ts"
import { defaultSettings } from "../storyboard/settings.ts"
import type { Panel, Storyboard } from "../storyboard/storyboard.ts"
import { composePacket, defaultTokenBudget } from "./compose-packet.ts"

const asset = (digit: string) => assetIdSchema.parse(digit.repeat(64))
const mara = createCharacterId("mara")
const lampRoom = createLocationId("lamp-room")

const createPanel = (index: number, fields: Partial<Panel> = {}): Panel => ({
  id: createPanelId(`p${index}`),
  shotId: createShotId(`s${index}`),
  sceneId: createSceneId("1"),
  rank: "V",
  frames: 48,
  camera: defaultCamera,
  cast: [],
  locationId: null,
  status: "draft",
  picture: null,
  ink: null,
  position: null,
  action: `Action ${index}.`,
  dialogue: "",
  sound: "",
  notes: "",
  number: `1${"ABCDEFGH".charAt(index)}`,
  index,
  startFrame: index * 48,
  scriptRange: null,
  variants: [],
  comments: [],
  ...fields,
})

const createStoryboard = (panels: Panel[]): Storyboard => ({
  settings: { ...defaultSettings, title: "The Lighthouse", aspectRatio: "2.39" },
  script: "",
  scenes: [
    {
      id: createSceneId("1"),
      rank: "V",
      number: "1",
      heading: "INT. LAMP ROOM - NIGHT",
      setting: "interior",
      timeOfDay: "NIGHT",
      locationId: lampRoom,
      displayNumber: "1",
      provisional: false,
      scriptRange: null,
    },
  ],
  shots: [],
  panels,
  characters: [
    {
      id: mara,
      name: "Mara",
      words: "thirties, soaked yellow oilskin",
      looks: createDefaultLooks("Mara", "oilskin"),
      sheet: [asset("a")],
      version: 1,
    },
  ],
  locations: [
    {
      id: lampRoom,
      name: "Lamp room",
      setting: "interior",
      words: "brass lens, salt on the panes",
      sheet: [],
      version: 1,
    },
  ],
  style: defaultStyle,
  durationFrames: 0,
})

/** A chain of edits, oldest first, each made from the one before. */
function createChain(panelId: Panel["id"], instructions: (string | null)[]): Variant[] {
  return instructions.map((instruction, index) => ({
    id: createVariantId(`v${index}`),
    panelId,
    asset: asset("b"),
    width: 100,
    height: 42,
    parentId: index === 0 ? null : createVariantId(`v${index - 1}`),
    jobId: null,
    createdBy: "person:1",
    createdAt: index,
    recipe: {
      provider: "sketch",
      model: "sketch-1",
      operation: index === 0 ? "generate" : "edit",
      instruction,
      seed: 1,
      styleVersion: 1,
      warnings: [],
      change: null,
    },
  }))
}

const compose = (panels: Panel[], at: number, instruction: string | null, tokenBudget?: number) => {
  const packet = composePacket({
    storyboard: createStoryboard(panels),
    panelId: createPanelId(`p${at}`),
    instruction,
    tokenBudget: tokenBudget ?? defaultTokenBudget,
  })
  if (packet === null) throw new Error("no such panel")
  return packet
}

describe("composing a context packet", () => {
  const panels = [
    createPanel(0),
    createPanel(1, {
      cast: [mara],
      action: "Mara trims the wick.",
      dialogue: "MARA\nNot tonight.",
      notes: "The producer hates this one.",
      camera: { size: "close-up", angle: "low", movement: "dolly-in", lens: 35 },
    }),
    createPanel(2),
  ]

  it("PACK-2 has who, where, how and what is beside, each labelled by where it came from", () => {
    const packet = compose(panels, 1, "make it night")
    expect(packet.project).toEqual({ title: "The Lighthouse", aspectRatio: "2.39" })
    expect(packet.characters.map(({ name, sheet }) => [name, sheet.length])).toEqual([["Mara", 1]])
    expect(packet.location).toMatchObject({
      name: "Lamp room",
      setting: "interior",
      timeOfDay: "NIGHT",
    })
    expect(packet.neighbours.map(({ number }) => number)).toEqual(["1A", "1C"])
    const text = Object.fromEntries(packet.prompt.map((part) => [part.label, part.text]))
    expect(text["Camera"]).toBe("Close-up shot, low, camera moves: dolly in, 35 mm lens")
    expect(text["Mara"]).toContain("soaked yellow oilskin")
    expect(text["Place"]).toContain("brass lens")
    expect(text["Asked for now"]).toBe("make it night")
    expect(packet.dropped).toEqual([])
  })

  it("PACK-2 puts what stays the same before what changes from call to call", () => {
    const origins = compose(panels, 1, "closer").prompt.map((part) => part.origin)
    const order = [
      "style",
      "forbidden",
      "character",
      "location",
      "shot",
      "panel",
      "neighbour",
      "instruction",
    ]
    expect([...new Set(origins)]).toEqual(order)
    const first = compose(panels, 1, "closer").prompt
    const second = compose(panels, 1, "wider").prompt
    expect(second.slice(0, -1)).toEqual(first.slice(0, -1))
  })

  it("PACK-1, PACK-2 is the same for the same storyboard and keeps the crew's notes out", () => {
    expect(compose(panels, 1, "closer")).toEqual(
      compose(
        panels.map((panel) => ({ ...panel })),
        1,
        "closer",
      ),
    )
    expect(JSON.stringify(compose(panels, 1, null))).not.toContain("producer")
  })

  it("knows the place from the scene heading when nobody described it", () => {
    const storyboard = createStoryboard(panels)
    const packet = composePacket({
      storyboard: {
        ...storyboard,
        locations: [],
        scenes: storyboard.scenes.map((scene) => ({ ...scene, locationId: null, timeOfDay: null })),
      },
      panelId: createPanelId("p1"),
      instruction: null,
      tokenBudget: defaultTokenBudget,
    })
    expect(packet?.location).toMatchObject({ name: "LAMP ROOM", timeOfDay: "NIGHT" })
  })

  it("is null for a panel that is not there", () => {
    const storyboard = createStoryboard(panels)
    const panelId = createPanelId("gone")
    expect(composePacket({ storyboard, panelId, instruction: null, tokenBudget: 1000 })).toBeNull()
  })

  it("PACK-3, PACK-4 stays inside its budget after 200 revisions with every instruction in it", () => {
    const asked = Array.from(
      { length: 200 },
      (_, index) => `revision ${index}: put object number ${index} where the keeper can reach it`,
    )
    const variants = createChain(createPanelId("p1"), [null, ...asked])
    const revised = createPanel(1, {
      cast: [mara],
      action: "Mara trims the wick. ".repeat(900),
      dialogue: "Not tonight. ".repeat(1500),
      variants,
      picture: variants.at(-1)?.id ?? null,
    })
    const packet = compose([createPanel(0), revised, createPanel(2)], 1, "now make it dawn")
    expect(packet.tokenCount).toBeLessThanOrEqual(defaultTokenBudget)
    expect(packet.history).toHaveLength(200)
    for (const [index, instruction] of packet.history.entries())
      expect(instruction).toContain(`revision ${index}`)
    expect(packet.prompt.at(-1)?.text).toBe("now make it dawn")
    expect(packet.prompt.map((part) => part.label)).toContain("Mara")
    expect(packet.dropped).toContain("Dialogue (shortened)")
  })

  it("PACK-4 follows the line of the chosen variant only, and says a repeated wish once", () => {
    const chain = createChain(createPanelId("p1"), [
      null,
      "Make it night",
      "add a boat",
      "make it night",
    ])
    const chosen = createPanel(1, { variants: chain, picture: chain[3]?.id ?? null })
    expect(compose([createPanel(0), chosen], 1, null).history).toEqual([
      "add a boat",
      "make it night",
    ])
    const earlier = createPanel(1, { variants: chain, picture: chain[1]?.id ?? null })
    expect(compose([createPanel(0), earlier], 1, null).history).toEqual(["Make it night"])
  })

  it("ends even when variants name each other as parents", () => {
    const chain = createChain(createPanelId("p1"), ["one", "two"]).map((variant, index) => ({
      ...variant,
      parentId: createVariantId(`v${1 - index}`),
    }))
    const panel = createPanel(1, { variants: chain, picture: chain[1]?.id ?? null })
    expect(compose([createPanel(0), panel], 1, null).history).toEqual(["one", "two"])
  })

  it("PACK-3, PACK-4 names what it had to leave out of a small budget, and keeps camera, style and instruction", () => {
    const packet = compose(panels, 1, "make it night", 110)
    const labels = packet.prompt.map((part) => part.label)
    expect(labels).toContain("Camera")
    expect(labels).toContain("Style")
    expect(labels).toContain("Asked for now")
    expect(packet.tokenCount).toBeLessThanOrEqual(110)
    expect(packet.dropped).toContain("The panel after, 1C")
    expect(packet.neighbours).toEqual([])
  })

  it("PACK-3 counts a script of another alphabet by its characters", () => {
    const words = "灯台守は夜の海を見つめている。".repeat(1200)
    const packet = compose([createPanel(0), createPanel(1, { action: words })], 1, null)
    expect(packet.tokenCount).toBeLessThanOrEqual(defaultTokenBudget)
    expect(packet.dropped).toEqual(["Action (shortened)"])
  })
})

describe("the style of a packet", () => {
  const panel = createPanel(0)
  const style: Storyboard["style"] = {
    ...defaultStyle,
    rules: ["The lamp is the only warm light"],
    scenes: { [panel.sceneId]: { look: "charcoal" } },
  }
  const composeStyled = (fields: Partial<Parameters<typeof composePacket>[0]> = {}) =>
    composePacket({
      storyboard: { ...createStoryboard([panel]), style },
      panelId: panel.id,
      instruction: null,
      tokenBudget: defaultTokenBudget,
      ...fields,
    })

  it("is that of its scene, with its rules in words", () => {
    const packet = composeStyled()
    expect(packet?.style).toMatchObject({ look: "charcoal", scenes: {} })
    expect(packet?.prompt).toContainEqual({
      origin: "style",
      label: "Rules",
      text: "The lamp is the only warm light",
    })
  })

  it("is a look that is tried, where one is", () => {
    expect(composeStyled({ trial: { look: "ink" } })?.style).toMatchObject({ look: "ink" })
  })
})
