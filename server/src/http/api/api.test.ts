import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import {
  commandResultsSchema,
  importReportSchema,
  problemSchema,
  storyboardStateSchema,
  type StoryboardState,
} from "@panelwright/core/protocol"
import sharp from "sharp"
import { z } from "zod"
import { closeTestDatabases } from "../../database/testing/test-database.ts"
import { problems } from "../problem.ts"
import { picture, startTestServer, waitUntil, type TestServer } from "../testing/test-server.ts"

let server: TestServer

beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.close())
afterAll(closeTestDatabases)

const post = (path: string, body: Parameters<TestServer["call"]>[3]) =>
  server.call(server.owner, "POST", `/api/v1${path}`, body)
const get = (path: string, headers?: Record<string, string>) =>
  server.call(server.owner, "GET", `/api/v1${path}`, undefined, headers)

/** Every refusal is a problem that the table knows. */
async function readProblem(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json")
  const problem = z.looseObject(problemSchema.shape).parse(await response.json())
  const [status, title] = problems[problem.kind as keyof typeof problems]
  expect(problem).toMatchObject({ status, title, type: `urn:panelwright:problem:${problem.kind}` })
  expect(response.status).toBe(status)
  return problem
}

const loadState = async (id: string): Promise<StoryboardState> =>
  storyboardStateSchema.parse(await (await get(`/storyboards/${id}`)).json())

const scene = (id: string) => ({
  kind: "scene.create",
  id: `scene:${id}`,
  heading: `INT. ${id} - DAY`,
})

describe("who can draw", () => {
  it("is listed with what each can do, whether it is there and what becomes of data", async () => {
    const response = await get("/providers")
    expect(await response.json()).toMatchObject({
      providers: [
        {
          id: "sketch",
          isDefault: true,
          capabilities: { edit: true, dataPolicy: { stores: false, trains: false, region: null } },
          reach: { kind: "ready" },
          checkedAt: null,
        },
      ],
    })
  })
})

describe("the description of the API", () => {
  it("is OpenAPI 3.1 with an operation, an answer and problems for each route", async () => {
    const description = (await (await get("/openapi.json")).json()) as {
      openapi: string
      paths: Record<string, Record<string, { responses: object; operationId: string }>>
    }
    expect(description.openapi).toBe("3.1.0")
    const operations = Object.values(description.paths).flatMap((path) => Object.values(path))
    expect(operations.length).toBeGreaterThan(15)
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
    for (const { responses } of operations) expect(Object.keys(responses)).toContain("429")
  })

  it("carries the schemas that bodies are checked with", async () => {
    const text = await (await get("/openapi.json")).text()
    expect(text).toContain("expectedRevision")
    expect(text).toContain("panel.duplicate")
    expect(text).toContain("revision-conflict")
  })
})

describe("storyboards", () => {
  it("are made, listed with what is in them, read and deleted", async () => {
    const made = await post("/storyboards", {
      title: "One",
      aspectRatio: "2.39",
      frameRate: "24000/1001",
    })
    expect(made.status).toBe(201)
    const { id } = (await made.json()) as { id: string }
    expect(await loadState(id)).toMatchObject({
      id,
      title: "One",
      settings: { aspectRatio: "2.39", frameRate: "24000/1001" },
      panels: [],
    })
    await post(`/storyboards/${id}/commands`, {
      commands: [{ kind: "settings.update", changes: { title: "Renamed" } }],
    })
    const listed = (await (await get("/storyboards")).json()) as object[]
    expect(listed).toMatchObject([
      { id, title: "Renamed", role: "owner", panelCount: 0, thumbnail: null, aspectRatio: "2.39" },
    ])
    expect((await server.call(server.owner, "DELETE", `/api/v1/storyboards/${id}`)).status).toBe(
      204,
    )
    expect((await readProblem(await get(`/storyboards/${id}`))).kind).toBe("storyboard-not-found")
    expect(await (await get("/storyboards")).json()).toEqual([])
  })

  it.each([
    [{ title: "" }, "title"],
    [{ title: "One", frameRate: "23.976" }, "frameRate"],
    [{ title: "One", aspectRatio: "wide" }, "aspectRatio"],
    [{ title: "One", colour: "red" }, "colour"],
    ["{", "JSON"],
  ])("are refused for %j with the reason", async (body, reason) => {
    const problem = await readProblem(await post("/storyboards", body))
    expect(problem.kind).toBe("body-invalid")
    expect(problem.detail).toContain(reason)
  })

  it("say which methods an address takes", async () => {
    const response = await server.call(server.owner, "DELETE", "/api/v1/storyboards")
    expect(response.headers.get("allow")).toBe("POST, GET")
    expect((await readProblem(response)).kind).toBe("method-not-allowed")
    expect((await readProblem(await get("/nothing"))).kind).toBe("route-not-found")
  })
})

