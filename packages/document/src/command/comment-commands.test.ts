import {
  commentLimits,
  createCommentId,
  createPanelId,
  createSceneId,
  createShotId,
  createVariantId,
  assetIdSchema,
  commandsSchema,
  type Command,
  type CommentId,
  type Role,
} from "@panelwright/core"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { createStoryboardDoc } from "../new-storyboard.ts"
import { readStoryboard, StoryboardReader } from "../reader/storyboard-reader.ts"
import { getRoots } from "../roots.ts"
import { createUndo } from "../undo.ts"
import { applyCommandsAs } from "./apply-commands-as.ts"
import { applyCommands } from "./apply-commands.ts"

const scene = createSceneId("one")
const shot = createShotId("one")
const panelId = createPanelId("a")
const other = createPanelId("b")
const first = createCommentId("first")
const second = createCommentId("second")

const people = {
  ada: { id: "person:ada", name: "Ada", colour: "#aa3333" },
  ben: { id: "person:ben", name: "Ben", colour: "#33aa33" },
}
let clock = 1000

function setUp() {
  const doc = createStoryboardDoc({ title: "Test" })
  const base: Command[] = [
    { kind: "scene.create", id: scene },
    { kind: "shot.create", id: shot, sceneId: scene },
    { kind: "panel.create", id: panelId, shotId: shot },
    { kind: "panel.create", id: other, shotId: shot },
  ]
  expect(applyCommands(doc, base, "test").ok).toBe(true)
  return doc
}

const act = (
  doc: Y.Doc,
  who: keyof typeof people,
  commands: readonly Command[],
  options: { readonly role?: Role; readonly origin?: unknown } = {},
) =>
  applyCommandsAs(
    doc,
    commands,
    { author: people[who], role: options.role ?? "editor", at: (clock += 1) },
    options.origin ?? "test",
  )

const open = (id: CommentId, words = "Too dark."): Command => ({
  kind: "comment.create",
  id,
  panelId,
  position: { x: 0.25, y: 0.5 },
  words,
})
const answer = (id: CommentId, threadId: CommentId, words = "Yes."): Command => ({
  kind: "comment.reply",
  id,
  threadId,
  words,
})
const read = (doc: Y.Doc) => readStoryboard(doc).panels[0]?.comments ?? []
const sync = (from: Y.Doc, to: Y.Doc) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from))

