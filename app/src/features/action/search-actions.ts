import type { Action } from "./action.ts"

/** Actions whose label has all of the words; those that start with them first. */
export function searchActions(actions: readonly Action[], search: string): Action[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const start = words.join(" ")
  const rank = ({ label, refused }: Action) =>
    (label.toLowerCase().startsWith(start) ? 0 : 1) + (refused === null ? 0 : 2)
  return actions
    .filter(({ label, group }) => {
      const text = `${label} ${group}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .toSorted((one, other) => rank(one) - rank(other))
}
