import { expect, it } from "vitest"
import { createApi, ownerToken } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
import { readScript } from "../support/scripts.ts"
import { useServer } from "../support/server.ts"
import { useOwner } from "../support/sign-in.ts"
import { createStoryboard, readStoryboard, soon, waitForPictures } from "../support/storyboard.ts"
import { openStoryboard } from "../support/workspace.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const owner = useOwner(server)
const browser = useBrowser()

it("chooses one of four looks, tries it on three panels, takes it for all and takes it back at once", async () => {
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Looks",
    script: readScript("the-kitchen"),
    pictures: 0,
  })
  const panelIds = (await readStoryboard(api, id)).panels.slice(0, 5).map((panel) => panel.id)
  await api.post(`/storyboards/${id}/generations`, { panelIds, operation: "generate" })
  await waitForPictures(api, id, panelIds.length)
  const listPictures = async () =>
    (await readStoryboard(api, id)).panels.slice(0, 5).map(({ picture }) => picture)
  const before = await listPictures()
  const { page } = await browser.openPerson({ url: server.current.url, context: owner.current })
  await openStoryboard(page, server.current, { id, view: "style" })

  await page.getByRole("button", { name: /^Draw four looks/u }).click()
  const choose = page.getByRole("button", { name: "Choose Ink and brush" })
  await expect.poll(() => choose.isEnabled(), soon).toBe(true)
  await choose.click()
  await page.getByText("4 pictures in another style than the present one.").waitFor()
  const chosen = (await listPictures())[0]
  expect(chosen).not.toBe(before[0])

  await page.getByRole("button", { name: /^Try on 3/u }).click()
  const take = page.getByRole("button", { name: /^Take these and restyle the other 1/u })
  await expect.poll(() => take.isEnabled(), soon).toBe(true)
  await expect.poll(listPictures, soon).toEqual([chosen, ...before.slice(1)])
  await take.click()
  await page.getByText("All pictures are in the present style.").waitFor()
  expect((await listPictures()).slice(1).some((picture) => before.includes(picture))).toBe(false)

  await page.getByRole("button", { name: "Undo" }).click()
  await expect.poll(listPictures, soon).toEqual([chosen, ...before.slice(1)])
  await page.getByText("4 pictures in another style than the present one.").waitFor()
})
