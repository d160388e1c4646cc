import type { CloseReason } from "@panelwright/core/protocol"

/** What sync counts. Some of it is called for every message, so nothing here may do more than add. */
export interface SyncMetrics {
  /** One statement for all rooms has been committed. */
  committed(batch: {
    readonly updates: number
    readonly bytes: number
    /** From sending the statement to its answer. */
    readonly seconds: number
  }): void
  /** The database did not take a batch; most such batches are tried again. */
  commitFailed(kind: "conflict" | "missing" | "refused" | "unreachable"): void
  /** Accepted updates that will not be stored. Nobody was told of them, and their authors still have them. */
  abandoned(updates: number): void
  /** Durable updates: how many went back to their authors as acknowledged, and on to other people's connections. */
  told(updates: { readonly acknowledged: number; readonly delivered: number }): void
  /** The server ended a connection. */
  closed(reason: CloseReason): void
  /** A client that had been too slow to read was sent what it missed. */
  resynced(): void
}

export const noSyncMetrics: SyncMetrics = {
  committed: () => {},
  commitFailed: () => {},
  abandoned: () => {},
  told: () => {},
  closed: () => {},
  resynced: () => {},
}
