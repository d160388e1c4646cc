import {
  assetIdSchema,
  createJobId,
  createPanelId,
  createSceneId,
  createShotId,
  createStoryboardId,
  createVariantId,
  type Job,
  type JobId,
  type VariantId,
} from "@panelwright/core"
import {
  applyCommands,
  createStoryboardDoc,
  createUndo,
  StoryboardReader,
} from "@panelwright/document"
import { afterEach, describe, expect, it, vi } from "vitest"
import { createGenerations } from "./generations.ts"

const panelId = createPanelId("p")
const first = createVariantId("first")
const second = createVariantId("second")

afterEach(() => vi.unstubAllGlobals())

/** A page with one panel that shows its first picture, and a server that takes every order as job `j`. */
function createPage() {
  const doc = createStoryboardDoc()
  const origin = {}
  const undo = createUndo(doc, origin)
  const reader = new StoryboardReader(doc)
  const listeners = new Set<() => void>()
  let jobs: ReadonlyMap<JobId, Job> = new Map()
  const land = (id: VariantId, choose: boolean) =>
    applyCommands(
      doc,
      [
        {
          kind: "variant.add",
          choose,
          variant: {
            id,
            panelId,
            asset: assetIdSchema.parse("0".repeat(64)),
            width: 1,
            height: 1,
            parentId: null,
            jobId: createJobId("j"),
            createdBy: "server",
            createdAt: id === first ? 1 : 2,
            recipe: {
              provider: "sketch",
              model: "",
              operation: "generate",
              instruction: null,
              seed: null,
              styleVersion: 1,
              warnings: [],
              change: null,
            },
          },
        },
      ],
      "server",
    )
  applyCommands(
    doc,
    [
      { kind: "scene.create", id: createSceneId("s") },
      { kind: "shot.create", id: createShotId("s"), sceneId: createSceneId("s") },
      { kind: "panel.create", id: panelId, shotId: createShotId("s") },
    ],
    "server",
  )
  land(first, true)
  vi.stubGlobal("fetch", () =>
    Promise.resolve(Response.json({ jobs: [{ id: "job:j", panelId, state: "queued" }] })),
  )
  const generations = createGenerations({
    storyboardId: createStoryboardId("b"),
    doc,
    reader,
    undo,
    jobs: {
      get: () => jobs,
      observe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      findLatest: () => null,
      findPartial: () => null,
      add: () => undefined,
    },
  })
  return {
    undo,
    generations,
    land,
    write: (action: string) =>
      applyCommands(doc, [{ kind: "panel.update", id: panelId, changes: { action } }], origin),
    succeed() {
      const id = createJobId("j")
      jobs = new Map([
        [
          id,
          {
            id,
            storyboardId: "storyboard:b",
            panelId,
            state: "succeeded",
            operation: "generate",
            provider: "sketch",
            instruction: null,
            progress: 1,
            failure: null,
            variantId: second,
            cost: null,
            createdBy: "person:p",
            createdAt: 0,
            finishedAt: 1,
            quality: "draft",
            count: 1,
            batchId: "",
            startedAt: null,
            position: 0,
            queuedAt: 0,
            price: null,
            held: null,
            overBudget: null,
            isCached: false,
            decision: null,
          },
        ],
      ])
      for (const listener of listeners) listener()
    },
    read: () => {
      const [panel] = reader.read().panels
      return { picture: panel?.picture, action: panel?.action }
    },
  }
}

const order = { panelIds: [panelId], operation: "generate" } as const

describe("a picture that this person asked for", () => {
  it("is one step of their undo, with what they did before it still under it", async () => {
    const page = createPage()
    page.write("She waits.")
    await page.generations.order(order)
    page.land(second, true)
    page.succeed()
    expect(page.read()).toEqual({ picture: second, action: "She waits." })
    page.undo.undo()
    expect(page.read()).toEqual({ picture: first, action: "She waits." })
    page.undo.undo()
    expect(page.read()).toEqual({ picture: first, action: "" })
    page.undo.redo()
    page.undo.redo()
    expect(page.read()).toEqual({ picture: second, action: "She waits." })
  })

  it("counts once it is in the storyboard, when the news of it came first", async () => {
    const page = createPage()
    await page.generations.order(order)
    page.succeed()
    expect(page.undo.canUndo).toBe(false)
    page.land(second, true)
    expect(page.undo.canUndo).toBe(true)
  })

  it("is no step when it only lies beside the picture", async () => {
    const page = createPage()
    await page.generations.order(order)
    page.land(second, false)
    page.succeed()
    expect(page.undo.canUndo).toBe(false)
  })

  it("is nobody's step when somebody else asked for it", async () => {
    const page = createPage()
    page.land(second, true)
    page.succeed()
    expect(page.undo.canUndo).toBe(false)
  })
})
