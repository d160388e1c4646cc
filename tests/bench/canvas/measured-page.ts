import { readFileSync } from "node:fs"
import type { BrowserContext, CDPSession, Page } from "playwright-core"
import { makeGesture, type Gesture } from "./gestures.ts"

/** What a gesture costs. */
export interface GestureCost {
  /** Of the times between frames, in ms. */
  readonly p95: number
  readonly worst: number
  /** The main thread's work for a frame, in ms. */
  readonly perFrame: number
}

export interface Memory {
  /** The page's objects after they were collected, in MB. */
  readonly heap: number
  /** The page's process, decoded pictures with it, in MB. */
  readonly process: number
}

/** Waits in the page until every picture on the screen is painted; gives the time since its navigation began, in ms. */
const waitForPictures = async (least: number): Promise<number> => {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- it goes to the browser with the rest
  const listOnScreen = () =>
    [...document.querySelectorAll<HTMLImageElement>(".tl-shape img")].filter((image) => {
      const { top, bottom, width } = image.getBoundingClientRect()
      return width > 0 && bottom > 0 && top < innerHeight
    })
  for (;;) {
    const images = listOnScreen()
    if (
      images.length >= least &&
      images.every((image) => image.complete && image.naturalWidth > 0)
    ) {
      await Promise.all(images.map((image) => image.decode()))
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      return performance.now()
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Opens an address and gives the page and how long its first pictures took. */
export async function openMeasured(
  context: BrowserContext,
  url: string,
  leastPictures: number,
): Promise<{ readonly page: Page; readonly milliseconds: number }> {
  const page = await context.newPage()
  // Events that a script makes have no pointer that could be captured.
  await page.addInitScript(() => {
    Element.prototype.setPointerCapture = () => undefined
    Element.prototype.releasePointerCapture = () => undefined
  })
  await page.goto(url, { waitUntil: "commit" })
  return { page, milliseconds: await page.evaluate(waitForPictures, leastPictures) }
}

/** The main thread's work since the page began, in ms. */
async function readWork(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics")
  const seconds = metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN
  return seconds * 1000
}

export async function measureGesture(page: Page, gesture: Gesture): Promise<GestureCost> {
  const session = await page.context().newCDPSession(page)
  await session.send("Performance.enable")
  const before = await readWork(session)
  const times = await page.evaluate(makeGesture, gesture)
  const after = await readWork(session)
  await session.detach()
  const inOrder = times.toSorted((one, other) => one - other)
  const at = (share: number) => inOrder[Math.floor((inOrder.length - 1) * share)] ?? Number.NaN
  return {
    p95: at(0.95),
    worst: at(1),
    perFrame: (after - before) / times.length,
  }
}

export async function measureMemory(page: Page): Promise<Memory> {
  const session = await page.context().newCDPSession(page)
  await session.send("HeapProfiler.collectGarbage")
  const { usedSize } = await session.send("Runtime.getHeapUsage")
  await session.detach()
  const browser = page.context().browser()
  if (browser === null) throw new Error("the page has no browser")
  const browserSession = await browser.newBrowserCDPSession()
  const { processInfo } = await browserSession.send("SystemInfo.getProcessInfo")
  await browserSession.detach()
  const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => readSize(id))
  return { heap: usedSize / 1e6, process: Math.max(...sizes) }
}

/** Of a process's memory in RAM, in MB. */
function readSize(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? []
  return Number(kilobytes) / 1000
}
