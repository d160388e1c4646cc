import { isAbsolute } from "node:path"
import { describe, expect, it } from "vitest"
import { loadConfig } from "./config.ts"

describe("the configuration", () => {
  it("is complete when nothing is set", () => {
    const loaded = loadConfig({})
    expect(loaded).toMatchObject({
      ok: true,
      value: {
        port: 3000,
        host: "127.0.0.1",
        publicUrl: null,
        databaseUrl: null,
        openAi: null,
        ownerToken: null,
        logLevel: "info",
        withoutEffect: [],
      },
    })
    expect(loaded.ok && isAbsolute(loaded.value.dataDir)).toBe(true)
  })

  it("takes empty variables as not set", () => {
    expect(loadConfig({ PORT: "", DATABASE_URL: " ", PANELWRIGHT_TOKEN: "" })).toEqual(
      loadConfig({}),
    )
  })

  it("names every bad variable at once", () => {
    const loaded = loadConfig({
      PORT: "eighty",
      PUBLIC_URL: "panelwright.example",
      DATABASE_URL: "mysql://x",
      LOG_LEVEL: "loud",
      PANELWRIGHT_TOKEN: "short",
      ROLES: "web,cook",
    })
    expect(loaded.ok ? [] : loaded.failure.map(({ variable }) => variable).toSorted()).toEqual([
      "DATABASE_URL",
      "LOG_LEVEL",
      "PANELWRIGHT_TOKEN",
      "PORT",
      "PUBLIC_URL",
      "ROLES",
    ])
  })

  it("takes a server of images that wants no key", () => {
    const loaded = loadConfig({ OPENAI_BASE_URL: "http://127.0.0.1:9000/v1" })
    expect(loaded).toMatchObject({
      value: { openAi: { apiKey: "", baseUrl: "http://127.0.0.1:9000/v1" } },
    })
  })

  it("says which variables do nothing in this release", () => {
    const loaded = loadConfig({ REDIS_URL: "redis://127.0.0.1", ROLES: "web,sync" })
    expect(loaded).toMatchObject({ value: { withoutEffect: ["REDIS_URL", "ROLES"] } })
  })

  it("drops the slash at the end of the public URL", () => {
    expect(loadConfig({ PUBLIC_URL: "https://boards.example/" })).toMatchObject({
      value: { publicUrl: "https://boards.example" },
    })
  })
})
