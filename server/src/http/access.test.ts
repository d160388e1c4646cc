import type { Role, StoryboardId } from "@panelwright/core"
import { acknowledgementMessage, closeCodes } from "@panelwright/core/protocol"
import * as encoding from "lib0/encoding"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Y from "yjs"
import { closeTestDatabases } from "../database/testing/test-database.ts"
import {
  picture,
  startTestServer,
  waitForOpen,
  type CallBody,
  type Caller,
  type TestServer,
} from "./testing/test-server.ts"

let server: TestServer
let storyboardId: StoryboardId
let panelId: string
let assetId: string
let jobId: string
let variantId: string
let versionId: string
const callers = new Map<Who, Caller>()

const everybody = [
  "installation owner",
  "owner",
  "editor",
  "commenter",
  "viewer",
  "member of another storyboard",
  "guest editor",
  "guest commenter",
  "guest viewer",
  "owner token",
  "editor token",
  "commenter token",
  "viewer token",
  "editor token of another storyboard",
  "bad token",
  "nobody",
] as const
type Who = (typeof everybody)[number]

beforeAll(async () => {
  server = await startTestServer()
  ;({ storyboardId, panelId } = await server.createPanel())
  const other = await server.createStoryboard()
  const uploaded = await server.call(
    server.owner,
    "POST",
    `/api/v1/assets?storyboard=${storyboardId}`,
    await picture(),
  )
  assetId = ((await uploaded.json()) as { id: string }).id
  const requested = await server.call(
    server.owner,
    "POST",
    `/api/v1/storyboards/${storyboardId}/generations`,
    { panelIds: [panelId], operation: "generate" },
  )
  const { jobs } = (await requested.json()) as { jobs: { id: string }[] }
  jobId = jobs[0]?.id ?? ""
  variantId = await waitForVariant()

  const named = await server.call(
    server.owner,
    "POST",
    `/api/v1/storyboards/${storyboardId}/versions`,
    { name: "First" },
  )
  versionId = ((await named.json()) as { id: string }).id

  const createToken = async (caller: Caller, body: object) => {
    const response = await server.call(caller, "POST", "/api/v1/tokens", { name: "Test", ...body })
    return { token: ((await response.json()) as { secret: string }).secret }
  }
  const role = (name: Role) => server.createPerson(`${name}@example.org`, storyboardId, name)
  const editor = await role("editor")
  const made: Record<Who, Caller> = {
    "installation owner": server.owner,
    owner: await role("owner"),
    editor,
    commenter: await role("commenter"),
    viewer: await role("viewer"),
    "member of another storyboard": await server.createPerson("x@example.org", other, "owner"),
    "guest editor": await server.createGuest(storyboardId, "editor"),
    "guest commenter": await server.createGuest(storyboardId, "commenter"),
    "guest viewer": await server.createGuest(storyboardId, "viewer"),
    "owner token": await createToken(server.owner, { role: "owner" }),
    "editor token": await createToken(server.owner, { role: "editor" }),
    "commenter token": await createToken(server.owner, { role: "commenter" }),
    "viewer token": await createToken(editor, { role: "viewer", storyboardId }),
    "editor token of another storyboard": await createToken(server.owner, {
      role: "editor",
      storyboardId: other,
    }),
    "bad token": { token: "pw_never-made" },
    nobody: {},
  }
  for (const who of everybody) callers.set(who, made[who])
})

afterAll(async () => {
  await server.close()
  await closeTestDatabases()
})

async function waitForVariant(): Promise<string> {
  for (;;) {
    const response = await server.call(server.owner, "GET", `/api/v1/jobs/${jobId}`)
    const job = (await response.json()) as { state: string; variantId: string | null }
    if (job.variantId) return job.variantId
    if (["failed", "canceled", "unknown"].includes(job.state)) throw new Error(job.state)
  }
}

const readers = [
  "installation owner",
  "owner",
  "editor",
  "commenter",
  "viewer",
  "guest editor",
  "guest commenter",
  "guest viewer",
  "owner token",
  "editor token",
  "commenter token",
  "viewer token",
] as const
const editors = [
  "installation owner",
  "owner",
  "editor",
  "guest editor",
  "owner token",
  "editor token",
] as const
const commenters = [...editors, "commenter", "guest commenter", "commenter token"] as const
const owners = ["installation owner", "owner", "owner token"] as const
const strangers = ["member of another storyboard", "editor token of another storyboard"] as const
const anonymous = ["bad token", "nobody"] as const
const signedIn = everybody.filter((who) => !anonymous.some((name) => name === who))
const people = signedIn.filter((who) => !who.includes("guest") && !who.includes("token"))

