import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  createPanelId,
  createSceneId,
  createShotId,
  createStoryboardId,
  formatPoint,
  type Actor,
  type Command,
  type StoryboardId,
} from "@panelwright/core"
import { applyCommands, createStoryboardDoc, readStoryboard } from "@panelwright/document"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import * as Y from "yjs"
import { createMemoryBus } from "../bus/backends/memory.ts"
import { createActivity } from "../activity/activity.ts"
import type { Database } from "../database/database.ts"
import { closeTestDatabases, openTestDatabase } from "../database/testing/test-database.ts"
import { silentLog } from "../log.ts"
import { createSync } from "../sync/create-sync.ts"
import { createDocLog } from "../sync/doc-log.ts"
import type { Sync } from "../sync/sync.ts"
import { createHistory, type History } from "./history.ts"

const minute = 60_000
const day = 24 * 60 * minute

let database: Database
let dataDir: string
let sync: Sync
let history: History
const clock = { now: 0 }
let tokens = 0

const startSync = () =>
  createSync({
    database,
    dataDir,
    bus: createMemoryBus(),
    log: silentLog,
    clock: () => clock.now,
  })

beforeEach(async () => {
  database = await openTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), "panelwright-history-"))
  clock.now = Date.parse("2026-11-02T10:00:00Z")
  sync = startSync()
  await sync.ready
  history = createHistory({
    sql: database.sql,
    sync,
    activity: createActivity(database.sql),
    clock: () => clock.now,
    makeToken: () => `token-${(tokens += 1)}`,
  })
}, 90_000)
afterEach(async () => {
  await history.close()
  await sync.close()
  await rm(dataDir, { recursive: true, force: true })
})
afterAll(closeTestDatabases)

const anna = "person:anna"
const ben = "person:ben"
const shotId = createShotId("1")

const actorOf = (id: string): Actor => ({
  kind: "person",
  id,
  personId: null,
  name: id,
  colour: "#123456",
  installationRole: "member",
  ceiling: "owner",
  roles: new Map(),
})

/** A storyboard with two panels, made at the present minute by Anna in one update. */
async function createStoryboard(): Promise<StoryboardId> {
  const id = createStoryboardId(`s${(tokens += 1)}`)
  await database.sql`insert into storyboard (id, title) values (${id}, 'Test')`
  const doc = createStoryboardDoc({ title: "Test" })
  applyCommands(
    doc,
    [
      { kind: "scene.create", id: createSceneId("1") },
      { kind: "shot.create", id: shotId, sceneId: createSceneId("1") },
      { kind: "panel.create", id: createPanelId("1"), shotId, action: "A" },
      { kind: "panel.create", id: createPanelId("2"), shotId },
    ],
    null,
  )
  await sync.submitUpdate(id, Y.encodeStateAsUpdate(doc), anna)
  return id
}

const change = (id: StoryboardId, actor: string, ...commands: Command[]) =>
  sync.changeDoc(id, actor, (doc) => applyCommands(doc, commands, actor))

const setAction = (id: StoryboardId, actor: string, action: string) =>
  change(id, actor, { kind: "panel.update", id: createPanelId("1"), changes: { action } })

async function loadAction(id: StoryboardId, point: Parameters<History["loadState"]>[1]) {
  const state = await history.loadState(id, point)
  return state.ok ? state.value.panels[0]?.action : state.failure.kind
}

/** Everything durable in one snapshot, as the server makes it now and then. */
async function compact(id: StoryboardId): Promise<void> {
  await sync.stored()
  const { doc, revision } = await sync.loadDoc(id)
  const deleted = Y.encodeSnapshot(
    Y.createSnapshot(Y.createDeleteSetFromStructStore(doc.store), new Map()),
  )
  await createDocLog(database).saveSnapshot(
    id,
    {
      seq: revision,
      state: Y.encodeStateAsUpdate(doc),
      stateVector: Y.encodeStateVector(doc),
      deleteSet: deleted.slice(0, -1),
    },
    new Date(clock.now),
  )
}

describe("the timeline", () => {
  it("has every minute with who did how much, and goes on from where it was read", async () => {
    const id = await createStoryboard()
    const start = clock.now
    clock.now += 3 * minute
    await setAction(id, ben, "B")
    await setAction(id, anna, "C")
    expect(await history.loadTimeline(id)).toMatchObject({ revision: 3, earliest: 0 })
    clock.now += minute
    await setAction(id, ben, "D")
    const { minutes, people } = await history.loadTimeline(id)
    expect(minutes).toEqual([
      { at: start, first: 1, last: 1, changes: [{ person: anna, count: 1 }] },
      {
        at: start + 3 * minute,
        first: 2,
        last: 3,
        changes: [
          { person: ben, count: 1 },
          { person: anna, count: 1 },
        ],
      },
      { at: start + 4 * minute, first: 4, last: 4, changes: [{ person: ben, count: 1 }] },
    ])
    expect(people.map(({ id: person }) => person).toSorted()).toEqual([anna, ben])
  })
})

