import type { BrowserContextOptions, Page } from "playwright-core"
import type { TestBrowser } from "../../support/browser.ts"
import { gestures as allGestures, type Gesture } from "./gestures.ts"
import {
  measureGesture,
  measureMemory,
  openMeasured,
  type GestureCost,
  type Memory,
} from "./measured-page.ts"

/** Where the canvas is on the page, in pixels. */
export interface CanvasBox {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface VisitOptions {
  readonly url: string
  readonly context: BrowserContextOptions
  readonly gestures?: readonly Gesture[]
  /** Makes ten people's cursors move over the part of the canvas that is shown first. */
  readonly startPeople: (
    view: { readonly width: number; readonly height: number },
    page: Page,
  ) => Promise<{ stop(): void }>
}

/** One person's visit with a browser that has nothing of the page yet. */
export interface Visit {
  readonly box: CanvasBox
  /** From the address to all pictures on the screen, in ms. */
  readonly opening: number
  /** The same for the second time, with what the browser has kept. */
  readonly openingAgain: number
  readonly costs: ReadonlyMap<Gesture, GestureCost>
  readonly memory: Memory
}

/** Fewer on the first screen would mean that it is not what a person sees. */
const leastPictures = 8

export async function measureVisit(browser: TestBrowser, options: VisitOptions): Promise<Visit> {
  const { url, gestures = allGestures } = options
  const { context } = await browser.openPerson({
    url,
    context: { viewport: { width: 1440, height: 900 }, ...options.context },
  })
  try {
    const first = await openMeasured(context, url, leastPictures)
    await settle(first.page)
    await first.page.close()
    const second = await openMeasured(context, url, leastPictures)
    const { page } = second
    await settle(page)
    const box = await findBox(page)
    const people = await options.startPeople({ width: 1364, height: 900 }, page)
    await page.locator(".tl-collaborator__cursor, .pw-cursor").nth(7).waitFor({ state: "attached" })
    const costs = new Map<Gesture, GestureCost>()
    for (const gesture of gestures) {
      costs.set(gesture, await measureGesture(page, gesture))
      await settle(page)
    }
    const memory = await measureMemory(page)
    people.stop()
    return {
      box,
      opening: first.milliseconds,
      openingAgain: second.milliseconds,
      costs,
      memory,
    }
  } finally {
    await context.close()
  }
}

/** Until nothing is fetched any more and the page has had time to do what it put off. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle")
  await page.waitForTimeout(700)
}

const findBox = (page: Page): Promise<CanvasBox> =>
  page.locator(".tl-container").evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return { left, top, width, height }
  })
