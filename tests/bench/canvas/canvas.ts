import { toPath } from "../../support/address.ts"
import { createApi, ownerToken } from "../../support/api.ts"
import { startBrowser } from "../../support/browser.ts"
import { startServer } from "../../support/server.ts"
import type { Benchmark, Figure } from "../benchmark.ts"
import { compareVisits } from "./compare-visits.ts"
import { createCrowdedBoard, uploadPictures } from "./crowded-board.ts"
import { startPeople } from "./moving-people.ts"
import { startPlainCanvas } from "./plain-canvas.ts"
import { measureVisit, type Visit, type VisitOptions } from "./visit.ts"

const isQuick = process.argv.includes("--quick")
const sizes = isQuick ? [500] : [500, 2000]
const rounds = isQuick ? 1 : 3

/** The board with many pictures and ten people, beside the canvas library's own on the same pictures. */
export const canvas: Benchmark = {
  name: "canvas",
  async run() {
    const server = await startServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
    const browser = await startBrowser()
    try {
      const api = createApi(server)
      const pictures = await uploadPictures(api)
      const plain = await startPlainCanvas(api, pictures)
      const owner = await browser.openPerson({ url: server.url })
      await owner.page.goto(server.readyUrl)
      const storageState = await owner.context.storageState()
      const figures: Figure[] = []
      for (const panelCount of sizes) {
        const id = await createCrowdedBoard(api, pictures, panelCount)
        const ours: VisitOptions = {
          url: server.url + toPath(id),
          context: { storageState },
          startPeople: (view) => startPeople(server, id, ownerToken, view),
        }
        // Looked at once before, so that the server has its renditions, as the other one has.
        const { box } = await measureVisit(browser, { ...ours, gestures: [] })
        const search = new URLSearchParams(
          Object.entries({ count: panelCount, ...box }).map(([name, value]) => [
            name,
            String(value),
          ]),
        )
        const theirs: VisitOptions = {
          url: `${plain.url}/?${search}`,
          context: {},
          async startPeople(_view, page) {
            await page.evaluate(() => window.dispatchEvent(new Event("bench-people")))
            return { stop: () => undefined }
          },
        }
        const visits: { ours: Visit; theirs: Visit }[] = []
        for (let round = 0; round < rounds; round += 1)
          visits.push({
            ours: await measureVisit(browser, ours),
            theirs: await measureVisit(browser, theirs),
          })
        figures.push(...compareVisits(`${panelCount} panels`, visits))
      }
      await plain.stop()
      return figures
    } finally {
      await browser.stop()
      await server.discard()
    }
  },
}