describe("a past state", () => {
  it("is had by revision and by minute, also of a storyboard that was compacted today", async () => {
    const id = await createStoryboard()
    const start = clock.now
    for (const action of ["B", "C", "D"]) {
      clock.now += minute
      await setAction(id, anna, action)
      await compact(id)
    }
    for (const [index, action] of ["A", "B", "C", "D"].entries()) {
      expect(await loadAction(id, { kind: "revision", revision: index + 1 })).toBe(action)
      expect(await loadAction(id, { kind: "time", at: start + index * minute + 5000 })).toBe(action)
    }
    expect(await loadAction(id, { kind: "revision", revision: 0 })).toBeUndefined()
    expect(await loadAction(id, { kind: "revision", revision: 9 })).toBe("moment-not-found")
    expect(await loadAction(id, { kind: "time", at: start - 1 })).toBe("moment-not-found")
  })

  it("is kept for every minute of the retention, and what is older goes", async () => {
    const id = await createStoryboard()
    const revisions = new Map<number, string>()
    for (let passed = 0; passed <= 45; passed += 1) {
      for (const part of ["morning", "noon"]) {
        clock.now += minute
        const action = `${passed} ${part}`
        await setAction(id, anna, action)
        revisions.set(clock.now, action)
      }
      await compact(id)
      clock.now += day
    }
    const [row] = await database.sql`select count(*)::int as kept from doc_update`
    expect(row?.["kept"]).toBeLessThan(revisions.size)
    const oldest = clock.now - 30 * day
    const within = [...revisions].filter(([at]) => at >= oldest)
    expect(within.length).toBeGreaterThan(50)
    for (const [at, action] of within)
      expect(await loadAction(id, { kind: "time", at })).toBe(action)
    const { earliest, minutes } = await history.loadTimeline(id)
    expect(earliest).toBeGreaterThan(1)
    expect(minutes[0]?.first).toBe(earliest + 1)
    expect(await loadAction(id, { kind: "revision", revision: earliest - 1 })).toBe(
      "moment-not-found",
    )
    expect(await loadAction(id, { kind: "revision", revision: earliest })).toMatch(/noon/)
  })

  it("of a storyboard that rested for longer than the retention is still there", async () => {
    const id = await createStoryboard()
    await setAction(id, anna, "B")
    clock.now += 200 * day
    await setAction(id, anna, "C")
    await compact(id)
    expect(await loadAction(id, { kind: "revision", revision: 2 })).toBe("B")
    clock.now += 40 * day
    await setAction(id, anna, "D")
    await compact(id)
    expect(await loadAction(id, { kind: "revision", revision: 3 })).toBe("C")
  })
})

describe("what was changed", () => {
  it("is said for each stretch and person, in the field's words", async () => {
    const id = await createStoryboard()
    await setAction(id, anna, "B")
    await change(id, ben, {
      kind: "panel.update",
      id: createPanelId("1"),
      changes: { camera: { size: "wide" } },
    })
    await change(id, ben, { kind: "panel.delete", id: createPanelId("2") })
    await change(id, anna, { kind: "style.update", changes: { look: "ink" } })
    const described = await history.describeChanges(id, [0, 1, 5])
    if (!described.ok) throw new Error(described.failure.kind)
    const [first, second] = described.value
    expect(
      first?.people?.[0]?.differences.map(({ subject, change: how }) => [subject, how]),
    ).toEqual([
      ["settings", "changed"],
      ["style", "changed"],
      ["scene", "added"],
      ["shot", "added"],
      ["panel", "added"],
      ["panel", "added"],
    ])
    expect(second).toEqual({
      from: 1,
      to: 5,
      people: [
        {
          person: anna,
          differences: [
            { subject: "style", id: null, label: "", change: "changed", fields: ["look"] },
            { subject: "panel", id: "panel:1", label: "1A", change: "changed", fields: ["action"] },
          ],
        },
        {
          person: ben,
          differences: [
            { subject: "panel", id: "panel:1", label: "1A", change: "changed", fields: ["camera"] },
            { subject: "panel", id: "panel:2", label: "1A-2", change: "removed", fields: [] },
          ],
        },
      ],
    })
  })

  it("is not said of more than can be looked at in one go", async () => {
    const id = await createStoryboard()
    const doc = new Y.Doc()
    const { doc: present } = await sync.loadDoc(id)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(present))
    const updates: Uint8Array[] = []
    doc.on("update", (update: Uint8Array) => updates.push(update))
    const text = doc.getText("script")
    for (let count = 0; count < 50_001; count += 1) text.insert(text.length, "a")
    for (let start = 0; start < updates.length; start += 5000)
      await createDocLog(database).append(
        updates.slice(start, start + 5000).map((update, index) => ({
          storyboardId: id,
          seq: start + index + 2,
          actor: ben,
          update,
        })),
        new Date(clock.now),
      )
    const described = await history.describeChanges(id, [0, 1, 50_002])
    if (!described.ok) throw new Error(described.failure.kind)
    expect(described.value.map(({ people }) => people === null)).toEqual([false, true])
    const started = performance.now()
    const state = await history.loadDoc(id, { kind: "revision", revision: 50_002 })
    expect(performance.now() - started).toBeLessThan(20_000)
    if (!state.ok) throw new Error(state.failure.kind)
    const whole = new Y.Doc()
    Y.applyUpdate(whole, state.value.state)
    expect(readStoryboard(whole).script).toBe("a".repeat(50_001))
  }, 60_000)
})

