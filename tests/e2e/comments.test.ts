import { AxeBuilder } from "@axe-core/playwright"
import type { Locator, Page } from "playwright-core"
import { expect, it } from "vitest"
import { createApi, ownerToken, type Api } from "../support/api.ts"
import { useBrowser } from "../support/browser.ts"
import { useServer } from "../support/server.ts"
import { useOwner } from "../support/sign-in.ts"
import { readScript } from "../support/scripts.ts"
import { createStoryboard, readStoryboard, soon } from "../support/storyboard.ts"
import {
  followDeviceTheme,
  getCard,
  getInspector,
  getSavedState,
  openStoryboard,
  pickPanel,
  waitForSelected,
} from "../support/workspace.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const owner = useOwner(server)
const browser = useBrowser()

interface Thread {
  readonly id: string
  readonly position: { readonly x: number; readonly y: number } | null
  readonly resolved: { readonly by: { readonly name: string } } | null
  readonly comments: readonly {
    readonly words: string
    readonly author: { readonly id: string; readonly name: string }
  }[]
}

async function readThreads(api: Api, id: string): Promise<readonly Thread[]> {
  const { panels } = await api.get<{ panels: { comments: Thread[] }[] }>(`/storyboards/${id}`)
  return panels.flatMap(({ comments }) => comments)
}

async function setUp(title: string) {
  const api = createApi(server.current)
  const id = await createStoryboard(api, { title, script: readScript("the-door"), pictures: 1 })
  const [one] = (await readStoryboard(api, id)).panels
  if (!one) throw new Error("the script gave no panel")
  return { api, id, one }
}

/** Hands out a way in by the share dialog, and closes it. */
async function invite(page: Page, role: string, email: string): Promise<string> {
  await page.getByRole("button", { name: "Share" }).click()
  const share = page.getByRole("dialog", { name: "Share" })
  const link = share.getByRole("textbox", { name: "The link to hand over" })
  await share.getByRole("textbox", { name: "E-mail of the person to invite" }).fill(email)
  await share.getByRole("combobox", { name: "Role of the person to invite" }).selectOption(role)
  await share.getByRole("button", { name: "Invite" }).click()
  const url = await link.inputValue()
  await page.keyboard.press("Escape")
  return url
}

async function join(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url)
  await page.getByRole("textbox", { name: "Name" }).fill(name)
  await page.getByLabel("Password").fill("a lamp in the night 7")
  await page.getByRole("button", { name: "Join" }).click()
  await getSavedState(page, /^(?:Saved|Comments only|View only)$/u).waitFor()
}

const getPlacer = (page: Page, where: ".pw-board" | "aside"): Locator =>
  page.locator(`${where} button[aria-label^="Put the pin"]`)

const getThread = (scope: Page | Locator, number: number, panel: string): Locator =>
  scope.getByRole("article", { name: `Comment ${number} on panel ${panel}`, exact: true })

