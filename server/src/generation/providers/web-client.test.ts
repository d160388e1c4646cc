import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { ProviderError } from "../provider.ts"
import { Refusal, startWebServer, type WebServer } from "./testing/web-server.ts"
import { createWebClient } from "./web-client.ts"

let server: WebServer
let answer: () => Promise<never>

beforeEach(async () => {
  server = await startWebServer(() => answer())
})
afterEach(() => server.close())

const never = new AbortController().signal

const failWith = async (refusal: Refusal, draws = false) => {
  answer = () => Promise.reject(refusal)
  const web = createWebClient({ provider: "web", url: server.url })
  const error: unknown = await web
    .callJson("x", z.object({}), { signal: never, draws })
    .catch((thrown: unknown) => thrown)
  return error instanceof ProviderError ? error.failure : null
}

describe("calls to a server of the operator's own", () => {
  const reasons: [string, unknown, string][] = [
    ["FastAPI", { detail: [{ loc: ["body", "steps"], msg: "too many" }] }, "body.steps: too many"],
    [
      "the web UI",
      { error: "OutOfMemoryError", detail: "", body: "", errors: "CUDA out of memory." },
      "OutOfMemoryError: CUDA out of memory.",
    ],
    [
      "ComfyUI about a node",
      {
        error: { message: "Prompt outputs failed validation", details: "" },
        node_errors: {
          "4": {
            class_type: "CheckpointLoaderSimple",
            errors: [{ message: "Value not in list", details: "ckpt_name: 'a' not in []" }],
          },
        },
      },
      "CheckpointLoaderSimple: Value not in list (ckpt_name: 'a' not in []).",
    ],
    [
      "ComfyUI about a workflow",
      { error: { message: "Prompt has no outputs", details: "" }, node_errors: {} },
      "Prompt has no outputs",
    ],
    ["nobody", "<html>", "It answered 400."],
  ]
  it.each(reasons)("understand why in the words of %s", async (_, body, reason) => {
    expect(await failWith(new Refusal(400, body))).toEqual({
      kind: "invalid",
      reason,
      billed: false,
    })
  })

  it("know a gateway whose server is away from a server that says no", async () => {
    expect(await failWith(new Refusal(502, {}), true)).toMatchObject({
      kind: "unreachable",
      billed: true,
    })
    expect(await failWith(new Refusal(504, {}))).toMatchObject({ billed: false })
    expect(await failWith(new Refusal(503, {}, { "retry-after": "3" }), true)).toEqual({
      kind: "rate-limited",
      retryAfterMs: 3000,
      billed: false,
    })
  })

  it("give up when nothing comes, and leave open what may have been drawn", async () => {
    answer = () => new Promise(() => undefined)
    const web = createWebClient({ provider: "web", url: server.url })
    const call = (draws: boolean) =>
      web.callBytes("x", { signal: never, timeoutMs: 30, draws }).catch((thrown: unknown) => thrown)
    expect(await call(true)).toMatchObject({ failure: { kind: "timeout", afterMs: 30 } })
    expect(await call(false)).toMatchObject({ failure: { kind: "unreachable", billed: false } })
  })

  it("find their way below a path", () => {
    const web = createWebClient({ provider: "web", url: "https://a:b@forge.example/sd" })
    expect(web.toUrl("/sdapi/v1/options").href).toBe("https://forge.example/sd/sdapi/v1/options")
    expect(web.headers).toEqual({ authorization: "Basic YTpi" })
    expect(web.host).toBe("forge.example")
  })
})
