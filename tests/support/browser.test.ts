import { createServer, type Server } from "node:http"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startBrowser, type TestBrowser } from "./browser.ts"

const pages: Record<string, string> = {
  "/quiet": "<title>quiet</title>",
  "/loud": "<script>console.error('the sky is falling')</script>",
  "/broken": "<script>throw new Error('no such panel')</script>",
  "/abroad": "<img src='http://elsewhere.example/pixel.png' alt=''>",
}

describe("startBrowser", () => {
  let browser: TestBrowser
  let server: Server
  let url: string

  beforeAll(async () => {
    browser = await startBrowser()
    server = createServer((request, response) => {
      response.setHeader("content-type", "text/html")
      response.end(`<!doctype html><link rel=icon href=data:,>${pages[request.url ?? ""] ?? ""}`)
    })
    url = await new Promise((resolve, reject) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        if (address === null || typeof address === "string") reject(new Error("no port"))
        else resolve(`http://127.0.0.1:${address.port}`)
      })
    })
  })
  afterAll(async () => {
    await browser.stop()
    server.close()
  })

  it("lets a page without problems pass", async () => {
    const { page } = await browser.openPerson({ url })
    await page.goto(`${url}/quiet`)
    await expect(page.title()).resolves.toBe("quiet")
    await browser.closePeople()
  })

  it.each([
    ["/loud", "ada: console: the sky is falling"],
    ["/broken", "ada: uncaught Error: no such panel"],
    ["/abroad", "ada: asked another host for http://elsewhere.example/pixel.png"],
  ])("reports what went wrong on %s", async (path, problem) => {
    const { page } = await browser.openPerson({ url, name: "ada" })
    await page.goto(url + path)
    await expect(browser.closePeople()).rejects.toThrow(problem)
  })

  it("forgives the problems that a journey means to cause", async () => {
    const { page } = await browser.openPerson({ url, expectedProblems: [/sky is falling/u] })
    await page.goto(`${url}/loud`)
    await expect(browser.closePeople()).resolves.toBeUndefined()
  })

  it("shares cookies between nobody", async () => {
    const ada = await browser.openPerson({ url })
    const grace = await browser.openPerson({ url })
    await ada.context.addCookies([{ name: "who", value: "ada", url }])
    await expect(ada.context.cookies()).resolves.toHaveLength(1)
    await expect(grace.context.cookies()).resolves.toHaveLength(0)
    await browser.closePeople()
  })
})