it("lets an editor and a commenter talk about a place on a picture, each seeing the other", async () => {
  const { url } = server.current
  const { api, id, one } = await setUp("Talk")
  const ada = await browser.openPerson({ url, name: "ada", context: owner.current })
  await openStoryboard(ada.page, server.current, { id, panelId: one.id })
  const nora = await browser.openPerson({ url, name: "nora" })
  await join(nora.page, await invite(ada.page, "commenter", "nora@example.org"), "Nora Lind")

  // A pin on the board, and somebody called to it.
  await getCard(ada.page, one.number).locator("img").waitFor()
  await pickPanel(ada.page, one.number)
  await ada.page.keyboard.press("c")
  const placer = getPlacer(ada.page, ".pw-board")
  const box = await placer.boundingBox()
  if (box === null) throw new Error("the picture is not on the screen")
  await placer.click({ position: { x: box.width * 0.25, y: box.height * 0.5 } })
  const field = ada.page.getByRole("textbox", { name: `Comment on panel ${one.number}` })
  await field.pressSequentially("Darker here, @no")
  await ada.page.getByRole("option", { name: "Nora Lind" }).waitFor()
  await field.press("Enter")
  await field.pressSequentially("<b>please</b>")
  await expect(field.inputValue()).resolves.toBe("Darker here, @Nora Lind <b>please</b>")
  await field.press("Enter")
  const pin = ada.page.locator(".pw-board").getByRole("button", { name: /^Comment 1 by/u })
  await pin.waitFor()
  const [stored] = await readThreads(api, id)
  expect(stored?.position?.x).toBeCloseTo(0.25, 1)
  expect(stored?.position?.y).toBeCloseTo(0.5, 1)
  expect(stored?.comments[0]?.words).toMatch(
    /^Darker here, @\[Nora Lind\]\(person:\S+\) <b>please/u,
  )
  await getCard(ada.page, one.number).getByTitle("1 open comment").waitFor()

  // Who is meant sees it where storyboards are listed, on the rail, and in the review.
  await nora.page.goto(url)
  await nora.page.getByRole("link", { name: /1 open comment mentions you in Talk/u }).click()
  await nora.page
    .getByRole("navigation", { name: "Views" })
    .getByRole("link", { name: /^Review \(1 open comment mentions you\)/u })
    .click()
  const group = nora.page.getByRole("region", { name: `Panel ${one.number}`, exact: true })
  await nora.page.getByRole("radio", { name: "Mentions me (1)" }).click()
  await group.getByText("@Nora Lind").waitFor()
  await group.getByText("<b>please</b>").waitFor()

  // The answer and the approval are there on the other side at once.
  const heard = getThread(getInspector(ada.page), 1, one.number)
  await group.getByRole("button", { name: "Answer" }).click()
  await group.getByRole("textbox", { name: "Answer comment 1" }).fill("Like this?")
  await nora.page.keyboard.press("Enter")
  await heard.getByText("Like this?").waitFor()
  await group.getByRole("button", { name: "Request changes" }).click()
  await getInspector(ada.page).getByRole("button", { name: "Status: Revise" }).waitFor()
  await group.getByRole("button", { name: "Approve", exact: true }).click()
  await getInspector(ada.page).getByRole("button", { name: "Status: Approved" }).waitFor()

  // A commenter puts a pin, too, without a mouse; changes their own words, and not those of others.
  await group.getByRole("button", { name: `Show panel ${one.number} on the board` }).click()
  await waitForSelected(nora.page, one.number)
  await nora.page.getByRole("button", { name: "Put a pin on the picture" }).click()
  await getPlacer(nora.page, "aside").focus()
  await nora.page.keyboard.press("ArrowUp")
  await nora.page.keyboard.press("Enter")
  await nora.page.keyboard.type("And the rail?")
  await nora.page.keyboard.press("Enter")
  const second = getThread(getInspector(nora.page), 2, one.number)
  await second.getByText("And the rail?").waitFor()
  await getThread(getInspector(ada.page), 2, one.number).getByText("And the rail?").waitFor()
  await second.getByRole("button", { name: "More for the comment of Nora Lind" }).click()
  await nora.page.getByRole("menuitem", { name: "Edit" }).click()
  await second.getByRole("textbox", { name: "Edit the comment" }).fill("And the railing?")
  await nora.page.keyboard.press("Enter")
  await getThread(getInspector(ada.page), 2, one.number).getByText("And the railing?").waitFor()
  await getThread(getInspector(ada.page), 2, one.number).getByText("edited").waitFor()
  const first = getThread(getInspector(nora.page), 1, one.number)
  await expect(first.getByRole("button", { name: /^More for/u }).count()).resolves.toBe(1)

  // Resolved, it is out of sight until it is asked for; what one said oneself is undone.
  await heard.getByRole("button", { name: "Resolve" }).click()
  await first.waitFor({ state: "detached" })
  await nora.page.getByRole("checkbox", { name: "Show 1 resolved" }).click()
  await first.getByText("Resolved by").waitFor()
  const whole = getInspector(ada.page).getByRole("textbox", { name: "Comment on the whole panel" })
  await whole.fill("Too long, I think.")
  await whole.press("Enter")
  await getThread(getInspector(nora.page), 3, one.number).waitFor()
  await whole.blur()
  await ada.page.keyboard.press("Control+z")
  await getThread(getInspector(nora.page), 3, one.number).waitFor({ state: "detached" })
  await expect
    .poll(async () => (await readThreads(api, id)).map(({ resolved }) => resolved !== null), soon)
    .toEqual([true, false])
})

