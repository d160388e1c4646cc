import type { Result } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import type { ApiFailure } from "../../api/api-request.ts"
import { createIntents } from "./intents.ts"

const lost: Result<string, ApiFailure> = {
  ok: false,
  failure: { kind: "unreachable", status: 0, detail: "", retryAfterMs: null },
}
const done: Result<string, ApiFailure> = { ok: true, value: "done" }

async function settle() {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

/** A server that gives these answers in turn, and time that passes only by `pass`. */
function createPage(answers: readonly Result<string, ApiFailure>[]) {
  const keys: string[] = []
  const waiting: { readonly until: number; readonly resolve: () => void }[] = []
  let now = 0
  let made = 0
  const intents = createIntents({
    makeKey: () => `key${(made += 1)}`,
    now: () => now,
    wait: (ms) => new Promise((resolve) => waiting.push({ until: now + ms, resolve })),
  })
  return {
    keys,
    run: (wish: string) =>
      intents.run(wish, async (key) => {
        keys.push(key)
        return answers[keys.length - 1] ?? done
      }),
    async pass(ms: number) {
      await settle()
      now += ms
      for (const { until, resolve } of waiting) if (until <= now) resolve()
      await settle()
    },
  }
}

describe("what somebody wants", () => {
  it("is asked for once by a double click, and again by a click a second later", async () => {
    const page = createPage([])
    const both = [page.run("generate 1"), page.run("generate 1")]
    expect(await Promise.all(both)).toEqual([done, done])
    await page.run("generate 1")
    expect(page.keys).toEqual(["key1"])
    await page.pass(1000)
    await page.run("generate 1")
    expect(page.keys).toEqual(["key1", "key2"])
  })

  it("is another thing for another panel", async () => {
    const page = createPage([])
    await Promise.all([page.run("generate 1"), page.run("generate 2")])
    expect(page.keys).toEqual(["key1", "key2"])
  })

  it("goes out again under the same key when its answer was lost", async () => {
    const page = createPage([lost, lost, done])
    const outcome = page.run("generate 1")
    await page.pass(500)
    await page.pass(1500)
    expect(await outcome).toEqual(done)
    expect(page.keys).toEqual(["key1", "key1", "key1"])
  })

  it("is given up when no answer ever comes, and not sent again when the server says no", async () => {
    const page = createPage([lost, lost, lost, lost])
    const outcome = page.run("generate 1")
    for (const ms of [500, 1500, 3000]) await page.pass(ms)
    expect(await outcome).toEqual(lost)
    const refusal: Result<string, ApiFailure> = {
      ok: false,
      failure: { kind: "panel-locked", status: 409, detail: "", retryAfterMs: null },
    }
    const other = createPage([refusal])
    expect(await other.run("generate 1")).toEqual(refusal)
    expect(other.keys).toHaveLength(1)
  })
})
