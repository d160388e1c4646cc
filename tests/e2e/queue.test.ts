import { afterAll, expect, it } from "vitest"
import { createApi, ownerToken } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
import { startPictureServer } from "../support/picture-server.ts"
import { readScript } from "../support/scripts.ts"
import { useServer } from "../support/server.ts"
import { createStoryboard, readStoryboard } from "../support/storyboard.ts"
import { openStoryboard } from "../support/workspace.ts"

const pictures = await startPictureServer()
afterAll(() => pictures.stop())
const server = useServer({
  environment: {
    PANELWRIGHT_TOKEN: ownerToken,
    OPENAI_API_KEY: "for-a-journey",
    OPENAI_BASE_URL: pictures.baseUrl,
  },
})
const browser = useBrowser()

it("holds what no budget has room for until the owner consents, and retries what failed in one go", async () => {
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Money",
    script: readScript("the-door"),
    pictures: 3,
  })
  const panelIds = (await readStoryboard(api, id)).panels.slice(0, 3).map((panel) => panel.id)
  const owner = await browser.openPerson({ url: server.current.url, name: "owner" })
  const { page } = owner
  await page.goto(server.current.readyUrl)
  await page.getByRole("heading", { name: "Storyboards" }).waitFor()
  await openStoryboard(page, server.current, { id, view: "shot-list" })
  const order = () =>
    page.evaluate(
      async ([storyboardId, ids]) => {
        const response = await fetch(`/api/v1/storyboards/${storyboardId}/generations`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({
            panelIds: ids,
            operation: "generate",
            provider: "openai",
            fresh: true,
          }),
        })
        return response.status
      },
      [id, panelIds] as const,
    )

  await page.getByRole("contentinfo").getByRole("button", { name: "Queue" }).click()
  const queue = page.getByRole("region", { name: "Queue" })
  await queue.getByRole("button", { name: "Budget" }).click()
  const budget = page.getByRole("dialog", { name: "Budget" })
  await budget.getByRole("textbox", { name: "In all" }).fill("0.005")
  await budget.getByRole("button", { name: "Set the budget" }).click()
  await queue.getByText("left $0.005").waitFor()

  expect(await order()).toBe(202)
  await queue.getByText("needs consent").nth(1).waitFor()
  await queue.getByText("spent $0.008 · reserved $0.00 · left $0.00").waitFor()
  expect(pictures.count()).toBe(1)
  await queue.getByRole("button", { name: "Consent to all 2" }).click()
  await queue.getByText("spent $0.024 · reserved $0.00 · left $0.00").waitFor()
  expect(pictures.count()).toBe(3)

  await page.reload()
  await page.getByRole("contentinfo").getByRole("button", { name: "Queue" }).click()
  await queue.getByText("spent $0.024").waitFor()
  await queue.getByRole("button", { name: "Budget" }).click()
  await budget.getByRole("textbox", { name: "In all" }).fill("")
  await budget.getByRole("button", { name: "Set the budget" }).click()
  await queue.getByText("no limit").waitFor()

  pictures.behave = "lock-out"
  expect(await order()).toBe(202)
  const bar = page.getByRole("region", { name: "Pictures that were asked for together" })
  await bar.getByText("0 of 3 drawn, 3 failed").waitFor()
  await queue.getByText("refused the key").first().waitFor()
  pictures.behave = "answer"
  await bar.getByRole("button", { name: /^Retry 3 · about \$/u }).click()
  await queue.getByText("spent $0.048 · reserved $0.00").waitFor()
  await bar.waitFor({ state: "hidden" })
})
