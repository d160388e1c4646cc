import { AxeBuilder } from "@axe-core/playwright"
import type { Locator, Page } from "playwright-core"
import { expect, it } from "vitest"
import { createApi, ownerToken, type Api } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
import { useServer } from "../support/server.ts"
import { useOwner } from "../support/sign-in.ts"
import { readScript } from "../support/scripts.ts"
import { createStoryboard, readPanel, readStoryboard, soon } from "../support/storyboard.ts"
import {
  followDeviceTheme,
  getSavedState,
  getWords,
  openStoryboard,
  waitForSelected,
} from "../support/workspace.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const owner = useOwner(server)
const browser = useBrowser()

const command = (api: Api, id: string, ...commands: object[]) =>
  api.post(`/storyboards/${id}/commands`, { commands })

const setAction = (api: Api, id: string, panelId: string, action: string) =>
  command(api, id, { kind: "panel.update", id: panelId, changes: { action } })

const readRevision = async (api: Api, id: string) =>
  (await api.get<{ revision: number }>(`/storyboards/${id}`)).revision

const getSheet = (page: Page): Locator => page.getByRole("list", { name: "Panels at this moment" })

/** The card of a panel whose mark says this. */
const getMarked = (page: Page, number: string, mark: string): Locator =>
  getSheet(page).getByRole("button", { name: new RegExp(`^Panel ${number}\\s+${mark}$`, "u") })

const getSlider = (page: Page): Locator => page.getByRole("slider", { name: /moment/iu })

/** The history at a revision, once it is shown. */
async function openHistory(
  page: Page,
  options: { readonly id: string; readonly point: string; readonly panelId?: string },
): Promise<void> {
  const { id, point, panelId } = options
  const search = new URLSearchParams({ at: point })
  if (panelId) search.set("panel", panelId.slice("panel:".length))
  const token = id.slice("storyboard:".length)
  await page.goto(`${server.current.url}/storyboards/${token}/history?${search}`)
  await getSavedState(page, /^Saved$/u).waitFor()
  await getSheet(page).waitFor()
}

it("restores one panel while another person looks on, and undo takes it back", async () => {
  const { url } = server.current
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "History",
    script: readScript("the-door"),
    pictures: 1,
  })
  const [one, two] = (await readStoryboard(api, id)).panels
  if (!one || !two) throw new Error("the script gave fewer than two panels")
  const before = await readRevision(api, id)
  await setAction(api, id, one.id, "The door is gone.")
  await setAction(api, id, two.id, "Nobody comes.")

  const anna = await browser.openPerson({ url, name: "Anna", context: owner.current })
  const ben = await browser.openPerson({ url, name: "Ben", context: owner.current })
  await openStoryboard(ben.page, server.current, { id, view: "shot-list", panelId: one.id })
  await waitForSelected(ben.page, one.number)
  await expect.poll(() => getWords(ben.page, "Action").inputValue(), soon).toBe("The door is gone.")

  await openHistory(anna.page, { id, point: `revision:${before}` })
  const changed = getMarked(anna.page, one.number, "Differs action")
  await changed.click()
  const comparison = anna.page.getByRole("region", { name: `Panel ${one.number} then and now` })
  await comparison.getByText("is gone", { exact: false }).first().waitFor()
  await expect.poll(() => comparison.locator("ins").allInnerTexts(), soon).not.toEqual([])
  await comparison.getByRole("button", { name: "Restore this panel" }).click()

  await expect.poll(() => getWords(ben.page, "Action").inputValue(), soon).toBe(one.action)
  await expect.poll(async () => (await readPanel(api, id, one.id)).action, soon).toBe(one.action)
  expect((await readPanel(api, id, two.id)).action).toBe("Nobody comes.")

  await anna.page.getByRole("button", { name: "Undo" }).click()
  await expect.poll(() => getWords(ben.page, "Action").inputValue(), soon).toBe("The door is gone.")
  await getSavedState(anna.page, /^Saved$/u).waitFor()
})

