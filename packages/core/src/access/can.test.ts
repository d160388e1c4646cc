import { describe, expect, it } from "vitest"
import { createStoryboardId } from "../identity/identity.ts"
import {
  can,
  findRole,
  installationActions,
  storyboardActions,
  type Actor,
  type InstallationAction,
  type StoryboardAction,
} from "./can.ts"
import { roles, type Role } from "./role.ts"

const storyboard = createStoryboardId("one")
const other = createStoryboardId("two")

const createActor = (changes: Partial<Actor>): Actor => ({
  kind: "person",
  id: "person:x",
  personId: null,
  name: "X",
  colour: "#336699",
  installationRole: "member",
  ceiling: "owner",
  roles: new Map(),
  ...changes,
})

const createGuest = (role: Role) =>
  createActor({ kind: "guest", installationRole: "guest", roles: new Map([[storyboard, role]]) })

const allowed: Record<StoryboardAction, readonly Role[]> = {
  "storyboard.read": ["owner", "editor", "commenter", "viewer"],
  "storyboard.export": ["owner", "editor", "commenter", "viewer"],
  "storyboard.comment": ["owner", "editor", "commenter"],
  "storyboard.call": ["owner", "editor", "commenter"],
  "storyboard.edit": ["owner", "editor"],
  "storyboard.generate": ["owner", "editor"],
  "storyboard.import": ["owner", "editor"],
  "storyboard.budget": ["owner"],
  "storyboard.share": ["owner"],
  "storyboard.delete": ["owner"],
  "storyboard.moderate": ["owner"],
}

const installation: Record<InstallationAction, readonly string[]> = {
  "storyboard.list": ["owner", "member", "guest"],
  "storyboard.create": ["owner", "member"],
  "asset.upload": ["owner", "member"],
  "installation.manage": ["owner"],
}

describe("who may do what", () => {
  it.each(storyboardActions)("CAN-1 %s is for exactly the roles of the table", (action) => {
    for (const role of roles) {
      const actor = createActor({ roles: new Map([[storyboard, role]]) })
      expect(can(actor, action, storyboard), `${role} ${action}`).toBe(
        allowed[action].includes(role),
      )
      expect(can(actor, action, other)).toBe(false)
    }
    expect(can(createActor({}), action, storyboard)).toBe(false)
    expect(can(createActor({ installationRole: "owner" }), action, other)).toBe(true)
  })

  it.each(installationActions)("CAN-2 %s is for exactly the people of the table", (action) => {
    for (const installationRole of ["owner", "member", "guest"] as const)
      expect(can(createActor({ installationRole }), action), installationRole).toBe(
        installation[action].includes(installationRole),
      )
  })

  it("CAN-3 no token can do more than it was made for, whoever made it", () => {
    for (const ceiling of roles) {
      const actor = createActor({ kind: "token", installationRole: "owner", ceiling })
      expect(findRole(actor, storyboard)).toBe(ceiling)
      for (const action of storyboardActions)
        expect(can(actor, action, storyboard)).toBe(allowed[action].includes(ceiling))
      expect(can(actor, "installation.manage")).toBe(ceiling === "owner")
      expect(can(actor, "storyboard.create")).toBe(ceiling === "owner" || ceiling === "editor")
    }
  })

  it("CAN-4 a guest may upload only where a link lets them edit", () => {
    expect(can(createGuest("editor"), "asset.upload")).toBe(true)
    expect(can(createGuest("commenter"), "asset.upload")).toBe(false)
  })
})
