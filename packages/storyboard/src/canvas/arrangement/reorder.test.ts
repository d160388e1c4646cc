import {
  createPanelId,
  createSceneId,
  createShotId,
  type Command,
  type PanelId,
} from "@panelwright/core"
import { applyCommands, createStoryboardDoc, StoryboardReader } from "@panelwright/document"
import { describe, expect, it } from "vitest"
import { arrangeBoard } from "./arrange-board.ts"
import { createMetrics, gapX, gapY } from "./metrics.ts"
import { composeReorder, findReorderTarget } from "./reorder.ts"

/** `1: a b | c` is scene 1 with a shot of a and b and a shot of c. */
function createBoard(...scenes: string[]) {
  const doc = createStoryboardDoc()
  const commands: Command[] = []
  for (const line of scenes) {
    const [token = "", shots = ""] = line.split(":")
    const sceneId = createSceneId(token)
    commands.push({ kind: "scene.create", id: sceneId })
    for (const shot of shots.split("|").map((text) => text.trim().split(/\s+/))) {
      if (shot[0] === "" || shot[0] === undefined) continue
      const shotId = createShotId(`${token}-${shot[0]}`)
      commands.push({ kind: "shot.create", id: shotId, sceneId })
      for (const panel of shot)
        commands.push({ kind: "panel.create", id: createPanelId(panel), shotId })
    }
  }
  applyCommands(doc, commands, "test")
  const reader = new StoryboardReader(doc)
  const ids = (tokens: string) =>
    new Set(tokens.split(" ").map((token): PanelId => createPanelId(token)))
  return {
    reader,
    /** The board after a drop, in the notation it was made with. */
    drop(moving: string, sceneToken: string, left: string | null, right: string | null) {
      const target = {
        sceneId: createSceneId(sceneToken),
        left: left === null ? null : createPanelId(left),
        right: right === null ? null : createPanelId(right),
      }
      const { panels } = reader.read()
      const made = composeReorder(panels, ids(moving), target, () => createShotId("new"))
      expect(applyCommands(doc, made, "test").ok).toBe(true)
      return made
    },
    show() {
      const { scenes: all, shots, panels } = reader.read()
      return all.map((scene) => {
        const own = shots.filter((shot) => shot.sceneId === scene.id)
        const texts = own.map((shot) =>
          panels
            .filter((panel) => panel.shotId === shot.id)
            .map((panel) => panel.id.slice("panel:".length))
            .join(" "),
        )
        return `${scene.id.slice("scene:".length)}: ${texts.join(" | ")}`.trimEnd()
      })
    },
  }
}

describe("a drop on the board", () => {
  it("moves a whole shot between shots, and it stays a shot", () => {
    const board = createBoard("1: a | b | c")
    board.drop("a", "1", "b", "c")
    expect(board.show()).toEqual(["1: b | a | c"])
  })

  it("moves shots to the start and the end of another scene", () => {
    const board = createBoard("1: a | b | c", "2: d")
    board.drop("b", "2", null, "d")
    board.drop("a", "2", "d", null)
    expect(board.show()).toEqual(["1: c", "2: b | d | a"])
  })

  it("joins the shot that it is dropped into, and the shot left empty goes", () => {
    const board = createBoard("1: a b | c | d")
    board.drop("c", "1", "a", "b")
    expect(board.show()).toEqual(["1: a c b | d"])
  })

  it("joins the shot before when a part of a shot is dropped between shots", () => {
    const board = createBoard("1: a b | c | d")
    board.drop("b", "1", "c", "d")
    expect(board.show()).toEqual(["1: a | c b | d"])
  })

  it("joins the first shot when a part of a shot is dropped at the start of a scene", () => {
    const board = createBoard("1: a b", "2: c")
    board.drop("b", "2", null, "c")
    expect(board.show()).toEqual(["1: a", "2: b c"])
  })

  it("makes a shot for a part of a shot in a scene that has none", () => {
    const board = createBoard("1: a b", "2:")
    board.drop("b", "2", null, null)
    expect(board.show()).toEqual(["1: a", "2: b"])
  })

  it("keeps several in story order, whole shots as shots and parts together", () => {
    const board = createBoard("1: a | b | c | d e")
    board.drop("a c", "1", "e", null)
    expect(board.show()).toEqual(["1: b | d e | a | c"])
    board.drop("e b", "1", "a", "c")
    expect(board.show()).toEqual(["1: d | a b e | c"])
  })

  it("changes nothing when it comes down where it was", () => {
    const board = createBoard("1: a b | c | d")
    expect(board.drop("c", "1", "b", "d")).toEqual([])
    expect(board.drop("b", "1", "a", "c")).toEqual([])
    expect(board.drop("a", "1", null, "b")).toEqual([])
  })
})

describe("the place that a drag points at", () => {
  const metrics = createMetrics("16:9", 3)
  const { panelWidth, panelHeight } = metrics
  const board = createBoard("1: a | b | c | d", "2:", "3: e")
  const arrangement = arrangeBoard(board.reader.read(), metrics)
  const find = (x: number, y: number, moving = "none") =>
    findReorderTarget(arrangement, new Set([createPanelId(moving)]), { x, y })

  it("is between the neighbours nearest to the point", () => {
    expect(find(10, 10)).toMatchObject({ left: null, right: "panel:a" })
    expect(find(panelWidth * 0.4, 10)).toMatchObject({ left: null, right: "panel:a" })
    expect(find(panelWidth * 0.6, 10)).toMatchObject({ left: "panel:a", right: "panel:b" })
    expect(find(3 * (panelWidth + gapX), 10)).toMatchObject({ left: "panel:c", right: "panel:d" })
    expect(find(10, panelHeight + gapY + 10)).toMatchObject({ left: "panel:c", right: "panel:d" })
    expect(find(900, panelHeight + gapY + 10)).toMatchObject({ left: "panel:d", right: null })
  })

  it("does not count what is dragged as a neighbour", () => {
    expect(find(panelWidth * 0.6, 10, "b")).toMatchObject({ left: "panel:a", right: "panel:c" })
    expect(find(10, 10, "a")).toMatchObject({ left: null, right: "panel:b" })
  })

  it("draws its mark in the row that it is in, before the first and after the last panel too", () => {
    expect(find(10, 10)?.mark).toEqual({ x: -gapX / 2, y: 0, height: panelHeight })
    expect(find(3 * (panelWidth + gapX), 10)?.mark.y).toBe(0)
    expect(find(10, panelHeight + gapY + 10)?.mark.y).toBe(panelHeight + gapY)
  })

  it("finds a scene without panels, and the nearest scene from outside", () => {
    const empty = arrangement.bands[1]
    expect(find(10, (empty?.rowsY ?? 0) - 5)).toMatchObject({ sceneId: "scene:2", left: null })
    expect(find(10, -5000)).toMatchObject({ sceneId: "scene:1" })
    expect(find(10, 50_000)).toMatchObject({ sceneId: "scene:3" })
  })

  it("is none on a board without scenes", () => {
    const none = arrangeBoard({ scenes: [], panels: [] }, metrics)
    expect(findReorderTarget(none, new Set(), { x: 0, y: 0 })).toBeNull()
  })
})
