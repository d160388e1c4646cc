export interface CueParts {
  readonly name: string
  readonly extensions: readonly string[]
  /** Written with `^`: spoken at once with the speech before. */
  readonly dual: boolean
}

const letter = /\p{L}/u
const lowerCase = /\p{Ll}/u
const cased = /\p{Lu}/u
/** In scripts without capitals (Chinese, Arabic, …) only a short line without punctuation can be told from prose. */
const caselessName = /^[^。，！？、؟،.!?,:;]{1,20}$/u

/**
 * The name and extensions of a line that can be a cue: a name with a letter and without small letters, then
 * `(V.O.)`, `(on the radio)`, …; or anything after `@`. Null where it can't be one.
 */
export function parseCue(text: string): CueParts | null {
  const forced = text.startsWith("@")
  const dual = text.endsWith("^")
  const words = text.slice(forced ? 1 : 0, dual ? -1 : undefined).trim()
  const opening = words.indexOf("(")
  const name = (opening === -1 ? words : words.slice(0, opening)).trim()
  if (!letter.test(name)) return null
  if (!forced && lowerCase.test(name)) return null
  if (!forced && !cased.test(name) && !caselessName.test(name)) return null
  const extensions = opening === -1 ? [] : listExtensions(words.slice(opening))
  return extensions && { name, extensions, dual }
}

/** The insides of `(…) (…)`; null when there is anything else. */
function listExtensions(text: string): string[] | null {
  const found: string[] = []
  let at = 0
  while (at < text.length) {
    if (text[at] !== "(") return null
    const end = text.indexOf(")", at)
    if (end === -1) return null
    found.push(text.slice(at + 1, end).trim())
    at = end + 1
    while (text[at] === " " || text[at] === "\t") at += 1
  }
  return found
}
