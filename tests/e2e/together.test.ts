import { AxeBuilder } from "@axe-core/playwright"
import type { Locator, Page } from "playwright-core"
import { expect, it } from "vitest"
import { createApi, ownerToken } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
import { makeShareLink, openGuest } from "../support/guest.ts"
import { readScript } from "../support/scripts.ts"
import { useServer } from "../support/server.ts"
import { useOwner } from "../support/sign-in.ts"
import { createStoryboard, readPanel, readStoryboard, soon } from "../support/storyboard.ts"
import {
  closeMenu,
  findPoint,
  getCard,
  getInspector,
  getSavedState,
  getWords,
  openStoryboard,
  pickPanel,
  waitForSelected,
} from "../support/workspace.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const owner = useOwner(server)
const browser = useBrowser()

/** A storyboard that its owner has open, and links for others to come in by. */
async function openTogether(title: string, roles: readonly string[]) {
  const api = createApi(server.current)
  const id = await createStoryboard(api, { title, script: readScript("the-door"), pictures: 0 })
  const { page } = await browser.openPerson({
    url: server.current.url,
    name: "owner",
    context: owner.current,
  })
  await openStoryboard(page, server.current, { id })
  const links: string[] = []
  for (const role of roles) links.push(await makeShareLink(page, role))
  const [one, two, three] = (await readStoryboard(api, id)).panels
  if (!one || !two || !three) throw new Error("the script gave fewer than three panels")
  return { api, id, page, links, panels: [one, two, three] as const }
}

const openGuestAt = async (link: string | undefined, name: string): Promise<Page> => {
  if (link === undefined) throw new Error(`no link for ${name}`)
  return (await openGuest(browser, link, { name })).page
}

const getPeople = (page: Page): Locator => page.getByRole("button", { name: /^Also here/u })
const getView = (page: Page, name: string): Locator =>
  page.getByRole("navigation", { name: "Views" }).getByRole("link", { name })
const getRow = (page: Page, number: string): Locator =>
  page
    .getByRole("grid", { name: "Shot list" })
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell", { name: number, exact: true }) })
const getFrame = (page: Page): Locator => page.getByText(/^Following /u)

const follow = async (page: Page, name: string): Promise<void> => {
  await getPeople(page).click()
  await page.getByRole("menuitem", { name }).first().click()
  await getFrame(page).waitFor()
}