interface Row {
  readonly route: string
  readonly method: string
  readonly path: () => string
  readonly body?: () => CallBody | Promise<CallBody>
  readonly allowed: readonly Who[]
  readonly status: number
  /** Of those who are signed in and not allowed: who may not even know that it is there. */
  readonly hidden?: readonly Who[]
}

const at = (path: string) => () => `/api/v1/storyboards/${storyboardId}${path}`

/** One row for every route of the API: who is let through, and with which answer. */
const table: readonly Row[] = [
  {
    route: "POST /storyboards",
    method: "POST",
    path: () => "/api/v1/storyboards",
    body: () => ({ title: "New" }),
    allowed: [...people, "owner token", "editor token"],
    status: 201,
  },
  {
    route: "GET /storyboards",
    method: "GET",
    path: () => "/api/v1/storyboards",
    allowed: signedIn,
    status: 200,
  },
  {
    route: "GET /providers",
    method: "GET",
    path: () => "/api/v1/providers",
    allowed: signedIn,
    status: 200,
  },
  {
    route: "GET /storyboards/{id}",
    method: "GET",
    path: at(""),
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "GET /backup",
    method: "GET",
    path: () => "/api/v1/backup",
    allowed: ["installation owner", "owner token"],
    status: 200,
  },
  {
    route: "POST /storyboards/{id}/commands",
    method: "POST",
    path: at("/commands"),
    body: () => ({ commands: [{ kind: "settings.update", changes: { title: "T" } }] }),
    allowed: editors,
    status: 200,
    hidden: strangers,
  },
  {
    route: "POST /storyboards/{id}/calls",
    method: "POST",
    path: at("/calls"),
    body: () => ({ panelId }),
    allowed: [...editors, "commenter", "guest commenter", "commenter token"],
    status: 204,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/people",
    method: "GET",
    path: at("/people"),
    allowed: commenters,
    status: 200,
    hidden: strangers,
  },
  {
    route: "POST /storyboards/{id}/import",
    method: "POST",
    path: at("/import?plan=none"),
    body: () => "INT. ROOM - DAY\n\nA door.\n",
    allowed: editors,
    status: 200,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/export",
    method: "GET",
    path: at("/export?format=pdf"),
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "POST /storyboards/{id}/generations",
    method: "POST",
    path: at("/generations"),
    body: () => ({ panelIds: [panelId], operation: "generate" }),
    allowed: editors,
    status: 202,
    hidden: strangers,
  },
  {
    route: "POST /storyboards/{id}/estimate",
    method: "POST",
    path: at("/estimate"),
    body: () => ({ panelIds: [panelId], operation: "generate" }),
    allowed: editors,
    status: 200,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/queue",
    method: "GET",
    path: at("/queue"),
    allowed: editors,
    status: 200,
    hidden: strangers,
  },
  {
    route: "PATCH /storyboards/{id}/queue",
    method: "PATCH",
    path: at("/queue"),
    body: () => ({ isPaused: false }),
    allowed: editors,
    status: 204,
    hidden: strangers,
  },
  {
    route: "PATCH /storyboards/{id}/budget",
    method: "PATCH",
    path: at("/budget"),
    body: () => ({ total: 1_000_000 }),
    allowed: owners,
    status: 200,
    hidden: strangers,
  },
  {
    route: "POST /storyboards/{id}/consents",
    method: "POST",
    path: at("/consents"),
    body: () => ({ jobIds: [jobId] }),
    allowed: owners,
    status: 200,
    hidden: strangers,
  },
  {
    route: "POST /storyboards/{id}/retries",
    method: "POST",
    path: at("/retries"),
    body: () => ({ jobIds: [jobId] }),
    allowed: editors,
    status: 202,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/variants/{variantId}/rerun",
    method: "GET",
    path: () => at(`/variants/${variantId}/rerun`)(),
    allowed: editors,
    status: 200,
    hidden: strangers,
  },
  {
    route: "POST /storyboards/{id}/variants/{variantId}/rerun",
    method: "POST",
    path: () => at(`/variants/${variantId}/rerun`)(),
    allowed: editors,
    status: 202,
    hidden: strangers,
  },
  {
    route: "GET /budget",
    method: "GET",
    path: () => "/api/v1/budget",
    allowed: ["installation owner", "owner token"],
    status: 200,
  },
  {
    route: "PATCH /budget",
    method: "PATCH",
    path: () => "/api/v1/budget",
    body: () => ({ day: null }),
    allowed: ["installation owner", "owner token"],
    status: 200,
  },
  {
    route: "PATCH /jobs/{id}",
    method: "PATCH",
    path: () => `/api/v1/jobs/${jobId}`,
    body: () => ({ moveUp: true }),
    // It has been drawn: those who may are told that nothing can be moved.
    allowed: editors,
    status: 409,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/jobs",
    method: "GET",
    path: at("/jobs"),
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/style-versions",
    method: "GET",
    path: at("/style-versions"),
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/style-report",
    method: "GET",
    path: at("/style-report"),
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/variants/{variantId}/recipe",
    method: "GET",
    path: () => at(`/variants/${variantId}/recipe`)(),
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/variants/{variantId}/objects",
    method: "GET",
    path: () => at(`/variants/${variantId}/objects`)(),
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "POST /storyboards/{id}/panels/{panelId}/combinations",
    method: "POST",
    path: () => at(`/panels/${panelId}/combinations`)(),
    body: () => ({ from: variantId, mask: assetId }),
    allowed: editors,
    status: 422,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/history",
    method: "GET",
    path: at("/history"),
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/history/changes",
    method: "GET",
    path: at("/history/changes?revisions=0,1"),
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/history/state",
    method: "GET",
    path: at("/history/state?point=revision:1"),
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/history/doc",
    method: "GET",
    path: at("/history/doc?point=revision:1"),
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/compare",
    method: "GET",
    path: at("/compare?from=revision:1&to=now"),
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "POST /storyboards/{id}/restore",
    method: "POST",
    path: at("/restore"),
    body: () => ({ point: "now" }),
    allowed: editors,
    status: 200,
    hidden: strangers,
  },
  {
    route: "GET /storyboards/{id}/versions",
    method: "GET",
    path: at("/versions"),
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "POST /storyboards/{id}/versions",
    method: "POST",
    path: at("/versions"),
    body: () => ({ name: "Second" }),
    allowed: editors,
    status: 201,
    hidden: strangers,
  },
  {
    route: "PATCH /storyboards/{id}/versions/{versionId}",
    method: "PATCH",
    path: () => at(`/versions/${versionId}`)(),
    body: () => ({ name: "Other" }),
    allowed: editors,
    status: 200,
    hidden: strangers,
  },
  {
    route: "DELETE /storyboards/{id}/versions/{versionId}",
    method: "DELETE",
    path: at("/versions/version:none"),
    allowed: editors,
    status: 404,
    hidden: strangers,
  },
  {
    route: "GET /jobs/{id}",
    method: "GET",
    path: () => `/api/v1/jobs/${jobId}`,
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "DELETE /jobs/{id}",
    method: "DELETE",
    path: () => `/api/v1/jobs/${jobId}`,
    allowed: editors,
    status: 204,
    hidden: strangers,
  },
  {
    route: "POST /assets",
    method: "POST",
    path: () => `/api/v1/assets?storyboard=${storyboardId}`,
    body: () => picture("#992222"),
    allowed: editors,
    status: 201,
    hidden: strangers,
  },
  {
    route: "GET /assets/{id}",
    method: "GET",
    path: () => `/api/v1/assets/${assetId}`,
    allowed: readers,
    status: 200,
    hidden: strangers,
  },
  {
    route: "POST /tokens",
    method: "POST",
    path: () => "/api/v1/tokens",
    body: () => ({ name: "T", role: "viewer" }),
    allowed: [...people, "owner token"],
    status: 201,
  },
  {
    route: "GET /tokens",
    method: "GET",
    path: () => "/api/v1/tokens",
    allowed: [...people, "owner token"],
    status: 200,
  },
  {
    route: "DELETE /tokens/{id}",
    method: "DELETE",
    path: () => "/api/v1/tokens/token:none",
    allowed: [...people, "owner token"],
    status: 404,
  },
  {
    route: "GET /openapi.json",
    method: "GET",
    path: () => "/api/v1/openapi.json",
    allowed: everybody,
    status: 200,
  },
  {
    route: "DELETE /storyboards/{id}",
    method: "DELETE",
    path: at(""),
    // Those who may are asked last, below: the first of them ends the storyboard.
    allowed: [],
    status: 204,
    hidden: strangers,
  },
]

