import { createCommentId, createPanelId, type CommentThread, type Panel } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { countReview, listReview } from "./list-review.ts"

const me = "person:me"

const say = (id: string, words: string, resolved = false): CommentThread => {
  const author = { id: "person:ada", name: "Ada", colour: "#336699" }
  return {
    id: createCommentId(id),
    panelId: createPanelId("a"),
    position: null,
    variantId: null,
    resolved: resolved ? { by: author, at: 2 } : null,
    comments: [{ id: createCommentId(id), author, words, createdAt: 1, editedAt: null }],
  }
}

const panel = (id: string, status: Panel["status"], ...comments: CommentThread[]) =>
  ({ id: createPanelId(id), status, comments }) as unknown as Panel

const panels = [
  panel("quiet", "draft"),
  panel("busy", "in-review", say("a", "Darker."), say("b", "@[Me](person:me) look")),
  panel("done", "approved", say("c", "@[Me](person:me) done", true)),
  panel("gone", "omitted"),
]
const show = (filter: Parameters<typeof listReview>[1]) =>
  listReview(panels, filter, me).map((entry) => [
    entry.panel.id.slice(6),
    entry.threads.map(({ id }) => id.slice(8)).join(""),
  ])

describe("the review of a storyboard", () => {
  it("shows open threads, those that mention me, and settled ones, by panel", () => {
    expect(show("open")).toEqual([["busy", "ab"]])
    expect(show("mentions")).toEqual([["busy", "b"]])
    expect(show("resolved")).toEqual([["done", "c"]])
  })

  it("shows the panels that are to be approved, with what is still open", () => {
    expect(show("approve")).toEqual([
      ["quiet", ""],
      ["busy", "ab"],
    ])
  })

  it("counts what each of them shows", () => {
    expect(countReview(panels, me)).toEqual({ open: 2, mentions: 1, resolved: 1, approve: 2 })
  })
})
