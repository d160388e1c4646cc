import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, it } from "vitest"

let root = ""
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "panelwright-serve-"))
  mkdirSync(join(root, "server", "src"), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/**
 * Runs `serve` as a program of its own, on a server made of these lines.
 * @param {string[]} lines
 */
async function startServing(lines) {
  writeFileSync(join(root, "server", "src", "main.ts"), lines.join("\n"))
  const options = `{ root: ${JSON.stringify(root)}, environment: process.env, extraArguments: ["--flag"] }`
  const program = [
    `import { serve } from ${JSON.stringify(new URL("server.mjs", import.meta.url).href)}`,
    `process.exitCode = await serve(${options})`,
  ]
  const child = spawn(process.execPath, ["--input-type=module", "-e", program.join("\n")], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  const ended = once(child, "close")
  const [printed] = await once(child.stdout.setEncoding("utf8"), "data")
  return { child, printed, ended }
}

it("passes arguments on and ends with the server's exit code", async () => {
  const { printed, ended } = await startServing([
    "console.log(process.argv.slice(2).join(' '))",
    "process.exitCode = 7",
  ])
  expect(printed).toBe("serve --flag\n")
  await expect(ended).resolves.toEqual([7, null])
})

/** @type {NodeJS.Signals[]} */
const signals = ["SIGTERM", "SIGINT"]

it.each(signals)("lets the server end in its own way on %s", async (signal) => {
  const { child, ended } = await startServing([
    "const alive = setInterval(() => {}, 1000)",
    `process.once("${signal}", () => { clearInterval(alive); process.exitCode = 3 })`,
    "console.log('ready')",
  ])
  child.kill(signal)
  await expect(ended).resolves.toEqual([3, null])
})

it("reports the signal that ended the server", async () => {
  const { ended } = await startServing([
    "console.log('ready')",
    "process.kill(process.pid, 'SIGKILL')",
  ])
  await expect(ended).resolves.toEqual([137, null])
})
