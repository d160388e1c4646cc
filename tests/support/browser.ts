import { mkdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { join } from "node:path"
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "playwright-core"
import { afterAll, afterEach, beforeAll } from "vitest"
import { getChromium } from "./chromium.ts"

export interface PersonOptions {
  /** Where the person works: any request to another host is a problem. */
  url: string
  /** For messages and file names. */
  name?: string
  context?: BrowserContextOptions
  /** Problems that this journey means to cause. */
  expectedProblems?: RegExp[]
}

/** A person with a browser profile of their own: cookies and storage are shared with nobody. */
export interface Person {
  name: string
  context: BrowserContext
  page: Page
  /** Console errors, uncaught exceptions, crashes and requests that left the host, as sentences. */
  problems(): string[]
}

export interface TestBrowser {
  openPerson(options: PersonOptions): Promise<Person>
  /** Closes every person. Throws when one of them met a problem that was not expected. */
  closePeople(): Promise<void>
  stop(): Promise<void>
}

// Chromium's own calls home are off, and no name resolves but this machine's.
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
/** How long a person waits for something to appear before the journey has failed. */
const patienceMilliseconds = 20_000
const pictures = fileURLToPath(new URL("../.output/failures", import.meta.url))

export async function startBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: getChromium(),
    headless: true,
    args: flags,
  })
  const people: Person[] = []
  return {
    async openPerson(options) {
      const person = await openPerson(browser, options)
      people.push(person)
      return person
    },
    async closePeople() {
      const leaving = people.splice(0)
      const problems = leaving.flatMap((person) =>
        person.problems().map((problem) => `${person.name}: ${problem}`),
      )
      for (const { context } of leaving) await context.close()
      if (problems.length > 0) throw new Error(`The browser met problems:\n${problems.join("\n")}`)
    },
    stop: () => browser.close(),
  }
}

/**
 * One Chromium for the tests of a file. After each test everybody's windows are closed, and the
 * test fails when one of them met a problem. A failed test leaves a picture of every window in
 * `tests/.output/failures`.
 */
export function useBrowser(): Pick<TestBrowser, "openPerson"> {
  let browser: TestBrowser | null = null
  let people: Person[] = []
  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterEach(async ({ task }) => {
    const present = people
    people = []
    if (task.result?.state === "fail") await savePictures(task.name, present)
    await browser?.closePeople()
  })
  afterAll(async () => {
    await browser?.stop()
  })
  return {
    async openPerson(options) {
      if (browser === null) throw new Error("the browser runs only while tests do")
      const person = await browser.openPerson(options)
      people.push(person)
      return person
    },
  }
}

async function openPerson(browser: Browser, options: PersonOptions): Promise<Person> {
  const { url, name = "somebody", expectedProblems = [] } = options
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    ...options.context,
  })
  context.setDefaultTimeout(patienceMilliseconds)
  const problems: string[] = []
  watchContext(context, { host: new URL(url).host, report: (problem) => problems.push(problem) })
  return {
    name,
    context,
    page: await context.newPage(),
    problems: () =>
      problems.filter((problem) => !expectedProblems.some((expected) => expected.test(problem))),
  }
}

function watchContext(
  context: BrowserContext,
  { host, report }: { host: string; report: (problem: string) => void },
): void {
  const watchAddress = (address: string): void => {
    const { protocol, host: asked } = new URL(address)
    if (/^(?:https?|wss?):$/u.test(protocol) && asked !== host)
      report(`asked another host for ${address}`)
  }
  const watchPage = (page: Page): void => {
    page.on("crash", () => report(`the page ${page.url()} crashed`))
    page.on("websocket", (socket) => watchAddress(socket.url()))
  }
  context.on("page", watchPage)
  context.on("request", (request) => watchAddress(request.url()))
  context.on("weberror", (error) => report(`uncaught ${error.error().stack ?? error.error()}`))
  context.on("console", (message) => {
    if (message.type() === "error") report(`console: ${message.text()} (${message.location().url})`)
  })
}

async function savePictures(testName: string, people: readonly Person[]): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  for (const { name, page } of people) {
    const file = `${testName} ${name}`.replaceAll(/[^a-z0-9]+/giu, "-").slice(0, 120)
    // The picture only helps to understand the failure; a page that is gone must not hide it.
    await page.screenshot({ path: join(pictures, `${file}.png`) }).catch(() => undefined)
  }
}
