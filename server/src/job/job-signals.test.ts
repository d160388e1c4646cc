import { createJobId } from "@panelwright/core"
import { expect, it } from "vitest"
import { createMemoryBus, createMemoryHub } from "../bus/backends/memory.ts"
import { createJobSignals } from "./job-signals.ts"

const createWorker = () => {
  const did: string[] = []
  return { did, wake: () => did.push("woke"), abort: (id: string) => did.push(`aborted ${id}`) }
}

it("wakes the workers of other nodes, and stops a job wherever it runs", async () => {
  const hub = createMemoryHub()
  const [here, there] = [createWorker(), createWorker()]
  const own = createJobSignals(createMemoryBus(hub), here)
  const other = createJobSignals(createMemoryBus(hub), there)
  own.enqueued()
  own.canceled(createJobId("a"))
  await expect.poll(() => there.did).toEqual(["woke", "aborted job:a"])
  expect(here.did).toEqual([])
  other.stop()
  own.enqueued()
  own.stop()
  await Promise.resolve()
  expect(there.did.length).toBe(2)
})
