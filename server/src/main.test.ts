import { execFile } from "node:child_process"
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { startS3Server } from "./asset/testing/s3-server.ts"
import { takeLockFile } from "./database/lock-file.ts"
import { listen } from "./http/listen.ts"

const main = fileURLToPath(new URL("./main.ts", import.meta.url))
const longEnough = { timeout: 120_000 }

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "panelwright-main-"))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

const run = (words: readonly string[], environment: Record<string, string> = {}) =>
  new Promise<Ended>((resolve) => {
    execFile(
      process.execPath,
      [main, ...words],
      { cwd: folder, env: { DATA_DIR: join(folder, "data"), ...environment } },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    )
  })

describe("the program", () => {
  it("says how it is used", async () => {
    expect((await run(["--help"])).out).toContain("import <file>")
    const wrong = await run(["fly"])
    expect(wrong.code).toBe(1)
    expect(wrong.err).toContain("panelwright: There is no command fly.")
  })

  it("does not start with a bad environment, and names everything that is bad", async () => {
    const { code, out, err } = await run(["serve"], { PORT: "x", DATABASE_URL: "nowhere" })
    expect([code, out]).toEqual([1, ""])
    expect(err).toMatch(
      /^panelwright: The environment cannot be used: PORT: .*; DATABASE_URL: .*\n$/,
    )
  })

  it("says which database cannot be used, without its password", longEnough, async () => {
    const { code, err } = await run(["token", "create", "--role", "viewer"], {
      DATABASE_URL: "postgres://panelwright:hidden@127.0.0.1:1/boards",
    })
    expect(code).toBe(1)
    expect(err).toMatch(/^panelwright: The database 127\.0\.0\.1:1\/boards cannot be used: .*\n$/)
    expect(err).not.toContain("hidden")
  })

  it("says which bucket cannot be used, without the key to it", longEnough, async () => {
    const s3 = await startS3Server()
    const { endpoint, accessKeyId } = s3.createOptions()
    const { code, err } = await run(["token", "create", "--role", "viewer"], {
      S3_ENDPOINT: endpoint,
      S3_BUCKET: "boards",
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: "hidden words",
    })
    await s3.stop()
    expect(code).toBe(1)
    expect(err).toMatch(
      /^panelwright: 127\.0\.0\.1:\d+ refuses the bucket boards \(SignatureDoesNotMatch\)\. .*\n$/,
    )
    expect(err).not.toContain("hidden words")
  })

  it("names the process that has its data", longEnough, async () => {
    const lock = await takeLockFile(join(folder, "data", "database.lock"))
    const { code, err } = await run(["token", "create", "--role", "viewer"])
    await lock.release()
    expect(code).toBe(1)
    expect(err).toContain(`is in use by process ${process.pid}`)
    expect(err.trim().split("\n")).toHaveLength(1)
  })

  it("imports, exports and makes tokens without a server that runs", longEnough, async () => {
    await writeFile(
      join(folder, "rain.fountain"),
      "INT. ROOM - DAY\n\nA table. Rain at the window.\n",
    )
    const imported = await run(["import", "rain.fountain"])
    expect(imported.err).toBe("")
    const [, id, panels] =
      /^(storyboard:\S+): 1 scenes, \d+ shots, (\d+) panels$/m.exec(imported.out) ?? []
    expect(Number(panels)).toBeGreaterThan(0)
    const exported = await run(["export", id ?? "", "--format", "pdf", "--out", "rain.pdf"])
    expect(exported).toMatchObject({ code: 0, out: "rain.pdf\n" })
    const pdf = await readFile(join(folder, "rain.pdf"))
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-")
    expect((await run(["token", "create", "--role", "viewer"])).out).toMatch(/^pw_\S{43}\n$/)
    const missing = await run(["export", "storyboard:none", "--format", "pdf"])
    expect([missing.code, missing.err]).toEqual([
      1,
      "panelwright: There is no such storyboard, or none that you may see.\n",
    ])
    await expect(stat(join(folder, "data", "running.json"))).rejects.toThrow("ENOENT")
  })
})

describe("a backup", () => {
  it("goes from one data folder into another", longEnough, async () => {
    const copied = { DATA_DIR: join(folder, "copy") }
    await writeFile(join(folder, "rain.fountain"), "INT. ROOM - DAY\n\nRain at the window.\n")
    const id = (await run(["import", "rain.fountain"])).out.split(":", 2).join(":")
    const made = await run(["backup", "kept/all.tar"])
    expect([made.err, made.out]).toEqual(["", expect.stringMatching(/^kept\/all\.tar: \d+ rows, /)])
    const restored = await run(["restore", "kept/all.tar"], copied)
    expect([restored.err, restored.out]).toEqual(["", expect.stringMatching(/^1 storyboards, /)])
    const exported = await run(["export", id, "--format", "pdf", "--out", "copy.pdf"], copied)
    expect(exported).toMatchObject({ code: 0, err: "" })
    const again = await run(["restore", "kept/all.tar"], copied)
    expect([again.code, again.err]).toEqual([1, expect.stringContaining("is not empty")])
  })
})

describe("a port", () => {
  it("that is taken is said in a sentence", async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve))
    const { port } = other.address() as AddressInfo
    await expect(listen({ host: "127.0.0.1", port })).rejects.toThrow(
      `127.0.0.1:${port} is in use by another program.`,
    )
    other.close()
  })

  it("answers that it is starting until somebody listens", async () => {
    const { server, port } = await listen({ host: "127.0.0.1", port: 0 })
    const response = await fetch(`http://127.0.0.1:${port}/`)
    expect(response.status).toBe(503)
    expect(response.headers.get("retry-after")).toBe("1")
    server.close()
    server.closeAllConnections()
  })
})
