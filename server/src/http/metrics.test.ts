import { afterAll, beforeAll, expect, it } from "vitest"
import { WebsocketProvider } from "y-websocket"
import { WebSocket } from "ws"
import * as Y from "yjs"
import {
  ownerToken,
  startTestServer,
  waitForClose,
  waitForOpen,
  waitUntil,
  type TestServer,
} from "./testing/test-server.ts"

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const read = async () => (await server.call({}, "GET", "/metrics")).text()

const valueOf = (text: string, name: string) =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length + 1),
  )

it("say who is slow by route, what is lost by reason, and nothing about people and storyboards", async () => {
  const { storyboardId, panelId } = await server.createPanel()
  const doc = new Y.Doc()
  const reader = new Y.Doc()
  const open = (of: Y.Doc) =>
    new WebsocketProvider(`${server.url.replace("http", "ws")}/sync`, storyboardId, of, {
      params: { token: ownerToken },
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    })
  const connections = [open(doc), open(reader)]
  await waitUntil(() => connections.every(({ synced }) => synced))
  const before = await read()
  for (let index = 0; index < 5; index += 1) doc.getMap("notes").set(`${index}`, index)
  await waitUntil(() => reader.getMap("notes").size === 5)

  const intruder = server.openSocket({ token: ownerToken }, storyboardId)
  await waitForOpen(intruder)
  intruder.send("words")
  await waitForClose(intruder)

  const wish = await server.call(
    server.owner,
    "POST",
    `/api/v1/storyboards/${storyboardId}/generations`,
    { panelIds: [panelId], operation: "generate" },
  )
  expect([wish.status, await wish.text()]).toEqual([202, expect.anything()])
  await server.call(server.owner, "GET", "/api/v1/somebody@example.org")
  await waitUntil(async () => (await read()).includes('state="succeeded"'))
  const text = await read()
  const grown = (name: string) => valueOf(text, name) - valueOf(before, name)

  expect(grown("panelwright_sync_acknowledged_updates_total")).toBe(5)
  expect(grown("panelwright_sync_delivered_updates_total")).toBeGreaterThanOrEqual(5)
  expect(grown("panelwright_sync_committed_updates_total")).toBeGreaterThanOrEqual(5)
  expect(grown("panelwright_sync_commit_seconds_count")).toBeGreaterThanOrEqual(1)
  expect(text).toContain('panelwright_sync_closed_connections_total{reason="text-frame"} 1\n')
  expect(text).toContain('panelwright_job_wait_seconds_count{provider="sketch"} 1\n')
  expect(text).toContain('panelwright_provider_seconds_count{provider="sketch",outcome="done"} 1\n')
  expect(text).toMatch(
    /panelwright_asset_store_seconds_count\{operation="save",outcome="done"\} [1-9]/,
  )
  expect(text).toContain('route="/api/v1/storyboards/{id}/generations",status="202"} 1\n')
  expect(text).toContain('route="other",status="404"} 1\n')
  expect(text).toContain("panelwright_database_up 1\n")
  expect(text).toContain('panelwright_jobs{state="queued"} 0\n')

  for (const secret of [storyboardId, panelId, "example.org", "person:", ownerToken])
    expect(text).not.toContain(secret)
  for (const line of text.trim().split("\n"))
    expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? -?[\d.e+-]+)$/)
  for (const connection of connections) connection.destroy()
})

it("name a request in its answer and in what went wrong with it", async () => {
  const response = await server.call(server.owner, "GET", "/api/v1/nothing")
  const problem = (await response.json()) as { instance: string }
  expect(problem.instance).toMatch(/^[0-9a-f-]{36}$/)
  expect(response.headers.get("x-request-id")).toBe(problem.instance)
  const other = await server.call(server.owner, "GET", "/api/v1/nothing")
  expect(other.headers.get("x-request-id")).not.toBe(problem.instance)
})
