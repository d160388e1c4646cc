import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { digestSources, doUnlessStamped } from "./stamp.mjs"

let root = ""
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "panelwright-stamp-"))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/**
 * @param {string} name
 * @param {string} content
 */
function write(name, content) {
  const path = join(root, name)
  mkdirSync(join(path, ".."), { recursive: true })
  writeFileSync(path, content)
}

describe("digestSources", () => {
  const digest = () =>
    digestSources(root, [join(root, "src")], (name) => !name.endsWith(".test.ts"))

  beforeEach(() => {
    write("src/a.ts", "1")
    write("src/deep/b.ts", "2")
  })

  it.each([
    ["a changed file", () => write("src/deep/b.ts", "3")],
    ["a new file", () => write("src/c.ts", "")],
    ["a deleted file", () => rmSync(join(root, "src/a.ts"))],
    [
      "content that moved to another file",
      () => (write("src/a.ts", "2"), write("src/deep/b.ts", "1")),
    ],
  ])("notices %s", (_what, change) => {
    const before = digest()
    change()
    expect(digest()).not.toBe(before)
  })

  it.each([
    ["tests", "src/a.test.ts"],
    ["installed packages", "src/node_modules/x/index.js"],
    ["what was built", "src/build/index.js"],
  ])("leaves out %s", (_what, name) => {
    const before = digest()
    write(name, "new")
    expect(digest()).toBe(before)
  })

  it("does not depend on where the repository stands", () => {
    const before = digest()
    const other = mkdtempSync(join(tmpdir(), "panelwright-stamp-"))
    mkdirSync(join(other, "src/deep"), { recursive: true })
    writeFileSync(join(other, "src/a.ts"), "1")
    writeFileSync(join(other, "src/deep/b.ts"), "2")
    expect(digestSources(other, [join(other, "src")])).toBe(before)
    rmSync(other, { recursive: true })
  })
})

describe("doUnlessStamped", () => {
  let input = "sources"
  const output = () => join(root, "out")
  const run = (/** @type {() => Promise<void>} */ work) =>
    doUnlessStamped({
      stamp: join(root, ".runtime", "out.stamp"),
      inputs: () => input,
      output: () => (existsSync(output()) ? readFileSync(output(), "utf8") : null),
      work,
    })
  const build = async () => writeFileSync(output(), `made from ${input}`)

  it("does the work once for the same inputs", async () => {
    await expect(run(build)).resolves.toBe(true)
    await expect(run(build)).resolves.toBe(false)
  })

  it.each([
    ["the inputs changed", () => void (input = "other sources")],
    ["the output is gone", () => rmSync(output())],
    ["another command replaced the output", () => writeFileSync(output(), "something else")],
  ])("does it again when %s", async (_what, change) => {
    await run(build)
    change()
    await expect(run(build)).resolves.toBe(true)
  })

  it("does it again after it failed half-way", async () => {
    await run(build)
    input = "newer sources"
    const fail = async () => {
      throw new Error("disk full")
    }
    await expect(run(fail)).rejects.toThrow("disk full")
    await expect(run(build)).resolves.toBe(true)
  })

  it("refuses work that leaves nothing behind", async () => {
    await expect(run(async () => undefined)).rejects.toThrow(/left no output/u)
  })
})
