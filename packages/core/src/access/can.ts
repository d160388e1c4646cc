import type { PersonId, StoryboardId } from "../identity/identity.ts"
import type { Role } from "./role.ts"

/** Who does something, as the server knows it from a session, link or token. */
export interface Actor {
  readonly kind: "person" | "guest" | "token"
  /** `person:…`, or the id of the link or token: goes into every update it makes. */
  readonly id: string
  /** Null for guests. */
  readonly personId: PersonId | null
  readonly name: string
  readonly colour: string
  /** Of the whole installation: the owner may do everything everywhere. */
  readonly installationRole: "owner" | "member" | "guest"
  /** No role counts for more than this one: a person's is owner, a token's is what it was made with. */
  readonly ceiling: Role
  /** By storyboard, where the actor has been given one. */
  readonly roles: ReadonlyMap<StoryboardId, Role>
}

/** What can be done to one storyboard, each with the least role that may. */
const leastRole = {
  "storyboard.read": "viewer",
  "storyboard.export": "viewer",
  "storyboard.comment": "commenter",
  /** Asking those who are here to look at a panel. */
  "storyboard.call": "commenter",
  "storyboard.edit": "editor",
  "storyboard.generate": "editor",
  "storyboard.import": "editor",
  /** Saying how much may be spent, and consenting to more. */
  "storyboard.budget": "owner",
  "storyboard.share": "owner",
  "storyboard.delete": "owner",
  "storyboard.moderate": "owner",
} as const satisfies Record<string, Role>

/** What can be done outside any one storyboard, each with who may and the least ceiling that may. */
const installationRules = {
  "storyboard.list": { who: ["owner", "member", "guest"], ceiling: "viewer" },
  "storyboard.create": { who: ["owner", "member"], ceiling: "editor" },
  "asset.upload": { who: ["owner", "member", "guest"], ceiling: "editor" },
  "installation.manage": { who: ["owner"], ceiling: "owner" },
} as const satisfies Record<string, { who: readonly Actor["installationRole"][]; ceiling: Role }>

export type StoryboardAction = keyof typeof leastRole
export type InstallationAction = keyof typeof installationRules

export const storyboardActions = Object.keys(leastRole) as StoryboardAction[]
export const installationActions = Object.keys(installationRules) as InstallationAction[]

const strength: Record<Role, number> = { owner: 4, editor: 3, commenter: 2, viewer: 1 }

/** Whether a role may all that the other may. */
export const isAtLeast = (role: Role, least: Role): boolean => strength[role] >= strength[least]

/** The role of an actor in a storyboard; null: none, and the storyboard must look as if it did not exist. */
export function findRole(actor: Actor, storyboardId: StoryboardId): Role | null {
  const role = actor.installationRole === "owner" ? "owner" : actor.roles.get(storyboardId)
  if (role === undefined) return null
  return isAtLeast(role, actor.ceiling) ? actor.ceiling : role
}

/** Decides everything that anybody may do: HTTP, socket, MCP and the interface all ask here. */
export function can(actor: Actor, action: InstallationAction): boolean
export function can(actor: Actor, action: StoryboardAction, storyboardId: StoryboardId): boolean
export function can(
  actor: Actor,
  action: StoryboardAction | InstallationAction,
  storyboardId?: StoryboardId,
): boolean {
  if (isInstallationAction(action)) {
    const rule = installationRules[action]
    const who: readonly Actor["installationRole"][] = rule.who
    if (!who.includes(actor.installationRole) || !isAtLeast(actor.ceiling, rule.ceiling))
      return false
    return actor.installationRole !== "guest" || action === "storyboard.list" || canEditAny(actor)
  }
  if (storyboardId === undefined) return false
  const role = findRole(actor, storyboardId)
  return role !== null && roleMay(role, action)
}

/** Whether a role allows an action on its storyboard, for interfaces that only know the role. */
export function roleMay(role: Role, action: StoryboardAction): boolean {
  return isAtLeast(role, leastRole[action])
}

const isInstallationAction = (action: string): action is InstallationAction =>
  action in installationRules

const canEditAny = (actor: Actor) =>
  [...actor.roles.values()].some((role) => isAtLeast(role, "editor"))
