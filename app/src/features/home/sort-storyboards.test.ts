import { createStoryboardId } from "@panelwright/core"
import type { StoryboardSummary } from "@panelwright/core/protocol"
import { describe, expect, it } from "vitest"
import { sortStoryboards } from "./sort-storyboards.ts"

const summary = (title: string, updatedAt: number, panelCount = 0): StoryboardSummary => ({
  id: createStoryboardId(title.replace(/\W/g, "")),
  title,
  role: "owner",
  panelCount,
  thumbnail: null,
  aspectRatio: "16:9",
  createdAt: -updatedAt,
  updatedAt,
  mentions: 0,
})

const storyboards = [summary("Episode 10", 1, 5), summary("Episode 9", 3), summary("Night", 2, 9)]
const titles = (list: readonly StoryboardSummary[]) => list.map(({ title }) => title)

describe("storyboards on the home page", () => {
  it("come last edited first", () => {
    expect(titles(sortStoryboards(storyboards, "edited", ""))).toEqual([
      "Episode 9",
      "Night",
      "Episode 10",
    ])
  })

  it("sort titles as people count: 9 before 10", () => {
    expect(titles(sortStoryboards(storyboards, "title", "episode"))).toEqual([
      "Episode 9",
      "Episode 10",
    ])
  })

  it("are found by words in any order and case", () => {
    expect(titles(sortStoryboards(storyboards, "panels", "10 EPI"))).toEqual(["Episode 10"])
  })
})