describe("commands", () => {
  it("are applied all or none", async () => {
    const id = await server.createStoryboard()
    const before = await loadState(id)
    const refused = await post(`/storyboards/${id}/commands`, {
      commands: [scene("1"), { kind: "shot.create", id: "shot:1", sceneId: "scene:gone" }],
    })
    expect(await readProblem(refused)).toMatchObject({
      kind: "not-found",
      index: 1,
      id: "scene:gone",
    })
    expect(await loadState(id)).toEqual(before)
    const applied = await post(`/storyboards/${id}/commands`, {
      commands: [scene("1"), scene("2")],
    })
    const { results, revision } = commandResultsSchema.parse(await applied.json())
    expect(results.map(({ created }) => created)).toEqual(["scene:1", "scene:2"])
    expect(revision).toBeGreaterThan(before.revision)
    expect((await loadState(id)).scenes.map(({ number }) => number)).toEqual(["1", "2"])
  })

  it("with an old revision are refused with the current one, and only one of two that race is applied", async () => {
    const id = await server.createStoryboard()
    const { revision } = await loadState(id)
    const both = await Promise.all(
      ["1", "2"].map((name) =>
        post(`/storyboards/${id}/commands`, {
          commands: [scene(name)],
          expectedRevision: revision,
        }),
      ),
    )
    const [late] = both.filter(({ status }) => status === 409)
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]))
    const problem = await readProblem(late ?? new Response())
    expect(problem.kind).toBe("revision-conflict")
    const state = await loadState(id)
    expect(problem["revision"]).toBe(state.revision)
    expect(state.scenes).toHaveLength(1)
  })

  it("can be tried without being done", async () => {
    const id = await server.createStoryboard()
    const before = await loadState(id)
    const tried = await post(`/storyboards/${id}/commands`, {
      commands: [scene("1")],
      dryRun: true,
    })
    expect(await tried.json()).toEqual({
      results: [{ kind: "scene.create", created: "scene:1" }],
      revision: before.revision,
    })
    expect(await loadState(id)).toEqual(before)
    const refused = await post(`/storyboards/${id}/commands`, {
      commands: [{ kind: "scene.delete", id: "scene:1" }],
      dryRun: true,
    })
    expect((await readProblem(refused)).kind).toBe("not-found")
  })

  it("leave a trace of who did what, in numbers only", async () => {
    const id = await server.createStoryboard()
    await post(`/storyboards/${id}/commands`, { commands: [scene("1"), scene("2")] })
    const rows = await server.sql`
      select actor, kind, data from activity where storyboard_id = ${id} order by id`
    expect(rows.map(({ kind }) => kind)).toEqual(["storyboard-created", "commands-applied"])
    expect(rows[1]?.["data"]).toMatchObject({ commands: { "scene.create": 2 } })
    expect(rows[1]?.["actor"]).toMatch(/^person:/)
  })
})

