/** A closed boneyard or note: words that are no part of the film. */
export interface Comment {
  readonly kind: "boneyard" | "note"
  readonly from: number
  readonly to: number
}

export interface Comments {
  readonly closed: readonly Comment[]
  /** Openings that nothing closes: they are literal text. At most one boneyard, since it hides every later one. */
  readonly unclosed: readonly Comment[]
}

const opening = /\/\*|\[\[/g
const blankLine = /(?:\r\n|\r(?!\n)|\n) ?(?:\r\n|[\r\n])/g

/** Finds an increasing series of places without ever reading a stretch twice. */
function createSearch(find: (from: number) => number) {
  let found = -1
  let done = false
  return (from: number): number => {
    if (!done && found < from) {
      found = find(from)
      done = found === -1
    }
    return done ? -1 : found
  }
}

/** What opens first wins up to its close. A note, unlike a boneyard, ends at a blank line (one without two spaces). */
export function findComments(text: string): Comments {
  const closed: Comment[] = []
  const unclosed: Comment[] = []
  const boneyardEnd = createSearch((from) => text.indexOf("*/", from))
  const noteEnd = createSearch((from) => text.indexOf("]]", from))
  const blank = createSearch((from) => {
    blankLine.lastIndex = from
    return blankLine.exec(text)?.index ?? -1
  })
  let boneyardReported = false
  let at = 0
  while (at < text.length) {
    opening.lastIndex = at
    const match = opening.exec(text)
    if (!match) break
    const from = match.index
    const kind = match[0] === "/*" ? "boneyard" : "note"
    const end = kind === "boneyard" ? boneyardEnd(from + 2) : noteEnd(from + 2)
    const stop = kind === "note" && end !== -1 ? blank(from) : -1
    if (end !== -1 && (stop === -1 || end < stop)) {
      at = end + 2
      closed.push({ kind, from, to: at })
      continue
    }
    at = from + 2
    if (kind === "note" || !boneyardReported) unclosed.push({ kind, from, to: at })
    boneyardReported ||= kind === "boneyard"
  }
  return { closed, unclosed }
}
