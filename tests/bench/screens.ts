// `pnpm --filter @panelwright/tests screens [part of a name…]`: takes a picture of every state of the product, to be
// looked at, into `tests/.output/screens`.
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { toPath, toSearch } from "../support/address.ts"
import { createApi, ownerToken, type Api } from "../support/api.ts"
import { startBrowser } from "../support/browser.ts"
import { startServer, type RunningServer } from "../support/server.ts"
import { readScript } from "../support/scripts.ts"
import type { Storyboard } from "../support/storyboard.ts"

const folder = join(import.meta.dirname, "../.output/screens")

interface Stage {
  readonly page: Page
  readonly server: RunningServer
  readonly api: Api
  /** A storyboard with pictures, words and a cast. */
  readonly id: string
  readonly emptyId: string
  readonly panels: Storyboard["panels"]
  /** A page of somebody who is not signed in. */
  readonly stranger: Page
  readonly viewer: Page
}

interface State {
  readonly name: string
  /** What it needs is not there, or not open, on a phone. */
  readonly wide?: boolean
  /** Brings the state about; the page that shows it, where it is not the owner's. */
  readonly show: (stage: Stage) => Promise<Page | undefined | void>
}

const open = async (
  { page, server, id }: Pick<Stage, "page" | "server" | "id">,
  view = "",
  search = "",
): Promise<void> => {
  await page.goto(server.url + toPath(id, view) + search)
  await page
    .getByRole("banner")
    .getByRole("status")
    .filter({ hasText: /^(?:Saved|View only)$/u })
    .waitFor()
  await page.waitForLoadState("networkidle")
}

const press = async (page: Page, key: string, result: string): Promise<void> => {
  await page.keyboard.press(key)
  await page.locator(result).first().waitFor()
}

const states: readonly State[] = [
  { name: "home", show: async ({ page, server }) => void (await page.goto(server.url)) },
  {
    name: "home-new",
    async show({ page, server }) {
      await page.goto(server.url)
      await page.getByRole("textbox", { name: "Paste a script" }).fill(readScript("the-chase"))
      await page.getByRole("dialog").waitFor()
    },
  },
  {
    name: "home-bad-script",
    async show({ page, server }) {
      await page.goto(server.url)
      const chooser = page.waitForEvent("filechooser")
      await page.getByRole("button", { name: "Choose a script" }).click()
      const file = {
        name: "scan.fountain",
        mimeType: "text/plain",
        buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]),
      }
      await (await chooser).setFiles(file)
      await page.getByRole("button", { name: "Storyboard it" }).click()
      await page.getByRole("alert").waitFor()
    },
  },
  { name: "board", show: (stage) => open(stage) },
  { name: "board-empty", show: ({ emptyId, ...stage }) => open({ ...stage, id: emptyId }) },
  { name: "board-panel", show: (stage) => open(stage, "", toSearch(stage.panels[1]?.id)) },
  {
    name: "board-many",
    async show(stage) {
      await open(stage, "", toSearch(stage.panels[1]?.id))
      await stage.page.keyboard.press("Shift+ArrowRight")
      await stage.page.keyboard.press("Shift+ArrowRight")
    },
  },
  {
    name: "board-queue",
    async show(stage) {
      await open(stage)
      await stage.page.getByRole("contentinfo").getByRole("button", { name: "Queue" }).click()
    },
  },
  {
    name: "board-draw",
    wide: true,
    async show(stage) {
      await open(stage)
      await stage.page.getByRole("button", { name: "Draw", exact: true }).click()
    },
  },
  {
    name: "board-from-afar",
    wide: true,
    async show(stage) {
      await open(stage)
      for (let step = 0; step < 3; step += 1)
        await stage.page.getByRole("button", { name: "Zoom out" }).click()
      await stage.page.waitForLoadState("networkidle")
    },
  },
  {
    name: "board-close",
    wide: true,
    async show(stage) {
      await open(stage)
      for (let step = 0; step < 2; step += 1)
        await stage.page.getByRole("button", { name: "Zoom in" }).click()
      await stage.page.waitForLoadState("networkidle")
    },
  },
  {
    name: "board-viewer",
    async show(stage) {
      await open({ ...stage, page: stage.viewer }, "", toSearch(stage.panels[1]?.id))
      return stage.viewer
    },
  },
  {
    name: "region",
    async show(stage) {
      await open(stage, "", toSearch(stage.panels[1]?.id))
      await press(stage.page, "r", "[role=dialog]")
      await stage.page.getByLabel(/^Picture of panel/u).press("ArrowRight")
      await stage.page.getByText(/px marked/u).waitFor()
    },
  },
  {
    name: "share",
    async show(stage) {
      await open(stage)
      await stage.page.getByRole("button", { name: "Share" }).click()
      await stage.page.getByRole("button", { name: "Make a link" }).click()
      await stage.page.getByRole("textbox", { name: "The link to hand over" }).waitFor()
    },
  },
  {
    name: "export",
    async show(stage) {
      await open(stage)
      await stage.page.getByRole("button", { name: "Export" }).click()
      await stage.page.getByRole("dialog").waitFor()
    },
  },
  {
    name: "keys",
    async show(stage) {
      await open(stage)
      await press(stage.page, "?", "[role=dialog]")
    },
  },
  {
    name: "palette",
    async show(stage) {
      await open(stage)
      await press(stage.page, "Control+k", "[role=dialog]")
    },
  },
  { name: "script", show: (stage) => open(stage, "script", toSearch(stage.panels[1]?.id)) },
  { name: "shot-list", show: (stage) => open(stage, "shot-list", toSearch(stage.panels[1]?.id)) },
  { name: "style", show: (stage) => open(stage, "style") },
  {
    name: "account-menu",
    async show({ page, server }) {
      await page.goto(server.url)
      await page.getByRole("button", { name: /^Account of/u }).click()
      await page.getByRole("menu").waitFor()
    },
  },
  {
    name: "account",
    show: async ({ page, server }) => void (await page.goto(`${server.url}/account`)),
  },
  {
    name: "not-found",
    show: async ({ page, server }) => void (await page.goto(`${server.url}/nowhere`)),
  },
  {
    name: "offline",
    wide: true,
    async show(stage) {
      await open(stage, "", toSearch(stage.panels[1]?.id))
      await stage.page.context().setOffline(true)
      await stage.page.getByRole("textbox", { name: "Notes" }).fill("Written in a tunnel.")
      await stage.page.getByText("Offline, kept on this device").waitFor()
    },
  },
  {
    name: "sign-in",
    async show({ stranger, server }) {
      await stranger.goto(`${server.url}/sign-in`)
      return stranger
    },
  },
  {
    name: "used-link",
    async show({ stranger, server }) {
      await stranger.goto(server.readyUrl)
      return stranger
    },
  },
]

