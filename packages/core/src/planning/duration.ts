import { toFrames, type FrameRateName } from "../time/frame-rate.ts"
import type { Beat } from "./beat.ts"
import { countWords } from "./sentence.ts"

const shortest = 1.2
const longest = 8

/**
 * A first length from the words (0.3 s a word and 1 s for speech, 0.2 s a word and 0.5 s for action, as
 * Storyboarder does), 1.2 to 8 s. Who acts while speaking does both in the longer of the two times.
 */
export function estimateFrames(beat: Beat, rate: FrameRateName): number {
  const spoken = beat.speeches.reduce((sum, { text }) => sum + countWords(text), 0)
  const acted = countWords(beat.action)
  const speech = spoken > 0 ? spoken * 0.3 + 1 : 0
  const action = acted > 0 ? acted * 0.2 + 0.5 : 0
  return toFrames(Math.min(longest, Math.max(shortest, speech, action)), rate)
}