describe("uploads", () => {
  const text = (words: string) => new TextEncoder().encode(words)

  it.each([
    ["an SVG that calls itself PNG", text("<svg onload='alert(1)'/>"), "asset-type", "svg"],
    [
      "HTML that calls itself JPEG",
      text("<!doctype html><script>1</script>"),
      "asset-type",
      "html",
    ],
    ["nothing", new Uint8Array(), "asset-empty", ""],
    ["half a signature", text("\u0089PNG"), "asset-type", ""],
  ])("of %s are refused by what they contain", async (_name, bytes, kind, found) => {
    const response = await server.call(server.owner, "POST", "/api/v1/assets", bytes, {
      "content-type": "image/png",
    })
    const problem = await readProblem(response)
    expect(problem.kind).toBe(kind)
    expect(problem.detail).toContain(found)
  })

  it("come back unchanged, cached for ever, and smaller on request", async () => {
    const bytes = await picture("#224466", 1000, 500)
    const made = await post("/assets", bytes)
    expect(made.status).toBe(201)
    const asset = (await made.json()) as { id: string }
    expect(asset).toMatchObject({
      mediaType: "image/png",
      width: 1000,
      height: 500,
      byteLength: bytes.length,
    })
    const whole = await get(`/assets/${asset.id}`)
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(bytes)
    expect(whole.headers.get("content-type")).toBe("image/png")
    expect(whole.headers.get("cache-control")).toContain("immutable")
    expect(whole.headers.get("content-security-policy")).toBe("sandbox; default-src 'none'")
    const small = await get(`/assets/${asset.id}?width=300`)
    expect(small.headers.get("content-type")).toBe("image/webp")
    const { width, height } = await sharp(await small.arrayBuffer()).metadata()
    expect([width, height]).toEqual([320, 160])
    const again = await get(`/assets/${asset.id}`, {
      "if-none-match": whole.headers.get("etag") ?? "",
    })
    expect(again.status).toBe(304)
    for (const bad of ["0", "-1", "wide", "1e9"])
      expect((await readProblem(await get(`/assets/${asset.id}?width=${bad}`))).kind).toBe(
        "query-invalid",
      )
    expect((await readProblem(await get("/assets/nothing"))).kind).toBe("asset-not-found")
  })

  it("that a storyboard uses are seen by its readers", async () => {
    const { storyboardId, panelId } = await server.createPanel()
    const asset = (await (await post("/assets", await picture())).json()) as { id: string }
    const viewer = await server.createPerson("v@example.org", storyboardId, "viewer")
    const path = `/api/v1/assets/${asset.id}`
    expect((await server.call(viewer, "GET", path)).status).toBe(404)
    await post(`/storyboards/${storyboardId}/commands`, {
      commands: [{ kind: "panel.set-ink", id: panelId, ink: { asset: asset.id, revision: "1" } }],
    })
    expect((await server.call(viewer, "GET", path)).status).toBe(200)
  })
})

const script = `Title: Storm

INT. LAMP ROOM - NIGHT #7#

MARA (30s), soaked, climbs the stairs. The lamp is dark.

MARA
Light it!

KEEPER (O.S.)
No boats tonight.

EXT. SEA - NIGHT

A boat rolls in the waves.
`

