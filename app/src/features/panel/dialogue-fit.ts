import { toSeconds, type FrameRateName } from "@panelwright/core"

const secondsPerWord = 0.3
const secondsAround = 1

/** Seconds that the words of a dialogue take to say, without names before a colon and asides in parentheses. */
export function estimateDialogueSeconds(dialogue: string): number {
  const spoken = dialogue.replace(/\([^)]*\)/g, " ").replace(/^[^\n:]{1,60}:/gm, " ")
  const words = spoken.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
  return words === 0 ? 0 : words * secondsPerWord + secondsAround
}

/** How long the dialogue needs where the panel is too short for it; null where it fits. */
export function findDialogueOverrun(
  dialogue: string,
  frames: number,
  frameRate: FrameRateName,
): { readonly needs: number; readonly has: number } | null {
  const needs = estimateDialogueSeconds(dialogue)
  const has = toSeconds(frames, frameRate)
  return needs > has + 0.05 ? { needs, has } : null
}