it("shows who is where, goes along with somebody, and hears a call", async () => {
  const { page, links, panels } = await openTogether("Who is here", ["editor", "viewer"])
  const [one, two, three] = panels
  const mara = await openGuestAt(links[0], "Mara Lind")
  const ben = await openGuestAt(links[1], "Ben Okafor")
  await page
    .getByRole("button", { name: "Also here: Ben Okafor, Mara Lind" })
    .or(page.getByRole("button", { name: "Also here: Mara Lind, Ben Okafor" }))
    .waitFor()
  const colours = await getPeople(page)
    .locator("span[data-idle]")
    .evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).backgroundColor))
  expect(new Set(colours).size).toBe(2)

  // On the panel that they look at, in every view, and on the entry of the view that they are in.
  await getCard(mara, two.number).waitFor()
  await pickPanel(mara, two.number)
  const mark = (on: Page, name: string) =>
    on.getByRole("button", { name: `Follow ${name}, who looks at this panel` })
  await mark(page, "Mara Lind").waitFor()
  await mark(ben, "Mara Lind").waitFor()
  await page.locator(".pw-cursor span", { hasText: "Mara Lind" }).waitFor()
  await expect(getView(page, "Board").innerText()).resolves.toContain("Mara Lind")
  await getView(mara, "Script").click()
  await expect.poll(() => getView(page, "Script").innerText(), soon).toContain("Mara Lind")
  await getPeople(page).click()
  await page.getByRole("menuitem", { name: "Mara Lind Script, scene 1" }).waitFor()
  await page.getByRole("menuitem", { name: `Ben Okafor Board` }).waitFor()
  await closeMenu(page, getPeople(page))

  // Through the views, with what is in hand.
  await follow(page, "Mara Lind")
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual(
    [],
  )
  await page.getByRole("textbox", { name: "Script" }).waitFor()
  await waitForSelected(page, two.number)
  await getView(mara, "Shot list").click()
  await getRow(mara, three.number).getByRole("gridcell").first().click()
  await page.getByRole("grid", { name: "Shot list" }).waitFor()
  await waitForSelected(page, three.number)
  await getView(mara, "Board").click()
  await getCard(page, one.number).waitFor()
  const zoom = (on: Page) => on.getByRole("button", { name: /^\d+ %$/u }).innerText()
  const before = await zoom(page)
  for (let step = 0; step < 3; step += 1)
    await mara.getByRole("button", { name: "Zoom out" }).click()
  await expect.poll(() => zoom(page), soon).not.toBe(before)
  await expect.poll(async () => (await zoom(page)) === (await zoom(mara)), soon).toBe(true)

  // Two who follow each other stand still, until one of them moves by hand.
  await follow(mara, "Owner")
  await getFrame(page).waitFor()
  await getView(mara, "Shot list").click()
  await getFrame(mara).waitFor({ state: "hidden" })
  await page.getByRole("grid", { name: "Shot list" }).waitFor()

  // Escape ends it and nothing else.
  await page.keyboard.press("Escape")
  await getFrame(page).waitFor({ state: "hidden" })
  await waitForSelected(page, three.number)
  await getView(mara, "Board").click()
  await getCard(mara, one.number).waitFor()
  await expect(page.getByRole("grid", { name: "Shot list" }).isVisible()).resolves.toBe(true)

  // Calling moves nobody; going is up to each. A viewer hears it and can't call.
  await pickPanel(mara, one.number)
  await mara.getByRole("button", { name: "Call everyone to this panel" }).click()
  await ben.getByText(`Mara Lind calls you to panel ${one.number}.`).waitFor()
  await page.getByText(`Mara Lind calls you to panel ${one.number}.`).waitFor()
  await waitForSelected(page, three.number)
  await page.getByRole("button", { name: "Go", exact: true }).click()
  await waitForSelected(page, one.number)
  await pickPanel(ben, two.number)
  await expect(ben.getByRole("button", { name: "Call everyone" }).count()).resolves.toBe(0)

  // By a mark on the board; their leaving is said, and they are gone at once.
  await getView(page, "Board").click()
  await mark(page, "Ben Okafor").click()
  await page.getByText("Following Ben Okafor").waitFor()
  await ben.close()
  await page.getByText("Ben Okafor has left. You follow nobody now.").waitFor()
  await page.getByRole("button", { name: "Also here: Mara Lind" }).waitFor()
})

it("counts a person with two windows once, in both places, and as nobody else", async () => {
  const { id, page, links, panels } = await openTogether("Two windows", ["editor"])
  const mara = await openGuestAt(links[0], "Mara Lind")
  const second = await page.context().newPage()
  await openStoryboard(second, server.current, { id, view: "script" })
  await mara.getByRole("button", { name: "Also here: Owner", exact: true }).click()
  await mara.getByRole("menuitem", { name: "Owner Board" }).waitFor()
  await mara.getByRole("menuitem", { name: "Owner Script" }).waitFor()
  await mara.keyboard.press("Escape")

  await openStoryboard(page, server.current, { id, panelId: panels[0].id })
  await openStoryboard(second, server.current, { id, panelId: panels[0].id })
  await openStoryboard(mara, server.current, { id, panelId: panels[0].id })
  await getWords(second, "Action").click()
  await mara.locator("[data-caret=Owner]").waitFor()
  await getWords(mara, "Action").click()
  await page.locator("[data-caret='Mara Lind']").waitFor()
  await expect(page.locator("[data-caret]").count()).resolves.toBe(1)
  await second.close()
  await mara.locator("[data-caret=Owner]").waitFor({ state: "detached" })
  await mara.getByRole("button", { name: "Also here: Owner", exact: true }).waitFor()
})

const setCaret = (area: Locator, index: number): Promise<void> =>
  area.evaluate((element, at) => {
    if (!(element instanceof HTMLTextAreaElement)) throw new Error("no text area")
    element.focus()
    element.setSelectionRange(at, at)
  }, index)

const readCaret = (area: Locator): Promise<number> =>
  area.evaluate((element) =>
    element instanceof HTMLTextAreaElement ? element.selectionStart : Number.NaN,
  )

