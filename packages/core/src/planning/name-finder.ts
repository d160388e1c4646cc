/** Finds characters by name in prose. */
export interface NameFinder {
  /** Names in the order of their first mention, each once. */
  find(text: string): string[]
}

interface Entry {
  readonly name: string
  readonly words: readonly string[]
}

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu
const titles = new Set(
  "THE A AN OLD YOUNG LITTLE BIG FIRST SECOND THIRD MR MRS MS DR SGT LT CAPT MAN WOMAN BOY GIRL AND OF".split(
    " ",
  ),
)

/** How names are compared: capitals, one space, no `THE`. `The Keeper`, `KEEPER` and `THE KEEPER` are one. */
export function toNameKey(name: string): string {
  const key = name.toUpperCase().replaceAll("’", "'").replace(/\s+/g, " ").trim()
  return key.replace(/^THE (?=\S)/, "")
}

const toWords = (text: string): string[] =>
  Array.from(text.toUpperCase().replaceAll("’", "'").matchAll(word), ([found]) =>
    found.replace(/'S$|'$/, ""),
  )

/**
 * Names count where they are written with a capital, or after `the`; of a name of several words a part of it
 * that nobody else has is enough. Time in proportion to the text, however many names there are.
 */
export function createNameFinder(names: readonly string[]): NameFinder {
  const entries = new Map<string, Entry[]>()
  const add = (name: string, words: readonly string[]) => {
    const [first] = words
    if (first === undefined) return
    entries.set(first, [...(entries.get(first) ?? []), { name, words }])
  }
  const owners = new Map<string, number>()
  const split = names.map((name) => ({ name, words: toWords(toNameKey(name)) }))
  for (const { words } of split) {
    for (const part of new Set(words)) owners.set(part, (owners.get(part) ?? 0) + 1)
  }
  for (const { name, words } of split) {
    add(name, words)
    if (words.length === 1) continue
    for (const part of words) {
      if (owners.get(part) === 1 && part.length > 2 && !titles.has(part)) add(name, [part])
    }
  }
  for (const list of entries.values()) list.sort((a, b) => b.words.length - a.words.length)

  return {
    find(text) {
      const written = Array.from(text.matchAll(word), ([found]) => found)
      const upper = written.map((found) =>
        found
          .toUpperCase()
          .replaceAll("’", "'")
          .replace(/'S$|'$/, ""),
      )
      const found = new Set<string>()
      for (let at = 0; at < upper.length; at += 1) {
        const candidates = entries.get(upper[at] ?? "")
        if (!candidates) continue
        const isName = !/^\p{Ll}/u.test(written[at] ?? "") || upper[at - 1] === "THE"
        const match = isName
          ? candidates.find(({ words }) => words.every((part, index) => upper[at + index] === part))
          : undefined
        if (!match) continue
        found.add(match.name)
        at += match.words.length - 1
      }
      return [...found]
    },
  }
}
