import { describe, expect, it } from "vitest"
import { describePageError } from "./describe-page-error.ts"

const response = (status: number) => ({ status, statusText: "", data: null, internal: false })

describe("what a person is told when a page can't be shown", () => {
  it("does not tell a storyboard that is hidden from one that is not there", () => {
    expect(describePageError(response(404)).what).toContain("not been shared")
  })

  it("sends those without a session to sign in", () => {
    expect(describePageError(response(401)).action).toBe("sign-in")
  })

  it("takes everything unexpected for a fault of the program and says what was kept", () => {
    const said = describePageError(new TypeError("x is undefined"))
    expect(said.action).toBe("reload")
    expect(said.kept).toContain("kept on this device")
    expect(said.what).not.toContain("undefined")
  })
})