const cases = table.flatMap((row) => everybody.map((who) => ({ row, who, route: row.route })))

describe("a route of the API, by role", () => {
  it("is in this table", async () => {
    const response = await server.call({}, "GET", "/api/v1/openapi.json")
    const { paths } = (await response.json()) as { paths: Record<string, object> }
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(described.toSorted()).toEqual(table.map(({ route }) => route).toSorted())
  })

  it.each(cases)("$route answers $who as it should", async ({ row, who }) => {
    if (row.method === "DELETE" && row.allowed.length === 0 && owners.some((name) => name === who))
      return
    const response = await server.call(
      callers.get(who) ?? {},
      row.method,
      row.path(),
      await row.body?.(),
    )
    await response.arrayBuffer()
    const expected = row.allowed.includes(who)
      ? row.status
      : anonymous.some((name) => name === who)
        ? 401
        : row.hidden?.includes(who)
          ? 404
          : 403
    expect(response.status).toBe(expected)
  })
})

const send = async (who: Who, command: object) => {
  const response = await server.call(callers.get(who) ?? {}, "POST", at("/commands")(), {
    commands: [command],
  })
  const answer = (await response.json()) as { kind?: string }
  return { status: response.status, kind: answer.kind }
}

describe("a command, by role", () => {
  const refused = (who: Who) =>
    anonymous.some((name) => name === who)
      ? 401
      : strangers.some((name) => name === who)
        ? 404
        : 403
  const isIn = (names: readonly Who[], who: Who) => names.includes(who)
  const comment = (name: string) => `comment:${name.replaceAll(" ", "-")}`

  it.each(everybody)(
    "to comment, answer and resolve is answered to %s as it should",
    async (who) => {
      const id = comment(who)
      const commands = [
        { kind: "comment.create", id, panelId, words: `By ${who}` },
        { kind: "comment.reply", id: `${id}-r`, threadId: id, words: "Yes." },
        { kind: "comment.edit", id, words: `Still by ${who}` },
        { kind: "comment.resolve", id, resolved: true },
      ]
      for (const command of commands) {
        const { status } = await send(who, command)
        expect(status, command.kind).toBe(isIn(commenters, who) ? 200 : refused(who))
      }
    },
  )

  it.each(everybody)("on what somebody else said is answered to %s as it should", async (who) => {
    const id = `${comment(who)}-of-another`
    const other: Who = who === "editor" ? "commenter" : "editor"
    await send(other, { kind: "comment.create", id, panelId, words: "Mine." })
    const edit = await send(who, { kind: "comment.edit", id, words: "Not mine." })
    expect(edit.status).toBe(refused(who))
    expect(edit.kind === "not-yours").toBe(isIn(commenters, who))
    const taken = await send(who, { kind: "comment.delete", id })
    expect(taken.status).toBe(isIn(owners, who) ? 200 : refused(who))
  })

  it.each(everybody)("to approve is answered to %s as it should", async (who) => {
    const approve = { kind: "panel.update", id: panelId, changes: { status: "approved" } }
    expect((await send(who, approve)).status).toBe(isIn(commenters, who) ? 200 : refused(who))
    const more = { ...approve, changes: { status: "in-review", notes: "" } }
    expect((await send(who, more)).status).toBe(isIn(editors, who) ? 200 : refused(who))
    const omit = { ...approve, changes: { status: "omitted" } }
    expect((await send(who, omit)).status).toBe(isIn(editors, who) ? 200 : refused(who))
    await send("owner", { ...approve, changes: { status: "draft" } })
  })
})

