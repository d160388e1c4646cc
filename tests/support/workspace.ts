import type { BrowserContext, Locator, Page } from "playwright-core"
import { expect } from "vitest"
import { toPath, toSearch } from "./address.ts"
import type { RunningServer } from "./server.ts"
import { soon } from "./storyboard.ts"

/**
 * Closes a menu with Escape. It is closed when its button has the focus again: a menu that was opened in between
 * would lose the focus to that button, and close, too.
 */
export async function closeMenu(page: Page, button: Locator): Promise<void> {
  await page.keyboard.press("Escape")
  await page.getByRole("menu").waitFor({ state: "hidden" })
  await expect
    .poll(() => button.evaluate((element) => element === document.activeElement), soon)
    .toBe(true)
}

/** Opens a storyboard's page and waits until it is there to be worked on. */
export async function openStoryboard(
  page: Page,
  server: Pick<RunningServer, "url">,
  address: { readonly id: string; readonly view?: string; readonly panelId?: string },
): Promise<void> {
  const { id, view = "", panelId } = address
  await page.goto(server.url + toPath(id, view) + toSearch(panelId))
  await getSavedState(page, /^(?:Saved|Comments only|View only)$/u).waitFor()
}

export const getSavedState = (page: Page, words: RegExp): Locator =>
  page.getByRole("banner").getByRole("status").filter({ hasText: words })

/** A panel's card on the board, by the number that people read. */
export const getCard = (page: Page, number: string): Locator =>
  page.locator(".pw-panel").filter({
    has: page.locator(".pw-panel-number", { hasText: new RegExp(`^${number}$`, "u") }),
  })

export const getInspector = (page: Page): Locator =>
  page.getByRole("complementary", { name: "Inspector" })

/** The words of a panel in the inspector. */
export const getWords = (page: Page, name: "Action" | "Dialogue" | "Sound" | "Notes"): Locator =>
  getInspector(page).getByRole("textbox", { name, exact: true })

/** Waits until the inspector shows this panel. */
export const waitForSelected = (page: Page, number: string): Promise<void> =>
  getInspector(page)
    .getByRole("heading", { name: `Panel ${number}`, exact: true })
    .waitFor()

/** The middle of a panel's picture on the screen. The canvas takes the mouse, not the card. */
export async function findPoint(page: Page, number: string): Promise<{ x: number; y: number }> {
  const picture = getCard(page, number).locator(".pw-panel-picture")
  await picture.waitFor({ state: "visible" })
  const box = await picture.boundingBox()
  if (box === null) throw new Error(`panel ${number} is not on the screen`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Picks a panel on the board with the mouse. */
export async function pickPanel(page: Page, number: string): Promise<void> {
  const { x, y } = await findPoint(page, number)
  await page.mouse.click(x, y)
  await waitForSelected(page, number)
}

/** The numbers of the panels in a row of the reading order, as the shot list shows them. */
export const listNumbers = (page: Page): Promise<string[]> =>
  page
    .getByRole("grid", { name: "Shot list" })
    .locator("tbody tr[aria-selected] td:first-child")
    .allInnerTexts()

/** The address of the picture that the inspector shows. */
export const getInspectedPicture = (page: Page, asset: string): Locator =>
  getInspector(page).locator(`section[aria-label="Picture"] > div img[src*="${asset}"]`).first()

/** The person has chosen "As this device", so that the theme is that of the browser profile. */
export const followDeviceTheme = (context: BrowserContext, url: string): Promise<void> =>
  context.addCookies([{ name: "pw_theme", value: "system", url }])
