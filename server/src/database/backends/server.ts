import type { Log } from "../../log.ts"
import postgres from "postgres"
import type { Database } from "../database.ts"
import { noticeHandler, valueTypes } from "./client-options.ts"

/** A PostgreSQL 15 or newer. Connections are opened when needed and again after a loss. */
export function openServer(options: { databaseUrl: string; log: Log }): Database {
  const sql = postgres(options.databaseUrl, {
    max: 12,
    connect_timeout: 10,
    idle_timeout: 300,
    types: valueTypes,
    connection: { application_name: "panelwright" },
    onnotice: noticeHandler(options.log),
  })
  return {
    sql,
    kind: "server",
    // A server has fsynced what it committed.
    persist: async () => {},
    close: () => sql.end({ timeout: 5 }),
  }
}
