import { expect, it } from "vitest"
import { createApi, ownerToken } from "../support/api.ts"
import { useBrowser, type Person, type PersonOptions } from "../support/browser.ts"
import { useServer } from "../support/server.ts"
import { useOwner } from "../support/sign-in.ts"
import { readScript } from "../support/scripts.ts"
import { createStoryboard, readPanel, readStoryboard, soon } from "../support/storyboard.ts"
import { getSavedState, getWords, openStoryboard, waitForSelected } from "../support/workspace.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const owner = useOwner(server)
const browser = useBrowser()
/** What a browser says of requests while there is no network or no server. */
const expectedProblems = [
  /ERR_INTERNET_DISCONNECTED/u,
  /ERR_CONNECTION_REFUSED/u,
  /WebSocket connection/u,
]

/** A storyboard, and people who have its first panel in hand in the shot list. */
async function setUp(title: string) {
  const api = createApi(server.current)
  const script = readScript("the-chase")
  const id = await createStoryboard(api, { title, script, pictures: 0 })
  const { panels } = await readStoryboard(api, id)
  const [one] = panels
  if (!one) throw new Error("the script gave no panel")
  const address = { id, view: "shot-list", panelId: one.id }
  const open = async (options: Omit<PersonOptions, "url" | "context"> = {}): Promise<Person> => {
    const { url } = server.current
    const context = owner.current
    const person = await browser.openPerson({ url, context, expectedProblems, ...options })
    await openStoryboard(person.page, server.current, address)
    await waitForSelected(person.page, one.number)
    return person
  }
  return { api, id, one, panels, address, open }
}

it("keeps the work of somebody who is offline and brings everybody together again", async () => {
  const { api, id, one, panels, open } = await setUp("Tunnel")
  const away = await open({ name: "away" })
  const home = await open({ name: "home", expectedProblems: [] })

  await away.context.setOffline(true)
  await getSavedState(away.page, /^(?:Offline|Reconnecting)/u).waitFor()
  await getWords(away.page, "Action").fill("Written in the tunnel.")
  await getSavedState(away.page, /^Offline, kept on this device$/u).waitFor()
  await away.page.getByRole("main").getByRole("button", { name: "Add a panel" }).click()
  await getWords(away.page, "Action").fill("Added in the tunnel.")
  await getWords(home.page, "Dialogue").fill("RIO\nWhere are you?")
  await getSavedState(home.page, /^Saved$/u).waitFor()
  expect((await readPanel(api, id, one.id)).action).toBe(one.action)

  await away.context.setOffline(false)
  await getSavedState(away.page, /^Saved$/u).waitFor()
  await expect
    .poll(() => getWords(home.page, "Action").inputValue(), soon)
    .toBe("Written in the tunnel.")
  const merged = await readStoryboard(api, id)
  expect(merged.panels).toHaveLength(panels.length + 1)
  expect(merged.panels[0]).toMatchObject({
    action: "Written in the tunnel.",
    dialogue: "RIO\nWhere are you?",
  })
  expect(merged.panels[1]).toMatchObject({ action: "Added in the tunnel." })
})

it("keeps all that was saved when the server is killed", async () => {
  const { api, id, one, open } = await setUp("Power cut")
  const { page } = await open()
  await getWords(page, "Action").fill("Saved before the power cut.")
  await getSavedState(page, /^Saved$/u).waitFor()

  await server.current.kill9()
  await getSavedState(page, /^(?:Offline|Reconnecting)/u).waitFor()
  await getWords(page, "Notes").fill("Written while the server was away.")
  await server.current.restart()
  expect((await readPanel(api, id, one.id)).action).toBe("Saved before the power cut.")
  await getSavedState(page, /^Saved$/u).waitFor()
  await expect
    .poll(() => readPanel(api, id, one.id), soon)
    .toMatchObject({
      action: "Saved before the power cut.",
      notes: "Written while the server was away.",
    })
})

it("sends what a closed tab has left, and shows two tabs each other's work offline", async () => {
  const { api, id, one, address, open } = await setUp("Two tabs")
  const person = await open()
  const first = person.page
  const second = await person.context.newPage()
  await openStoryboard(second, server.current, address)
  await waitForSelected(second, one.number)
  await person.context.setOffline(true)
  for (const page of [first, second])
    await getSavedState(page, /^(?:Offline|Reconnecting)/u).waitFor()
  await getWords(first, "Notes").fill("Left behind by the first tab.")
  await getSavedState(first, /^Offline, kept on this device$/u).waitFor()
  await expect
    .poll(() => getWords(second, "Notes").inputValue(), soon)
    .toBe("Left behind by the first tab.")
  await getSavedState(second, /^Offline, kept on this device$/u).waitFor()
  await first.close()
  await person.context.setOffline(false)
  await getSavedState(second, /^Saved$/u).waitFor()
  expect(await readPanel(api, id, one.id)).toMatchObject({ notes: "Left behind by the first tab." })
})

it("says that nothing is kept where the browser keeps nothing", async () => {
  const { api, id, one, open } = await setUp("Private window")
  const { page, context } = await open()
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("blocked", "SecurityError")
    }
  })
  await page.reload()
  await waitForSelected(page, one.number)
  await context.setOffline(true)
  await getSavedState(page, /^(?:Offline|Reconnecting)/u).waitFor()
  await getWords(page, "Notes").fill("Only in this page.")
  await getSavedState(page, /^Offline, not kept on this device$/u).waitFor()
  await context.setOffline(false)
  await getSavedState(page, /^Saved$/u).waitFor()
  expect(await readPanel(api, id, one.id)).toMatchObject({ notes: "Only in this page." })
})

it("says that the session has ended, keeps the work, and sends it after signing in again", async () => {
  const { api, id, one, open } = await setUp("Signed out")
  const { page, context } = await open({ expectedProblems: [...expectedProblems, /401/u] })
  const cookies = await context.cookies()
  await context.setOffline(true)
  await getSavedState(page, /^(?:Offline|Reconnecting)/u).waitFor()
  await getWords(page, "Notes").fill("Written after the session.")
  await getSavedState(page, /^Offline, kept on this device$/u).waitFor()
  await context.clearCookies()
  await context.setOffline(false)
  await getSavedState(page, /^Signed out$/u).waitFor()
  expect((await readPanel(api, id, one.id)) as object).not.toMatchObject({
    notes: "Written after the session.",
  })
  await context.addCookies(cookies)
  await page.reload()
  await getSavedState(page, /^Saved$/u).waitFor()
  await expect
    .poll(() => readPanel(api, id, one.id), soon)
    .toMatchObject({ notes: "Written after the session." })
})
