import { expect, it } from "vitest"
import { createApi, ownerToken } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
import { useServer } from "../support/server.ts"
import { useOwner } from "../support/sign-in.ts"
import { readScript } from "../support/scripts.ts"
import { createStoryboard, readPanel, readStoryboard, soon } from "../support/storyboard.ts"
import { getInspector, openStoryboard, waitForSelected } from "../support/workspace.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const owner = useOwner(server)
const browser = useBrowser()

it("offers four ways to see a panel, takes one, names it, and takes a region of another", async () => {
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Four ways",
    script: readScript("the-door"),
    pictures: 1,
  })
  const panel = (await readStoryboard(api, id)).panels[0]
  if (!panel) throw new Error("the script gave no panel")
  const { page } = await browser.openPerson({ url: server.current.url, context: owner.current })
  await openStoryboard(page, server.current, { id, panelId: panel.id })
  await waitForSelected(page, panel.number)
  const inspector = getInspector(page)

  await page.getByRole("application", { name: "Storyboard" }).press("Shift+G")
  const ways = inspector.getByRole("region", { name: `Four ways to see panel ${panel.number}` })
  await ways.getByRole("button", { name: /^4: Breaks the pattern$/u }).waitFor()
  await ways.getByRole("button", { name: /^2: \w+$/u }).waitFor()
  expect((await readPanel(api, id, panel.id)).picture).toBe(panel.picture)
  await page.keyboard.press("2")
  await page.keyboard.press("Enter")
  await ways.waitFor({ state: "hidden" })
  await expect
    .poll(async () => (await readPanel(api, id, panel.id)).picture, soon)
    .not.toBe(panel.picture)

  await inspector.getByRole("button", { name: /^Compare the pictures/u }).click()
  const dialog = page.getByRole("dialog", { name: `Pictures of panel ${panel.number}` })
  const tree = dialog.getByRole("listbox")
  await expect.poll(() => tree.getByRole("option").count(), soon).toBe(5)
  await tree.getByRole("option", { name: /shown/u }).click()
  const name = dialog.getByRole("textbox", { name: /^Name of picture/u })
  await name.fill("The one")
  await name.press("Enter")
  await tree.getByRole("option", { name: /The one/u }).waitFor()

  await dialog.getByRole("button", { name: /^Take a region into picture 1$/u }).click()
  const picture = dialog.getByLabel(`Picture of panel ${panel.number}`)
  await picture.press("ArrowRight")
  await dialog.getByText(/px marked/u).waitFor()
  await dialog.getByRole("button", { name: "Take it into picture 1" }).click()
  await tree.getByRole("option", { name: /A region of picture/u }).waitFor()
  const { variants, picture: shown } = await readPanel(api, id, panel.id)
  expect(variants.at(-1)).toMatchObject({ parentId: variants[0]?.id, asset: shown })

  await page.keyboard.press("Escape")
  await dialog.waitFor({ state: "hidden" })
  await inspector.getByText(/^inside changed .+ · outside 0/u).waitFor()
  await page.getByRole("application", { name: "Storyboard" }).press("Control+z")
  await expect.poll(async () => (await readPanel(api, id, panel.id)).picture, soon).not.toBe(shown)
})
