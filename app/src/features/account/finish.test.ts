import { describe, expect, it } from "vitest"
import { finish } from "./finish.ts"

const letIn = { ok: true, setCookie: "session=abc; HttpOnly", redirectTo: "/" } as const

const header = (next: string | null, name: string) => {
  const answer = finish(letIn, next)
  return answer instanceof Response ? answer.headers.get(name) : null
}
const target = (next: string | null) => header(next, "Location")

describe("being let in", () => {
  it("goes on to where the person wanted to go, with the cookie", () => {
    expect(header("/storyboards/abc?panel=1", "Set-Cookie")).toBe("session=abc; HttpOnly")
    expect(target("/storyboards/abc?panel=1")).toBe("/storyboards/abc?panel=1")
  })

  it.each(["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", ""])(
    "never leaves the site for %j",
    (next) => expect(target(next)).toBe("/"),
  )

  it("gives the failure to show otherwise", () => {
    expect(finish({ ok: false, failure: { kind: "credentials-wrong" } })).toEqual({
      failure: { kind: "credentials-wrong" },
    })
  })
})