const sizes = {
  "1280x800": { width: 1280, height: 800 },
  "1920x1080": { width: 1920, height: 1080 },
  "390x844": { width: 390, height: 844 },
} as const

async function waitForAllPictures(api: Api, id: string): Promise<Storyboard["panels"]> {
  for (let round = 0; round < 600; round += 1) {
    const { panels } = await api.get<Storyboard>(`/storyboards/${id}`)
    if (panels.every(({ picture }) => picture !== null)) return panels
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error("the pictures did not come within a minute")
}

mkdirSync(folder, { recursive: true })
const wanted = process.argv.slice(2)
const isWanted = (name: string) => wanted.length === 0 || wanted.some((part) => name.includes(part))
const server = await startServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const browser = await startBrowser()
try {
  const api = createApi(server)
  const { id } = await api.post<{ id: string }>("/storyboards", { title: "The Kitchen" })
  await api.postBytes(
    `/storyboards/${id}/import?format=fountain`,
    readScript("the-kitchen"),
    "text/plain",
  )
  const { id: emptyId } = await api.post<{ id: string }>("/storyboards", { title: "Empty" })
  const panels = await waitForAllPictures(api, id)
  const first = await browser.openPerson({ url: server.url })
  await first.page.goto(server.readyUrl)
  await open({ page: first.page, server, id })
  await first.page.getByRole("button", { name: "Share" }).click()
  await first.page.getByRole("button", { name: "Make a link" }).click()
  const link = await first.page.getByRole("textbox", { name: "The link to hand over" }).inputValue()
  const storageState = await first.context.storageState()
  const guest = await browser.openPerson({ url: server.url })
  await guest.page.goto(link)
  await guest.page.getByRole("textbox", { name: "Your name" }).fill("Vera Holm")
  await guest.page.getByRole("button", { name: "Open the storyboard" }).click()
  await guest.page.getByText("View only").waitFor()
  const guestState = await guest.context.storageState()
  await first.context.close()
  await guest.context.close()

  for (const [size, viewport] of Object.entries(sizes))
    for (const theme of ["dark", "light"] as const)
      for (const { name, show, wide = false } of states) {
        const file = `${name}-${size}-${theme}.png`
        if (!isWanted(file) || (wide && viewport.width < 768)) continue
        const openPage = async (state?: typeof storageState): Promise<Page> => {
          const { context, page } = await browser.openPerson({
            url: server.url,
            context: { viewport, ...(state && { storageState: state }) },
          })
          await context.addCookies([{ name: "pw_theme", value: theme, url: server.url }])
          return page
        }
        const page = await openPage(storageState)
        const stranger = await openPage()
        const viewer = await openPage(guestState)
        const stage = { page, server, api, id, emptyId, panels, stranger, viewer }
        try {
          const shown = (await show(stage)) ?? page
          await shown.waitForLoadState("networkidle")
          await shown.waitForFunction(() =>
            [...document.images].every(
              (image) => image.complete || image.getBoundingClientRect().top > innerHeight,
            ),
          )
          await shown.screenshot({ path: join(folder, file), animations: "disabled" })
          process.stdout.write(`${file}\n`)
        } catch (error) {
          process.stdout.write(
            `${file}: ${error instanceof Error ? error.message.split("\n")[0] : "failed"}\n`,
          )
          process.exitCode = 1
        }
        for (const left of [page, stranger, viewer]) await left.context().close()
      }
} finally {
  await browser.stop()
  await server.discard()
}