it("names a version, compares it with now and restores the storyboard to it", async () => {
  const { url } = server.current
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Versions",
    script: readScript("the-kitchen"),
    pictures: 0,
  })
  const start = await readStoryboard(api, id)
  const [one, two, three] = start.panels
  if (!one || !two || !three) throw new Error("the script gave fewer than three panels")
  const { page } = await browser.openPerson({ url, context: owner.current })
  await openStoryboard(page, server.current, { id, view: "history" })
  await page.getByRole("button", { name: "Name this version" }).click()
  const dialog = page.getByRole("dialog", { name: "Name this version" })
  await dialog.getByRole("textbox", { name: "Name" }).fill("First pass")
  await dialog.getByRole("button", { name: "Name version" }).click()
  const versions = page.getByRole("list", { name: "Versions" })
  await versions.getByText("First pass").waitFor()

  await setAction(api, id, one.id, "Another beginning.")
  await command(api, id, { kind: "panel.delete", id: two.id })
  await command(api, id, { kind: "style.update", changes: { look: "ink" } })
  const revision = await readRevision(api, id)

  await versions
    .getByRole("button", { name: /First pass/u })
    .first()
    .click()
  await getMarked(page, one.number, "Differs action").waitFor()
  await getMarked(page, two.number, "Only then").waitFor()
  await expect.poll(() => new URL(page.url()).searchParams.get("at"), soon).toMatch(/^version:/u)

  await page.getByRole("button", { name: "Restore storyboard" }).click()
  const confirm = page.getByRole("dialog")
  await confirm.getByText("Style: look").waitFor()
  await confirm.getByText(`Panel ${two.number} added`).waitFor()
  await confirm.getByRole("button", { name: "Restore storyboard" }).click()
  await expect
    .poll(async () => (await readStoryboard(api, id)).panels.map(({ action }) => action), soon)
    .toEqual(start.panels.map(({ action }) => action))
  expect((await readStoryboard(api, id)).style).toEqual(start.style)
  const later = await api.get<{ panels: unknown[] }>(
    `/storyboards/${id}/history/state?point=revision:${revision}`,
  )
  expect(later.panels).toHaveLength(start.panels.length - 1)

  await page.getByRole("button", { name: "Undo" }).click()
  await expect
    .poll(async () => (await readStoryboard(api, id)).panels.length, soon)
    .toBe(start.panels.length - 1)
  await getSavedState(page, /^Saved$/u).waitFor()
})

it("goes from moment to moment by keys, and says who did what", async () => {
  const { url } = server.current
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Moments",
    script: readScript("the-door"),
    pictures: 0,
  })
  const [one] = (await readStoryboard(api, id)).panels
  if (!one) throw new Error("the script gave no panel")
  await command(api, id, { kind: "panel.update", id: one.id, changes: { frames: 99 } })
  const { page } = await browser.openPerson({ url, context: owner.current })
  await openStoryboard(page, server.current, { id, view: "history", panelId: one.id })
  const moments = page.getByRole("region", { name: "Moments", exact: true })
  await moments.getByText("Automation").first().waitFor()
  await moments
    .getByText(/panels added|length/u)
    .first()
    .waitFor()
  await getSlider(page).focus()
  await page.keyboard.press("ArrowLeft")
  await expect.poll(() => new URL(page.url()).searchParams.get("at"), soon).toMatch(/^revision:/u)
  await expect
    .poll(() => getSlider(page).getAttribute("aria-valuetext"), soon)
    .toContain("Automation")
  await page.keyboard.press("End")
  await expect.poll(() => new URL(page.url()).searchParams.get("at"), soon).toBeNull()
  expect(new URL(page.url()).searchParams.get("panel")).toBe(one.id.slice("panel:".length))
})

it.each([
  ["desktop", { width: 1280, height: 800 }],
  ["phone", { width: 390, height: 844 }],
])("has nothing in the way of anybody on a %s", async (_size, viewport) => {
  const { url } = server.current
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "For everybody",
    script: readScript("the-door"),
    pictures: 1,
  })
  const before = await readRevision(api, id)
  const [one, two] = (await readStoryboard(api, id)).panels
  if (!one || !two) throw new Error("the script gave fewer than two panels")
  await setAction(api, id, one.id, "The door is gone.")
  await command(api, id, { kind: "panel.delete", id: two.id })
  await api.post(`/storyboards/${id}/versions`, { name: "First pass", note: "For the producer" })
  const { page, context } = await browser.openPerson({
    url,
    context: { ...owner.current, viewport },
  })
  await followDeviceTheme(context, url)
  await openHistory(page, { id, point: `revision:${before}`, panelId: one.id })
  await page.getByRole("region", { name: `Panel ${one.number} then and now` }).waitFor()
  const barriers: string[] = []
  for (const list of ["Moments", "Versions (1)"])
    for (const colorScheme of ["dark", "light"] as const) {
      await page.getByRole("radio", { name: list }).click()
      await page.emulateMedia({ colorScheme })
      await page.waitForFunction(() => document.getAnimations().length === 0)
      const { violations } = await new AxeBuilder({ page }).analyze()
      for (const { id: rule, impact, nodes } of violations)
        if (impact === "serious" || impact === "critical")
          for (const { target } of nodes)
            barriers.push(`${list}, ${colorScheme}: ${rule} at ${target.join(" ")}`)
    }
  expect(barriers).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBe(0)
})
