import {
  createPanelId,
  createSceneId,
  createShotId,
  createStoryboardId,
  type PanelId,
} from "@panelwright/core"
import { closeCodes } from "@panelwright/core/protocol"
import { readStoryboard } from "@panelwright/document"
import { IDBFactory, IDBKeyRange, IDBObjectStore } from "fake-indexeddb"
import { afterEach, describe, expect, it, vi } from "vitest"
import type * as Y from "yjs"
import { openStoryboard } from "./open-storyboard.ts"
import type { StoryboardSession } from "./session.ts"
import { openTestingRoom, type TestingRoom } from "./testing-room.ts"

const deadline = { timeout: 15_000, interval: 5 }
const stepCount = 120
const shotId = createShotId("only")

/** The same numbers for the same seed, from 0 to 1. */
function createRandom(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const listPanels = (doc: Y.Doc): ReadonlySet<PanelId> =>
  new Set(readStoryboard(doc).panels.map(({ id }) => id))

const listMissing = (ids: ReadonlySet<PanelId>, present: ReadonlySet<PanelId>) =>
  [...ids].filter((id) => !present.has(id))

const refuseRows = () =>
  vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError")
  })

interface Tab {
  readonly session: StoryboardSession
  readonly stop: () => void
}

/** One device with up to two tabs of one person, its storage, and the server. */
class World {
  readonly room: TestingRoom
  readonly lies: string[] = []
  readonly tabs: Tab[] = []
  readonly #random: () => number
  /** Whatever was called saved, or kept on this device. */
  readonly #promised = new Set<PanelId>()
  readonly #log: string[] = []
  #count = 0
  #full: ReturnType<typeof refuseRows> | null = null
  #holds = false

  constructor(room: TestingRoom, random: () => number) {
    this.room = room
    this.#random = random
  }

  openTab(): void {
    const session = openStoryboard({
      storyboardId: createStoryboardId("x"),
      url: this.room.url,
      person: { id: "person:ann", name: "Ann", colour: "#e8703a" },
      role: "editor",
    })
    const own = session.doc.clientID
    const check = () => {
      const state = session.savedState.get()
      const seen = listPanels(session.doc)
      if (state.kind === "saved") {
        const missing = listMissing(seen, listPanels(this.room.stored))
        if (missing.length > 0) this.#lie(`${own} said Saved without ${missing.join()}`)
        for (const id of seen) this.#promised.add(id)
      }
      const waits = state.kind === "offline" || state.kind === "reconnecting"
      if (waits && state.keptOnDevice === "all") for (const id of seen) this.#promised.add(id)
    }
    const stop = session.savedState.observe(check)
    this.tabs.push({ session, stop })
  }

  async step(): Promise<void> {
    const random = this.#random
    const tab = this.tabs[Math.floor(random() * this.tabs.length)]
    const kind = Math.floor(random() * 13)
    this.#log.push(`${kind}`)
    if (kind <= 3 && tab) this.#edit(tab)
    else if (kind === 4) this.#setHolding(true)
    else if (kind === 5) this.#setHolding(false)
    else if (kind === 6) this.room.disconnect(closeCodes.unavailable)
    else if (kind === 7) this.room.loseMemory()
    else if (kind === 8) for (const { session } of this.tabs) session.reconnect()
    else if (kind === 9) this.#setFull(random() < 0.5)
    else if (kind === 10 && this.tabs.length < 2) this.openTab()
    else if (kind === 11 && tab) await this.#crash(tab)
    else await this.#let(Math.floor(random() * 30))
    await this.#let(Math.floor(random() * 4))
  }

  /** All goes well from now on: what is open gets to the server, and so does what a next tab finds. */
  async listBroken(): Promise<string[]> {
    this.#setFull(false)
    this.#setHolding(false)
    this.openTab()
    for (const { session } of this.tabs) session.reconnect()
    await vi.waitUntil(() => {
      const isSaved = this.tabs.map(({ session }) => session.savedState.get().kind === "saved")
      for (const { session } of this.tabs) session.reconnect()
      return isSaved.every(Boolean)
    }, deadline)
    const missing = listMissing(this.#promised, listPanels(this.room.stored))
    const lost = missing.map((id) => `${id} was promised and is gone`)
    return lost.length + this.lies.length === 0 ? [] : [...lost, ...this.lies, this.#log.join(" ")]
  }

  close(): void {
    for (const { session, stop } of this.tabs.splice(0)) {
      stop()
      session.close()
    }
  }

  #edit({ session }: Tab): void {
    const id = createPanelId(`p${(this.#count += 1)}`)
    const applied = session.apply([{ kind: "panel.create", id, shotId }])
    if (applied.ok && session.savedState.get().kind === "saved")
      this.#lie(`Saved at once after ${id}`)
  }

  #setFull(full: boolean): void {
    if (full) this.#full ??= refuseRows()
    else {
      this.#full?.mockRestore()
      this.#full = null
    }
  }

  #setHolding(holds: boolean): void {
    this.#holds = holds
    if (holds) this.room.holdAcknowledgements()
    else this.room.acknowledge()
  }

  /** The tab is gone between two moments: nothing is written any more by it. */
  async #crash(tab: Tab): Promise<void> {
    const wasFull = this.#full !== null
    this.#setFull(true)
    tab.stop()
    tab.session.close()
    this.tabs.splice(this.tabs.indexOf(tab), 1)
    await this.#let(10)
    this.#setFull(wasFull)
    if (this.tabs.length === 0) this.openTab()
  }

  #lie(what: string): void {
    this.lies.push(`${what} (after ${this.#log.length} steps, holding: ${this.#holds})`)
  }

  async #let(turns: number): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1)
      await new Promise((resolve) => setImmediate(resolve))
  }
}

let world: World | null = null

afterEach(async () => {
  world?.close()
  await world?.room.close()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe("whatever happens to the connection, the server, the storage and the tabs", () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed + 1))(
    "Saved is at the server, and kept on this device is on the device (seed %i)",
    async (seed) => {
      vi.stubGlobal("indexedDB", new IDBFactory())
      vi.stubGlobal("IDBKeyRange", IDBKeyRange)
      world = new World(await openTestingRoom(), createRandom(seed))
      const { tabs } = world
      world.openTab()
      await vi.waitFor(() => expect(tabs[0]?.session.savedState.get().kind).toBe("saved"), deadline)
      tabs[0]?.session.apply([
        { kind: "scene.create", id: createSceneId("only"), heading: "INT. LAMP ROOM - NIGHT" },
        { kind: "shot.create", id: shotId, sceneId: createSceneId("only") },
      ])
      for (let step = 0; step < stepCount; step += 1) await world.step()
      await expect(world.listBroken()).resolves.toEqual([])
    },
    60_000,
  )
})
