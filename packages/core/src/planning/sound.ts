import { countWords, splitSentences } from "./sentence.ts"

const verbs =
  "crash(?:es|ing)?|crack(?:s|ing|les|le|ling)?|rumbl(?:e|es|ing)|boom(?:s|ing)?|bang(?:s|ing)?|slam(?:s|ming)?|ring(?:s|ing)?|" +
  "buzz(?:es|ing)?|hum(?:s|ming)?|hiss(?:es|ing)?|howl(?:s|ing)?|roar(?:s|ing)?|wail(?:s|ing)?|scream(?:s|ing)?|shriek(?:s|ing)?|" +
  "creak(?:s|ing)?|groan(?:s|ing)?|click(?:s|ing)?|clack(?:s|ing)?|clang(?:s|ing)?|clatter(?:s|ing)?|rattl(?:e|es|ing)|" +
  "knock(?:s|ing)?|tick(?:s|ing)?|drip(?:s|ping)?|splash(?:es|ing)?|whistl(?:e|es|ing)|honk(?:s|ing)?|beep(?:s|ing)?|chim(?:e|es|ing)|" +
  "toll(?:s|ing)?|explod(?:e|es|ing)|shatter(?:s|ing)?|thud(?:s|ding)?|bark(?:s|ing)?|blar(?:e|es|ing)|scrap(?:e|es|ing)|screech(?:es|ing)?|squeal(?:s|ing)?|hammer(?:s|ing)?"
const nouns =
  "thunder(?:clap)?|sirens?|foghorn|gunshots?|gunfire|explosions?|footsteps|applause|laughter|alarm|silence|static|music|heartbeat"

/** In capitals any word of sound is marked on purpose. */
const marked = new RegExp(
  `(?<![\\p{L}])(?:${`${verbs}|${nouns}`.toUpperCase().replaceAll("(?:", "(?:")})(?![\\p{L}])`,
  "u",
)
/** In small letters only words that are seldom anything else. */
const plain =
  /(?<!\p{L})(?:thunder(?:clap)?|sirens?|foghorn|gunshots?|gunfire|footsteps|crackles?|creaks?|rumbles?|howls?|hiss(?:es)?|clangs?|clatters?|rattles?|shatters?|thuds?|screech(?:es)?|slams?|hammers?|knocks?|scrapes? (?:open|shut|against|across|along)|explodes?|buzz(?:es)?|(?:phone|telephone|bell|doorbell|alarm) (?:rings?|buzz(?:es)?|tolls?|chimes?))(?!\p{L})/iu

/** What is heard in an action: the sentences that have a sound in them, or the clause of it in a long one. */
export function findSound(action: string): string {
  const heard: string[] = []
  for (const { from, to } of splitSentences(action)) {
    const sentence = action.slice(from, to)
    const match = marked.exec(sentence) ?? plain.exec(sentence)
    if (match) heard.push(countWords(sentence) <= 10 ? sentence : clauseAt(sentence, match.index))
  }
  return heard.join(" ")
}

/** `THUNDER.` alone: nothing new to see. */
export function isOnlySound(action: string): boolean {
  return countWords(action) <= 4 && action === action.toUpperCase() && marked.test(action)
}

function clauseAt(sentence: string, index: number): string {
  const before = Math.max(
    ...[", ", "; ", ": ", " — ", " and "].map((mark) => endOf(sentence.slice(0, index), mark)),
  )
  const after = sentence.slice(index).search(/[,;:]|\s—|\sand\s/)
  return sentence.slice(before, after === -1 ? undefined : index + after).trim()
}

function endOf(text: string, mark: string): number {
  const at = text.lastIndexOf(mark)
  return at === -1 ? 0 : at + mark.length
}
