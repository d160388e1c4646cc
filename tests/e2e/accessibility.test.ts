import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "playwright-core"
import { expect, it } from "vitest"
import { createApi, ownerToken } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
import { useServer } from "../support/server.ts"
import { useOwner } from "../support/sign-in.ts"
import { readScript } from "../support/scripts.ts"
import { createStoryboard, readStoryboard } from "../support/storyboard.ts"
import { followDeviceTheme, getCard, openStoryboard } from "../support/workspace.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const owner = useOwner(server)
const browser = useBrowser()

/** What is serious on a page now in either theme, and what of it is wider than the screen. */
async function findBarriers(page: Page, place: string): Promise<string[]> {
  const barriers: string[] = []
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme })
    // Halfway from one theme to the other, colours are neither's.
    await page.waitForFunction(() => document.getAnimations().length === 0)
    const axe = new AxeBuilder({ page })
    // Only colours differ between the themes.
    const { violations } = await (
      colorScheme === "dark" ? axe : axe.withRules("color-contrast")
    ).analyze()
    for (const { id, impact, nodes } of violations)
      if (impact === "serious" || impact === "critical")
        for (const { target, failureSummary } of nodes)
          barriers.push(`${place}, ${colorScheme}: ${id} at ${target.join(" ")}: ${failureSummary}`)
  }
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  return overflow > 0 ? [...barriers, `${place}: ${overflow} px wider than the screen`] : barriers
}

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
  const [one] = (await readStoryboard(api, id)).panels
  if (!one) throw new Error("the script gave no panel")
  const { page, context } = await browser.openPerson({
    url,
    context: { ...owner.current, viewport },
  })
  await followDeviceTheme(context, url)
  const barriers: string[] = []
  const look = async (place: string) => {
    barriers.push(...(await findBarriers(page, place)))
  }
  await page.goto(url)
  await page.getByRole("heading", { name: "Storyboards" }).waitFor()
  await look("home")
  await page.getByRole("button", { name: "New storyboard" }).click()
  await page.getByRole("dialog").waitFor()
  await look("new storyboard")

  await openStoryboard(page, server.current, { id, panelId: one.id })
  await getCard(page, one.number).locator("img").waitFor()
  await look("board")
  for (const button of ["Share", "Export"]) {
    await page.getByRole("banner").getByRole("button", { name: button }).click()
    await page.getByRole("dialog").waitFor()
    await look(button)
    await page.keyboard.press("Escape")
    await page.getByRole("dialog").waitFor({ state: "hidden" })
  }
  for (const view of ["script", "shot-list", "style", "review"]) {
    await openStoryboard(page, server.current, { id, view, panelId: one.id })
    await page.getByRole("heading", { level: 2 }).first().waitFor({ state: "attached" })
    await look(view)
  }

  const stranger = await browser.openPerson({ url, context: { viewport } })
  await followDeviceTheme(stranger.context, url)
  await stranger.page.goto(`${url}/sign-in`)
  await stranger.page.getByRole("heading", { name: "Sign in" }).waitFor()
  barriers.push(...(await findBarriers(stranger.page, "sign-in")))
  expect(barriers).toEqual([])
})
