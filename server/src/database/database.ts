import type postgres from "postgres"
import type { DirectStatement } from "./direct-statement.ts"

/** `database.sql` or the `sql` of a transaction: for functions that work in either. */
export type Queries = postgres.ISql

/**
 * An open, migrated PostgreSQL. Both kinds speak SQL for PostgreSQL 15 through postgres.js.
 *
 * Values: `bigint` columns are numbers (reading one beyond 2^53 throws), `timestamptz` are Dates,
 * `bytea` are Buffers, `jsonb` are parsed. Write JSON with `sql.json(value)`.
 *
 * The embedded kind has one backend, so a transaction holds up every other query until it ends:
 * keep transactions short, and never await `sql` inside `sql.begin` (use the transaction's own
 * `sql`); a transaction that is idle for 10 s while others wait is rolled back and its connection
 * closed. It has no NOTIFY and no COPY FROM STDIN, session-wide settings and advisory locks
 * exclude nobody, and commits are not fsynced: the process may be killed at any moment, but power
 * loss can take the last commits (the sync journal covers the doc's updates).
 */
export interface Database {
  readonly sql: postgres.Sql
  readonly kind: "embedded" | "server"
  /** Ends with the database. */
  openStatement: (text: string) => DirectStatement
  /** Resolves when everything committed before the call would survive power loss. */
  persist(): Promise<void>
  /** Waits for queries under way (5 s at most), closes, and gives the folder's lock back. */
  close(): Promise<void>
}
