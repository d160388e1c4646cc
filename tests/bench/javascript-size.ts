import { gzipSync } from "node:zlib"
import type { Response } from "playwright-core"
import { createApi, ownerToken } from "../support/api.ts"
import { startBrowser } from "../support/browser.ts"
import { startServer } from "../support/server.ts"
import type { Benchmark } from "./benchmark.ts"

/** What a browser loads of JavaScript for the first page and, after that, for the board; gzipped. */
export const javascriptSize: Benchmark = {
  name: "javascript",
  async run() {
    const server = await startServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
    const browser = await startBrowser()
    try {
      const { id } = await createApi(server).post<{ id: string }>("/storyboards", { title: "Size" })
      const { page } = await browser.openPerson({ url: server.url })
      let byteLength = 0
      const addresses = new Set<string>()
      const loading: Promise<void>[] = []
      const add = async (response: Response) => {
        byteLength += gzipSync(await response.body()).byteLength
      }
      page.on("response", (response) => {
        if (!/javascript/.test(response.headers()["content-type"] ?? "")) return
        // The second page takes what the first has loaded from the browser's store.
        if (addresses.has(response.url())) return
        addresses.add(response.url())
        loading.push(add(response))
      })
      const settle = async () => {
        await page.waitForLoadState("networkidle")
        await Promise.all(loading)
        return byteLength / 1000
      }
      await page.goto(server.readyUrl)
      const first = await settle()
      await page.goto(`${server.url}/storyboards/${id}`)
      await page.getByRole("application").or(page.locator(".tl-canvas")).first().waitFor()
      const both = await settle()
      return [
        { what: "JavaScript of the first page, gzipped", value: first, unit: "kB", bound: 150 },
        {
          what: "JavaScript of first page and board, gzipped",
          value: both,
          unit: "kB",
          bound: 750,
        },
      ]
    } finally {
      await browser.stop()
      await server.discard()
    }
  },
}
