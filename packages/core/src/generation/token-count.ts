/**
 * An estimate that errs high: four characters of plain English to a token, and every other character one of its
 * own, as tokenizers do with scripts they have seen little of.
 */
export function countTokens(text: string): number {
  let plain = 0
  let other = 0
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) < 128) plain += 1
    else other += 1
  }
  return Math.ceil(plain / 4) + other
}

const ellipsis = "…"

/** The beginning of a text that is at most `tokens` long, cut at a word and marked as cut. */
export function cutToTokens(text: string, tokens: number): string {
  if (countTokens(text) <= tokens) return text
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (countTokens(text.slice(0, middle) + ellipsis) <= tokens) low = middle
    else high = middle - 1
  }
  const cut = text.slice(0, low).replace(/[\uD800-\uDBFF]$/, "")
  const atWord = cut.replace(/\s+\S*$/, "")
  const kept = atWord.length > cut.length / 2 ? atWord : cut
  return kept === "" ? "" : kept + ellipsis
}
