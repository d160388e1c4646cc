import {
  compareTurns,
  describeRunning,
  formatBalance,
  formatMicroDollars,
  isFinal,
  type BudgetLimit,
  type Job,
  type JobId,
  type OverBudget,
  type QueueDesk,
} from "@panelwright/core"

/** `now`, `3 min`, `2 h`, `4 d`. */
export function formatAge(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return "now"
  if (minutes < 60) return `${minutes} min`
  return minutes < 1440 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`
}

/** What a job holds back or did cost: `free`, `about $0.07`, `$0.06`, `not known`; empty when nothing was charged. */
export function describeJobPrice({ price, cost, state, isCached, failure }: Job): string {
  if (isCached) return "no cost"
  if (price === null) return "free"
  if (state === "succeeded")
    return cost?.microDollars == null ? "not known" : formatMicroDollars(cost.microDollars)
  if (state === "canceled" || (state === "failed" && failure?.billed === false)) return ""
  return price.microDollars === null
    ? "not known"
    : `about ${formatMicroDollars(price.microDollars)}`
}

/** What stopping this job comes to, before anybody does. */
export function describeCancel({ state, price }: Job): string {
  if (price === null) return "Cancel"
  if (state !== "running") return "Cancel: nothing is billed"
  return price.microDollars === null
    ? "Cancel: it may still be billed"
    : `Cancel: up to ${formatMicroDollars(price.microDollars)} may still be billed`
}

const limitWords = {
  total: "in all",
  person: "for each person",
  day: "for each day",
} satisfies Record<BudgetLimit, string>

/** Why a job waits for consent, with the figures to decide by. */
export function describeOverBudget(over: OverBudget): string {
  const { scope, limit, limitMicroDollars, usedMicroDollars, wantedMicroDollars } = over
  const whose = scope === "installation" ? "this server's limit" : "the limit"
  const used = `${formatBalance(usedMicroDollars)} of ${formatBalance(limitMicroDollars)} is used`
  const wanted =
    wantedMicroDollars === null
      ? "Its price is not known"
      : `It costs about ${formatMicroDollars(wantedMicroDollars)}`
  return `${wanted}; ${used} of ${whose} ${limitWords[limit]}.`
}

const ordinal = (place: number) => {
  const last = place % 100 > 10 && place % 100 < 14 ? 0 : place % 10
  return `${place}${["th", "st", "nd", "rd"][last] ?? "th"}`
}

/** The place of each job that waits for its turn, from 1. */
export const listTurns = (jobs: readonly Job[]): ReadonlyMap<JobId, number> =>
  new Map(
    jobs
      .filter(({ state, held }) => state === "queued" && held === null)
      .toSorted(compareTurns)
      .map(({ id }, index) => [id, index + 1]),
  )

/** `0:21 of about 1:00`, `3rd`, `needs consent`, `paused`; empty where the state says all. */
export function describeTurn(
  job: Job,
  context: {
    readonly turns: ReadonlyMap<JobId, number>
    readonly desk: Pick<QueueDesk, "times" | "isPaused"> | null
    readonly now: number
  },
): string {
  const { turns, desk, now } = context
  if (isFinal(job.state)) return job.isCached ? "drawn before" : ""
  if (job.held === "consent") return "needs consent"
  if (job.held === "paused") return "paused"
  if (job.state === "running") return describeRunning(job, desk ?? { times: [] }, now)
  if (desk?.isPaused === true) return "queue paused"
  const turn = turns.get(job.id)
  return turn === undefined ? "tries again soon" : ordinal(turn)
}

/** `spent $0.12 · reserved $0.04 · left $0.84`; empty while no priced provider is configured and nothing was spent. */
export function describeSpending(desk: QueueDesk): string {
  const { spentMicroDollars, reservedMicroDollars } = desk.storyboard
  const isPriced = desk.prices.some(({ isFree }) => !isFree)
  if (!isPriced && spentMicroDollars === 0 && reservedMicroDollars === 0) return ""
  const left = desk.leftMicroDollars
  return [
    `spent ${formatBalance(spentMicroDollars)}`,
    `reserved ${formatBalance(reservedMicroDollars)}`,
    left === null ? "no limit" : `left ${formatBalance(left)}`,
  ].join(" · ")
}
