import type { Page } from "playwright-core"
import { expect, it } from "vitest"
import { createApi, ownerToken } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
import { useServer } from "../support/server.ts"
import { useOwner } from "../support/sign-in.ts"
import { readScript } from "../support/scripts.ts"
import { createStoryboard, readPanel, readStoryboard, soon } from "../support/storyboard.ts"
import {
  getCard,
  getInspectedPicture,
  getSavedState,
  getWords,
  listNumbers,
  openStoryboard,
  pickPanel,
  waitForSelected,
} from "../support/workspace.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const owner = useOwner(server)
const browser = useBrowser()

const showView = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Views" }).getByRole("link", { name }).click()

const getRow = (page: Page, number: string) =>
  page
    .getByRole("grid", { name: "Shot list" })
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell", { name: number, exact: true }) })

it("shows one selection in every view, edits in the table and restyles", async () => {
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Views",
    script: readScript("the-kitchen"),
    pictures: 3,
  })
  const [, two, three] = (await readStoryboard(api, id)).panels
  if (!two || !three) throw new Error("the script gave fewer than three panels")
  const { page } = await browser.openPerson({ url: server.current.url, context: owner.current })
  await openStoryboard(page, server.current, { id })
  await pickPanel(page, two.number)

  await showView(page, "Shot list")
  await getRow(page, two.number).waitFor()
  await expect(getRow(page, two.number).getAttribute("aria-selected")).resolves.toBe("true")
  await expect.poll(() => new URL(page.url()).searchParams.getAll("panel"), soon).toHaveLength(1)
  await getRow(page, three.number).getByRole("gridcell").nth(6).dblclick()
  const cell = page.getByRole("textbox", { name: `Action of panel ${three.number}` })
  await cell.fill("He holds the flowers behind his back.")
  await cell.press("Enter")
  await waitForSelected(page, three.number)
  await expect
    .poll(() => getWords(page, "Action").inputValue(), soon)
    .toBe("He holds the flowers behind his back.")

  await showView(page, "Script")
  const passage = page.getByRole("button", { name: `Panel ${three.number}`, exact: true })
  await passage.waitFor()
  await expect(passage.getAttribute("aria-pressed")).resolves.toBe("true")
  await page.getByRole("button", { name: `Panel ${two.number}`, exact: true }).click()
  await waitForSelected(page, two.number)
  await expect.poll(() => page.url(), soon).toContain(two.id.slice("panel:".length))

  await showView(page, "Style & cast")
  await page.getByRole("button", { name: "Charcoal" }).click()
  await page.getByText("Version 2").waitFor()
  await page.getByRole("button", { name: `Restyle panel ${two.number}` }).click()
  await expect.poll(async () => (await readPanel(api, id, two.id)).variants.length, soon).toBe(2)
  const restyled = await readPanel(api, id, two.id)
  expect(restyled.picture).not.toBe(two.picture)
  expect(restyled.variants.at(-1)?.recipe.styleVersion).toBe(2)
  await getInspectedPicture(page, restyled.picture ?? "").waitFor()
  await page.getByRole("button", { name: `Picture of panel ${two.number}` }).click()
  await page.getByRole("button", { name: "Remove anchor 1" }).waitFor()
  const readStyle = async () =>
    (await api.get<{ style: { anchors: string[] } }>(`/storyboards/${id}`)).style
  await expect.poll(async () => (await readStyle()).anchors, soon).toEqual([restyled.picture])

  await page.goBack()
  await page.getByRole("textbox", { name: "Script" }).waitFor()
  await page.goBack()
  await page.getByRole("grid", { name: "Shot list" }).waitFor()
  await page.goBack()
  await getCard(page, two.number).waitFor()
})

it("does the work of a board by keys", async () => {
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Keys",
    script: readScript("the-door"),
    pictures: 1,
  })
  const { panels } = await readStoryboard(api, id)
  const [one, two, three] = panels
  if (!one || !two || !three) throw new Error("the script gave fewer than three panels")
  const listIds = async () => (await readStoryboard(api, id)).panels.map((panel) => panel.id)
  const { page } = await browser.openPerson({ url: server.current.url, context: owner.current })
  await openStoryboard(page, server.current, { id })
  await getCard(page, one.number).waitFor()

  await page.keyboard.press("ArrowRight")
  await waitForSelected(page, one.number)
  await page.keyboard.press("ArrowRight")
  await waitForSelected(page, two.number)
  await page.keyboard.press("ArrowLeft")
  await waitForSelected(page, one.number)

  await page.keyboard.press("Alt+ArrowRight")
  await expect.poll(async () => (await listIds()).slice(0, 2), soon).toEqual([two.id, one.id])
  await page.keyboard.press("Alt+ArrowLeft")
  await expect.poll(async () => (await listIds()).slice(0, 2), soon).toEqual([one.id, two.id])

  await page.keyboard.press("a")
  await expect.poll(async () => (await readPanel(api, id, one.id)).status, soon).toBe("approved")
  await page.keyboard.press("e")
  await page.getByText("Approved panels keep their picture.").waitFor()
  await page.keyboard.press("a")
  await expect.poll(async () => (await readPanel(api, id, one.id)).status, soon).toBe("draft")

  await page.keyboard.press("n")
  await expect.poll(async () => (await listIds()).length, soon).toBe(panels.length + 1)
  const added = (await listIds())[1]
  expect(panels.map((panel) => panel.id)).not.toContain(added)
  await page.keyboard.press("Delete")
  await expect.poll(listIds, soon).toEqual(panels.map((panel) => panel.id))
  await page.keyboard.press("Control+z")
  await expect.poll(async () => (await listIds())[1], soon).toBe(added)
  await page.keyboard.press("Control+z")
  await expect.poll(listIds, soon).toEqual(panels.map((panel) => panel.id))

  await page.keyboard.press("?")
  const keys = page.getByRole("dialog", { name: "Keys" })
  await keys.getByText("Refine by an instruction").waitFor()
  await page.keyboard.press("Escape")
  await keys.waitFor({ state: "hidden" })
  const { promise: whenTyped, resolve: letPaletteCome } = Promise.withResolvers<void>()
  await page.route(/command-palette/u, async (route) => {
    await whenTyped
    await route.continue()
  })
  await page.keyboard.press("Control+k")
  await page.keyboard.type("a shot li")
  letPaletteCome()
  const search = page.getByRole("combobox", { name: "Find an action" })
  await expect.poll(() => search.inputValue(), soon).toBe("a shot li")
  expect((await readPanel(api, id, one.id)).status).toBe("draft")
  await search.fill("shot list")
  await page.keyboard.press("Enter")
  await page.getByRole("grid", { name: "Shot list" }).waitFor()
  const numbers = (await readStoryboard(api, id)).panels.map(({ number }) => number)
  await expect.poll(() => listNumbers(page), soon).toEqual(numbers)
  await getSavedState(page, /^Saved$/u).waitFor()
})
