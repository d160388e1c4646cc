import { IDBFactory, IDBKeyRange, IDBObjectStore } from "fake-indexeddb"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import * as Y from "yjs"
import { openDeviceStore, type DeviceStore, type KeptOnDevice } from "./device-store.ts"

const deadline = { timeout: 8000, interval: 5 }
const server = Symbol("server")

interface Tab {
  readonly doc: Y.Doc
  readonly store: DeviceStore
  readonly kept: () => KeptOnDevice | null
  readonly hasUnsaved: () => boolean
  readonly write: (key: string) => void
  readonly hear: (key: string) => void
}

const open: Tab[] = []

async function openTab(options: { readonly canWrite?: boolean; readonly isAway?: boolean } = {}) {
  const { canWrite = true, isAway = true } = options
  const doc = new Y.Doc()
  let kept: KeptOnDevice | null = null
  let unsaved = false
  const store = openDeviceStore({
    doc,
    name: "panelwright/ann/x",
    isOwn: (by) => by !== server,
    canWrite,
    isAway: () => isAway,
    onKept: (next) => (kept = next),
    onUnsaved: () => (unsaved = true),
  })
  const put = (key: string) => doc.getMap("values").set(key, 1)
  const tab: Tab = {
    doc,
    store,
    kept: () => kept,
    hasUnsaved: () => unsaved,
    write: put,
    hear: (key) => doc.transact(() => put(key), server),
  }
  open.push(tab)
  await store.load()
  doc.on("update", store.keep)
  return tab
}

const listKeys = ({ doc }: Tab) => [...doc.getMap("values").keys()].toSorted()
const waitForKept = (tab: Tab, kept: KeptOnDevice = "all") =>
  vi.waitFor(() => expect(tab.kept()).toBe(kept), deadline)

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory())
  vi.stubGlobal("IDBKeyRange", IDBKeyRange)
})

afterEach(() => {
  for (const { store } of open.splice(0)) store.close()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe("the store of a device", () => {
  it("says kept only of what the next tab finds", async () => {
    const first = await openTab()
    first.write("a")
    expect(first.kept()).toBe("writing")
    await waitForKept(first)
    const next = await openTab()
    expect(listKeys(next)).toEqual(["a"])
    expect(next.hasUnsaved()).toBe(true)
  })

  it("still writes what was changed just before it is closed", async () => {
    const first = await openTab()
    first.write("a")
    first.write("b")
    first.store.close()
    await vi.waitFor(async () => expect(listKeys(await openTab())).toEqual(["a", "b"]), deadline)
  })

  it("does not count as unsaved what others did, nor what is saved by now", async () => {
    const first = await openTab({ isAway: false })
    first.hear("theirs")
    first.write("mine")
    await waitForKept(first)
    first.store.markSaved()
    first.write("later")
    await waitForKept(first)
    expect((await openTab()).hasUnsaved()).toBe(true)
    first.store.markSaved()
    await vi.waitFor(async () => expect((await openTab()).hasUnsaved()).toBe(false), deadline)
  })

  it("does not take another tab's unsaved work for saved when that tab has added to it", async () => {
    const [one, other] = [await openTab({ isAway: false }), await openTab({ isAway: false })]
    one.write("a")
    await waitForKept(one)
    other.store.refresh()
    await vi.waitFor(() => expect(listKeys(other)).toEqual(["a"]), deadline)
    one.write("b")
    await waitForKept(one)
    other.store.markSaved()
    await waitForKept(other)
    other.write("c")
    await waitForKept(other)
    other.store.markSaved()
    await waitForKept(other)
    const next = await openTab()
    expect(listKeys(next)).toEqual(["a", "b", "c"])
    expect(next.hasUnsaved()).toBe(true)
  })

  it("shows two tabs each other's work while no server does", async () => {
    const [one, other] = [await openTab(), await openTab()]
    one.write("a")
    other.write("b")
    await vi.waitFor(() => {
      expect(listKeys(one)).toEqual(["a", "b"])
      expect(listKeys(other)).toEqual(["a", "b"])
    }, deadline)
    expect(other.hasUnsaved()).toBe(true)
  })

  it("becomes one row again after many, and loses nothing that another tab adds meanwhile", async () => {
    const [one, other] = [await openTab({ isAway: false }), await openTab({ isAway: false })]
    for (let index = 0; index < 700; index += 1) one.write(`one.${index}`)
    for (let index = 0; index < 700; index += 1) other.write(`other.${index}`)
    await Promise.all([waitForKept(one), waitForKept(other)])
    const next = await openTab()
    expect(listKeys(next)).toHaveLength(1400)
    await waitForKept(next)
    expect(listKeys(await openTab())).toHaveLength(1400)
  })

  it("says that nothing is kept when the device refuses, and keeps all once it does not", async () => {
    const first = await openTab()
    const full = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError")
    })
    first.write("a")
    await waitForKept(first, "nothing")
    first.write("b")
    expect(first.kept()).toBe("nothing")
    full.mockRestore()
    await waitForKept(first)
    expect(listKeys(await openTab())).toEqual(["a", "b"])
  })

  it("says that nothing is kept where storage is blocked or there is none", async () => {
    vi.stubGlobal("indexedDB", {
      open: () => {
        throw new DOMException("blocked", "SecurityError")
      },
    })
    expect((await openTab()).kept()).toBe("nothing")
    vi.stubGlobal("indexedDB", undefined)
    expect((await openTab()).kept()).toBe("nothing")
  })

  it("keeps unsaved work apart from the doc of somebody who may not write any more", async () => {
    const editor = await openTab()
    editor.write("mine")
    await waitForKept(editor)
    editor.store.close()
    const viewer = await openTab({ canWrite: false })
    expect(listKeys(viewer)).toEqual([])
    expect(viewer.hasUnsaved()).toBe(true)
    viewer.hear("theirs")
    viewer.store.markSaved()
    await waitForKept(viewer)
    viewer.store.close()
    const again = await openTab()
    expect(listKeys(again)).toEqual(["mine", "theirs"])
    expect(again.hasUnsaved()).toBe(true)
  })

  it("is empty for the next tab after it was cleared, and promises nothing any more", async () => {
    const first = await openTab()
    first.write("a")
    await waitForKept(first)
    first.store.clear()
    expect(first.kept()).toBe("nothing")
    first.write("b")
    expect(first.kept()).toBe("nothing")
    expect(listKeys(await openTab())).toEqual([])
  })
})