describe("comments", () => {
  it("DOC-70 stand on their panel with author, place and time, and answers below them", () => {
    const doc = setUp()
    expect(act(doc, "ada", [open(first)])).toMatchObject({ ok: true, value: [{ created: first }] })
    act(doc, "ben", [answer(second, first)])
    const [thread] = read(doc)
    expect(read(doc)).toHaveLength(1)
    expect(thread).toMatchObject({
      id: first,
      panelId,
      position: { x: 0.25, y: 0.5 },
      variantId: null,
      resolved: null,
      comments: [
        { id: first, author: people.ada, words: "Too dark.", editedAt: null },
        { id: second, author: people.ben, words: "Yes." },
      ],
    })
    expect(readStoryboard(doc).panels[1]?.comments).toEqual([])
  })

  it("DOC-71 speak in the name of who gives the command, whatever it claims", () => {
    const doc = setUp()
    act(doc, "ben", [{ ...open(first), by: people.ada, at: 5 } as Command])
    expect(read(doc)[0]?.comments[0]?.author).toEqual(people.ben)
    expect(read(doc)[0]?.comments[0]?.createdAt).toBe(clock)
    expect(applyCommands(doc, [open(second)], "test")).toMatchObject({
      failure: { kind: "value-invalid" },
    })
  })

  it("DOC-72 are changed by their author and taken away by the author or an owner", () => {
    const doc = setUp()
    act(doc, "ada", [open(first)])
    const edit: Command = { kind: "comment.edit", id: first, words: "Too bright." }
    for (const command of [edit, { kind: "comment.delete", id: first } as Command])
      expect(act(doc, "ben", [open(second), command])).toEqual({
        ok: false,
        failure: { kind: "not-yours", index: 1, id: first },
      })
    expect(act(doc, "ben", [edit], { role: "owner" })).toMatchObject({ ok: false })
    act(doc, "ada", [edit])
    expect(read(doc)[0]?.comments[0]).toMatchObject({ words: "Too bright.", editedAt: clock })
    act(doc, "ben", [{ kind: "comment.delete", id: first }], { role: "owner" })
    expect(read(doc)).toEqual([])
    expect(getRoots(doc).comments.size).toBe(0)
  })

  it("DOC-73 are a commenter's to make, and nothing else but approvals is", () => {
    const doc = setUp()
    const role = "commenter"
    const approve: Command = { kind: "panel.update", id: panelId, changes: { status: "approved" } }
    expect(act(doc, "ben", [open(first), approve], { role }).ok).toBe(true)
    expect(readStoryboard(doc).panels[0]?.status).toBe("approved")
    const before = Y.encodeStateAsUpdate(doc)
    expect(act(doc, "ben", [open(second), { kind: "panel.delete", id: other }], { role })).toEqual({
      ok: false,
      failure: { kind: "forbidden", index: 1, action: "storyboard.edit" },
    })
    expect(act(doc, "ben", [open(second)], { role: "viewer" })).toMatchObject({
      failure: { kind: "forbidden", index: 0, action: "storyboard.comment" },
    })
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it("DOC-74 are settled and opened again by whoever may comment", () => {
    const doc = setUp()
    act(doc, "ada", [open(first)])
    act(doc, "ben", [{ kind: "comment.resolve", id: first, resolved: true }], { role: "commenter" })
    expect(read(doc)[0]?.resolved).toEqual({ by: people.ben, at: clock })
    const at = clock
    act(doc, "ada", [{ kind: "comment.resolve", id: first, resolved: true }])
    expect(read(doc)[0]?.resolved).toEqual({ by: people.ben, at })
    act(doc, "ada", [{ kind: "comment.resolve", id: first, resolved: false }])
    expect(read(doc)[0]?.resolved).toBeNull()
  })

  it("DOC-75 leave a thread in its place while somebody's answer is in it", () => {
    const doc = setUp()
    act(doc, "ada", [open(first)])
    act(doc, "ben", [answer(second, first)])
    act(doc, "ada", [{ kind: "comment.delete", id: first }])
    expect(read(doc)).toMatchObject([
      { id: first, position: { x: 0.25, y: 0.5 }, comments: [{ id: second }] },
    ])
    expect(act(doc, "ada", [{ kind: "comment.edit", id: first, words: "Back" }])).toMatchObject({
      failure: { kind: "not-found" },
    })
    act(doc, "ben", [{ kind: "comment.delete", id: second }])
    expect(getRoots(doc).comments.size).toBe(0)
  })

  it("DOC-76 come and go with an undo of their author, and answers of others stay to be read", () => {
    const doc = setUp()
    const origin = { person: "ada" }
    const undo = createUndo(doc, origin)
    act(doc, "ada", [open(first)], { origin })
    act(doc, "ben", [answer(second, first)])
    expect(undo.undo()).toBe(true)
    expect(read(doc)).toMatchObject([{ id: first, position: null, comments: [{ id: second }] }])
    expect(
      act(doc, "ben", [
        answer(createCommentId("third"), first),
        { kind: "comment.resolve", id: first, resolved: true },
      ]).ok,
    ).toBe(true)
    expect(read(doc)).toMatchObject([{ comments: [{}, {}], resolved: { by: people.ben } }])
  })

  it("DOC-77 go with their panel and come back with it", () => {
    const doc = setUp()
    const origin = { person: "ben" }
    const undo = createUndo(doc, origin)
    act(doc, "ada", [open(first)])
    applyCommands(doc, [{ kind: "panel.delete", id: panelId }], origin)
    expect(readStoryboard(doc).panels.flatMap(({ comments }) => comments)).toEqual([])
    expect(act(doc, "ada", [answer(second, first)])).toMatchObject({
      failure: { kind: "not-found", id: first },
    })
    undo.undo()
    expect(read(doc)).toMatchObject([{ id: first }])
  })

  it("DOC-78 know the picture that they were made on", () => {
    const doc = setUp()
    const variant = {
      id: createVariantId("v"),
      panelId,
      asset: assetIdSchema.parse("0".repeat(64)),
      width: 16,
      height: 9,
      parentId: null,
      jobId: null,
      createdBy: "person:x",
      createdAt: 1,
      recipe: {
        provider: "sketch",
        model: "sketch-1",
        operation: "generate" as const,
        instruction: null,
        seed: 1,
        styleVersion: 1,
        warnings: [],
        change: null,
      },
    }
    applyCommands(doc, [{ kind: "variant.add", variant, choose: true }], "test")
    act(doc, "ada", [open(first), { ...open(second), variantId: null } as Command])
    expect(read(doc).map(({ variantId }) => variantId)).toEqual([variant.id, null])
  })

  it("DOC-79 have limits that say what they are", () => {
    const doc = setUp()
    const many = Array.from({ length: commentLimits.threadsOfPanel }, (_, index) =>
      open(createCommentId(`c${index}`)),
    )
    expect(act(doc, "ada", many).ok).toBe(true)
    expect(act(doc, "ada", [open(first)])).toMatchObject({
      failure: { kind: "limit-reached", limit: commentLimits.threadsOfPanel },
    })
    const answers = Array.from({ length: commentLimits.commentsOfThread }, (_, index) =>
      answer(createCommentId(`r${index}`), createCommentId("c0")),
    )
    expect(act(doc, "ben", answers)).toMatchObject({
      failure: { kind: "limit-reached", index: commentLimits.commentsOfThread - 1 },
    })
    const parse = (words: string) => commandsSchema.safeParse([open(second, words)]).success
    expect([parse("x".repeat(4000)), parse("x".repeat(4001)), parse(" \n"), parse("")]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  it("DOC-80 are all kept when two people answer, edit and resolve at once", () => {
    const one = setUp()
    act(one, "ada", [open(first)])
    const two = new Y.Doc()
    sync(one, two)
    const reader = new StoryboardReader(one)
    reader.read()
    act(one, "ada", [{ kind: "comment.edit", id: first, words: "Darker." }])
    act(two, "ben", [answer(second, first), { kind: "comment.resolve", id: first, resolved: true }])
    sync(two, one)
    sync(one, two)
    expect(read(one)).toEqual(read(two))
    expect(reader.read()).toEqual(readStoryboard(two))
    expect(read(one)).toMatchObject([
      { resolved: { by: people.ben }, comments: [{ words: "Darker." }, { words: "Yes." }] },
    ])
    const before = reader.read()
    act(one, "ben", [{ ...open(createCommentId("elsewhere")), panelId: other } as Command])
    expect(reader.read().panels[0]).toBe(before.panels[0])
    expect(reader.read().panels[1]).not.toBe(before.panels[1])
  })

  it("DOC-24 what is no comment is left out, and stops nobody", () => {
    const doc = setUp()
    act(doc, "ada", [open(first)])
    const { comments } = getRoots(doc)
    comments.set("comment:odd", new Y.Map<unknown>([["$", { panelId, threadId: first }]]))
    comments.set("comment:worse", new Y.Map<unknown>([["$", { panelId, threadId: "comment:x" }]]))
    comments.set("comment:worst", 7 as unknown as Y.Map<unknown>)
    expect(read(doc)).toHaveLength(1)
    expect(
      act(doc, "ben", [
        answer(createCommentId("into"), createCommentId("x")),
        answer(second, first),
        { kind: "comment.resolve", id: createCommentId("x"), resolved: true },
      ]).ok,
    ).toBe(true)
    expect(read(doc)).toMatchObject([{ comments: [{ id: first }, { id: second }] }])
  })
})