it("lets a viewer read what is said and nothing more", async () => {
  const { url } = server.current
  const { api, id, one } = await setUp("Quiet")
  await api.post(`/storyboards/${id}/commands`, {
    commands: [
      {
        kind: "comment.create",
        id: "comment:one",
        panelId: one.id,
        position: { x: 0.9, y: 0.1 },
        words: "Softer light.",
      },
    ],
  })
  const ada = await browser.openPerson({ url, name: "ada", context: owner.current })
  await openStoryboard(ada.page, server.current, { id })
  const viewer = await browser.openPerson({ url, name: "viewer" })
  await join(viewer.page, await invite(ada.page, "viewer", "vera@example.org"), "Vera")
  await openStoryboard(viewer.page, server.current, { id, panelId: one.id })
  const inspector = getInspector(viewer.page)
  const thread = getThread(inspector, 1, one.number)
  await thread.getByText("Softer light.").waitFor()
  await inspector.getByRole("button", { name: "Comment 1 by Automation" }).waitFor()
  for (const name of [/Resolve/u, /Answer/u, /Approve/u, /Request changes/u, /pin/u, /^More for/u])
    await expect(inspector.getByRole("button", { name }).count(), String(name)).resolves.toBe(0)
  await expect(
    inspector.getByRole("textbox", { name: "Comment on the whole panel" }).count(),
  ).resolves.toBe(0)
  await viewer.page.getByRole("heading", { name: `Panel ${one.number}` }).click()
  await viewer.page.keyboard.press("c")
  await viewer.page.getByText("As a viewer you can read comments, not write them.").waitFor()
  await expect(getPlacer(viewer.page, "aside").count()).resolves.toBe(0)
})

it.each([
  ["desktop", { width: 1280, height: 800 }],
  ["phone", { width: 390, height: 844 }],
])(
  "shows hundreds of comments with nothing in the way of anybody on a %s",
  async (size, viewport) => {
    const { url } = server.current
    const { api, id, one } = await setUp(`Busy ${size}`)
    const { panels } = await readStoryboard(api, id)
    const long = "Pneumonoultramicroscopicsilicovolcanoconiosis".repeat(6)
    await api.post(`/storyboards/${id}/commands`, {
      commands: Array.from({ length: 200 }, (_, index) => ({
        kind: "comment.create",
        id: `comment:c${index}`,
        panelId: (index < 40 ? one : (panels[index % panels.length] ?? one)).id,
        position: index < 8 ? { x: index / 7, y: (index % 3) / 2 } : null,
        words: index % 5 === 0 ? long : `Comment number ${index}.`,
      })),
    })
    const { page, context } = await browser.openPerson({
      url,
      context: { ...owner.current, viewport },
    })
    await followDeviceTheme(context, url)
    const barriers: string[] = []
    const look = async (place: string) => {
      for (const colorScheme of ["dark", "light"] as const) {
        await page.emulateMedia({ colorScheme })
        // What is out of sight and left out of the layout stands still halfway.
        await page.waitForFunction(() =>
          document.getAnimations().every(({ effect }) => {
            const target = effect instanceof KeyframeEffect ? effect.target : null
            return target !== null && !target.checkVisibility({ contentVisibilityAuto: true })
          }),
        )
        const { violations } = await new AxeBuilder({ page }).analyze()
        for (const { id: rule, impact, nodes } of violations)
          if (impact === "serious" || impact === "critical")
            barriers.push(`${place}, ${colorScheme}: ${rule} at ${nodes[0]?.target.join(" ")}`)
      }
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (overflow > 0) barriers.push(`${place}: ${overflow} px wider than the screen`)
    }
    await openStoryboard(page, server.current, { id, view: "review" })
    await page.getByRole("radio", { name: "Open (200)" }).waitFor()
    await look("review")
    const group = page.getByRole("region", { name: `Panel ${one.number}`, exact: true })
    await group.getByRole("button", { name: "Approve" }).click()
    await group.getByRole("button", { name: "Approved" }).waitFor()
    await getThread(group, 2, one.number).getByRole("button", { name: "Answer" }).click()
    await page.keyboard.type("From here. @")
    await page.keyboard.press("Control+Enter")
    await getThread(group, 2, one.number).getByText("From here.").waitFor()
    await getThread(group, 2, one.number).getByRole("button", { name: "Resolve" }).click()
    await page.getByRole("radio", { name: "Open (199)" }).waitFor()
    await openStoryboard(page, server.current, { id, panelId: one.id })
    if (size === "phone") await page.getByRole("button", { name: "Show the inspector" }).click()
    await getInspector(page).getByRole("button", { name: "Comment 1 by Automation" }).click()
    await page.getByRole("dialog", { name: "Comment 1" }).waitFor()
    await look("pin")
    await page.keyboard.press("Escape")
    await look("inspector")
    expect(barriers).toEqual([])
  },
)
