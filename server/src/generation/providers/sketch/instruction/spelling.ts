import { catalogue } from "../prop/catalogue.ts"
import { placeKinds, places } from "../set/place.ts"
import { immaterial } from "../staging/nouns.ts"
import { verbForms } from "../staging/verbs.ts"
import { moodWords, strangers, timeWords, weatherWords } from "../staging/words.ts"

const spoken =
  "closer wider tighter looser zoom pan tilt dolly crane push pull close-up establishing medium full wide insert detail shot above below overhead behind profile side angle low high level flip mirror remove delete erase add put place give take move turn swap switch replace change make left right middle centre center background foreground front back near far between beside under indoors outdoors inside outside bigger smaller larger taller shorter older younger fatter thinner darker brighter lighter dimmer light lights camera headroom floor ground window door open close lens everyone everybody nobody people person another more less without panel like same facing towards away backlit silhouette together apart glasses beard hair hood coat dress suit shirt sweater uniform robe night day dusk dawn morning evening please could should would them they their from with into onto what where when this that there very much slightly over upon about again only also while after before because each every both some many few none other next last first second step steps lens wide-angle telephoto handheld steadicam static tracking whip camera level cameras hold holds holding keep want need show draw just really scene picture frame group image".split(
    " ",
  )

const vocabulary: ReadonlySet<string> = new Set([
  ...spoken,
  ...Object.values(catalogue).flatMap(({ words }) =>
    (words as readonly string[]).flatMap((word) => word.split(" ")),
  ),
  ...placeKinds.flatMap((kind) =>
    (places[kind].words as readonly string[]).flatMap((word) => word.split(" ")),
  ),
  ...verbForms,
  ...immaterial,
  ...moodWords,
  ...strangers.flatMap(({ words }) => words),
  ...[...timeWords, ...weatherWords].flatMap(({ words }) =>
    words.flatMap((word) => word.split(" ")),
  ),
])

/**
 * Slips of the fingers put right: a word that nothing is known for becomes the one known word that is a letter or two
 * away. Where several are as near, or it may be a name, it stays as it is and is asked about.
 */
export function correctSpelling(text: string, names: readonly string[]): string {
  const known = new Set(names.flatMap((name) => name.toLowerCase().split(/\s+/)))
  return text.replaceAll(/[\p{L}’'-]+/gu, (word) => {
    const plain = word.toLowerCase().replace(/['’]s?$/, "")
    const plural = plain.replace(/s$/, "")
    if (plain.length < 4 || vocabulary.has(plain) || vocabulary.has(plural) || known.has(plain))
      return word
    const limit = plain.length < 5 ? 1 : plain.length < 8 ? 1 : 2
    let best: string[] = []
    let nearest = limit + 1
    for (const candidate of vocabulary) {
      if (candidate.length < 3 || Math.abs(candidate.length - plain.length) > limit) continue
      const away = countSlips(plain, candidate)
      if (away > limit || away > nearest) continue
      if (away < nearest) best = []
      nearest = away
      best.push(candidate)
    }
    // Of several as near, one that begins alike and keeps its letters is meant: fingers change their order.
    const same = best.filter((candidate) => sorted(candidate) === sorted(plain))
    const [only, second] = same.length === 1 ? same : best.filter(([first]) => first === plain[0])
    return only !== undefined && second === undefined ? only : word
  })
}

const sorted = (word: string) => word.split("").toSorted().join("")

/** Letters put in, left out, exchanged or turned round (optimal string alignment). */
export function countSlips(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      next.push(best)
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

/** The known words nearest to some that are not. */
export function suggestNear(words: readonly string[]): string[] {
  const near = words
    .flatMap((word) =>
      [...vocabulary].map((known) => ({
        known,
        away: countSlips(word, known) / Math.max(word.length, known.length),
      })),
    )
    .filter(({ away, known }) => away < 0.45 && known.length > 2)
    .toSorted((a, b) => a.away - b.away || a.known.localeCompare(b.known))
    .map(({ known }) => known)
  return [...new Set(near)].slice(0, 5)
}
