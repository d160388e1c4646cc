import type { Comment } from "./comment.ts"

/** One line as a reader of the film sees it; a comment that spans line ends does not break it. */
export interface Line {
  /** Counted from 1, where it starts. */
  readonly number: number
  readonly from: number
  /** Before its line end. */
  readonly to: number
  /** Without comments. */
  readonly text: string
  readonly comments: readonly Comment[]
  /** `comment`: nothing but comments. `open`: the two spaces that keep dialogue going. */
  readonly content: "words" | "comment" | "open" | "blank"
}

const lineEnd = /\r\n|\r|\n/g

/** The lines of a text; LF, CRLF and CR end one. Each character is read a fixed number of times. */
export function listLines(text: string, comments: readonly Comment[]): Line[] {
  const lines: Line[] = []
  let next = 0
  let from = 0
  let startNumber = 1
  let number = 1
  const add = (to: number) => {
    const inside: Comment[] = []
    let visible = ""
    let at = from
    for (let comment = comments[next]; comment && comment.from < to; comment = comments[next]) {
      visible += text.slice(at, comment.from)
      at = comment.to
      inside.push(comment)
      next += 1
    }
    visible += text.slice(at, to)
    lines.push({
      number: startNumber,
      from,
      to,
      text: visible,
      comments: inside,
      content: toContent(visible, inside.length),
    })
  }
  let around = 0
  lineEnd.lastIndex = 0
  for (let match = lineEnd.exec(text); match; match = lineEnd.exec(text)) {
    number += 1
    let comment = comments[around]
    while (comment && comment.to <= match.index) comment = comments[++around]
    if (comment && comment.from < match.index) continue
    add(match.index)
    from = match.index + match[0].length
    startNumber = number
  }
  if (from < text.length) add(text.length)
  return lines
}

function toContent(visible: string, comments: number): Line["content"] {
  if (visible.trim() !== "") return "words"
  if (comments > 0) return "comment"
  return visible === "  " ? "open" : "blank"
}
