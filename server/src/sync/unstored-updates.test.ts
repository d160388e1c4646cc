import { afterEach, describe, expect, it, vi } from "vitest"
import { silentLog } from "../log.ts"
import type { DatedUpdate, LoggedUpdate } from "./doc-log.ts"
import { UnstoredUpdates } from "./unstored-updates.ts"

const at = new Date(1_700_000_000_000)
const update = (seq: number, text = "x", storyboardId = "storyboard:one"): LoggedUpdate => ({
  storyboardId,
  seq,
  actor: "person:a",
  update: Buffer.from(text),
})
const list = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => update(from + index))

describe("updates that wait for the database", () => {
  const opened: UnstoredUpdates[] = []
  const statements: DatedUpdate[][] = []
  const gone: string[] = []
  let answer: () => Promise<void> = async () => {}
  const open = (existing = ["storyboard:one"]) => {
    const unstored = new UnstoredUpdates({
      log: {
        store: async (updates) => {
          if (updates.some(({ storyboardId }) => !existing.includes(storyboardId)))
            throw Object.assign(new Error("missing"), { code: "23503" })
          await answer()
          statements.push([...updates])
        },
        listExisting: async () => new Set(existing),
      },
      syncLog: silentLog,
      gone: (id) => gone.push(id),
    })
    opened.push(unstored)
    return unstored
  }
  const storedSeqs = () => statements.flat().map(({ seq }) => seq)
  afterEach(() => {
    for (const unstored of opened.splice(0)) unstored.close()
    statements.length = gone.length = 0
    answer = async () => {}
    vi.useRealTimers()
  })

  it("get there by themselves, many in one statement, in their order", async () => {
    vi.useFakeTimers()
    const unstored = open()
    for (const one of list(1, 300)) unstored.add([one], at)
    expect(unstored.has("storyboard:one")).toBe(true)
    await vi.advanceTimersByTimeAsync(1500)
    expect(statements).toHaveLength(1)
    expect(storedSeqs()).toEqual(list(1, 300).map(({ seq }) => seq))
    expect(statements[0]?.[0]?.at).toBe(at.getTime())
    expect(unstored.has("storyboard:one")).toBe(false)
  })

  it("are there when somebody has asked for them, however many", async () => {
    const unstored = open()
    unstored.add(list(1, 5000), at)
    await unstored.stored()
    expect(storedSeqs()).toEqual(list(1, 5000).map(({ seq }) => seq))
    expect(statements.length).toBeGreaterThan(1)
  })

  it("are tried again, once each, when the database did not take them", async () => {
    vi.useFakeTimers()
    const unstored = open()
    answer = () => Promise.reject(new Error("away"))
    unstored.add(list(1, 3), at)
    await expect(unstored.stored()).rejects.toThrow("away")
    await vi.advanceTimersByTimeAsync(2500)
    expect(unstored.outageMs).toBeGreaterThan(2000)
    unstored.add(list(4, 6), at)
    answer = async () => {}
    await vi.advanceTimersByTimeAsync(1500)
    expect(storedSeqs()).toEqual([1, 2, 3, 4, 5, 6])
    expect(unstored.outageMs).toBe(0)
    await unstored.stored()
  })

  it("are bounded: behind a database that hangs there is soon room for no more", async () => {
    vi.useFakeTimers()
    const unstored = open()
    answer = () => new Promise(() => {})
    const large = Buffer.alloc(1024 * 1024)
    for (let seq = 1; seq <= 65; seq += 1) unstored.add([{ ...update(seq), update: large }], at)
    const outcome = unstored.waitForRoom().catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(6000)
    expect(await outcome).toMatchObject({ message: expect.stringContaining("too far behind") })
  })

  it("make way for what came later under the same place, as far as they have not gone", async () => {
    const unstored = open()
    unstored.add([update(1, "kept"), update(2, "given up"), update(3, "given up")], at)
    unstored.add([update(2, "told")], at)
    await unstored.stored()
    expect(statements.flat().map((one) => Buffer.from(one.update).toString())).toEqual([
      "kept",
      "told",
    ])
  })

  it("make way for it also when they were on their way", async () => {
    const unstored = open()
    const refusal = Promise.withResolvers<void>()
    answer = () => refusal.promise
    unstored.add([update(1, "kept"), update(2, "given up")], at)
    const first = unstored.stored()
    unstored.add([update(2, "told")], at)
    answer = async () => {}
    refusal.reject(new Error("no answer"))
    await expect(first).rejects.toThrow("no answer")
    await unstored.stored()
    expect(statements.flat().map((one) => Buffer.from(one.update).toString())).toEqual([
      "kept",
      "told",
    ])
  })

  it("of a storyboard that is gone hold nobody else's up", async () => {
    const unstored = open()
    unstored.add([update(1, "x", "storyboard:gone"), update(1)], at)
    await unstored.stored()
    expect(gone).toEqual(["storyboard:gone"])
    expect(statements.flat().map(({ storyboardId }) => storyboardId)).toEqual(["storyboard:one"])
  })
})
