import { eventMessage, syncEventSchema, type SyncEvent } from "@panelwright/core/protocol"
import * as decoding from "lib0/decoding"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import { closeTestDatabases } from "../../database/testing/test-database.ts"
import {
  startTestServer,
  waitForOpen,
  waitUntil,
  type Caller,
  type TestServer,
} from "../testing/test-server.ts"

let server: TestServer

beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.close())
afterAll(closeTestDatabases)

const listen = async (caller: Caller, storyboardId: string): Promise<SyncEvent[]> => {
  const events: SyncEvent[] = []
  const socket = server.openSocket(caller, storyboardId, { query: "events=1" })
  socket.on("message", (data: Buffer) => {
    const decoder = decoding.createDecoder(new Uint8Array(data))
    while (decoding.hasContent(decoder)) {
      if (decoding.readVarUint(decoder) !== eventMessage) return
      events.push(syncEventSchema.parse(JSON.parse(decoding.readVarString(decoder))))
    }
  })
  await waitForOpen(socket)
  // The first thing that the server says is that the room is entered.
  await new Promise((resolve) => socket.once("message", resolve))
  return events
}

describe("calling everybody to a panel", () => {
  it("reaches those who are in the room, in the caller's own name", async () => {
    const { storyboardId, panelId } = await server.createPanel()
    const other = await server.createStoryboard()
    const mara = await server.createPerson("mara@example.org", storyboardId, "commenter")
    const here = await listen(server.owner, storyboardId)
    const elsewhere = await listen(server.owner, other)
    const path = `/api/v1/storyboards/${storyboardId}/calls`

    const forged = { panelId, by: { id: "person:owner", name: "Owner" } }
    expect((await server.call(mara, "POST", path, forged)).status).toBe(400)
    expect((await server.call(mara, "POST", path, { panelId: "panel:gone" })).status).toBe(422)
    expect((await server.call(mara, "POST", path, { panelId })).status).toBe(204)
    await waitUntil(() => here.length === 1)
    expect(here).toMatchObject([
      { type: "call", call: { panelId, by: { name: "mara" }, at: server.clock.now } },
    ])
    expect(elsewhere).toEqual([])
  })

  it("is for a few times only, and then again after a while", async () => {
    const { storyboardId, panelId } = await server.createPanel()
    const call = () =>
      server.call(server.owner, "POST", `/api/v1/storyboards/${storyboardId}/calls`, { panelId })
    for (let time = 0; time < 3; time += 1) expect((await call()).status).toBe(204)
    const refused = await call()
    expect(refused.status).toBe(429)
    expect(refused.headers.get("retry-after")).toBe("10")
    server.clock.now += 10_000
    expect((await call()).status).toBe(204)
  })
})
