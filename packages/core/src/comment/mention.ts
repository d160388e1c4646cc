import type { CommentThread } from "./comment.ts"

export interface Mentioned {
  readonly id: string
  /** As it was when it was written; the person may have another one now. */
  readonly name: string
}

/** A piece of a comment's words, in order. */
export type WordsPart =
  | { readonly kind: "text"; readonly text: string }
  | ({ readonly kind: "mention" } & Mentioned)

const mention = /@\[([^[\]\n]{1,120})\]\((person:[A-Za-z0-9_-]{1,64})\)/g

/** How a mention is written in words: `@[Nora Lind](person:…)`, so that it means the person whatever they are called later. */
export const formatMention = ({ id, name }: Mentioned): string =>
  `@[${
    name
      .replaceAll(/[[\]\n]/g, " ")
      .trim()
      .slice(0, 120) || "?"
  }](${id})`

/** What is no whole mention is text as it stands. */
export function parseWords(words: string): WordsPart[] {
  const parts: WordsPart[] = []
  let at = 0
  for (const match of words.matchAll(mention)) {
    const [whole, name = "", id = ""] = match
    if (match.index > at) parts.push({ kind: "text", text: words.slice(at, match.index) })
    parts.push({ kind: "mention", id, name })
    at = match.index + whole.length
  }
  if (at < words.length) parts.push({ kind: "text", text: words.slice(at) })
  return parts
}

/** The ids of the people who are mentioned, each once. */
function listMentions(words: string): string[] {
  if (!words.includes("@[")) return []
  return [
    ...new Set(parseWords(words).flatMap((part) => (part.kind === "mention" ? [part.id] : []))),
  ]
}

/** Words as people read them where nothing can be marked: names instead of ids. */
export const toPlainComment = (words: string): string =>
  parseWords(words)
    .map((part) => (part.kind === "mention" ? `@${part.name}` : part.text))
    .join("")

/** Whom others mention anywhere in the thread, each once: naming oneself calls nobody. */
export const listMentioned = ({ comments }: Pick<CommentThread, "comments">): string[] => [
  ...new Set(
    comments.flatMap(({ author, words }) => listMentions(words).filter((id) => id !== author.id)),
  ),
]

/** Whether somebody else mentions this person anywhere in the thread. */
export const isMentioned = (thread: CommentThread, personId: string): boolean =>
  listMentioned(thread).includes(personId)
