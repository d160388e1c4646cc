import { describe, expect, it } from "vitest"
import type { Command } from "../command/command.ts"
import { createCommentId, createPanelId } from "../identity/identity.ts"
import { panelStatuses } from "../panel/panel.ts"
import { roleMay } from "./can.ts"
import { getCommandAction, mayChangeComment } from "./command-rights.ts"
import { roles, type Role } from "./role.ts"

const id = createCommentId("a")
const panelId = createPanelId("a")

const comments: Command[] = [
  { kind: "comment.create", id, panelId, words: "Darker." },
  { kind: "comment.reply", id, threadId: id, words: "Yes." },
  { kind: "comment.edit", id, words: "Darker!" },
  { kind: "comment.resolve", id, resolved: true },
  { kind: "comment.resolve", id, resolved: false },
  { kind: "comment.delete", id },
]
const changes: Command[] = [
  { kind: "settings.update", changes: { title: "T" } },
  { kind: "panel.delete", id: panelId },
  { kind: "panel.update", id: panelId, changes: {} },
  { kind: "panel.update", id: panelId, changes: { notes: "Mine" } },
  { kind: "panel.update", id: panelId, changes: { status: "approved", frames: 1 } },
  { kind: "panel.update", id: panelId, changes: { status: "approved", notes: "" } },
]
const status = (value: (typeof panelStatuses)[number]): Command => ({
  kind: "panel.update",
  id: panelId,
  changes: { status: value },
})

const listRoles = (command: Command) =>
  roles.filter((role) => roleMay(role, getCommandAction(command)))

describe("who may give a command", () => {
  it.each(comments)("CAN-5 $kind is for everybody but viewers", (command) => {
    expect(listRoles(command)).toEqual(["owner", "editor", "commenter"])
  })

  it.each(changes)("CAN-5 $kind is for editors and owners", (command) => {
    expect(listRoles(command)).toEqual(["owner", "editor"])
  })

  it("CAN-5 a commenter sets what a review says of a panel and nothing else", () => {
    const open = panelStatuses.filter((value) => listRoles(status(value)).includes("commenter"))
    expect(open).toEqual(["in-review", "approved", "revise"])
  })
})

describe("who may change what was said", () => {
  const table: readonly [Role, "edit" | "delete", boolean, boolean][] = [
    ["owner", "edit", true, false],
    ["owner", "delete", true, true],
    ["editor", "edit", true, false],
    ["editor", "delete", true, false],
    ["commenter", "edit", true, false],
    ["commenter", "delete", true, false],
    ["viewer", "edit", false, false],
    ["viewer", "delete", false, false],
  ]
  it.each(table)("CAN-6 %s may %s own words: %s, others': %s", (role, change, own, others) => {
    const speaker = { id: "person:a", role }
    expect(mayChangeComment(speaker, change, "person:a")).toBe(own)
    expect(mayChangeComment(speaker, change, "person:b")).toBe(others)
  })
})
