import type { GenerationFailure } from "@panelwright/core"

const quote = (words: readonly string[]) => words.map((word) => `“${word}”`).join(", ")
const seconds = (ms: number) => Math.max(1, Math.round(ms / 1000))

/** Why there is no picture, in plain words. The panel always stays as it was. */
export function describeGenerationFailure(failure: GenerationFailure): string {
  switch (failure.kind) {
    case "auth":
      return `${failure.provider} refused the key that is set for it. Who runs this server can put in another.`
    case "rate-limited":
      return `The provider asked to wait ${seconds(failure.retryAfterMs)} s.`
    case "refused":
      return failure.stage === "output"
        ? `The provider withheld the picture (${failure.category}). Other words may help.`
        : `The provider refused these words (${failure.category}). Write them differently.`
    case "invalid":
      return `The provider did not accept the request: ${failure.reason}`
    case "timeout":
      return `No answer came within ${seconds(failure.afterMs)} s. It may still be billed.`
    case "unreachable":
      return `The provider can't be reached: ${failure.reason}`
    case "bad-output":
      return `The provider sent something that is no picture: ${failure.reason}`
    case "not-understood":
      return `${quote(failure.words)} ${failure.words.length === 1 ? "was" : "were"} not understood, so nothing was changed.`
    case "panel-gone":
      return "The panel was deleted meanwhile."
    case "panel-locked":
      return "The panel is approved. Take the approval back to change its picture."
    case "no-picture":
      return "There is no picture to change yet. Generate one first."
    case "mask-size":
      return `The region does not fit the picture (${failure.actual} instead of ${failure.expected}). Draw it again.`
    case "interrupted":
      return failure.billed
        ? "The server stopped while the provider worked. It was not sent again, because it may have been billed."
        : "The server stopped in the middle of it. Try again."
  }
}

/** Whether asking for the same again can end better. */
export function canRetry(failure: GenerationFailure): boolean {
  switch (failure.kind) {
    case "not-understood":
    case "refused":
    case "panel-gone":
    case "panel-locked":
    case "mask-size":
    case "no-picture":
      return false
    case "auth":
    case "rate-limited":
    case "invalid":
    case "timeout":
    case "unreachable":
    case "bad-output":
    case "interrupted":
      return true
  }
}
