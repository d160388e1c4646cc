import sharp from "sharp"
import { expect, it, onTestFinished } from "vitest"
import * as Y from "yjs"
import { createApi, ownerToken } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
import { openSyncClient } from "../support/client.ts"
import { dropFile } from "../support/drop-file.ts"
import { useServer } from "../support/server.ts"
import { useOwner } from "../support/sign-in.ts"
import { readScript } from "../support/scripts.ts"
import { createStoryboard, readPanel, readStoryboard, soon } from "../support/storyboard.ts"
import { findPoint, getCard, openStoryboard, pickPanel } from "../support/workspace.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const owner = useOwner(server)
const browser = useBrowser()

it("draws, reorders and takes pictures on a canvas that two people share", async () => {
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Canvas",
    script: readScript("the-kitchen"),
    pictures: 3,
  })
  const listOrder = async () => (await readStoryboard(api, id)).panels.map((panel) => panel.id)
  const [one, two, three] = (await readStoryboard(api, id)).panels
  if (!one || !two || !three) throw new Error("the script gave fewer than three panels")
  const context = owner.current
  const ada = await browser.openPerson({ url: server.current.url, name: "ada", context })
  const ben = await browser.openPerson({ url: server.current.url, name: "ben", context })
  await openStoryboard(ada.page, server.current, { id })
  await openStoryboard(ben.page, server.current, { id })

  // Ink belongs to the panel under it, reaches the other browser, and its layer is stored.
  await ada.page.getByRole("button", { name: "Draw", exact: true }).click()
  const start = await findPoint(ada.page, two.number)
  await ada.page.mouse.move(start.x - 40, start.y - 20)
  await ada.page.mouse.down()
  await ada.page.mouse.move(start.x, start.y + 20, { steps: 6 })
  await ada.page.mouse.move(start.x + 40, start.y - 20, { steps: 6 })
  await ada.page.mouse.up()
  const inked = ben.page.locator('.tl-shape[data-shape-type="draw"]')
  await inked.waitFor()
  await expect.poll(async () => (await readPanel(api, id, two.id)).ink, soon).not.toBeNull()
  const layer = (await readPanel(api, id, two.id)).ink?.asset ?? ""
  const { channels } = await sharp(await api.getBytes(`/assets/${layer}`)).stats()
  expect(channels[3]?.min).toBe(0)
  expect(channels[3]?.max).toBe(255)

  // A panel that is dragged takes its ink along, and stands in its new place for both.
  await ada.page.keyboard.press("v")
  await ada.page.keyboard.press("Escape")
  const inkBefore = await inked.boundingBox()
  await pickPanel(ada.page, two.number)
  const from = await findPoint(ada.page, two.number)
  const to = await findPoint(ada.page, one.number)
  await ada.page.mouse.move(from.x, from.y + 30)
  await ada.page.mouse.down()
  await ada.page.mouse.move(from.x - 30, from.y + 30, { steps: 4 })
  await ada.page.mouse.move(to.x - 60, to.y + 10, { steps: 8 })
  await ada.page.mouse.up()
  await expect
    .poll(async () => (await listOrder()).slice(0, 3), soon)
    .toEqual([two.id, one.id, three.id])
  await expect.poll(async () => (await inked.boundingBox())?.x, soon).not.toBe(inkBefore?.x)
  expect((await readPanel(api, id, two.id)).ink?.asset).toBe(layer)
  await ada.page.keyboard.press("Control+z")
  await expect
    .poll(async () => (await listOrder()).slice(0, 3), soon)
    .toEqual([one.id, two.id, three.id])

  // A picture that is dropped beside the panels becomes an asset and is there for both.
  const red = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#c33" } })
    .png()
    .toBuffer()
  const board = await ada.page.getByRole("application", { name: "Storyboard" }).boundingBox()
  if (board === null) throw new Error("there is no board")
  await dropFile(ada.page, {
    name: "red.png",
    mediaType: "image/png",
    bytes: red,
    at: { x: board.x + 8, y: board.y + board.height / 2 },
  })
  const image = ben.page.locator('.tl-shape[data-shape-type="image"] .tl-image')
  await image.first().waitFor({ state: "attached" })
})

it("sets a broken record aside and shows everything else", async () => {
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Broken record",
    script: readScript("the-kitchen"),
    pictures: 0,
  })
  const [one] = (await readStoryboard(api, id)).panels
  if (!one) throw new Error("the script gave no panel")
  const { page } = await browser.openPerson({
    url: server.current.url,
    context: owner.current,
  })
  await openStoryboard(page, server.current, { id })
  const client = await openSyncClient(server.current, id, ownerToken)
  onTestFinished(() => client.close())
  const records = client.doc.getMap("canvas")
  const base = { typeName: "shape", type: "geo", parentId: "page:page", index: "a1", x: 0, y: 0 }
  const broken: Record<string, object> = {
    "shape:half": { ...base, id: "shape:half", props: { w: "wide" } },
    "shape:own-parent": { ...base, id: "shape:own-parent", parentId: "shape:own-parent" },
    "shape:alien": { id: "shape:alien", typeName: "saucer" },
  }
  client.doc.transact(() => {
    for (const [key, record] of Object.entries(broken)) {
      const entry = new Y.Map()
      entry.set("$", record)
      records.set(key, entry)
    }
    records.set("shape:no-map", "nonsense")
  })
  await page.getByText(/drawings? (?:is|are) damaged and not shown/u).waitFor()
  await getCard(page, one.number).waitFor()
  await pickPanel(page, one.number)

  await page.reload()
  await getCard(page, one.number).waitFor()
  expect(await readStoryboard(api, id)).toMatchObject({ title: "Broken record" })
})
