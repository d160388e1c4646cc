import { plain } from "../staging/words.ts"

/** One wish out of an instruction. */
export interface Clause {
  readonly text: string
  readonly words: readonly string[]
}

const verbs = new Set(
  "add put place insert include draw give show remove delete erase take lose drop hide make set turn move shift slide bring push pull flip mirror swap switch change light zoom pan tilt tip raise lower rotate face look close open clear stop start let have get go use keep cut frame crop dim brighten darken enlarge shrink double".split(
    " ",
  ),
)

export const createClause = (text: string): Clause => ({
  text,
  words: text.split(" ").filter(Boolean),
})

/**
 * Wishes are parted by punctuation, "then" and "and". A piece that only names a thing belongs to the verb before it:
 * "add a dog and a cat", "make it night and closer".
 */
export function splitInstruction(instruction: string): Clause[] {
  const text = plain(
    instruction
      .replaceAll(/[,;&+]/g, " . ")
      .replaceAll(/[-–—]/g, " ")
      .replaceAll(/[’']t\b/g, "t"),
  )
    .replaceAll(
      /\b(please|could you|can you|i want|i would like|id like|lets|let us|just|now|also|too|instead|a bit|a little|slightly|somewhat)\b/g,
      " ",
    )
    .replaceAll(/\b(and then|then|but|while|plus|as well as|after that)\b/g, " . ")
    .replaceAll(/\s+/g, " ")
  const clauses: Clause[] = []
  let verb: string | null = null
  for (const sentence of text.split(" . ").flatMap((part) => part.split(" ."))) {
    for (const piece of sentence.split(/ and |^and /)) {
      const words = piece
        .trim()
        .split(" ")
        .filter((word) => word !== "" && word !== ".")
      const [first] = words
      if (!first) continue
      if (verbs.has(first)) verb = first
      else if (
        verb &&
        /^(a|an|the|two|three|some|another|his|her)$/.test(first) &&
        /^(add|put|place|insert|include|draw|remove|delete|erase|take|lose|drop|hide|give|show|move|turn|switch|light)$/.test(
          verb,
        )
      ) {
        clauses.push(createClause(`${verb} ${words.join(" ")}`))
        continue
      }
      clauses.push(createClause(words.join(" ")))
    }
  }
  return clauses
}
