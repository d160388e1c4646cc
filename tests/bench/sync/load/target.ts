import type { Wire } from "../wire.ts"

export interface TargetRoom {
  /** As the protocol calls it. */
  readonly name: string
  /** With the query. */
  readonly path: string
}

/** A running server, as the load program sees it. */
export interface Target {
  readonly host: string
  readonly port: number
  readonly wire: Wire
  readonly rooms: readonly TargetRoom[]
  readonly serverPid: number
  /** Of the database server beside it; null when there is none. */
  readonly databasePid: number | null
}
