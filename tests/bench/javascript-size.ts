import { gzipSync } from "node:zlib"
import type { Page, Response } from "playwright-core"
import { toPath } from "../support/address.ts"
import { createApi, ownerToken } from "../support/api.ts"
import { startBrowser } from "../support/browser.ts"
import { startServer } from "../support/server.ts"
import type { Benchmark } from "./benchmark.ts"

/** What a browser that has nothing yet loads of JavaScript for the first page and for the board, gzipped. */
export const javascriptSize: Benchmark = {
  name: "javascript",
  async run() {
    const server = await startServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
    const browser = await startBrowser()
    try {
      const { id } = await createApi(server).post<{ id: string }>("/storyboards", { title: "Size" })
      const newcomer = await browser.openPerson({ url: server.url })
      const first = await measureScripts(newcomer.page, async (page) => {
        await page.goto(server.readyUrl)
        await page.getByRole("heading", { level: 1 }).waitFor()
      })
      // Somebody else's browser, so that nothing of the first page is there already.
      const storageState = await newcomer.context.storageState()
      const other = await browser.openPerson({ url: server.url, context: { storageState } })
      const board = await measureScripts(other.page, async (page) => {
        await page.goto(server.url + toPath(id))
        await page.getByRole("application", { name: "Storyboard" }).waitFor()
      })
      return [
        { what: "JavaScript of the first page, gzipped", value: first, unit: "kB", bound: 150 },
        { what: "JavaScript of the board, gzipped", value: board, unit: "kB", bound: 750 },
      ]
    } finally {
      await browser.stop()
      await server.discard()
    }
  },
}

const measure = async (response: Response): Promise<number> =>
  gzipSync(await response.body()).byteLength

/** All that a page loads of JavaScript until it rests, in kB. */
async function measureScripts(page: Page, show: (page: Page) => Promise<void>): Promise<number> {
  const loading: Promise<number>[] = []
  page.on("response", (response) => {
    if (/javascript/.test(response.headers()["content-type"] ?? "")) loading.push(measure(response))
  })
  await show(page)
  await page.waitForLoadState("networkidle")
  const byteLengths = await Promise.all(loading)
  return byteLengths.reduce((sum, byteLength) => sum + byteLength, 0) / 1000
}
