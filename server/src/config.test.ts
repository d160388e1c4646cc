import { isAbsolute } from "node:path"
import { describe, expect, it } from "vitest"
import { loadConfig } from "./config.ts"

const bucket = { S3_BUCKET: "boards", S3_ACCESS_KEY_ID: "key", S3_SECRET_ACCESS_KEY: "words" }

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
        s3: null,
        openAi: null,
        comfyUiUrl: null,
        automatic1111Url: null,
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

  it("keeps pictures in a bucket of Amazon's when only that and a key are named", () => {
    expect(loadConfig({ ...bucket, S3_REGION: "eu-central-1" })).toMatchObject({
      value: {
        s3: {
          endpoint: "https://s3.eu-central-1.amazonaws.com",
          region: "eu-central-1",
          bucket: "boards",
          prefix: "",
          pathStyle: false,
        },
      },
    })
  })

  it("names the bucket in the path at other stores, unless it is told not to", () => {
    const given = { ...bucket, S3_ENDPOINT: "http://127.0.0.1:8333", S3_PREFIX: "a/b" }
    expect(loadConfig(given)).toMatchObject({
      value: { s3: { prefix: "a/b/", pathStyle: true, region: "us-east-1" } },
    })
    expect(loadConfig({ ...given, S3_FORCE_PATH_STYLE: "false" })).toMatchObject({
      value: { s3: { pathStyle: false } },
    })
  })

  it.each([
    [{ S3_BUCKET: "boards" }, ["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"]],
    [
      { S3_ENDPOINT: "http://127.0.0.1:8333" },
      ["S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"],
    ],
    [{ ...bucket, S3_PREFIX: "../up" }, ["S3_PREFIX"]],
    [{ ...bucket, S3_BUCKET: "a/b" }, ["S3_BUCKET"]],
    [{ ...bucket, S3_ENDPOINT: "http://me:secret@127.0.0.1:8333" }, ["S3_ENDPOINT"]],
  ])("refuses half a bucket: %j", (environment, variables) => {
    const loaded = loadConfig(environment)
    expect(loaded.ok ? [] : loaded.failure.map(({ variable }) => variable)).toEqual(variables)
    expect(JSON.stringify(loaded)).not.toContain("secret@")
  })

  it("says which variables do nothing in this release", () => {
    const loaded = loadConfig({ OPENAI_TEXT_MODEL: "gpt-9" })
    expect(loaded).toMatchObject({ value: { withoutEffect: ["OPENAI_TEXT_MODEL"] } })
  })

  it("takes servers that draw by their addresses, with a password in them or without", () => {
    const addresses = {
      COMFYUI_URL: "http://artist:secret@127.0.0.1:8188",
      A1111_URL: "https://forge.example/sd",
    }
    expect(loadConfig(addresses)).toMatchObject({
      value: {
        comfyUiUrl: addresses.COMFYUI_URL,
        automatic1111Url: addresses.A1111_URL,
        withoutEffect: [],
      },
    })
    expect(loadConfig({ COMFYUI_URL: "127.0.0.1:8188" })).toMatchObject({
      failure: [{ variable: "COMFYUI_URL" }],
    })
  })

  it("gives a node every role unless it is told some", () => {
    expect(loadConfig({})).toMatchObject({
      value: { redisUrl: null, roles: new Set(["web", "sync", "worker"]) },
    })
    expect(loadConfig({ REDIS_URL: "redis://127.0.0.1", ROLES: "web, sync" })).toMatchObject({
      value: { redisUrl: "redis://127.0.0.1", roles: new Set(["web", "sync"]) },
    })
  })

  it("drops the slash at the end of the public URL", () => {
    expect(loadConfig({ PUBLIC_URL: "https://boards.example/" })).toMatchObject({
      value: { publicUrl: "https://boards.example" },
    })
  })
})
