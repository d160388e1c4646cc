import { describe, expect, it } from "vitest"
import { findMentionQuery, fromDraft, matchPeople, pickPerson, toDraft } from "./mention-draft.ts"

const nora = { id: "person:nora", name: "Nora Lind" }
const ann = { id: "person:ann", name: "Ann" }
const anna = { id: "person:anna", name: "Anna" }
const otherAnn = { id: "person:ann2", name: "Ann" }

describe("a comment while it is written", () => {
  it("shows names and keeps whom they mean", () => {
    const words = "@[Nora Lind](person:nora), see @[Ann](person:ann)."
    const draft = toDraft(words)
    expect(draft.text).toBe("@Nora Lind, see @Ann.")
    expect(fromDraft(draft)).toBe(words)
  })

  it("forgets a mention whose name was changed", () => {
    expect(fromDraft({ text: "@Nora Lin, hello", picked: [nora] })).toBe("@Nora Lin, hello")
  })

  it("tells names apart that begin alike, and people of one name by their order", () => {
    expect(fromDraft({ text: "@Anna @Ann @Ann", picked: [ann, anna, otherAnn] })).toBe(
      "@[Anna](person:anna) @[Ann](person:ann) @[Ann](person:ann2)",
    )
  })

  it.each([
    ["@", 1, { from: 0, query: "" }],
    ["Hello @no", 9, { from: 6, query: "no" }],
    ["Hello @Nora L", 13, { from: 6, query: "Nora L" }],
    ["(@n", 3, { from: 1, query: "n" }],
    ["mail@example", 12, null],
    ["@ no", 4, null],
    ["@no\nra", 6, null],
    ["no at", 3, null],
    ["", 0, null],
  ])("finds in %j at %i whom is being named", (text, caret, found) => {
    expect(findMentionQuery(text, caret)).toEqual(found)
  })

  it("offers people by the start of any of their names, accents aside", () => {
    const people = [nora, ann, { id: "person:e", name: "Émile Lindqvist" }]
    const names = (query: string) => matchPeople(people, query, 5).map(({ name }) => name)
    expect(names("lind")).toEqual(["Nora Lind", "Émile Lindqvist"])
    expect(names("em")).toEqual(["Émile Lindqvist"])
    expect(names("ind")).toEqual([])
    expect(matchPeople(people, "", 2)).toHaveLength(2)
  })

  it("puts the person who was picked in place of what was typed", () => {
    const { draft, caret } = pickPerson(
      { text: "See @no now", picked: [] },
      { from: 4, query: "no" },
      nora,
    )
    expect(draft.text).toBe("See @Nora Lind now")
    expect(draft.text.slice(0, caret)).toBe("See @Nora Lind ")
    expect(fromDraft(draft)).toBe("See @[Nora Lind](person:nora) now")
  })
})
