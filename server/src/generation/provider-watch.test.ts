import { failure, success } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { silentLog } from "../log.ts"
import type { ImageProvider } from "./provider.ts"
import { createProviderWatch } from "./provider-watch.ts"
import { createMemoryProvider } from "./testing/memory-provider.ts"

type Probe = NonNullable<ImageProvider["probe"]>

const refused = failure({
  kind: "unreachable",
  reason: "The connection failed: ECONNREFUSED.",
  billed: false,
} as const)

/** A watch over one that is in this process and one that is elsewhere. */
function setUp(probe: Probe) {
  const clock = { now: 1000 }
  const calls = { count: 0 }
  const { capabilities, ...memory } = createMemoryProvider({ id: "far" })
  const far: ImageProvider = {
    ...memory,
    capabilities,
    probe: (signal) => {
      calls.count += 1
      return probe(signal)
    },
  }
  const watch = createProviderWatch({
    providers: [createMemoryProvider({ id: "near" }), far],
    clock: () => clock.now,
    log: silentLog,
    waitMs: 30,
  })
  const ready = success({ capabilities, models: ["m-1"], warnings: ["w"] })
  return { watch, clock, calls, ready }
}

const reachOf = (states: readonly { reach: { kind: string } }[]) =>
  states.map(({ reach }) => reach.kind)

describe("which providers are there", () => {
  it("shows one that is not with the reason, and the others as they are", async () => {
    const { watch } = setUp(async () => refused)
    expect(reachOf(watch.known)).toEqual(["ready", "unknown"])
    const [near, far] = await watch.list()
    expect(near).toMatchObject({ id: "near", reach: { kind: "ready" }, checkedAt: null })
    expect(far).toMatchObject({
      id: "far",
      capabilities: { edit: true },
      reach: { kind: "away", failure: { reason: "The connection failed: ECONNREFUSED." } },
      checkedAt: 1000,
    })
  })

  it("asks again when some time has passed, and then sees that it has come back", async () => {
    const answers = { ready: false }
    const { watch, clock, calls, ready } = setUp(async () => (answers.ready ? ready : refused))
    await watch.list()
    answers.ready = true
    expect(reachOf(await watch.list())).toEqual(["ready", "away"])
    expect(calls.count).toBe(1)
    clock.now += 21_000
    const [, far] = await watch.list()
    expect(far?.reach).toEqual({ kind: "ready", models: ["m-1"], warnings: ["w"] })
  })

  it("does not wait for one that takes long, and asks it once meanwhile", async () => {
    const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<Probe>>>()
    const { watch, calls, ready } = setUp(() => promise)
    expect(reachOf(await watch.list())).toEqual(["ready", "unknown"])
    await watch.list()
    expect(calls.count).toBe(1)
    resolve(ready)
    expect(reachOf(await watch.list())).toEqual(["ready", "ready"])
  })

  it("takes whatever an adapter throws for a reason", async () => {
    const { watch } = setUp(() => Promise.reject(new Error("a bug")))
    expect(reachOf(await watch.list())).toEqual(["ready", "away"])
  })

  it("asks nobody any more once it is stopped", async () => {
    const aborted = { is: false }
    const { watch } = setUp(
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            aborted.is = true
            reject(signal.reason as Error)
          })
        }),
    )
    watch.start()
    watch.stop()
    expect(aborted.is).toBe(true)
  })
})
