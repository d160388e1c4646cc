import { readFileSync } from "node:fs"
import type { Page } from "playwright-core"
import { toPath, toSearch } from "../support/address.ts"
import { createApi, ownerToken, type Api } from "../support/api.ts"
import { startBrowser } from "../support/browser.ts"
import { startServer } from "../support/server.ts"
import { measureMedian, measureMilliseconds, type Benchmark } from "./benchmark.ts"

interface Panel {
  readonly id: string
  readonly picture: string | null
}
interface Report {
  readonly panels: number
}

const script = readFileSync(
  new URL("../fixtures/scripts/the-lighthouse.fountain", import.meta.url),
  "utf8",
)

const deadlineMilliseconds = 120_000

async function waitForPictures(api: Api, id: string, count: number): Promise<void> {
  const end = performance.now() + deadlineMilliseconds
  while (performance.now() < end) {
    const { panels } = await api.get<{ panels: Panel[] }>(`/storyboards/${id}`)
    if (panels.slice(0, count).every((panel) => panel.picture !== null)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${count} panels had no pictures within ${deadlineMilliseconds} ms`)
}

/** What a newcomer waits for: script to pictures, and one panel refined on two screens. */
export const mainJob: Benchmark = {
  name: "main-job",
  async run() {
    const server = await startServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
    const browser = await startBrowser()
    try {
      const api = createApi(server)
      const [sample] = await api.get<{ id: string; panelCount: number }[]>("/storyboards")
      if (sample) await waitForPictures(api, sample.id, sample.panelCount)
      const { id } = await api.post<{ id: string }>("/storyboards", { title: "Bench" })
      let panelCount = 0
      const fourteen = await measureMilliseconds(async () => {
        const report = await api.postBytes<Report>(
          `/storyboards/${id}/import?format=fountain`,
          script,
          "text/plain",
        )
        panelCount = report.panels
        await waitForPictures(api, id, 14)
      })
      await waitForPictures(api, id, panelCount)

      const writer = await browser.openPerson({ url: server.url, name: "writer" })
      await writer.page.goto(server.readyUrl)
      const { panels } = await api.get<{ panels: Panel[] }>(`/storyboards/${id}`)
      const panel = panels[3]
      if (!panel) throw new Error("the script gave fewer than four panels")
      const address = server.url + toPath(id, "shot-list") + toSearch(panel.id)
      await writer.page.goto(address)
      const reader = await writer.context.newPage()
      await reader.goto(address)
      const instructions = ["make it night", "closer", "from below", "make it rain", "mirror it"]
      let index = 0
      const refine = await measureMedian(5, async () => {
        const before = (await readPicture(api, id, panel.id)) ?? ""
        await reader.locator(`${inspected}[src*="${before}"]`).waitFor()
        const field = writer.page.getByRole("textbox", { name: /^Panel .+:$/u })
        await field.fill(instructions[index] ?? "wider")
        index += 1
        return measureMilliseconds(async () => {
          await field.press("Enter")
          await Promise.all([writer.page, reader].map((page) => waitForOtherPicture(page, before)))
        })
      })
      return [
        { what: "Script to 14 pictures", value: fourteen / 1000, unit: "s", bound: 15 },
        {
          what: "Refine, from key press to the other screen",
          value: refine / 1000,
          unit: "s",
          bound: 1,
        },
      ]
    } finally {
      await browser.stop()
      await server.discard()
    }
  },
}

async function readPicture(api: Api, id: string, panelId: string): Promise<string | null> {
  const { panels } = await api.get<{ panels: Panel[] }>(`/storyboards/${id}`)
  return panels.find((panel) => panel.id === panelId)?.picture ?? null
}

/** The picture that the inspector shows. */
const inspected = "section[aria-label='Picture'] > div > img"

/** Until the screen shows another picture than before, whole and stored. */
async function waitForOtherPicture(page: Page, before: string): Promise<void> {
  await page.waitForFunction(
    ([selector, old]) => {
      const picture = document.querySelector<HTMLImageElement>(selector ?? "")
      return (
        picture !== null &&
        picture.complete &&
        picture.naturalWidth > 0 &&
        picture.src.includes("/assets/") &&
        !picture.src.includes(old ?? "")
      )
    },
    [inspected, before],
    { polling: 16 },
  )
}
