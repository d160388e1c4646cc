import { readFileSync } from "node:fs"
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
      await writer.page.goto(`${server.url}/storyboards/${id}/shot-list?panel=${panel.id}`)
      const reader = await writer.context.newPage()
      await reader.goto(`${server.url}/storyboards/${id}/shot-list?panel=${panel.id}`)
      const instructions = ["make it night", "closer", "from below", "make it rain", "mirror it"]
      let index = 0
      const refine = await measureMedian(5, async () => {
        const before = await readPicture(api, id, panel.id)
        const field = writer.page.getByRole("textbox", { name: /refine/iu })
        await field.fill(instructions[index] ?? "wider")
        index += 1
        return measureMilliseconds(async () => {
          await field.press("Enter")
          const picture = await waitForOtherPicture(api, id, panel.id, before)
          await reader.locator(`img[src*="${picture}"]`).first().waitFor({ state: "visible" })
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

async function waitForOtherPicture(
  api: Api,
  id: string,
  panelId: string,
  before: string | null,
): Promise<string> {
  const end = performance.now() + deadlineMilliseconds
  while (performance.now() < end) {
    const picture = await readPicture(api, id, panelId)
    if (picture !== null && picture !== before) return picture
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error("the refined picture did not come")
}
