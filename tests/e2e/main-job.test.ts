import { execFileSync } from "node:child_process"
import { expect, it } from "vitest"
import { createApi, ownerToken } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
import { useServer } from "../support/server.ts"
import { readScript } from "../support/scripts.ts"
import { readPanel, readStoryboard, soon, waitForPictures } from "../support/storyboard.ts"
import {
  getCard,
  getInspectedPicture,
  getInspector,
  getSavedState,
  getWords,
  pickPanel,
  waitForSelected,
} from "../support/workspace.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const browser = useBrowser()

it("turns a script into a storyboard that two people work on and print", async () => {
  const { url, readyUrl } = server.current
  const api = createApi(server.current)
  const owner = await browser.openPerson({ url, name: "owner" })
  const { page } = owner

  await page.goto(readyUrl)
  await page.getByRole("link", { name: /^The Lighthouse 34 panels/u }).waitFor()
  await page.getByRole("textbox", { name: "Paste a script" }).fill(readScript("the-lighthouse"))
  const dialog = page.getByRole("dialog", { name: "New storyboard" })
  await dialog.getByRole("textbox", { name: "Title" }).fill("Night shoot")
  await dialog.getByRole("button", { name: "Storyboard it" }).click()
  await page.waitForURL(/\/storyboards\/[\w-]+$/u)

  const storyboards = await api.get<{ id: string; title: string }[]>("/storyboards")
  const id = storyboards.find(({ title }) => title === "Night shoot")?.id ?? ""
  const first = await readStoryboard(api, id)
  expect(first.scenes.map(({ number, heading }) => `${number} ${heading}`)).toEqual([
    "1 EXT. ROCK POINT - DUSK",
    "2 INT. LIGHTHOUSE - LAMP ROOM - NIGHT",
    "3 EXT. SEA - INSIDE THE REEF - NIGHT",
  ])
  await page.getByText("EXT. ROCK POINT - DUSK").first().waitFor()
  await waitForPictures(api, id, 14)
  const { panels } = await readStoryboard(api, id)
  const [panel, second] = panels
  if (!panel || !second) throw new Error("the script gave fewer than two panels")
  for (const { number } of panels.slice(0, 4))
    await getCard(page, number).locator("img").waitFor({ state: "visible" })

  await page.getByRole("button", { name: "Share" }).click()
  const share = page.getByRole("dialog", { name: "Share" })
  await share.getByRole("combobox", { name: "Role of who has the link" }).selectOption("editor")
  await share.getByRole("button", { name: "Make a link" }).click()
  const link = await share.getByRole("textbox", { name: "The link to hand over" }).inputValue()
  await share.getByRole("button", { name: "Close" }).click()

  const colleague = await browser.openPerson({ url, name: "colleague" })
  const theirs = colleague.page
  await theirs.goto(link)
  await theirs.getByRole("textbox", { name: "Your name" }).fill("Nora Lind")
  await theirs.getByRole("button", { name: "Open the storyboard" }).click()
  await getSavedState(theirs, /^Saved$/u).waitFor()
  for (const { number } of panels.slice(0, 4)) await getCard(theirs, number).waitFor()
  await page.getByRole("button", { name: "Also here: Nora Lind" }).waitFor()
  await theirs.getByRole("button", { name: "Also here: Owner" }).waitFor()

  await pickPanel(page, second.number)
  await pickPanel(theirs, second.number)
  await getWords(theirs, "Action").fill("The wave takes the lantern.")
  await expect
    .poll(() => getWords(page, "Action").inputValue(), soon)
    .toBe("The wave takes the lantern.")

  await page.getByRole("application", { name: "Storyboard" }).press("e")
  await page.keyboard.type("make it night and closer")
  await page.keyboard.press("Enter")
  await expect.poll(async () => (await readPanel(api, id, second.id)).variants.length, soon).toBe(2)
  const refined = await readPanel(api, id, second.id)
  const [old, young] = refined.variants
  if (!old || !young) throw new Error("there are no two pictures")
  expect(refined.picture).toBe(young.asset)
  expect(young.asset).not.toBe(old.asset)
  await getInspectedPicture(page, young.asset).waitFor()
  await getInspectedPicture(theirs, young.asset).waitFor()

  await page.keyboard.press("Escape")
  await page.keyboard.press("[")
  await getInspectedPicture(theirs, old.asset).waitFor()
  await page.keyboard.press("Control+z")
  await getInspectedPicture(theirs, young.asset).waitFor()
  await waitForSelected(page, second.number)
  await getSavedState(page, /^Saved$/u).waitFor()

  await page.getByRole("button", { name: "Export" }).click()
  const paper = page.getByRole("dialog", { name: "Export as PDF" })
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    paper.getByRole("button", { name: "Download PDF" }).click(),
  ])
  const words = execFileSync("pdftotext", ["-layout", await download.path(), "-"], {
    encoding: "utf8",
  })
  const printed = words.split(/\s+/u)
  expect(panels.map(({ number }) => number).filter((number) => !printed.includes(number))).toEqual(
    [],
  )
  expect(words).toContain("The wave takes the lantern.")
  expect(words).toContain("Night shoot")
  await expect.poll(() => getInspector(page).isVisible(), soon).toBe(true)
})
