import { budgetLimits, hasLimit, noBudget, type Budget, type BudgetRoom } from "@panelwright/core"
import type postgres from "postgres"
import type { Queries } from "../database/database.ts"

/** The scope of the one budget that is above all storyboards. */
export const installationScope = "installation"

/** What counts against a budget, in millionths of a US dollar. */
export interface Spending {
  readonly spentMicroDollars: number
  readonly reservedMicroDollars: number
}

/** The day of a moment (UTC), as the ledger writes it. */
export const toLedgerDay = (at: Date): string => at.toISOString().slice(0, 10)

const readBudget = (row: postgres.Row | undefined): Budget =>
  row === undefined
    ? noBudget
    : {
        total: numberOrNull(row["total"]),
        person: numberOrNull(row["person"]),
        day: numberOrNull(row["day"]),
      }

const numberOrNull = (value: unknown) => (value === null ? null : Number(value))

export async function loadBudget(sql: Queries, scope: string): Promise<Budget> {
  const [row] = await sql`select total, person, day from budget where scope = ${scope}`
  return readBudget(row)
}

/** What one scope has spent and holds back; null: the whole installation. */
export async function loadSpending(sql: Queries, storyboardId: string | null): Promise<Spending> {
  const [row] = await sql`
    select coalesce(sum(spent) filter (where state = 'spent'), 0)::bigint as spent,
      coalesce(sum(reserved) filter (where state = 'reserved'), 0)::bigint as reserved
    from ledger where ${storyboardId}::text is null or storyboard_id = ${storyboardId}::text`
  return {
    spentMicroDollars: Number(row?.["spent"] ?? 0),
    reservedMicroDollars: Number(row?.["reserved"] ?? 0),
  }
}

/**
 * Both budgets that a job of this storyboard has to fit into, with what counts against them, and, with `lock`, held
 * until the transaction ends: whoever else wants to spend waits, so that no two pass a limit together.
 */
export async function loadRooms(
  sql: Queries,
  whose: { readonly storyboardId: string; readonly payer: string; readonly at: Date },
  options: { readonly lock: boolean },
): Promise<BudgetRoom[]> {
  const scopes = [installationScope, whose.storyboardId].toSorted()
  if (options.lock)
    await sql`
      insert into budget ${sql(scopes.map((scope) => ({ scope })))} on conflict do nothing`
  // In one order for everybody, so that two who take both locks never wait for each other.
  const rows = options.lock
    ? await sql`
        select scope, total, person, day from budget where scope = any(${scopes})
        order by scope for update`
    : await sql`select scope, total, person, day from budget where scope = any(${scopes})`
  const rooms: BudgetRoom[] = []
  for (const scope of [whose.storyboardId, installationScope]) {
    const budget = readBudget(rows.find((row) => row["scope"] === scope))
    if (!hasLimit(budget)) continue
    const used = await loadUsed(sql, scope === installationScope ? null : scope, whose)
    rooms.push({
      scope: scope === installationScope ? "installation" : "storyboard",
      budget,
      used,
    })
  }
  return rooms
}

async function loadUsed(
  sql: Queries,
  storyboardId: string | null,
  { payer, at }: { readonly payer: string; readonly at: Date },
): Promise<BudgetRoom["used"]> {
  const [row] = await sql`
    select coalesce(sum(counts), 0)::bigint as total,
      coalesce(sum(counts) filter (where payer = ${payer}), 0)::bigint as person,
      coalesce(sum(counts) filter (where day = ${toLedgerDay(at)}::date), 0)::bigint as day
    from (
      select payer, day,
        case state when 'reserved' then reserved when 'spent' then spent else 0 end as counts
      from ledger where ${storyboardId}::text is null or storyboard_id = ${storyboardId}::text
    ) as entries`
  const [total = 0, person = 0, day = 0] = budgetLimits.map((limit) => Number(row?.[limit] ?? 0))
  return { total, person, day }
}

export interface Reservation {
  readonly jobId: string
  readonly storyboardId: string
  readonly payer: string
  readonly provider: string
  /** Null, not known, holds nothing back. */
  readonly microDollars: number | null
  readonly consentedBy: string | null
}

export async function reserve(
  sql: Queries,
  reservations: readonly Reservation[],
  at: Date,
): Promise<void> {
  if (reservations.length === 0) return
  const rows = reservations.map((entry) => ({
    job_id: entry.jobId,
    storyboard_id: entry.storyboardId,
    payer: entry.payer,
    provider: entry.provider,
    day: toLedgerDay(at),
    state: "reserved",
    reserved: entry.microDollars ?? 0,
    consented_by: entry.consentedBy,
    created_at: at,
  }))
  await sql`insert into ledger ${sql(rows)}`
}

/**
 * Settles in the same statement as `update`, which changes jobs and returns their rows. A picture costs what its
 * provider says, or what was held back where it does not say; a failure that is not billed and a job that was stopped
 * before it was sent cost nothing; what may be billed counts as much as was held back.
 */
export const settling = (
  sql: Queries,
  update: postgres.PendingQuery<postgres.Row[]>,
  at: Date,
) => sql`
  with changed as (${update}),
  settled as (
    update ledger set
      state = case
        when changed.state = 'failed' and changed.failure ->> 'billed' = 'false' then 'released'
        when changed.state = 'canceled' and changed.sent_at is null then 'released'
        else 'spent' end,
      spent = case
        when changed.state = 'failed' and changed.failure ->> 'billed' = 'false' then 0
        when changed.state = 'canceled' and changed.sent_at is null then 0
        when changed.state = 'succeeded' and changed.cost ->> 'microDollars' is not null
          then (changed.cost ->> 'microDollars')::bigint
        else ledger.reserved end,
      is_certain = case changed.state
        when 'succeeded' then changed.cost ->> 'microDollars' is not null
        else coalesce(changed.failure ->> 'billed' = 'false', changed.sent_at is null) end,
      settled_at = ${at}
    from changed
    where ledger.job_id = changed.id and ledger.state = 'reserved'
      and changed.state in ('succeeded', 'failed', 'canceled')
  )
  select * from changed`
