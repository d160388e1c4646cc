import type { Page } from "playwright-core"
import sharp from "sharp"
import { expect, it } from "vitest"
import { createApi, ownerToken } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
import { dropFile } from "../support/drop-file.ts"
import { useServer } from "../support/server.ts"
import { useOwner } from "../support/sign-in.ts"
import { readScript } from "../support/scripts.ts"
import { createStoryboard, readStoryboard } from "../support/storyboard.ts"
import { findPoint, getCard, getSavedState, openStoryboard } from "../support/workspace.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const owner = useOwner(server)
const browser = useBrowser()
/** The browser's own line for an answer that is no success. */
const expectedProblems = [/status of 4\d\d/u]

interface GivenFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

async function giveScript(page: Page, file: GivenFile): Promise<void> {
  await page.goto(server.current.url)
  const chooser = page.waitForEvent("filechooser")
  await page.getByRole("button", { name: "Choose a script" }).click()
  await (await chooser).setFiles(file)
  await page.getByRole("dialog").getByRole("button", { name: "Storyboard it" }).click()
}

it("says what is wrong with a script, keeps what was given and makes no storyboard of it", async () => {
  const api = createApi(server.current)
  const before = await api.get<unknown[]>("/storyboards")
  const { page } = await browser.openPerson({
    url: server.current.url,
    context: owner.current,
    expectedProblems,
  })
  const png = await sharp({ create: { width: 32, height: 32, channels: 3, background: "#fff" } })
    .png()
    .toBuffer()
  const long = Buffer.alloc(20_000_000, "INT. HALL - DAY\n\nShe waits.\n\n")
  const cases: [GivenFile, RegExp][] = [
    [
      { name: "blank.fountain", mimeType: "text/plain", buffer: Buffer.from(" \n\n") },
      /no words in it/u,
    ],
    [{ name: "scan.fountain", mimeType: "text/plain", buffer: png }, /This file is not text/u],
    [{ name: "endless.fountain", mimeType: "text/plain", buffer: long }, /larger than 5 MB/u],
  ]
  for (const [file, sentence] of cases) {
    await giveScript(page, file)
    const dialog = page.getByRole("dialog")
    await dialog.getByRole("alert").filter({ hasText: sentence }).waitFor()
    await dialog.getByText(file.name).waitFor()
  }
  expect(await api.get<unknown[]>("/storyboards")).toHaveLength(before.length)
})

it("reads a script in UTF-16", async () => {
  const { page } = await browser.openPerson({ url: server.current.url, context: owner.current })
  const text = readScript("the-chase").replace("OLD TOWN", "ÅLESUND")
  await giveScript(page, {
    name: "utf-16.fountain",
    mimeType: "text/plain",
    buffer: Buffer.from(`\uFEFF${text}`, "utf16le"),
  })
  await page.getByText("EXT. ÅLESUND - ROOFTOPS - DAWN").first().waitFor()
  await expect(page.getByRole("alert").count()).resolves.toBe(0)
})

it("refuses what only says that it is a picture, and the panel keeps its own", async () => {
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Drops",
    script: readScript("the-door"),
    pictures: 1,
  })
  const [one] = (await readStoryboard(api, id)).panels
  if (!one) throw new Error("the script gave no panel")
  const { page } = await browser.openPerson({
    url: server.current.url,
    context: owner.current,
    expectedProblems,
  })
  await openStoryboard(page, server.current, { id })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>document.title="taken over"</script></svg>`
  const at = await findPoint(page, one.number)
  for (const [name, mediaType] of [
    ["drawing.svg", "image/svg+xml"],
    ["photo.png", "image/png"],
  ] as const) {
    await dropFile(page, { name, mediaType, bytes: Buffer.from(svg), at })
    const sentence = page.getByRole("alert").filter({ hasText: /\w+ .*\./u })
    await sentence.first().waitFor()
    await sentence.getByRole("button", { name: "Dismiss" }).first().click()
    await sentence.first().waitFor({ state: "hidden" })
  }
  await getSavedState(page, /^Saved$/u).waitFor()
  await getCard(page, one.number).locator("img").waitFor()
  await expect(page.title()).resolves.toContain("Drops")
  const [still] = (await readStoryboard(api, id)).panels
  expect(still?.picture).toBe(one.picture)
  expect(still?.variants).toHaveLength(1)
})
