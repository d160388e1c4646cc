// The load, in a process of its own on a core of its own: a job comes as JSON by the
// input, what was seen leaves as the last line of the output.
import { text } from "node:stream/consumers"
import { runCrowding } from "./exercises/crowding.ts"
import { runCursors } from "./exercises/cursors.ts"
import { runFilling } from "./exercises/filling.ts"
import { runKilling, runSurviving } from "./exercises/killing.ts"
import { runMisbehaving } from "./exercises/misbehaving.ts"
import { runOpening } from "./exercises/opening.ts"
import { runReturning } from "./exercises/returning.ts"
import { runSolo } from "./exercises/solo.ts"
import { runTyping } from "./exercises/typing.ts"
import type { Exercises, LoadJob } from "./job.ts"
import type { Target } from "./target.ts"

const exercises: {
  readonly [Name in keyof Exercises]: (
    target: Target,
    options: Exercises[Name]["options"],
  ) => Promise<Exercises[Name]["outcome"]>
} = {
  typing: runTyping,
  cursors: runCursors,
  filling: runFilling,
  opening: runOpening,
  crowding: runCrowding,
  killing: runKilling,
  surviving: runSurviving,
  returning: runReturning,
  misbehaving: runMisbehaving,
  solo: runSolo,
}

const run = <Name extends keyof Exercises>({ exercise, target, options }: LoadJob<Name>) =>
  exercises[exercise](target, options)

const job: LoadJob = JSON.parse(await text(process.stdin))
process.stdout.write(`${JSON.stringify(await run(job))}\n`, () => process.exit(0))
