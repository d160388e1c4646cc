import type { Page } from "playwright-core"
import { expect } from "vitest"
import type { Person, PersonOptions, TestBrowser } from "./browser.ts"
import { soon } from "./storyboard.ts"
import { getSavedState } from "./workspace.ts"

/** A link that the owner makes in the share dialog of the storyboard that is open on their page. */
export async function makeShareLink(page: Page, role: string): Promise<string> {
  await page.getByRole("button", { name: "Share" }).click()
  const share = page.getByRole("dialog", { name: "Share" })
  await share.getByRole("combobox", { name: "Role of who has the link" }).selectOption(role)
  await share.getByRole("button", { name: "Make a link" }).click()
  const handedOver = share.getByRole("textbox", { name: "The link to hand over" })
  await expect.poll(() => handedOver.inputValue(), soon).toContain("/links/")
  const link = await handedOver.inputValue()
  await page.keyboard.press("Escape")
  await share.waitFor({ state: "hidden" })
  return link
}

/** Somebody who comes by a link, under the name that they give. */
export async function openGuest(
  browser: Pick<TestBrowser, "openPerson">,
  link: string,
  options: Omit<PersonOptions, "url"> & { readonly name: string },
): Promise<Person> {
  const guest = await browser.openPerson({ url: new URL(link).origin, ...options })
  await guest.page.goto(link)
  await guest.page.getByRole("textbox", { name: "Your name" }).fill(options.name)
  await guest.page.getByRole("button", { name: "Open the storyboard" }).click()
  await getSavedState(guest.page, /^(?:Saved|Comments only|View only)$/u).waitFor()
  return guest
}
