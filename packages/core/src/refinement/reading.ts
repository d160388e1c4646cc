import type { PanelId } from "../identity/identity.ts"
import type { Panel, Storyboard } from "../storyboard/storyboard.ts"

/** What words about panels are read against. */
export interface ReadingContext {
  readonly storyboard: Pick<Storyboard, "panels" | "scenes" | "shots" | "characters">
  /** The panels in hand, in story order; "the next one" is the one after the last of them. */
  readonly here: readonly PanelId[]
}

/** One way in which words may be meant. */
export interface TargetReading {
  /** In words for people: "3B and 3C", "scene 4 (6 panels)". */
  readonly says: string
  readonly panels: readonly Panel[]
}

/** At most so many numbers are named one by one. */
const mostNamed = 4

/** "3B", "3B and 3C", "3B, 3C, 3D and 5 more". */
export function namePanels(panels: readonly Panel[]): string {
  const numbers = panels.map(({ number }) => number)
  if (numbers.length <= mostNamed) return joinWords(numbers)
  return `${numbers.slice(0, mostNamed - 1).join(", ")} and ${numbers.length - mostNamed + 1} more`
}

export const joinWords = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`

export const listHere = ({ storyboard, here }: ReadingContext): Panel[] =>
  storyboard.panels.filter(({ id }) => here.includes(id))
