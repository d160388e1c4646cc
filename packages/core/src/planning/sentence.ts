/** A stretch of a text, without white space around it. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

const boundary = /(?<![.!?…])[.!?…]+["'”’)\]*]*\s+|(?<![。！？])[。！？]+["”’」』]*\s*|\n\s*/g
const abbreviation =
  /(?:^|[\s(“"])(?:Mr|Mrs|Ms|Dr|St|Sgt|Lt|Capt|Col|Gen|Prof|Jr|Sr|Rev|No|vs|etc|e\.g|i\.e|a\.m|p\.m|\p{Lu})\.$/iu
const startsSentence = /^["'“‘([*¿¡]*[\p{Lu}\p{Lo}\p{N}]/u
const conjunction =
  /^(?:and|but|or|because|so|then|until|while|when|where|which|who|that|before|after)$/
/** A line broken sooner than this was broken on purpose, not by wrapping. */
const wrappedLength = 50

/** The sentences of a paragraph; a short line is one too. Together they hold every word of it. */
export function splitSentences(text: string): Stretch[] {
  const found: Stretch[] = []
  let from = 0
  let lineStart = 0
  const end = (to: number) => {
    const stretch = trim(text, from, to)
    if (stretch.to > stretch.from) found.push(stretch)
    from = to
  }
  for (const match of text.matchAll(boundary)) {
    const next = match.index + match[0].length
    const following = text.slice(next, next + 4)
    const broken = match[0].startsWith("\n")
    const short = match.index - lineStart < wrappedLength
    if (match[0].includes("\n")) lineStart = next
    if (/^[。！？]/.test(match[0])) end(next)
    else if (!startsSentence.test(following)) continue
    else if (broken && short) end(next)
    else if (
      !broken &&
      !abbreviation.test(text.slice(Math.max(from, match.index - 8), match.index + 1))
    ) {
      end(next)
    }
  }
  end(text.length)
  return found
}

/**
 * A stretch cut into pieces of at most `limit` words, at its clauses where it has some, evenly where not.
 */
export function splitLong(text: string, stretch: Stretch, limit: number): Stretch[] {
  const words = [...text.slice(stretch.from, stretch.to).matchAll(/\S+/g)]
  if (words.length <= limit) return [stretch]
  const pieces: Stretch[] = []
  const count = Math.ceil(words.length / limit)
  const even = Math.ceil(words.length / count)
  let start = 0
  while (start < words.length) {
    let stop = Math.min(words.length, start + even)
    if (stop < words.length) {
      const latest = Math.min(words.length, start + limit)
      const earliest = start + Math.floor(limit / 3)
      stop =
        findBreak(words, latest, earliest, (last) => /[,;:—–-]["”’]?$/.test(last)) ??
        findBreak(words, latest, earliest, (_, next) => conjunction.test(next)) ??
        stop
    }
    const first = words[start]
    const last = words[stop - 1]
    if (!first || !last) break
    pieces.push({
      from: stretch.from + first.index,
      to: stretch.from + last.index + last[0].length,
    })
    start = stop
  }
  return pieces
}

/** The last place in reach where one word may be followed by a cut. */
function findBreak(
  words: readonly RegExpExecArray[],
  latest: number,
  earliest: number,
  fits: (last: string, next: string) => boolean,
): number | null {
  for (let at = latest; at > earliest; at -= 1) {
    if (fits(words[at - 1]?.[0] ?? "", words[at]?.[0] ?? "")) return at
  }
  return null
}

/** Words as a person counts them; in writing without spaces two characters count as one. */
export function countWords(text: string): number {
  const dense = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
  const spaced = text.match(/[\p{L}\p{N}][^\s—]*/gu)?.length ?? 0
  return dense > 0 ? Math.max(spaced, Math.ceil(dense / 2)) : spaced
}

/** One line of prose: line ends of the script's own wrapping become spaces. */
export const toOneLine = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ")

function trim(text: string, from: number, to: number): Stretch {
  const piece = text.slice(from, to)
  return {
    from: from + piece.length - piece.trimStart().length,
    to: to - (piece.length - piece.trimEnd().length),
  }
}
