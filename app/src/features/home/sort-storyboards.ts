import type { StoryboardSummary } from "@panelwright/core/protocol"

export const sortOrders = [
  { value: "edited", label: "Last edited" },
  { value: "created", label: "Newest" },
  { value: "title", label: "Title" },
  { value: "panels", label: "Most panels" },
] as const

export type SortOrder = (typeof sortOrders)[number]["value"]

const comparers: Record<SortOrder, (one: StoryboardSummary, other: StoryboardSummary) => number> = {
  edited: (one, other) => other.updatedAt - one.updatedAt,
  created: (one, other) => other.createdAt - one.createdAt,
  title: (one, other) => one.title.localeCompare(other.title, "en", { numeric: true }),
  panels: (one, other) => other.panelCount - one.panelCount,
}

/** Those whose title has all of the words, in the order asked for. */
export function sortStoryboards(
  storyboards: readonly StoryboardSummary[],
  order: SortOrder,
  search: string,
): StoryboardSummary[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return storyboards
    .filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
    .toSorted(comparers[order])
}
