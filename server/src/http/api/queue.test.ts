import type { Job, StoryboardId } from "@panelwright/core"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { closeTestDatabases } from "../../database/testing/test-database.ts"
import { startTestServer, type Caller, type TestServer } from "../testing/test-server.ts"

let server: TestServer
let storyboardId: StoryboardId
let panelId: string
let editor: Caller
let boardOwner: Caller
let made = 0

beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  ;({ storyboardId, panelId } = await server.createPanel())
  made += 1
  editor = await server.createPerson(`editor${made}@example.org`, storyboardId, "editor")
  boardOwner = await server.createPerson(`owner${made}@example.org`, storyboardId, "owner")
  server.provider.capabilities = { ...server.provider.capabilities, cost: "usage" }
  server.provider.estimate = ({ count }) => ({ microDollars: 40_000 * count })
  await call(server.owner, "PATCH", "/api/v1/budget", { total: null })
})
afterAll(async () => {
  await server.close()
  await closeTestDatabases()
})

async function call(
  caller: Caller,
  method: string,
  path: string,
  body?: object,
  key?: string,
): Promise<{ status: number; body: Record<string, unknown> & { jobs?: Job[] } }> {
  const headers = key === undefined ? {} : { "idempotency-key": key }
  const response = await server.call(caller, method, path, body, headers)
  const text = await response.text()
  return { status: response.status, body: text === "" ? {} : JSON.parse(text) }
}
const at = (path: string) => `/api/v1/storyboards/${storyboardId}${path}`
const ask = (key?: string, wish: object = {}) =>
  call(
    editor,
    "POST",
    at("/generations"),
    { panelIds: [panelId], operation: "generate", ...wish },
    key,
  )

describe("asking for pictures over HTTP", () => {
  it("is done once for each Idempotency-Key", async () => {
    const [one, two] = await Promise.all([ask("once"), ask("once")])
    expect([one.status, two.status]).toEqual([202, 202])
    expect(one.body.jobs?.map(({ id }) => id)).toEqual(two.body.jobs?.map(({ id }) => id))
    expect(await ask("once", { instruction: "closer" })).toMatchObject({
      status: 422,
      body: { kind: "key-reused" },
    })
    expect(await ask("x".repeat(201))).toMatchObject({
      status: 400,
      body: { kind: "body-invalid" },
    })
    const { body } = await call({}, "GET", "/api/v1/openapi.json")
    expect(JSON.stringify(body)).toContain("Idempotency-Key")
  })

  it("says its price before, and what is left afterwards", async () => {
    await call(boardOwner, "PATCH", at("/budget"), { total: 100_000 })
    const wish = { panelIds: [panelId], operation: "generate", count: 2 }
    expect((await call(editor, "POST", at("/estimate"), wish)).body).toEqual({
      provider: "sketch",
      isFree: false,
      microDollars: 80_000,
      overBudget: null,
    })
    const { body } = await call(editor, "GET", at("/queue"))
    expect(body).toMatchObject({ leftMicroDollars: 100_000, installation: null, isPaused: false })
    expect((await call(editor, "PATCH", at("/budget"), { total: 1, more: 2 })).status).toBe(403)
    expect((await call(boardOwner, "PATCH", at("/budget"), { most: 2 })).status).toBe(400)
  })

  it("waits for the consent of whose limit it is", async () => {
    await call(boardOwner, "PATCH", at("/budget"), { total: 0 })
    const held = (await ask()).body.jobs?.[0]
    expect(held).toMatchObject({ state: "waiting", held: "consent" })
    const consent = (who: Caller, job: Job | undefined) =>
      call(who, "POST", at("/consents"), { jobIds: [job?.id] })
    expect((await consent(editor, held)).status).toBe(403)
    expect((await consent(boardOwner, held)).body.jobs).toMatchObject([{ id: held?.id }])

    await call(boardOwner, "PATCH", at("/budget"), { total: null })
    await call(server.owner, "PATCH", "/api/v1/budget", { total: 0 })
    const above = (await ask(undefined, { fresh: true })).body.jobs?.[0]
    expect(above).toMatchObject({ held: "consent", overBudget: { scope: "installation" } })
    expect(await consent(boardOwner, above)).toMatchObject({
      status: 403,
      body: { kind: "forbidden", action: "installation.manage" },
    })
    expect((await consent(server.owner, above)).body.jobs).toMatchObject([{ id: above?.id }])
  })

  it("can be paused and moved while it waits, and not as if it did when it is over", async () => {
    await call(boardOwner, "PATCH", at("/queue"), { isPaused: true })
    const job = (await ask()).body.jobs?.[0]
    const patch = (body: object) => call(editor, "PATCH", `/api/v1/jobs/${job?.id}`, body)
    expect((await patch({ isPaused: true })).body).toMatchObject({ held: "paused" })
    expect((await patch({ isPaused: false })).body).toMatchObject({ state: "queued", held: null })
    expect(await patch({ moveUp: true })).toMatchObject({
      status: 409,
      body: { kind: "job-not-open" },
    })
    expect((await patch({ isPaused: true, moveUp: true })).status).toBe(400)
    await call(editor, "PATCH", at("/queue"), { isPaused: false })
  })
})