describe("a sync socket, by role", () => {
  it.each(everybody)("is opened or refused for %s", async (who) => {
    const caller = callers.get(who) ?? {}
    const socket = server.openSocket(caller, storyboardId, {
      origin: caller.token ? null : server.url,
    })
    const outcome = await waitForOpen(socket)
    socket.terminate()
    const expected = readers.some((name) => name === who)
      ? "open"
      : anonymous.some((name) => name === who)
        ? 401
        : 404
    expect(outcome).toBe(expected)
  })
})

describe("a change that comes by the socket", () => {
  it.each(readers)("is taken from or refused to %s", async (who) => {
    const caller = callers.get(who) ?? {}
    const socket = server.openSocket(caller, storyboardId, {
      origin: caller.token ? null : server.url,
      query: "ack=1",
    })
    await waitForOpen(socket)
    const outcome = new Promise<string | number>((resolve) => {
      socket.on("message", (data: Buffer) => {
        if (data[0] === acknowledgementMessage) resolve("taken")
      })
      socket.once("close", resolve)
    })
    socket.send(createUpdateMessage())
    expect(await outcome).toBe(
      editors.some((name) => name === who) ? "taken" : closeCodes["read-only"],
    )
    socket.terminate()
  })
})

/** A frame as y-websocket sends it: message 0, step 2, the update of a small note. */
function createUpdateMessage(): Uint8Array {
  const doc = new Y.Doc()
  doc.getMap("meta").set("note", "by test")
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, 2)
  encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(doc))
  return encoding.toUint8Array(encoder)
}

describe("deleting a storyboard", () => {
  it("is its owners' and ends it for everybody", async () => {
    const owner = callers.get("owner") ?? {}
    const deleted = await server.call(owner, "DELETE", `/api/v1/storyboards/${storyboardId}`)
    expect(deleted.status).toBe(204)
    for (const who of readers) {
      const response = await server.call(
        callers.get(who) ?? {},
        "GET",
        `/api/v1/storyboards/${storyboardId}`,
      )
      expect([401, 404]).toContain(response.status)
    }
  })
})
