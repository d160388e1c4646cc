import type { TypingOptions, TypingOutcome } from "./exercises/typing.ts"
import type { Target } from "./target.ts"

/** What the load program can do, with what it is told and what it gives back. */
export interface Exercises {
  readonly typing: { readonly options: TypingOptions; readonly outcome: TypingOutcome }
}

export interface LoadJob<Name extends keyof Exercises = keyof Exercises> {
  readonly exercise: Name
  readonly target: Target
  readonly options: Exercises[Name]["options"]
}
