import { formatMention, parseWords, type Mentioned } from "@panelwright/core"

/** A comment while it is written: names as they are read, and whom they mean. */
export interface CommentDraft {
  readonly text: string
  /** In the order that they were picked. */
  readonly picked: readonly Mentioned[]
}

export const emptyDraft: CommentDraft = { text: "", picked: [] }

export function toDraft(words: string): CommentDraft {
  const picked: Mentioned[] = []
  const pieces = parseWords(words).map((part) => {
    if (part.kind === "text") return part.text
    picked.push({ id: part.id, name: part.name })
    return `@${part.name}`
  })
  return { text: pieces.join(""), picked }
}

/** Where a name was picked it becomes a mention; where it was changed since it is words again. */
export function fromDraft({ text, picked }: CommentDraft): string {
  const byLength = [...new Set(picked.map(({ name }) => name))].toSorted(
    (one, other) => other.length - one.length,
  )
  const used = new Map<string, number>()
  let words = ""
  for (let at = 0; at < text.length;) {
    const name =
      text[at] === "@" ? byLength.find((item) => text.startsWith(item, at + 1)) : undefined
    if (name === undefined) {
      words += text[at]
      at += 1
      continue
    }
    // Two people of one name are meant in the order that they were picked.
    const meant = picked.filter((item) => item.name === name)
    const count = used.get(name) ?? 0
    const person = meant[Math.min(count, meant.length - 1)]
    used.set(name, count + 1)
    words += person ? formatMention(person) : `@${name}`
    at += name.length + 1
  }
  return words.trim()
}

export interface MentionQuery {
  /** Where the `@` stands. */
  readonly from: number
  /** What was typed after it. */
  readonly query: string
}

const longestQuery = 40

/** The name that is being typed before the caret; null: none is. */
export function findMentionQuery(text: string, caret: number): MentionQuery | null {
  const from = text.lastIndexOf("@", caret - 1)
  if (from < 0 || caret - from > longestQuery) return null
  // An address of e-mail has an @, too.
  if (from > 0 && /[\p{L}\p{N}]/u.test(text.charAt(from - 1))) return null
  const query = text.slice(from + 1, caret)
  return /[\n@[\]()]|^\s|\s\s/u.test(query) ? null : { from, query }
}

const fold = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase()

/** Those with a part of their name that starts with the query, at most `most`. */
export function matchPeople<Person extends Mentioned>(
  people: readonly Person[],
  query: string,
  most: number,
): Person[] {
  const wanted = fold(query)
  return people
    .filter(({ name }) => {
      const folded = fold(name)
      return folded.startsWith(wanted) || folded.includes(` ${wanted}`)
    })
    .slice(0, most)
}

/** The draft with the person in place of what was typed; `caret` stands behind. */
export function pickPerson(
  draft: CommentDraft,
  { from, query }: MentionQuery,
  { id, name }: Mentioned,
): { readonly draft: CommentDraft; readonly caret: number } {
  const before = `${draft.text.slice(0, from)}@${name} `
  const after = draft.text.slice(from + 1 + query.length).replace(/^ /, "")
  return {
    draft: { text: before + after, picked: [...draft.picked, { id, name }] },
    caret: before.length,
  }
}
