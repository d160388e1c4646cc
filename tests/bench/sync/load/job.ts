import type { CrowdingOptions, CrowdingOutcome } from "./exercises/crowding.ts"
import type { CursorsOptions, CursorsOutcome } from "./exercises/cursors.ts"
import type { FillingOptions } from "./exercises/filling.ts"
import type { KillingOptions, KillingOutcome } from "./exercises/killing.ts"
import type { MisbehavingOptions, MisbehavingOutcome } from "./exercises/misbehaving.ts"
import type { OpeningOutcome } from "./exercises/opening.ts"
import type { ReturningOptions, ReturningOutcome } from "./exercises/returning.ts"
import type { SoloOptions } from "./exercises/solo.ts"
import type { TypingOptions, TypingOutcome } from "./exercises/typing.ts"
import type { Target } from "./target.ts"

interface Exercise<Options, Outcome> {
  readonly options: Options
  readonly outcome: Outcome
}

/** What the load program can do, with what it is told and what it gives back. */
export interface Exercises {
  readonly typing: Exercise<TypingOptions, TypingOutcome>
  readonly cursors: Exercise<CursorsOptions, CursorsOutcome>
  readonly filling: Exercise<
    FillingOptions & { readonly settleMilliseconds: number },
    { readonly updates: number }
  >
  readonly opening: Exercise<FillingOptions, OpeningOutcome>
  readonly crowding: Exercise<CrowdingOptions, CrowdingOutcome>
  readonly killing: Exercise<KillingOptions, KillingOutcome>
  readonly surviving: Exercise<null, { readonly found: string }>
  readonly returning: Exercise<ReturningOptions, ReturningOutcome>
  readonly misbehaving: Exercise<MisbehavingOptions, MisbehavingOutcome>
  readonly solo: Exercise<SoloOptions, { readonly editsPerSecond: number }>
}

export interface LoadJob<Name extends keyof Exercises = keyof Exercises> {
  readonly exercise: Name
  readonly target: Target
  readonly options: Exercises[Name]["options"]
}
