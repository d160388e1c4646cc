import {
  createPanelId,
  createSceneId,
  createShotId,
  createStoryboardId,
  type Command,
  type Role,
} from "@panelwright/core"
import { closeCodes } from "@panelwright/core/protocol"
import { getRoots, readStoryboard } from "@panelwright/document"
import { IDBFactory, IDBKeyRange } from "fake-indexeddb"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { openStoryboard } from "./open-storyboard.ts"
import type { StoryboardSession } from "./session.ts"
import { openTestingRoom, type TestingRoom } from "./testing-room.ts"

const deadline = { timeout: 5000, interval: 5 }

const storyboardId = createStoryboardId("x")
const story: Command[] = [
  { kind: "scene.create", id: createSceneId("s"), heading: "INT. LAMP ROOM - NIGHT" },
  { kind: "shot.create", id: createShotId("s"), sceneId: createSceneId("s") },
  { kind: "panel.create", id: createPanelId("a"), shotId: createShotId("s") },
]
const rename = (title: string): Command[] => [{ kind: "settings.update", changes: { title } }]

let room: TestingRoom
const sessions: StoryboardSession[] = []

function open(name: string, role: Role = "editor"): StoryboardSession {
  const session = openStoryboard({
    storyboardId,
    url: room.url,
    person: { id: `person:${name}`, name, colour: "#e8703a" },
    role,
  })
  sessions.push(session)
  return session
}

const kind = (session: StoryboardSession) => session.savedState.get().kind
const waitFor = (session: StoryboardSession, wanted: ReturnType<typeof kind>) =>
  vi.waitFor(() => expect(kind(session)).toBe(wanted), deadline)

beforeEach(async () => {
  room = await openTestingRoom()
})

afterEach(async () => {
  for (const session of sessions.splice(0)) session.close()
  await room.close()
})

