import type { StoryboardId } from "@panelwright/core"
import type { StoryboardState, StoryboardSummary } from "@panelwright/core/protocol"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { closeTestDatabases } from "../database/testing/test-database.ts"
import { startTestServer, type Caller, type TestServer } from "../http/testing/test-server.ts"

let server: TestServer
let storyboardId: StoryboardId
let panelId: string
let nora: Caller
let noraId: string

const ask = async <Answer>(caller: Caller, path: string) => {
  const response = await server.call(caller, "GET", `/api/v1${path}`)
  return (await response.json()) as Answer
}
const send = (caller: Caller, ...commands: readonly object[]) =>
  server.call(caller, "POST", `/api/v1/storyboards/${storyboardId}/commands`, { commands })
const readThreads = async () => {
  const state = await ask<StoryboardState>(server.owner, `/storyboards/${storyboardId}`)
  return state.panels.flatMap(({ comments }) => comments)
}
const countMentions = async (caller: Caller) => {
  const all = await ask<StoryboardSummary[]>(caller, "/storyboards")
  return all.find(({ id }) => id === storyboardId)?.mentions
}

beforeAll(async () => {
  server = await startTestServer()
  ;({ storyboardId, panelId } = await server.createPanel())
  nora = await server.createPerson("nora@example.org", storyboardId, "commenter")
  const people = await ask<{ id: string; name: string }[]>(
    nora,
    `/storyboards/${storyboardId}/people`,
  )
  noraId = people.find(({ name }) => name === "nora")?.id ?? ""
})

afterAll(async () => {
  await server.close()
  await closeTestDatabases()
})

describe("comments over HTTP", () => {
  it("list who can be mentioned, without their e-mail", async () => {
    const people = await ask<object[]>(nora, `/storyboards/${storyboardId}/people`)
    expect(people).toHaveLength(2)
    expect(Object.keys(people[0] ?? {}).toSorted()).toEqual(["colour", "id", "name"])
    expect(JSON.stringify(people)).not.toContain("@example.org")
  })

  it("carry the name of who sent them and the server's time, whatever was claimed", async () => {
    const sent = await send(nora, {
      kind: "comment.create",
      id: "comment:claimed",
      panelId,
      position: { x: 0.5, y: 0.25 },
      words: "<script>alert(1)</script>",
      by: { id: "person:owner", name: "The owner", colour: "#000000" },
      at: 1,
    })
    expect(sent.status).toBe(200)
    const [thread] = await readThreads()
    expect(thread).toMatchObject({
      position: { x: 0.5, y: 0.25 },
      comments: [
        {
          author: { id: noraId, name: "nora" },
          words: "<script>alert(1)</script>",
          createdAt: server.clock.now,
        },
      ],
    })
    expect(thread).not.toHaveProperty("panelId")
  })

  it("refuse a list that is in part not a commenter's as a whole", async () => {
    const sent = await send(
      nora,
      { kind: "comment.create", id: "comment:half", panelId, words: "Half." },
      { kind: "panel.delete", id: panelId },
    )
    expect(sent.status).toBe(403)
    expect(await sent.json()).toMatchObject({ kind: "forbidden", index: 1 })
    expect((await readThreads()).some(({ id }) => id === "comment:half")).toBe(false)
  })

  it("tell the one who is mentioned, until the thread is resolved", async () => {
    const mention = `@[Nora](${noraId})`
    expect(await countMentions(nora)).toBe(0)
    await send(
      server.owner,
      { kind: "comment.create", id: "comment:a", panelId, words: `${mention} look.` },
      { kind: "comment.create", id: "comment:b", panelId, words: "Whom?" },
      { kind: "comment.reply", id: "comment:c", threadId: "comment:b", words: `${mention}!` },
      { kind: "comment.reply", id: "comment:d", threadId: "comment:b", words: `${mention}!!` },
    )
    await send(server.owner, {
      kind: "comment.create",
      id: "comment:e",
      panelId,
      words: "@[Nobody](person:nobody)",
    })
    expect(await countMentions(nora)).toBe(2)
    expect(await countMentions(server.owner)).toBe(0)
    await send(nora, { kind: "comment.resolve", id: "comment:b", resolved: true })
    expect(await countMentions(nora)).toBe(1)
    await send(server.owner, { kind: "comment.delete", id: "comment:a" })
    expect(await countMentions(nora)).toBe(0)
  })

  it("do not call who names themselves", async () => {
    const words = `@[Nora](${noraId}) remembers.`
    await send(nora, { kind: "comment.create", id: "comment:self", panelId, words })
    expect(await countMentions(nora)).toBe(0)
  })
})
