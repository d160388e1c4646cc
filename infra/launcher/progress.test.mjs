import { expect, it } from "vitest"
import { showProgress } from "./progress.mjs"

function createStream() {
  let written = ""
  /** @param {string} text */
  const write = (text) => {
    written += text
  }
  return { stream: { write }, read: () => written }
}

it("writes one line, with its words before the work and its seconds after it", async () => {
  const { stream, read } = createStream()
  const value = await showProgress(
    "Building",
    async () => {
      expect(read()).toBe("Building … ")
      return 42
    },
    stream,
  )
  expect(value).toBe(42)
  expect(read()).toMatch(/^Building … \d+\.\d s\n$/u)
})

it("says that the work failed, and lets the failure through", async () => {
  const { stream, read } = createStream()
  const work = async () => {
    throw new Error("no network")
  }
  await expect(showProgress("Installing", work, stream)).rejects.toThrow("no network")
  expect(read()).toMatch(/^Installing … failed after \d+\.\d s\n$/u)
})
