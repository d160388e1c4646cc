import { describe, expect, it } from "vitest"
import { createPanelId } from "../identity/identity.ts"
import { panelWordFields } from "../panel/panel.ts"
import {
  findLookedAt,
  presenceStateSchema,
  scriptTextName,
  toSharedTextName,
  type PresenceState,
} from "./presence.ts"

const user = { id: "person:mara", name: "Mara", colour: "#1363fd", role: "editor" }

const quiet: PresenceState = {
  user: { id: "person:mara", name: "Mara", colour: "#1363fd", role: "editor" },
  view: "board",
  selection: [],
  cursor: null,
  viewport: null,
  caret: null,
  following: null,
  idle: false,
  since: 0,
}

describe("what somebody says about themself", () => {
  it("is read as it was written", () => {
    const state: PresenceState = {
      ...quiet,
      view: "shot-list",
      selection: [createPanelId("a"), createPanelId("b")],
      cursor: { x: 1, y: -2 },
      viewport: { kind: "board", x: 0, y: 0, width: 800, height: 600 },
      caret: {
        text: toSharedTextName(createPanelId("a"), "dialogue"),
        anchor: "7.1",
        head: "7.2",
      },
      following: 7,
      idle: true,
      since: 1_000,
    }
    expect(presenceStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state)
    expect(findLookedAt(state)).toBe("panel:b")
  })

  it("is nothing where it is missing, as from a client of another kind", () => {
    expect(presenceStateSchema.parse({ user })).toEqual(quiet)
    expect(findLookedAt(quiet)).toBeNull()
  })

  it.each([
    ["view", "../elsewhere"],
    ["view", "x".repeat(400)],
    ["selection", "everything"],
    ["selection", [1]],
    ["cursor", { x: Number.POSITIVE_INFINITY, y: 0 }],
    ["cursor", { x: 1 }],
    ["viewport", { kind: "board", x: 0, y: 0, width: 0, height: 10 }],
    ["viewport", { kind: "words", at: -1 }],
    ["viewport", { kind: "page", share: 2 }],
    ["caret", { text: "panel:a/status", anchor: "", head: "" }],
    ["caret", { text: "script", anchor: "x".repeat(999), head: "" }],
    ["following", -3],
    ["following", "all"],
    ["idle", "yes"],
    ["since", Number.NaN],
  ])("leaves out %s where it says %j, and keeps the rest", (field, value) => {
    const said = { user, view: "script", idle: true, [field]: value }
    const read = presenceStateSchema.parse(said)
    expect(read).toEqual({
      ...quiet,
      ...(field !== "view" && { view: "script" }),
      ...(field !== "idle" && { idle: true }),
    })
  })

  it("has a colour that can't be a way into the page", () => {
    const state = presenceStateSchema.parse({ user: { ...user, colour: "url(//x)" } })
    expect(state.user.colour).toBe("#7a7f87")
  })

  it("names every text that people write in together", () => {
    expect(scriptTextName).toBe("script")
    for (const field of panelWordFields)
      expect(toSharedTextName(createPanelId("a"), field)).toBe(`panel:a/${field}`)
  })
})
