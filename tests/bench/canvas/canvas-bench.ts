import { arch, cpus, platform } from "node:os"
import { toPath } from "../../support/address.ts"
import { createApi, ownerToken } from "../../support/api.ts"
import { startBrowser } from "../../support/browser.ts"
import { startServer } from "../../support/server.ts"
import { createPicturedStoryboard } from "../pictured-storyboard.ts"
import { replaceSection } from "../results-file.ts"
import { compareVisits, type VisitPair } from "./compare-visits.ts"
import { isWithin, toTable, type Comparison } from "./comparison.ts"
import { startPeople } from "./moving-people.ts"
import { startPlainCanvas } from "./plain-canvas.ts"
import { uploadPictures } from "./upload-pictures.ts"
import { measureVisit, type VisitOptions } from "./visit.ts"

const sizes = [500, 2000]
const rounds = 3

/**
 * `pnpm bench canvas [--quick] [panels…]`: the board with many pictures and ten people, in turn with the canvas
 * library's own on the same pictures. Quick is one round of the smaller board, and is not written down.
 */
export async function benchCanvas(args: readonly string[]): Promise<boolean> {
  const isQuick = args.includes("--quick")
  const asked = args.map(Number).filter((size) => size > 0)
  const chosen = asked.length > 0 ? asked : isQuick ? sizes.slice(0, 1) : sizes
  let allWithin = true
  for (const panelCount of chosen) {
    process.stdout.write(`${panelCount} panels …\n`)
    const comparisons = await compareBoards(panelCount, isQuick ? 1 : rounds)
    process.stdout.write(toTable(comparisons))
    if (!isQuick)
      replaceSection("The board", `${panelCount} panels`, describe(panelCount, comparisons))
    allWithin &&= comparisons.every(isWithin)
  }
  return allWithin
}

async function compareBoards(panelCount: number, count: number): Promise<Comparison[]> {
  const server = await startServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
  const browser = await startBrowser()
  try {
    const api = createApi(server)
    const pictures = await uploadPictures(api)
    const id = await createPicturedStoryboard(api, pictures, panelCount)
    const owner = await browser.openPerson({ url: server.url })
    await owner.page.goto(server.readyUrl)
    const ours: VisitOptions = {
      url: server.url + toPath(id),
      context: { storageState: await owner.context.storageState() },
      startPeople: (view) => startPeople(server, id, ownerToken, view),
    }
    const plain = await startPlainCanvas(api, pictures)
    // Looked at once before, to learn where the canvas is on the page.
    const { box } = await measureVisit(browser, { ...ours, gestures: [] })
    const search = new URLSearchParams(
      Object.entries({ count: panelCount, ...box }).map(([name, value]) => [name, String(value)]),
    )
    const theirs: VisitOptions = {
      url: `${plain.url}/?${search}`,
      context: {},
      async startPeople(_view, page) {
        await page.evaluate(() => window.dispatchEvent(new Event("bench-people")))
        return { stop: () => undefined }
      },
    }
    const pairs: VisitPair[] = []
    for (let round = 0; round < count; round += 1)
      pairs.push({
        ours: await measureVisit(browser, ours),
        theirs: await measureVisit(browser, theirs),
      })
    await plain.stop()
    return compareVisits(pairs)
  } finally {
    await browser.stop()
    await server.discard()
  }
}

const describe = (panelCount: number, comparisons: readonly Comparison[]): string =>
  `### ${panelCount} panels

Every panel has a picture and words; ten people move their cursors. Beside it the canvas library's stock canvas with as many images, given the same renditions. Medians of ${rounds} visits in turn,
Chromium without a graphics card. ${cpus().length} cores, ${platform()} ${arch()}.

${toTable(comparisons)}`
