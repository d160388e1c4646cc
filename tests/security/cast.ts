import type { Caller, FrontDoor } from "./front-door.ts"
import { operator, password } from "./front-door.ts"

export const readers = [
  "installation owner",
  "owner",
  "editor",
  "commenter",
  "viewer",
  "guest editor",
  "guest commenter",
  "guest viewer",
  "owner token",
  "editor token",
  "commenter token",
  "viewer token",
] as const
export const strangers = ["stranger", "stranger's token"] as const
export const nobodies = ["bad token", "nobody"] as const
export const everybody = [...readers, ...strangers, ...nobodies] as const
export type Who = (typeof everybody)[number]

export const editors = readers.filter((who) => /owner|editor/u.test(who))
export const commenters = readers.filter((who) => !who.includes("viewer"))
export const owners = readers.filter((who) => who.includes("owner"))
export const people = everybody.filter((who) => !/guest|token|nobody/u.test(who))

export const isIn = (names: readonly Who[], who: Who): boolean => names.includes(who)

/** One of every kind who can stand before the door of a storyboard, each let in by their own way. */
export async function admitEverybody(
  door: FrontDoor,
  readyUrl: string,
  storyboardId: string,
): Promise<Readonly<Record<Who, Caller>>> {
  const owner = await door.enter(new URL(readyUrl).pathname)
  const foreign = await door.createStoryboard(owner)
  const invite = async (role: "owner" | "editor" | "commenter" | "viewer", to = storyboardId) => {
    const email = `${to === storyboardId ? role : "stranger"}@example.org`
    const path = await door.createInvitation(owner, to, role, email)
    return door.enter(path, { name: role, password })
  }
  const link = async (role: "editor" | "commenter" | "viewer") =>
    door.enter(await door.createLink(owner, storyboardId, role), { name: "Guest" })
  const editor = await invite("editor")
  return {
    "installation owner": owner,
    owner: await invite("owner"),
    editor,
    commenter: await invite("commenter"),
    viewer: await invite("viewer"),
    "guest editor": await link("editor"),
    "guest commenter": await link("commenter"),
    "guest viewer": await link("viewer"),
    "owner token": operator,
    "editor token": await door.createToken(owner, { role: "editor" }),
    "commenter token": await door.createToken(owner, { role: "commenter" }),
    "viewer token": await door.createToken(editor, { role: "viewer", storyboardId }),
    stranger: await invite("owner", foreign),
    "stranger's token": await door.createToken(owner, { role: "editor", storyboardId: foreign }),
    "bad token": { token: "pw_never-made" },
    nobody: {},
  }
}