describe("restoring", () => {
  it("is a new change that sets everything back and takes nothing out of the history", async () => {
    const id = await createStoryboard()
    await setAction(id, anna, "B")
    await change(id, ben, { kind: "panel.delete", id: createPanelId("2") })
    const restored = await history.restore(actorOf(ben), id, {
      point: { kind: "revision", revision: 1 },
    })
    expect(restored).toMatchObject({ ok: true, value: { before: 3, revision: 4 } })
    const then = await history.loadState(id, { kind: "revision", revision: 1 })
    const now = await history.loadState(id, { kind: "now" })
    if (!then.ok || !now.ok) throw new Error("not loaded")
    expect({ ...now.value, revision: 0 }).toEqual({ ...then.value, revision: 0 })
    expect(await loadAction(id, { kind: "revision", revision: 2 })).toBe("B")
    const [row] = await database.sql`
      select actor from doc_update where storyboard_id = ${id} and seq = 4`
    expect(row?.["actor"]).toBe(ben)
    const again = await history.restore(actorOf(ben), id, {
      point: { kind: "revision", revision: 1 },
    })
    expect(again).toMatchObject({ ok: true, value: { before: 4, revision: 4, differences: [] } })
  })

  it("says beforehand what it would change", async () => {
    const id = await createStoryboard()
    await setAction(id, anna, "B")
    const rehearsed = await history.restore(actorOf(ben), id, {
      point: { kind: "revision", revision: 1 },
      dryRun: true,
    })
    expect(rehearsed).toMatchObject({
      ok: true,
      value: { before: 2, revision: 2, differences: [{ label: "1A-1", fields: ["action"] }] },
    })
    expect(await loadAction(id, { kind: "now" })).toBe("B")
  })

  it("is done for single panels, and refused for one that was not there", async () => {
    const id = await createStoryboard()
    const added = createPanelId("3")
    await change(
      id,
      anna,
      { kind: "panel.create", id: added, shotId },
      { kind: "panel.update", id: createPanelId("2"), changes: { action: "Kept" } },
    )
    await setAction(id, anna, "B")
    const point = { kind: "revision", revision: 1 } as const
    const one = createPanelId("1")
    expect(await history.restore(actorOf(ben), id, { point, panelIds: [one, added] })).toEqual({
      ok: false,
      failure: { kind: "panel-not-found", panelId: added },
    })
    await history.restore(actorOf(ben), id, { point, panelIds: [one] })
    const now = await history.loadState(id, { kind: "now" })
    if (!now.ok) throw new Error("not loaded")
    expect(now.value.panels.map(({ action }) => action)).toEqual(["A", "Kept", ""])
  })
})

describe("a version", () => {
  it("is named, renamed, compared, kept beyond the retention, restored and deleted", async () => {
    const id = await createStoryboard()
    const made = await history.versions.create(actorOf(anna), id, { name: "First pass" })
    if (!made.ok) throw new Error(made.failure.kind)
    const { id: versionId } = made.value
    await history.versions.update(id, versionId, { note: "Before the meeting" })
    expect(await history.versions.list(id)).toMatchObject([
      { name: "First pass", note: "Before the meeting", revision: 1, createdBy: { id: anna } },
    ])
    clock.now += day
    await setAction(id, anna, "B")
    await compact(id)
    for (let passed = 0; passed < 3; passed += 1) {
      clock.now += 40 * day
      await setAction(id, anna, `C${passed}`)
      await compact(id)
    }
    expect(await loadAction(id, { kind: "revision", revision: 1 })).toBe("moment-not-found")
    const point = { kind: "version", id: versionId } as const
    expect(await loadAction(id, point)).toBe("A")
    expect(await history.compare(id, { from: point, to: { kind: "now" } })).toMatchObject({
      value: { from: 1, to: 5, differences: [{ label: "1A-1", fields: ["action"] }] },
    })
    await history.restore(actorOf(ben), id, { point })
    expect(await loadAction(id, { kind: "now" })).toBe("A")
    await history.versions.delete(actorOf(anna), id, versionId)
    expect(await loadAction(id, point)).toBe("version-not-found")
    expect(formatPoint(point)).toBe(versionId)
  })
})
