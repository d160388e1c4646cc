const vowel = /[aeiou]/

/** The forms of a regular English verb: walks, walked, walking. Irregular ones are named beside it. */
export function listForms(base: string): string[] {
  const last = base.at(-1) ?? ""
  const stem = last === "e" ? base.slice(0, -1) : base
  const softens = last === "y" && !vowel.test(base.at(-2) ?? "a")
  const hisses = /(s|x|z|ch|sh)$/.test(base)
  const doubles = /^[^aeiou]*[aeiou][bdgklmnprtv]$/.test(base)
  const third = softens ? `${base.slice(0, -1)}ies` : `${base}${hisses ? "es" : "s"}`
  const past = softens ? `${base.slice(0, -1)}ied` : doubles ? `${base}${last}ed` : `${stem}ed`
  const going = doubles ? `${base}${last}ing` : `${base.endsWith("ee") ? base : stem}ing`
  return [base, third, past, going]
}

/** A noun's plural turned singular where that is regular; the word itself otherwise. */
export function toSingular(word: string): string {
  if (/(ss|us|is)$/.test(word) || !word.endsWith("s")) return word
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`
  if (/(ches|shes|xes|sses|zes)$/.test(word)) return word.slice(0, -2)
  if (word.endsWith("ves")) return `${word.slice(0, -3)}f`
  return word.slice(0, -1)
}
