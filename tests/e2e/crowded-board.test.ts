import { expect, it } from "vitest"
import { createApi, ownerToken } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
import { useServer } from "../support/server.ts"
import { useOwner } from "../support/sign-in.ts"
import { readStoryboard, soon } from "../support/storyboard.ts"
import { getCard, getInspector, openStoryboard, waitForSelected } from "../support/workspace.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const owner = useOwner(server)
const browser = useBrowser()

const panelCount = 240

it("has only the panels in and around the view on the page, and all of them in hand", async () => {
  const api = createApi(server.current)
  const { id } = await api.post<{ id: string }>("/storyboards", { title: "Crowded" })
  const panels = Array.from({ length: panelCount }, (_, index) => [
    { kind: "shot.create", id: `shot:${index}`, sceneId: "scene:1" },
    { kind: "panel.create", id: `panel:${index}`, shotId: `shot:${index}`, action: "Rain." },
  ])
  const scene = { kind: "scene.create", id: "scene:1", heading: "INT. HALL - DAY" }
  await api.post(`/storyboards/${id}/commands`, { commands: [scene, ...panels.flat()] })
  const inOrder = (await readStoryboard(api, id)).panels
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  if (!first || !last) throw new Error("there are no panels")

  const { page } = await browser.openPerson({
    url: server.current.url,
    context: owner.current,
  })
  const cards = page.locator(".pw-panel")
  await openStoryboard(page, server.current, { id })
  await getCard(page, first.number).waitFor({ state: "visible" })
  expect(await cards.count()).toBeLessThan(panelCount / 4)

  // A panel far from the view comes into it by its address.
  await openStoryboard(page, server.current, { id, panelId: last.id })
  await waitForSelected(page, last.number)
  await getCard(page, last.number).waitFor({ state: "visible" })
  await expect.poll(() => getCard(page, first.number).count(), soon).toBe(0)
  expect(await cards.count()).toBeLessThan(panelCount / 4)

  // What is not on the page can still be in hand.
  await page.locator(".tl-container").press("Control+a")
  await getInspector(page).getByText(`${panelCount} panels`).first().waitFor()
  expect(await cards.count()).toBeLessThan(panelCount / 4)
})
