import type { Page } from "playwright-core"
import { expect, it } from "vitest"
import { WebSocket } from "ws"
import { toPath } from "../support/address.ts"
import { createApi, ownerToken } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
import { useServer } from "../support/server.ts"
import { readScript } from "../support/scripts.ts"
import { createStoryboard, readStoryboard } from "../support/storyboard.ts"
import { getInspector, getSavedState, getWords, openStoryboard } from "../support/workspace.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const browser = useBrowser()

const post = (page: Page, path: string, body: unknown): Promise<number> =>
  page.evaluate(
    async ([to, sent]) => {
      const response = await fetch(`/api/v1${to}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: sent ?? "",
      })
      return response.status
    },
    [path, JSON.stringify(body)],
  )

it("lets everybody in as what they are, once where it is once, and out at the end", async () => {
  const { url, readyUrl } = server.current
  const api = createApi(server.current)
  const id = await createStoryboard(api, {
    title: "Guests",
    script: readScript("the-door"),
    pictures: 1,
  })
  const [one] = (await readStoryboard(api, id)).panels
  if (!one) throw new Error("the script gave no panel")

  const owner = await browser.openPerson({ url, name: "owner" })
  await owner.page.goto(readyUrl)
  await owner.page.getByRole("heading", { name: "Storyboards" }).waitFor()
  const latecomer = await browser.openPerson({ url, name: "latecomer" })
  await latecomer.page.goto(readyUrl)
  await latecomer.page.getByText("This link has been used.").waitFor()
  await latecomer.page.goto(url + toPath(id))
  await latecomer.page.getByRole("heading", { name: "Sign in" }).waitFor()

  await openStoryboard(owner.page, server.current, { id })
  await owner.page.getByRole("button", { name: "Share" }).click()
  const share = owner.page.getByRole("dialog", { name: "Share" })
  const handedOver = share.getByRole("textbox", { name: "The link to hand over" })
  await share.getByRole("combobox", { name: "Role of who has the link" }).selectOption("viewer")
  await share.getByRole("button", { name: "Make a link" }).click()
  const viewerLink = await handedOver.inputValue()
  await share
    .getByRole("textbox", { name: "E-mail of the person to invite" })
    .fill("nora@example.org")
  await share.getByRole("combobox", { name: "Role of the person to invite" }).selectOption("editor")
  await share.getByRole("button", { name: "Invite" }).click()
  await share.getByText("Send this to nora@example.org.").waitFor()
  const invitation = await handedOver.inputValue()

  // A viewer sees everything and changes nothing, whatever way is tried.
  const viewer = await browser.openPerson({
    url,
    name: "viewer",
    expectedProblems: [/status of 403/u],
  })
  await viewer.page.goto(viewerLink)
  await viewer.page.getByRole("textbox", { name: "Your name" }).fill("Vera")
  await viewer.page.getByRole("button", { name: "Open the storyboard" }).click()
  await getSavedState(viewer.page, /^View only$/u).waitFor()
  await openStoryboard(viewer.page, server.current, { id, panelId: one.id })
  await expect(getWords(viewer.page, "Action").inputValue()).resolves.toBe(one.action)
  await expect(getWords(viewer.page, "Action").isEditable()).resolves.toBe(false)
  const generate = getInspector(viewer.page).getByRole("button", { name: "New picture" })
  await expect(generate.getAttribute("aria-disabled")).resolves.toBe("true")
  await generate.hover()
  await viewer.page.getByText("As a viewer you can look, not change.").first().waitFor()
  await expect(
    post(viewer.page, `/storyboards/${id}/commands`, {
      commands: [{ kind: "settings.update", changes: { title: "Mine now" } }],
    }),
  ).resolves.toBe(403)
  await expect(
    post(viewer.page, `/storyboards/${id}/generations`, {
      panelIds: [one.id],
      operation: "generate",
    }),
  ).resolves.toBe(403)
  const cookie = (await viewer.context.cookies())
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ")
  await expect(
    writeOverSocket(`${url.replace(/^http/u, "ws")}/sync/${id}`, { cookie, origin: url }),
  ).resolves.toBe(4403)
  expect((await readStoryboard(api, id)).title).toBe("Guests")

  // An invitation makes an account, which then works with e-mail and password.
  const nora = await browser.openPerson({ url, name: "nora", expectedProblems: [/WebSocket/u] })
  await nora.page.goto(invitation)
  await nora.page.getByRole("textbox", { name: "Name" }).fill("Nora Lind")
  await nora.page.getByLabel("Password").fill("a lamp in the night 7")
  await nora.page.getByRole("button", { name: "Join" }).click()
  await getSavedState(nora.page, /^Saved$/u).waitFor()
  const socketEnds = waitForSocketEnd(nora.page)
  await nora.page.reload()
  await getSavedState(nora.page, /^Saved$/u).waitFor()
  await nora.page.getByRole("button", { name: "Account of Nora Lind" }).click()
  await nora.page.getByRole("menuitem", { name: "Sign out" }).click()
  await nora.page.getByRole("heading", { name: "Sign in" }).waitFor()
  await socketEnds
  await nora.page.goto(url + toPath(id))
  await nora.page.getByRole("textbox", { name: "E-mail" }).fill("nora@example.org")
  await nora.page.getByLabel("Password").fill("a lamp in the dark 7")
  await nora.page.getByRole("button", { name: "Sign in" }).click()
  await nora.page.getByText("The e-mail or the password is not right.").waitFor()
  await nora.page.getByLabel("Password").fill("a lamp in the night 7")
  await nora.page.getByRole("button", { name: "Sign in" }).click()
  await getSavedState(nora.page, /^Saved$/u).waitFor()
  await expect(latecomer.page.goto(invitation)).resolves.not.toBeNull()
  await latecomer.page.getByRole("heading", { name: "This invitation does not work" }).waitFor()
})

/** Sends a change of a doc over a socket; gives the code that the server ends it with. */
function writeOverSocket(address: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(address, { headers })
  return new Promise((resolve, reject) => {
    socket.on("error", reject)
    socket.on("close", resolve)
    // A sync update that sets a text: one client, one struct, no deletions.
    const update = [1, 1, 1, 0, 4, 1, 1, 116, 1, 120, 0]
    socket.on("open", () => socket.send(Uint8Array.from([0, 2, update.length, ...update])))
  })
}

const waitForSocketEnd = async (page: Page): Promise<void> => {
  const socket = await page.waitForEvent("websocket")
  await socket.waitForEvent("close", { timeout: 30_000 })
}
