import type { ApplyFailure } from "@panelwright/storyboard/connection"

/** Why a change was not made, in words. */
export function describeRefusal(failure: ApplyFailure): string {
  switch (failure.kind) {
    case "read-only":
      return "The storyboard can't be changed here now; the top bar says why."
    case "not-found":
      return "Somebody deleted it meanwhile."
    case "already-exists":
      return "It is there already."
    case "limit-reached":
      return `A storyboard holds at most ${failure.limit} ${failure.what}.`
    case "forbidden":
      return "Your role does not allow this."
    case "not-yours":
      return "Somebody else said that: only they can change it."
    case "style-locked":
      return "The style is locked. Unlock it under Style & cast to change it."
    case "value-invalid":
      return `That does not fit: ${failure.reason}`
  }
}
