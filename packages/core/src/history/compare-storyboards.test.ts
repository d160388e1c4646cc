import { describe, expect, it } from "vitest"
import { defaultStyle } from "../context/style.ts"
import { defaultCamera } from "../film/camera.ts"
import { createPanelId, createSceneId, createShotId } from "../identity/identity.ts"
import { rankSchema } from "../panel/rank.ts"
import { defaultSettings } from "../storyboard/settings.ts"
import type { Panel, Storyboard } from "../storyboard/storyboard.ts"
import { compareStoryboards } from "./compare-storyboards.ts"
import { listRestored } from "./difference.ts"

const createPanel = (name: string, changes: Partial<Panel> = {}): Panel =>
  ({
    id: createPanelId(name),
    shotId: createShotId("1"),
    sceneId: createSceneId("1"),
    rank: rankSchema.parse("a"),
    number: `1A-${name}`,
    index: 0,
    startFrame: 0,
    frames: 48,
    camera: defaultCamera,
    cast: [],
    locationId: null,
    status: "draft",
    picture: null,
    ink: null,
    position: null,
    scriptRange: null,
    variants: [],
    action: "",
    dialogue: "",
    sound: "",
    notes: "",
    ...changes,
  }) as Panel

const createStoryboard = (
  panels: readonly Panel[],
  changes: Partial<Storyboard> = {},
): Storyboard => ({
  settings: defaultSettings,
  script: "",
  scenes: [],
  shots: [],
  panels,
  characters: [],
  locations: [],
  style: defaultStyle,
  durationFrames: 0,
  ...changes,
})

const compare = (before: readonly Panel[], after: readonly Panel[]) =>
  compareStoryboards(createStoryboard(before), createStoryboard(after)).map(
    ({ id, change, fields }) => [id, change, ...fields],
  )

const [one, two, three, four] = ["1", "2", "3", "4"].map((name) => createPanel(name)) as [
  Panel,
  Panel,
  Panel,
  Panel,
]

describe("two storyboards compared", () => {
  it("HIST-10 say which panels came, went and changed in which fields", () => {
    const changed = createPanel("2", {
      action: "He turns.",
      camera: { ...defaultCamera, size: "wide" },
    })
    expect(compare([one, two, three], [one, changed, four])).toEqual([
      ["panel:2", "changed", "action", "camera"],
      ["panel:4", "added"],
      ["panel:3", "removed"],
    ])
  })

  it("HIST-11 name only the panel that was moved, not those it passed", () => {
    expect(compare([one, two, three, four], [four, one, two, three])).toEqual([
      ["panel:4", "changed", "place"],
    ])
  })

  it("HIST-12 pass over numbers, times and versions that only follow", () => {
    const later = createPanel("1", { number: "7A", index: 9, startFrame: 480 })
    expect(
      compareStoryboards(
        createStoryboard([one]),
        createStoryboard([later], { style: { ...defaultStyle, version: 9 }, durationFrames: 9 }),
      ),
    ).toEqual([])
  })

  it("HIST-13 name fields of what there is only one of", () => {
    expect(
      compareStoryboards(
        createStoryboard([]),
        createStoryboard([], {
          style: { ...defaultStyle, look: "ink", shading: 0.1 },
          settings: { ...defaultSettings, title: "Other" },
          script: "INT. ROOM",
        }),
      ).map(({ subject, fields }) => [subject, ...fields]),
    ).toEqual([["settings", "title"], ["style", "look", "shading"], ["script"]])
  })
})

describe("what restoring changes", () => {
  const differences = [
    { subject: "style", id: null, label: "", change: "changed", fields: ["look"] },
    { subject: "panel", id: "panel:1", label: "1A", change: "changed", fields: ["pictures"] },
    {
      subject: "panel",
      id: "panel:2",
      label: "1B",
      change: "changed",
      fields: ["frames", "pictures"],
    },
  ] as const

  it("HIST-14 leaves out alternatives, which stay, and what is not restored", () => {
    const given = differences.map((item) => ({ ...item, fields: [...item.fields] }))
    expect(listRestored(given, null).map(({ fields }) => fields)).toEqual([["look"], ["frames"]])
    expect(listRestored(given, [createPanelId("2")]).map(({ id }) => id)).toEqual(["panel:2"])
  })
})
