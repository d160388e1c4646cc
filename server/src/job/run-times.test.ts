import { afterAll, describe, expect, it } from "vitest"
import { closeTestDatabases, openTestDatabase } from "../database/testing/test-database.ts"
import { createRunTimes } from "./run-times.ts"

afterAll(closeTestDatabases)

describe("how long providers take", () => {
  it("is learned from the last fifty runs of each kind", async () => {
    const { sql } = await openTestDatabase()
    const times = createRunTimes(sql, () => 0)
    const paid = { provider: "paid", operation: "generate", quality: "draft" } as const
    for (let run = 0; run < 10; run += 1) await times.record({ ...paid, ms: 500_000 })
    for (let run = 1; run <= 50; run += 1) await times.record({ ...paid, ms: run * 1000 })
    await times.record({ ...paid, operation: "edit", ms: 7.4 })
    expect(await times.list()).toEqual([
      { ...paid, operation: "edit", p50Ms: 7, p95Ms: 7, runs: 1 },
      { ...paid, p50Ms: 25_000, p95Ms: 48_000, runs: 50 },
    ])
  })
})
