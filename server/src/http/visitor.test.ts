import type { IncomingMessage } from "node:http"
import { describe, expect, it } from "vitest"
import { isCrossOrigin } from "./same-origin.ts"
import { createSessionCookie } from "./session-cookie.ts"
import { createReadVisitor } from "./visitor.ts"

const cookie = createSessionCookie({ secure: false, instance: "3000" })

const visit = (
  publicUrl: string | null,
  remoteAddress: string,
  headers: Record<string, string> = {},
) =>
  createReadVisitor({ publicUrl, cookie })({
    headers: { host: "127.0.0.1:3000", ...headers },
    socket: { remoteAddress },
  } as unknown as IncomingMessage)

describe("a visitor's address", () => {
  it.each([
    ["is the connection's own", null, "203.0.113.9", undefined, "203.0.113.9"],
    ["is written as IPv4 where it is", null, "::ffff:203.0.113.9", undefined, "203.0.113.9"],
    ["cannot be claimed without a proxy", null, "127.0.0.1", "198.51.100.1", "127.0.0.1"],
    [
      "cannot be claimed from afar",
      "https://b.example",
      "203.0.113.9",
      "198.51.100.1",
      "203.0.113.9",
    ],
    [
      "is what a proxy nearby wrote last",
      "https://b.example",
      "10.0.0.2",
      "1.1.1.1, 198.51.100.1",
      "198.51.100.1",
    ],
    ["is the proxy's when it writes nonsense", "https://b.example", "10.0.0.2", "x", "10.0.0.2"],
  ])("%s", (_name, publicUrl, remote, forwarded, expected) => {
    const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded }
    expect(visit(publicUrl, remote, headers).address).toBe(expected)
  })
})

describe("a visitor's credentials", () => {
  it("are a bearer token, or a cookie among others", () => {
    const { credentials } = visit(null, "127.0.0.1", {
      authorization: "bearer  abc",
      cookie: "other=1; panelwright-3000=secret; panelwright=2",
    })
    expect(credentials).toEqual({ token: "abc", sessionSecret: "secret" })
    expect(visit(null, "127.0.0.1").credentials).toEqual({ token: null, sessionSecret: null })
  })

  it("of a kind that is not known are a bad token, not none", () => {
    const basic = visit(null, "127.0.0.1", {
      authorization: "Basic abc",
      cookie: "panelwright-3000=s",
    })
    expect(basic.credentials.token).toBe("")
  })
})

describe("the session's cookie", () => {
  it("is bound to its host and to TLS where there is TLS", () => {
    const secure = createSessionCookie({ secure: true, instance: "1" })
    expect(secure.write({ secret: "s", maxAgeSeconds: 60.7 })).toBe(
      "__Host-panelwright=s; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure",
    )
    expect(secure.clear()).toContain("Max-Age=0")
  })
})

describe("the question where a request comes from", () => {
  const ask = (method: string, headers: Record<string, string>, publicUrl: string | null = null) =>
    isCrossOrigin({ method, headers: { host: "boards.example", ...headers } }, publicUrl)

  it.each([
    ["GET", { origin: "https://evil.example", cookie: "a=1" }, false],
    ["POST", { origin: "http://boards.example", cookie: "a=1" }, false],
    ["POST", { origin: "https://boards.example" }, false],
    ["POST", { origin: "http://boards.example:8080" }, true],
    ["POST", { origin: "http://boards.example.evil.example" }, true],
    ["POST", { origin: "null" }, true],
    ["POST", { origin: "chrome-extension://boards.example" }, true],
    ["DELETE", { "sec-fetch-site": "same-origin", cookie: "a=1" }, false],
    ["DELETE", { "sec-fetch-site": "none", cookie: "a=1" }, false],
    ["DELETE", { "sec-fetch-site": "cross-site" }, true],
    ["POST", { cookie: "a=1" }, true],
    ["POST", {}, false],
  ] as const)("%s with %j is foreign: %s", (method, headers, foreign) => {
    expect(ask(method, headers)).toBe(foreign)
  })

  it("takes the public URL for its own", () => {
    expect(
      ask("POST", { host: "127.0.0.1:3000", origin: "https://b.example" }, "https://b.example"),
    ).toBe(false)
  })
})
