import type { StoryboardId } from "@panelwright/core"
import { comparisonSchema, restoredSchema, timelineSchema } from "@panelwright/core"
import { problemSchema, storyboardStateSchema } from "@panelwright/core/protocol"
import { openPastDoc, readStoryboard } from "@panelwright/document"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { closeTestDatabases } from "../../database/testing/test-database.ts"
import { startTestServer, type TestServer } from "../testing/test-server.ts"

let server: TestServer
let storyboardId: StoryboardId

const get = (path: string) =>
  server.call(server.owner, "GET", `/api/v1/storyboards/${storyboardId}${path}`)
const post = (path: string, body: object) =>
  server.call(server.owner, "POST", `/api/v1/storyboards/${storyboardId}${path}`, body)
const setAction = (action: string) =>
  post("/commands", { commands: [{ kind: "panel.update", id: "panel:1", changes: { action } }] })

beforeAll(async () => {
  server = await startTestServer()
  ;({ storyboardId } = await server.createPanel())
  server.clock.now += 10 * 60_000
  await setAction("Somebody leaves.")
})
afterAll(async () => {
  await server.close()
  await closeTestDatabases()
})

describe("the history over HTTP", () => {
  it("gives the storyboard of ten minutes ago, as state and as doc", async () => {
    const ago = new Date(server.clock.now - 60_000).toISOString()
    const state = await get(`/history/state?point=${ago}`)
    expect(storyboardStateSchema.parse(await state.json()).panels[0]?.action).toBe(
      "Somebody waits.",
    )
    const doc = await get(`/history/doc?point=${ago}`)
    const read = readStoryboard(openPastDoc(new Uint8Array(await doc.arrayBuffer())))
    expect(read.panels[0]?.action).toBe("Somebody waits.")
    expect(Number(doc.headers.get("panelwright-revision"))).toBe(2)
    const timeline = timelineSchema.parse(await (await get("/history")).json())
    expect(timeline.minutes.map(({ last }) => last)).toEqual([2, 3])
    expect(timeline.people).toMatchObject([{ name: "Owner" }])
  })

  it("compares and restores", async () => {
    const compared = await get("/compare?from=revision:2&to=now")
    expect(comparisonSchema.parse(await compared.json()).differences).toMatchObject([
      { subject: "panel", id: "panel:1", fields: ["action"] },
    ])
    const restored = await post("/restore", { point: "revision:2", panelIds: ["panel:1"] })
    const { before, revision } = restoredSchema.parse(await restored.json())
    expect(revision).toBe(before + 1)
    const now = storyboardStateSchema.parse(await (await get("")).json())
    expect(now).toMatchObject({ revision, panels: [{ action: "Somebody waits." }] })
  })

  it.each([
    ["/history/state?point=yesterday", "query-invalid"],
    ["/history/state?point=revision:999", "moment-not-found"],
    ["/history/doc?point=version:none", "version-not-found"],
    ["/history/state?point=2001-01-01T00:00:00Z", "moment-not-found"],
    ["/history/changes?revisions=3,2", "query-invalid"],
    [
      `/history/changes?revisions=${Array.from({ length: 62 }, (_, at) => at).join(",")}`,
      "query-invalid",
    ],
    ["/history/changes?revisions=1,999", "moment-not-found"],
    ["/compare?from=now", "query-invalid"],
  ])("refuses %s as %s", async (path, kind) => {
    const response = await get(path)
    const problem = problemSchema.parse(await response.json())
    expect(problem).toMatchObject({ kind, status: response.status })
  })

  it.each([
    ["/restore", { point: "revision:1", panelIds: ["panel:1"] }, "panel-not-found"],
    ["/restore", { point: "now", panelIds: [] }, "body-invalid"],
    ["/versions", { name: " " }, "body-invalid"],
    ["/versions", { name: "Old", point: "revision:999" }, "moment-not-found"],
  ])("refuses to do %s with %j as %s", async (path, body, kind) => {
    const problem = problemSchema.parse(await (await post(path, body)).json())
    expect(problem.kind).toBe(kind)
  })
})