it("keeps each caret with its words, and undo with the one who wrote", async () => {
  const { api, id, page, links, panels } = await openTogether("Words", ["editor"])
  const [one] = panels
  const mara = await openGuestAt(links[0], "Mara Lind")
  const before = one.action
  for (const each of [page, mara])
    await openStoryboard(each, server.current, { id, panelId: one.id })
  const [mine, hers] = [getWords(page, "Action"), getWords(mara, "Action")]

  await setCaret(hers, 3)
  const caret = page.locator("[data-caret='Mara Lind']")
  await caret.waitFor()
  /** From the edge of the field that it is in: the field itself moves while a view is set. */
  const leftOf = () =>
    caret.evaluate((bar) => {
      const layer = bar.closest("[data-carets]")
      if (layer === null) throw new Error("a caret outside of a text")
      return bar.getBoundingClientRect().left - layer.getBoundingClientRect().left
    })
  const at3 = await leftOf()
  await setCaret(hers, 6)
  await expect.poll(leftOf, soon).toBeGreaterThan(at3)

  // Written before her caret, on her screen and on mine, while she writes at it.
  await setCaret(mine, 0)
  await page.keyboard.type("Slowly: ")
  await expect.poll(() => readCaret(hers), soon).toBe(6 + "Slowly: ".length)
  await mara.keyboard.type("RAIN")
  const both = `Slowly: ${before.slice(0, 6)}RAIN${before.slice(6)}`
  await expect.poll(() => mine.inputValue(), soon).toBe(both)
  await expect(readCaret(mine)).resolves.toBe("Slowly: ".length)

  // An input method that has not finished is left alone, and what it gives lands where it began.
  const cdp = await page.context().newCDPSession(page)
  await cdp.send("Input.imeSetComposition", { text: "か", selectionStart: 1, selectionEnd: 1 })
  await setCaret(hers, 0)
  await mara.keyboard.type("Then. ")
  await expect.poll(async () => (await readPanel(api, id, one.id)).action, soon).toContain("Then. ")
  await expect(mine.inputValue()).resolves.toContain("か")
  await cdp.send("Input.insertText", { text: "かな" })
  const all = `Then. Slowly: かな${both.slice("Slowly: ".length)}`
  await expect.poll(() => hers.inputValue(), soon).toBe(all)
  await expect.poll(() => mine.inputValue(), soon).toBe(all)

  // Each takes back their own.
  await page.keyboard.press("Control+z")
  await expect.poll(() => hers.inputValue(), soon).not.toContain("かな")
  await expect(hers.inputValue()).resolves.toContain("RAIN")
  await expect(hers.inputValue()).resolves.toContain("Then. ")
  await mara.keyboard.press("Control+z")
  await expect.poll(() => mine.inputValue(), soon).not.toContain("Then. ")

  // The same in the script, whose carets stand on the letters that it is set in.
  for (const each of [page, mara]) await getView(each, "Script").click()
  const [myScript, herScript] = [page, mara].map((each) =>
    each.getByRole("textbox", { name: "Script" }),
  ) as [Locator, Locator]
  const letter = await myScript.evaluate((element) => {
    const context = document.createElement("canvas").getContext("2d")
    if (context === null) throw new Error("no canvas")
    const { fontSize, fontFamily } = getComputedStyle(element)
    context.font = `${fontSize} ${fontFamily}`
    return context.measureText("x").width
  })
  const column = async () => Math.round(((await leftOf()) - 16) / letter)
  await setCaret(herScript, 4)
  await expect.poll(() => caret.count(), soon).toBe(1)
  await expect.poll(column, soon).toBe(4)
  await setCaret(herScript, 6)
  await expect.poll(column, soon).toBe(6)
  await setCaret(myScript, 0)
  await page.keyboard.type("ABC")
  await expect.poll(column, soon).toBe(9)
  await expect.poll(() => readCaret(herScript), soon).toBe(9)
  await herScript.evaluate((element) => {
    if (element instanceof HTMLTextAreaElement) element.blur()
  })
  await expect.poll(() => caret.count(), soon).toBe(0)
})

