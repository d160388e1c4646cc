import sharp from "sharp"
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

const decode = (bytes: Uint8Array) =>
  sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true })

it("changes a region of a picture and not one byte outside of it", async () => {
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Region",
    script: readScript("the-door"),
    pictures: 2,
  })
  const panel = (await readStoryboard(api, id)).panels[0]
  if (!panel) throw new Error("the script gave no panel")
  const { page } = await browser.openPerson({
    url: server.current.url,
    context: owner.current,
  })
  await openStoryboard(page, server.current, { id, panelId: panel.id })
  await waitForSelected(page, panel.number)

  await page.getByRole("application", { name: "Storyboard" }).press("r")
  const dialog = page.getByRole("dialog")
  const picture = dialog.getByLabel(`Picture of panel ${panel.number}`)
  // A thing that the sketch knows can be clicked, and the click taken back; what counts below is a box by keys.
  const [thing] = (
    await api.get<{ objects: { name: string }[] }>(
      `/storyboards/${id}/variants/${panel.variants[0]?.id ?? ""}/objects`,
    )
  ).objects
  if (thing) {
    await dialog.getByRole("group", { name: "In the picture" }).getByRole("button").first().click()
    await dialog.getByText(/px marked/u).waitFor()
    await dialog.getByRole("button", { name: "Take back" }).click()
  }
  await dialog.getByRole("radio", { name: "Box" }).click()
  await picture.press("ArrowRight")
  await picture.press("Shift+ArrowDown")
  await dialog.getByText(/\d+ × \d+ px marked/u).waitFor()
  const stored = page.waitForResponse(
    (response) =>
      response.request().method() === "POST" && response.url().includes("/api/v1/assets"),
  )
  await dialog.getByRole("textbox", { name: "What should change in the region" }).fill("add a car")
  await page.keyboard.press("Enter")
  const { id: maskId } = (await (await stored).json()) as { id: string }
  const maskBytes = await api.getBytes(`/assets/${maskId}`)
  await dialog.waitFor({ state: "hidden" })

  await expect.poll(async () => (await readPanel(api, id, panel.id)).variants.length, soon).toBe(2)
  const [parent, child] = (await readPanel(api, id, panel.id)).variants
  if (!parent || !child) throw new Error("there are no two pictures")
  expect(child.parentId).toBe(parent.id)
  const mask = await sharp(maskBytes)
    .toColourspace("b-w")
    .raw()
    .toBuffer({ resolveWithObject: true })
  const before = await decode(await api.getBytes(`/assets/${parent.asset}`))
  const after = await decode(await api.getBytes(`/assets/${child.asset}`))
  expect([after.info.width, after.info.height]).toEqual([before.info.width, before.info.height])
  expect([mask.info.width, mask.info.height]).toEqual([before.info.width, before.info.height])
  let inside = 0
  let outside = 0
  for (let pixel = 0; pixel < mask.data.length; pixel += 1) {
    const at = pixel * 4
    if (before.data.compare(after.data, at, at + 4, at, at + 4) === 0) continue
    if (mask.data[pixel] === 0) outside += 1
    else inside += 1
  }
  expect(outside).toBe(0)
  expect(inside).toBeGreaterThan(0)
  await getInspector(page)
    .getByText(/^inside changed .+ · outside 0/u)
    .waitFor()
})
