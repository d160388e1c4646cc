import { expect, it } from "vitest"
import { createApi, ownerToken } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
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

it("keeps the work of somebody who is offline and brings everybody together again", async () => {
  const { url } = server.current
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Tunnel",
    script: readScript("the-chase"),
    pictures: 0,
  })
  const { panels } = await readStoryboard(api, id)
  const [one, two] = panels
  if (!one || !two) throw new Error("the script gave fewer than two panels")
  const context = owner.current
  const away = await browser.openPerson({ url, name: "away", context, expectedProblems })
  const home = await browser.openPerson({ url, name: "home", context })
  await openStoryboard(away.page, server.current, { id, view: "shot-list", panelId: one.id })
  await openStoryboard(home.page, server.current, { id, view: "shot-list", panelId: one.id })
  await waitForSelected(away.page, one.number)
  await waitForSelected(home.page, one.number)

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
  const { url } = server.current
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Power cut",
    script: readScript("the-chase"),
    pictures: 0,
  })
  const [one] = (await readStoryboard(api, id)).panels
  if (!one) throw new Error("the script gave no panel")
  const { page } = await browser.openPerson({ url, context: owner.current, expectedProblems })
  await openStoryboard(page, server.current, { id, view: "shot-list", panelId: one.id })
  await waitForSelected(page, one.number)
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
  const { url } = server.current
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Two tabs",
    script: readScript("the-chase"),
    pictures: 0,
  })
  const [one] = (await readStoryboard(api, id)).panels
  if (!one) throw new Error("the script gave no panel")
  const person = await browser.openPerson({ url, context: owner.current, expectedProblems })
  const address = { id, view: "shot-list", panelId: one.id }
  const first = person.page
  const second = await person.context.newPage()
  for (const page of [first, second]) {
    await openStoryboard(page, server.current, address)
    await waitForSelected(page, one.number)
  }
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
  const { url } = server.current
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Private window",
    script: readScript("the-chase"),
    pictures: 0,
  })
  const [one] = (await readStoryboard(api, id)).panels
  if (!one) throw new Error("the script gave no panel")
  const { page, context } = await browser.openPerson({
    url,
    context: owner.current,
    expectedProblems,
  })
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("blocked", "SecurityError")
    }
  })
  await openStoryboard(page, server.current, { id, view: "shot-list", panelId: one.id })
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
  const { url } = server.current
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Signed out",
    script: readScript("the-chase"),
    pictures: 0,
  })
  const [one] = (await readStoryboard(api, id)).panels
  if (!one) throw new Error("the script gave no panel")
  const { page, context } = await browser.openPerson({
    url,
    context: owner.current,
    expectedProblems: [...expectedProblems, /401/u],
  })
  await openStoryboard(page, server.current, { id, view: "shot-list", panelId: one.id })
  await waitForSelected(page, one.number)
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
