import { existsSync } from "node:fs"
import { expect, it, onTestFinished } from "vitest"
import { startServer } from "./server.ts"

it("keeps its address and data over a kill and a restart, and its data until it is discarded", async () => {
  const server = await startServer()
  onTestFinished(() => server.discard())
  const { url, pid, readyUrl } = server
  expect(readyUrl.startsWith(`${url}/`)).toBe(true)

  await server.kill9()
  await expect(fetch(url)).rejects.toThrow("fetch failed")
  expect(existsSync(server.dataDir)).toBe(true)

  await server.restart()
  expect(server.pid).not.toBe(pid)
  expect(server.url).toBe(url)
  expect((await fetch(url)).status).toBeLessThan(500)

  await expect(server.stop()).resolves.toBe(0)
  await server.discard()
  expect(existsSync(server.dataDir)).toBe(false)
})

it("tells what the server printed when it does not become ready", async () => {
  await expect(startServer({ environment: { PORT: "not a port" } })).rejects.toThrow(/PORT/u)
})