describe("the import of a script", () => {
  const importScript = (id: string, body: string | Uint8Array<ArrayBuffer>, query = "") =>
    post(`/storyboards/${id}/import${query}`, body)

  it("makes scenes, people, places and panels, and pictures in reading order", async () => {
    const id = await server.createStoryboard()
    const response = await importScript(id, script, "?format=fountain")
    const report = importReportSchema.parse(await response.json())
    const state = await loadState(id)
    expect(report).toMatchObject({
      scenes: 2,
      shots: state.shots.length,
      panels: state.panels.length,
    })
    expect(report.jobs).toHaveLength(report.panels)
    expect(state.scenes.map(({ number, timeOfDay }) => [number, timeOfDay])).toEqual([
      ["7", "NIGHT"],
      ["8", "NIGHT"],
    ])
    expect(state.context.characters.map(({ name }) => name)).toEqual(["KEEPER", "MARA"])
    expect(state.context.locations).toHaveLength(2)
    expect(state.scenes.every(({ locationId }) => locationId !== null)).toBe(true)
    await waitUntil(async () =>
      (await loadState(id)).panels.every(({ picture: shown }) => shown !== null),
    )
    const jobs = await Promise.all(report.jobs.map((job) => get(`/jobs/${job}`)))
    const asked = await Promise.all(jobs.map((job) => job.json() as Promise<{ panelId: string }>))
    expect(asked.map(({ panelId }) => panelId)).toEqual(state.panels.map((panel) => panel.id))
    const listed = (await (await get("/storyboards")).json()) as { thumbnail: string | null }[]
    expect(listed[0]?.thumbnail).toBe((await loadState(id)).panels[0]?.picture)
  })

  it("without a plan brings only the words and the scenes", async () => {
    const id = await server.createStoryboard()
    const report = importReportSchema.parse(
      await (await importScript(id, script, "?plan=none")).json(),
    )
    expect(report).toMatchObject({ scenes: 2, shots: 0, panels: 0, jobs: [] })
  })

  it("without pictures leaves the panels empty", async () => {
    const id = await server.createStoryboard()
    const report = importReportSchema.parse(
      await (await importScript(id, script, "?pictures=none")).json(),
    )
    expect(report.jobs).toEqual([])
    expect((await loadState(id)).panels.length).toBe(report.panels)
  })

  it("adds to what is there and takes nothing away", async () => {
    const id = await server.createStoryboard()
    await importScript(id, script, "?pictures=none")
    const before = await loadState(id)
    const second = importReportSchema.parse(
      await (await importScript(id, script, "?pictures=none")).json(),
    )
    const after = await loadState(id)
    expect(after.panels.slice(0, before.panels.length)).toEqual(before.panels)
    expect(after.panels.length).toBe(before.panels.length * 2)
    expect(after.context).toEqual(before.context)
    expect(after.scenes.map(({ number }) => number)).toEqual(["7", "8", "9", "10"])
    expect(second.lost.join(" ")).toContain("7 is taken")
  })

  it.each([
    ["an empty file", new Uint8Array(), "script-empty"],
    ["white space", new TextEncoder().encode(" \n\t\n"), "script-empty"],
    ["a PDF", new TextEncoder().encode("%PDF-1.7 …"), "script-binary"],
    ["noise", new Uint8Array(5000).map((_byte, index) => (index * 73) % 251), "script-binary"],
    [
      "a Final Draft file",
      new TextEncoder().encode("<?xml version='1.0'?><FinalDraft>"),
      "script-format",
    ],
  ])("refuses %s and changes nothing", async (_name, bytes, kind) => {
    const id = await server.createStoryboard()
    const before = await loadState(id)
    expect((await readProblem(await importScript(id, bytes))).kind).toBe(kind)
    expect(await loadState(id)).toEqual(before)
  })

  it("refuses 20 MB", async () => {
    const id = await server.createStoryboard()
    const response = await importScript(id, new Uint8Array(20_000_000).fill(65))
    expect(await readProblem(response)).toMatchObject({
      kind: "script-too-large",
      limit: 5_000_000,
    })
  })

  it("reads UTF-16 like UTF-8", async () => {
    const id = await server.createStoryboard()
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${script}`, "utf16le"))
    const report = importReportSchema.parse(
      await (await importScript(id, utf16, "?pictures=none")).json(),
    )
    expect(report.scenes).toBe(2)
  })
})

describe("generations", () => {
  it("are jobs that end with a picture, told and asked for", async () => {
    const { storyboardId, panelId } = await server.createPanel()
    const response = await post(`/storyboards/${storyboardId}/generations`, {
      panelIds: [panelId],
      operation: "generate",
    })
    expect(response.status).toBe(202)
    const { jobs } = (await response.json()) as { jobs: { id: string; panelId: string }[] }
    expect(jobs).toMatchObject([{ panelId }])
    await waitUntil(async () => {
      const job = (await (await get(`/jobs/${jobs[0]?.id}`)).json()) as { state: string }
      return job.state === "succeeded"
    })
    const [panel] = (await loadState(storyboardId)).panels
    expect(panel?.variants).toHaveLength(1)
    const recipe = await get(
      `/storyboards/${storyboardId}/variants/${panel?.variants[0]?.id}/recipe`,
    )
    expect(await recipe.json()).toMatchObject({ provider: "sketch", panelId })
  })

  it("are refused for panels, providers and masks that do not fit", async () => {
    const { storyboardId, panelId } = await server.createPanel()
    const path = `/storyboards/${storyboardId}/generations`
    const ask = async (body: object) =>
      (await readProblem(await post(path, { panelIds: [panelId], operation: "generate", ...body })))
        .kind
    expect(await ask({ panelIds: ["panel:gone"] })).toBe("panel-not-found")
    expect(await ask({ provider: "nobody" })).toBe("provider-unknown")
    expect(await ask({ operation: "edit" })).toBe("instruction-missing")
    expect(await ask({ operation: "edit", instruction: "closer" })).toBe("no-picture")
    await post(`/storyboards/${storyboardId}/commands`, {
      commands: [{ kind: "panel.update", id: panelId, changes: { status: "approved" } }],
    })
    expect(await ask({})).toBe("panel-locked")
  })
})
