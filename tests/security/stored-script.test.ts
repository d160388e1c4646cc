import { expect, it } from "vitest"
import { ownerToken } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
import { useServer } from "../support/server.ts"
import { soon } from "../support/storyboard.ts"
import { openStoryboard } from "../support/workspace.ts"
import { openFrontDoor, operator, password } from "./front-door.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const browser = useBrowser()

const attack = `</script></title></textarea><img src=x onerror="alert(1)"><svg onload=alert(2)><script>alert(3)</script>"'><a href="javascript:alert(4)">`

it("stays words wherever people can leave it, on every page that shows it", async () => {
  const { url } = server.current
  const door = openFrontDoor(server.current)
  const signedIn = await door.enter(new URL(server.current.readyUrl).pathname)
  const made = await door.sendJson(operator, "POST", "/api/v1/storyboards", { title: attack })
  const { id } = (await made.json()) as { id: string }
  const path = await door.createInvitation(signedIn, id, "commenter", "eve@example.org")
  const eve = await door.enter(path, { name: attack.slice(0, 110), password })
  const command = async (commands: object[], caller = operator) => {
    const address = `/api/v1/storyboards/${id}/commands`
    const answer = await door.sendJson(caller, "POST", address, { commands })
    expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)])
  }
  await command([
    { kind: "scene.create", id: "scene:1", heading: attack },
    { kind: "shot.create", id: "shot:1", sceneId: "scene:1" },
    {
      kind: "panel.create",
      id: "panel:1",
      shotId: "shot:1",
      action: attack,
      dialogue: attack,
      sound: attack,
      notes: attack,
    },
  ])
  await command(
    [{ kind: "comment.create", id: "comment:1", panelId: "panel:1", words: attack }],
    eve,
  )
  await door.sendJson(operator, "POST", `/api/v1/storyboards/${id}/versions`, { name: attack })
  await door.send(operator, "POST", `/api/v1/storyboards/${id}/import?pictures=none`, {
    body: `Title: ${attack}\n\nINT. ${attack} - DAY\n\n${attack}\n\nEVE\n${attack}\n`,
    mediaType: "text/plain",
  })

  const { page, context } = await browser.openPerson({ url })
  const [name = "", value = ""] = signedIn.cookie?.split("=") ?? []
  await context.addCookies([{ name, value, url }])
  const dialogs: string[] = []
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  const violations: string[] = []
  await context.exposeFunction("tellViolation", (words: string) => violations.push(words))
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      const told = globalThis as unknown as { tellViolation(this: void, words: string): void }
      told.tellViolation(`${violatedDirective} ${blockedURI}`)
    })
  })
  await page.goto(url)
  await page.getByText(attack).first().waitFor()
  for (const view of ["", "script", "shot-list", "style", "review", "history"]) {
    await openStoryboard(page, server.current, { id, view, panelId: "panel:1" })
    await expect(page.title()).resolves.toContain("alert(3)")
    const planted = page.locator(
      'img[src="x"], svg[onload], a[href^="javascript:"], [onerror], [onload]',
    )
    await expect(planted.count()).resolves.toBe(0)
  }
  await openStoryboard(page, server.current, { id, view: "shot-list" })
  const shotList = page.getByRole("grid", { name: "Shot list" })
  await expect.poll(() => shotList.textContent(), soon).toContain('onerror="alert(1)"')
  const invitation = await door.createInvitation(signedIn, id, "viewer", "new@example.org")
  await page.goto(url + invitation)
  await page.getByText(`Join “${attack}”`).waitFor()
  expect(violations).toEqual([])
  expect(dialogs).toEqual([])

  const file = await door.send(operator, "GET", `/api/v1/storyboards/${id}/export?format=pdf`)
  await file.arrayBuffer()
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.-]+"$/u)
})

it("is not taken in as a picture, and what is taken in can run nothing", async () => {
  const door = openFrontDoor(server.current)
  const id = await door.createStoryboard()
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`
  for (const body of [svg, `<html>${svg}</html>`, `GIF89a/*${svg}*/`, `\uFEFF${svg}`])
    for (const mediaType of ["image/svg+xml", "image/png", "text/html"]) {
      const answer = await door.send(operator, "POST", `/api/v1/assets?storyboard=${id}`, {
        body,
        mediaType,
      })
      await answer.arrayBuffer()
      expect([415, 422]).toContain(answer.status)
    }
})
