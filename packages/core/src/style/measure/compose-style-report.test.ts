import { describe, expect, it } from "vitest"
import { defaultStyle, type Style } from "../../context/style.ts"
import { createSceneId, type AssetId } from "../../identity/identity.ts"
import type { Panel } from "../../storyboard/storyboard.ts"
import { createAsset, createShownPanel } from "../shown-panel.fixture.ts"
import { composeStyleReport, listMeasured } from "./compose-style-report.ts"
import { measureFingerprint, type Fingerprint } from "./fingerprint.ts"
import { createDrawing } from "./sample-drawing.fixture.ts"

const warm = { paper: [246, 240, 226], ink: [38, 34, 40], line: 2 } as const
const cold = { paper: [200, 218, 250], ink: [20, 30, 80], line: 6 } as const
const dream = createSceneId("dream")

/** Fingerprints by the number of the panel; those that are named are cold. */
function measureAll(panels: readonly Panel[], strangers: readonly number[]) {
  return new Map<AssetId, Fingerprint>(
    panels.map(({ index }) => [
      createAsset(index),
      measureFingerprint(
        createDrawing({ ...(strangers.includes(index) ? cold : warm), picture: index }),
      ),
    ]),
  )
}

const report = (panels: readonly Panel[], strangers: readonly number[], style = defaultStyle) =>
  composeStyleReport({
    storyboard: { panels, style },
    fingerprints: measureAll(panels, strangers),
    pending: 0,
  })

const many = [0, 1, 2, 3, 4, 5, 6].map((index) => createShownPanel(index))

describe("a style report", () => {
  it("compares pictures with each other where nothing says what they should be like", () => {
    const { profile, outliers } = report(many, [3])
    expect(profile.source).toBe("pictures")
    expect(outliers[0]).toMatchObject({ panelId: many[3]?.id })
    expect(outliers[0]?.reasons).toContain("colder")
  })

  it("goes by what was approved before that, and by the anchors before all", () => {
    const approved = many.map((panel, index) =>
      index < 2 ? createShownPanel(index, { status: "approved" }) : panel,
    )
    expect(report(approved, []).profile).toEqual({
      source: "approved",
      pictures: [createAsset(0), createAsset(1)],
    })
    const style: Style = { ...defaultStyle, anchors: [createAsset(6)] }
    expect(report(approved, [], style).profile).toEqual({
      source: "anchors",
      pictures: [createAsset(6)],
    })
  })

  it("measures a scene with a look of its own by itself", () => {
    const panels = many.map((panel, index) =>
      index < 2 ? panel : createShownPanel(index, { scene: "dream" }),
    )
    const style: Style = {
      ...defaultStyle,
      anchors: [createAsset(0), createAsset(1)],
      scenes: { [dream]: { look: "charcoal" } },
    }
    const { outliers } = report(panels, [2, 3, 4, 5, 6], style)
    expect(outliers).toEqual([])
    expect(listMeasured({ panels, style })).toHaveLength(7)
  })

  it("knows nothing of pictures that are not measured, and says how many are to come", () => {
    const made = composeStyleReport({
      storyboard: { panels: many, style: defaultStyle },
      fingerprints: new Map(),
      pending: 7,
    })
    expect(made.pending).toBe(7)
    expect(made.variants.every(({ style }) => style === null)).toBe(true)
    expect(made.outliers).toEqual([])
  })

  it("has nothing to compare three pictures with", () => {
    expect(report(many.slice(0, 3), []).profile).toEqual({ source: "none", pictures: [] })
  })
})
