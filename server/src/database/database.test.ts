import { afterAll, describe } from "vitest"
import { describeDatabase } from "./database.contract.ts"
import { closeTestDatabases, openTestDatabase } from "./testing.ts"

afterAll(closeTestDatabases)

describe.each(["embedded", "server"] as const)("the %s database", (kind) => {
  describeDatabase(() => openTestDatabase({ kind }))
})
