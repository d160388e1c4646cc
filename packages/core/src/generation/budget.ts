import { z } from "zod"

const limitSchema = z.number().int().nonnegative().max(1_000_000_000_000).nullable()

/** What may be spent, in millionths of a US dollar; null: no limit. What is reserved counts as spent. */
export const budgetSchema = z.object({
  /** By everybody, in all. */
  total: limitSchema,
  /** By each person, in all. */
  person: limitSchema,
  /** By everybody, on one day (UTC). */
  day: limitSchema,
})
export type Budget = z.infer<typeof budgetSchema>

export const budgetLimits = ["total", "person", "day"] as const
export type BudgetLimit = (typeof budgetLimits)[number]

export const noBudget: Budget = { total: null, person: null, day: null }
export const hasLimit = (budget: Budget) => budgetLimits.some((limit) => budget[limit] !== null)

/** Whose budget: one storyboard's, set by its owner, or that of the whole installation, set by who runs it. */
export const budgetScopeSchema = z.enum(["storyboard", "installation"])
export type BudgetScope = z.infer<typeof budgetScopeSchema>

/** Why a job waits for somebody's consent: the first limit that it would pass, with the figures to decide by. */
export const overBudgetSchema = z.object({
  scope: budgetScopeSchema,
  limit: z.enum(budgetLimits),
  limitMicroDollars: z.number(),
  /** Spent and reserved when it was asked for. */
  usedMicroDollars: z.number(),
  /** Null: what it costs is not known, so nobody can say that it fits. */
  wantedMicroDollars: z.number().nullable(),
})
export type OverBudget = z.infer<typeof overBudgetSchema>

/** One budget and what counts against each of its limits. */
export interface BudgetRoom {
  readonly scope: BudgetScope
  readonly budget: Budget
  readonly used: Readonly<Record<BudgetLimit, number>>
}

/** The first limit that this would pass; null: it fits. A price that is not known fits only where nothing limits it. */
export function findOverBudget(
  rooms: readonly BudgetRoom[],
  wantedMicroDollars: number | null,
): OverBudget | null {
  for (const { scope, budget, used } of rooms)
    for (const limit of budgetLimits) {
      const limitMicroDollars = budget[limit]
      if (limitMicroDollars === null) continue
      const usedMicroDollars = used[limit]
      if (wantedMicroDollars !== null && usedMicroDollars + wantedMicroDollars <= limitMicroDollars)
        continue
      return { scope, limit, limitMicroDollars, usedMicroDollars, wantedMicroDollars }
    }
  return null
}

/** What is left of the tightest limit; null: nothing limits. Never below 0. */
export function findLeft(rooms: readonly BudgetRoom[]): number | null {
  const left = rooms.flatMap(({ budget, used }) =>
    budgetLimits.flatMap((limit) => {
      const most = budget[limit]
      return most === null ? [] : [Math.max(0, most - used[limit])]
    }),
  )
  return left.length === 0 ? null : Math.min(...left)
}

/** The rooms after so much more was taken from each limit. */
export const takeFrom = (rooms: readonly BudgetRoom[], microDollars: number): BudgetRoom[] =>
  rooms.map((room) => ({
    ...room,
    used: {
      total: room.used.total + microDollars,
      person: room.used.person + microDollars,
      day: room.used.day + microDollars,
    },
  }))
