import type { Database } from "./database.ts"

/**
 * Runs `work` on one node at a time: the others wait. It may use the database, on connections of its
 * own. An embedded database has one process only, so there it simply runs.
 */
export async function runAlone(
  { kind, sql }: Pick<Database, "kind" | "sql">,
  /** Any number that nothing else takes. */
  lock: number,
  work: () => Promise<void>,
): Promise<void> {
  if (kind === "embedded") return work()
  await sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(${lock})`
    await work()
  })
}