describe("an open storyboard", () => {
  it("loads, asks for acknowledgements and events, and says saved when nothing is out", async () => {
    const session = open("ann")
    expect(kind(session)).toBe("loading")
    expect(session.canEdit.get()).toBe(false)
    expect(session.apply(story)).toEqual({ ok: false, failure: { kind: "read-only" } })
    await waitFor(session, "saved")
    expect(session.loaded.get()).toBe(true)
    expect(room.requests[0]).toContain("ack=1")
    expect(room.requests[0]).toContain("events=1")
  })

  it("keeps what came first as it came, and asks only for the rest the next time", async () => {
    vi.stubGlobal("indexedDB", new IDBFactory())
    vi.stubGlobal("IDBKeyRange", IDBKeyRange)
    let received = 0
    class CountingSocket extends WebSocket {
      constructor(url: string | URL) {
        super(url)
        this.addEventListener("message", ({ data }: MessageEvent<ArrayBuffer>) => {
          received += data.byteLength
        })
      }
    }
    const openCounted = () => {
      const session = openStoryboard({
        storyboardId,
        url: room.url,
        person: { id: "person:ann", name: "ann", colour: "#e8703a" },
        role: "editor",
        webSocket: CountingSocket,
      })
      sessions.push(session)
      return session
    }
    const text = "INT. LAMP ROOM - NIGHT\n\n".repeat(200)
    const writer = open("ben")
    await waitFor(writer, "saved")
    writer.apply([...story, { kind: "script.replace", text }])
    await waitFor(writer, "saved")
    const first = openCounted()
    await waitFor(first, "saved")
    expect(first.reader.read().script).toBe(text)
    expect(received).toBeGreaterThan(text.length)
    room.disconnect(closeCodes.unavailable)
    await vi.waitFor(
      () => expect(first.savedState.get()).toMatchObject({ keptOnDevice: "all" }),
      deadline,
    )
    first.close()

    received = 0
    const again = openCounted()
    await waitFor(again, "saved")
    expect(again.reader.read().script).toBe(text)
    expect(received).toBeLessThan(500)
    again.apply(rename("After"))
    await waitFor(again, "saved")
    await vi.waitFor(() => expect(writer.reader.read().settings.title).toBe("After"), deadline)
    vi.unstubAllGlobals()
  })

  it("says saving until the server has stored the edit, and only then saved", async () => {
    const session = open("ann")
    await waitFor(session, "saved")
    room.holdAcknowledgements()
    expect(session.apply(story).ok).toBe(true)
    expect(kind(session)).toBe("saving")
    // The server has it and has told others, and it is not stored: not saved.
    await vi.waitFor(() => expect(readStoryboard(room.doc).panels).toHaveLength(1), deadline)
    expect(kind(session)).toBe("saving")
    room.acknowledge()
    await waitFor(session, "saved")
  })

  it("does not say saved before the server has asked what it lacks", async () => {
    room.setAsking(false)
    const session = open("ann")
    await vi.waitFor(() => expect(session.loaded.get()).toBe(true), deadline)
    expect(session.apply(story).ok).toBe(true)
    expect(kind(session)).toBe("saving")
    room.setAsking(true)
    await waitFor(session, "saved")
    expect(readStoryboard(room.doc).panels).toHaveLength(1)
    // All of it came with the answer: an update by itself could have built on what the server did not have.
    expect(room.received).toEqual({ updates: 0, replies: 1 })
  })

  it("keeps edits made while the connection is away and merges them on return", async () => {
    const [ann, ben] = [open("ann"), open("ben")]
    await waitFor(ann, "saved")
    await waitFor(ben, "saved")
    ann.apply(story)
    await vi.waitFor(() => expect(ben.reader.read().panels).toHaveLength(1), deadline)
    await waitFor(ann, "saved")
    room.disconnect(closeCodes.unavailable)
    await waitFor(ann, "reconnecting")
    expect(ann.canEdit.get()).toBe(true)
    ann.apply([{ kind: "panel.update", id: createPanelId("a"), changes: { frames: 77 } }])
    ben.apply([{ kind: "panel.update", id: createPanelId("a"), changes: { action: "Rain." } }])
    expect(ann.savedState.get()).toMatchObject({ hasUnsaved: true, keptOnDevice: "nothing" })
    await waitFor(ann, "saved")
    await waitFor(ben, "saved")
    await vi.waitFor(() => {
      for (const doc of [ann.doc, ben.doc, room.doc])
        expect(readStoryboard(doc).panels[0]).toMatchObject({ frames: 77, action: "Rain." })
    }, deadline)
  })

  it("lets a viewer look, refuses their changes and sends none", async () => {
    const writer = open("ann")
    await waitFor(writer, "saved")
    writer.apply(story)
    const viewer = open("vic", "viewer")
    await waitFor(viewer, "view-only")
    expect(viewer.canEdit.get()).toBe(false)
    expect(viewer.apply(rename("Mine"))).toMatchObject({ ok: false })
    viewer.doc.transact(() => getRoots(viewer.doc).settings.set("title", "Sneaked in"))
    writer.apply(rename("The Lighthouse"))
    await vi.waitFor(
      () => expect(readStoryboard(room.doc).settings.title).toBe("The Lighthouse"),
      deadline,
    )
  })

  it.each([
    ["session-ended", closeCodes["session-ended"]],
    ["storyboard-gone", closeCodes["storyboard-gone"]],
    ["role-changed", closeCodes["role-changed"]],
  ] as const)("stops for good and says why: %s", async (reason, code) => {
    const session = open("ann")
    await waitFor(session, "saved")
    room.disconnect(code)
    await waitFor(session, "refused")
    expect(session.savedState.get()).toMatchObject({ kind: "refused", reason })
    expect(session.canEdit.get()).toBe(false)
    expect(room.requests).toHaveLength(1)
    session.reconnect()
    await waitFor(session, "saved")
  })

  it("is read only when the doc was made by a newer program", async () => {
    getRoots(room.doc).meta.set("schemaVersion", 999)
    const session = open("ann")
    await waitFor(session, "newer-schema")
    expect(session.apply(rename("x"))).toEqual({ ok: false, failure: { kind: "read-only" } })
  })

  it("refuses commands that are not well formed and changes nothing", async () => {
    const session = open("ann")
    await waitFor(session, "saved")
    const bad = [...story, { kind: "settings.update", changes: { title: "" } } as Command]
    expect(session.apply(bad)).toMatchObject({ failure: { kind: "value-invalid", index: 3 } })
    expect(session.reader.read().panels).toEqual([])
  })

  it("undoes this person's commands only", async () => {
    const [ann, ben] = [open("ann"), open("ben")]
    await waitFor(ann, "saved")
    await waitFor(ben, "saved")
    ann.apply(story)
    await vi.waitFor(() => expect(ben.reader.read().panels).toHaveLength(1), deadline)
    ben.apply(rename("Ben's title"))
    await vi.waitFor(() => expect(ann.reader.read().settings.title).toBe("Ben's title"), deadline)
    ann.undo.undo()
    expect(ann.reader.read()).toMatchObject({ panels: [], settings: { title: "Ben's title" } })
  })

  it("hears of jobs", async () => {
    const session = open("ann")
    await waitFor(session, "saved")
    room.publish({
      type: "partial",
      jobId: "job:a" as never,
      panelId: createPanelId("a"),
      picture: "data:image/png;base64,xx",
    })
    room.publish({
      type: "job",
      job: {
        id: "job:a" as never,
        storyboardId,
        panelId: createPanelId("a"),
        state: "running",
        operation: "generate",
        provider: "sketch",
        instruction: null,
        progress: 0.5,
        failure: null,
        variantId: null,
        cost: null,
        createdBy: "person:ann",
        createdAt: 1,
        finishedAt: null,
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
    })
    await vi.waitFor(
      () => expect(session.jobs.findLatest(createPanelId("a"))?.progress).toBe(0.5),
      deadline,
    )
    expect(session.jobs.findPartial(createPanelId("a"))).not.toBeNull()
  })

  it("leaves nothing open when it is closed", async () => {
    const session = open("ann")
    await waitFor(session, "saved")
    session.close()
    session.close()
    await vi.waitFor(() => expect(room.connections).toBe(0), deadline)
  })
})
