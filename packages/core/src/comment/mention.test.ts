import { describe, expect, it } from "vitest"
import { createCommentId, createPanelId } from "../identity/identity.ts"
import type { CommentThread } from "./comment.ts"
import { formatMention, isMentioned, listMentioned, parseWords, toPlainComment } from "./mention.ts"

const nora = { id: "person:nora", name: "Nora Lind" }

const say = (...comments: { readonly by: string; readonly words: string }[]): CommentThread => ({
  id: createCommentId("a"),
  panelId: createPanelId("a"),
  position: null,
  variantId: null,
  resolved: null,
  comments: comments.map(({ by, words }, index) => ({
    id: createCommentId(`c${index}`),
    author: { id: by, name: by, colour: "#336699" },
    words,
    createdAt: index,
    editedAt: null,
  })),
})

describe("mentions in the words of a comment", () => {
  it("NOTE-1 are kept by id and read by name", () => {
    const words = `Look, ${formatMention(nora)}: too dark.`
    expect(words).toBe("Look, @[Nora Lind](person:nora): too dark.")
    expect(parseWords(words)).toEqual([
      { kind: "text", text: "Look, " },
      { kind: "mention", ...nora },
      { kind: "text", text: ": too dark." },
    ])
    expect(toPlainComment(words)).toBe("Look, @Nora Lind: too dark.")
    const twice = say({ by: "person:ada", words: `${words} ${words}` })
    expect(listMentioned(twice)).toEqual(["person:nora"])
  })

  it.each([
    "mail@[example].org",
    "@[Nora](javascript:alert(1))",
    "@[Nora](scene:nora)",
    "@[](person:nora)",
    "<script>alert(1)</script> @Nora [a](person:nora)",
  ])("NOTE-2 leave %s as the words it is", (words) => {
    expect(parseWords(words)).toEqual([{ kind: "text", text: words }])
  })

  it("NOTE-3 survive any name", () => {
    for (const name of ["a]b", "[x]", "line\nbreak", "(person:evil)", "]", " "]) {
      const words = formatMention({ id: "person:x", name })
      expect(parseWords(words)).toMatchObject([{ kind: "mention", id: "person:x" }])
    }
  })

  it("NOTE-4 count for whom somebody else means, in the first words or in an answer", () => {
    const words = formatMention(nora)
    expect(isMentioned(say({ by: "person:ada", words }), nora.id)).toBe(true)
    const answer = { by: "person:ada", words }
    expect(isMentioned(say({ by: "person:x", words: "Hm." }, answer), nora.id)).toBe(true)
    expect(isMentioned(say({ by: nora.id, words }), nora.id)).toBe(false)
    expect(isMentioned(say({ by: "person:ada", words }), "person:nor")).toBe(false)
  })

  it("NOTE-5 are read in time that grows with the words, whatever they are", () => {
    const parts = parseWords("@[".repeat(200_000))
    expect(parts).toHaveLength(1)
  })
})