it("keeps the words in hand when their panel is deleted by another", async () => {
  const { api, id, page, links, panels } = await openTogether("Deleted", ["editor"])
  const [one, two] = panels
  const mara = await openGuestAt(links[0], "Mara Lind")
  await openStoryboard(mara, server.current, { id, panelId: two.id })
  await setCaret(getWords(mara, "Notes"), 0)
  await mara.keyboard.type("Ask the harbour")
  await expect.poll(() => readNotes(api, id, two.id), soon).toBe("Ask the harbour")
  await pickPanel(page, two.number)
  await page.keyboard.press("Delete")

  const told = mara.getByRole("dialog", { name: `Panel ${two.number} was deleted` })
  await told.waitFor()
  await mara.keyboard.type(" master")
  await expect(told.getByRole("textbox", { name: "Your words" }).inputValue()).resolves.toBe(
    "Ask the harbour master",
  )
  await told.getByRole("button", { name: "Bring the panel back" }).click()
  await expect.poll(() => readNotes(api, id, two.id), soon).toBe("Ask the harbour master")
  const { panels: after } = await readStoryboard(api, id)
  expect(after.slice(0, 2).map((panel) => panel.id)).toEqual([one.id, two.id])
  await waitForSelected(mara, two.number)
  await getCard(page, two.number).waitFor()

  // Who only had it in hand is told, and loses nothing else.
  await pickPanel(page, two.number)
  await page.keyboard.press("Delete")
  await mara.getByText(`Panel ${two.number} was deleted by somebody else.`).waitFor()
  await getInspector(mara).getByRole("heading", { name: "Storyboard" }).waitFor()
  await page.keyboard.press("Control+z")
  await expect.poll(() => readNotes(api, id, two.id), soon).toBe("Ask the harbour master")
  await getSavedState(mara, /^Saved$/u).waitFor()
})

/** The numbers of the panels on the board, row by row. */
const listShown = (page: Page): Promise<string[]> =>
  page.locator(".pw-panel").evaluateAll((cards) =>
    cards
      .map((card) => ({
        number: card.querySelector(".pw-panel-number")?.textContent ?? "",
        place: card.getBoundingClientRect(),
      }))
      .toSorted((one, other) => one.place.y - other.place.y || one.place.x - other.place.x)
      .map(({ number }) => number),
  )

const readNotes = async (api: ReturnType<typeof createApi>, id: string, panelId: string) => {
  const { panels } = await api.get<{ panels: { id: string; notes: string }[] }>(
    `/storyboards/${id}`,
  )
  return panels.find((panel) => panel.id === panelId)?.notes ?? null
}

it("agrees on one order when two people drag the same panel", async () => {
  const { api, id, page, links, panels } = await openTogether("Two hands", ["editor"])
  const [one, two, three] = panels
  const mara = await openGuestAt(links[0], "Mara Lind")
  await getCard(mara, three.number).waitFor()
  const ids = async () => (await readStoryboard(api, id)).panels.map((panel) => panel.id)
  const all = (await ids()).toSorted()
  const drag = async (on: Page, from: string, to: string, side: 1 | -1) => {
    const [start, end] = [await findPoint(on, from), await findPoint(on, to)]
    await on.mouse.move(start.x, start.y)
    await on.mouse.down()
    await on.mouse.move(start.x + 20, start.y + 10, { steps: 4 })
    await on.mouse.move(end.x + side * 70, end.y, { steps: 8 })
  }
  await drag(page, two.number, one.number, -1)
  await drag(mara, two.number, three.number, 1)
  await Promise.all([page.mouse.up(), mara.mouse.up()])

  await getSavedState(page, /^Saved$/u).waitFor()
  await getSavedState(mara, /^Saved$/u).waitFor()
  const numbers = async () => (await readStoryboard(api, id)).panels.map(({ number }) => number)
  await expect.poll(async () => (await ids()).toSorted(), soon).toEqual(all)
  for (const each of [page, mara])
    await expect
      .poll(async () => (await listShown(each)).join(), soon)
      .toBe((await numbers()).join())

  // One deletes what the other has in hand: letting go of it is letting go of nothing.
  const [first, second] = (await readStoryboard(api, id)).panels
  if (!first || !second) throw new Error("panels are missing")
  await page.keyboard.press("Escape")
  await drag(mara, second.number, first.number, -1)
  await pickPanel(page, second.number)
  await page.keyboard.press("Delete")
  await expect.poll(() => mara.locator(".pw-panel").count(), soon).toBe(all.length - 1)
  await mara.mouse.up()
  await expect.poll(async () => (await ids()).includes(second.id), soon).toBe(false)
  await page.keyboard.press("Control+z")
  await expect.poll(ids, soon).toContain(second.id)
  await getCard(mara, first.number).waitFor()
})
