import { defaultStyle } from "@panelwright/core"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { createDrawingPool } from "./drawing-pool.ts"
import { createGraph } from "./sketch.fixture.ts"

const { signal } = new AbortController()
const task = { graph: createGraph(), style: defaultStyle, size: { width: 96, height: 54 } }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe("the threads of the drawing pool", { timeout: 60_000 }, () => {
  it("start with a picture and end when there was no work for the idle time", async () => {
    const pool = createDrawingPool({ threads: 2, idleMilliseconds: 1000 })
    expect(pool.countThreads()).toBe(0)
    const drawing = Promise.all([pool.draw(task, signal), pool.draw(task, signal)])
    expect(pool.countThreads()).toBe(2)
    await drawing
    vi.advanceTimersByTime(999)
    expect(pool.countThreads()).toBe(2)
    vi.advanceTimersByTime(1)
    expect(pool.countThreads()).toBe(0)
    await pool.stop()
  })

  it("stay while they draw, however long that takes, and are kept by work in time", async () => {
    const pool = createDrawingPool({ threads: 1, idleMilliseconds: 1000 })
    await pool.draw(task, signal)
    vi.advanceTimersByTime(900)
    const second = pool.draw(task, signal)
    vi.advanceTimersByTime(60_000)
    expect(pool.countThreads()).toBe(1)
    await second
    vi.advanceTimersByTime(999)
    expect(pool.countThreads()).toBe(1)
    await pool.stop()
  })

  it("come back with a later picture, which is the same as before", async () => {
    const pool = createDrawingPool({ threads: 1, idleMilliseconds: 1000 })
    const first = await pool.draw(task, signal)
    vi.advanceTimersByTime(1000)
    expect(pool.countThreads()).toBe(0)
    expect(await pool.draw(task, signal)).toEqual(first)
    await pool.stop()
  })

  it("outlive a picture that cannot be drawn", async () => {
    const pool = createDrawingPool({ threads: 1 })
    const nothing = { ...task, size: { width: 0, height: 0 } }
    const [failed, drawn] = await Promise.allSettled([
      pool.draw(nothing, signal),
      pool.draw(task, signal),
    ])
    expect(failed.status).toBe("rejected")
    expect(drawn.status).toBe("fulfilled")
    expect(pool.countThreads()).toBe(1)
    await pool.stop()
  })
})
