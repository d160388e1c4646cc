export type SyncFailure =
  /** The update is not one that Yjs could have made. */
  | { kind: "update-refused"; reason: string }
  /** The update builds on something that is not there. */
  | { kind: "update-gap"; reason: string }
  /** The database did not take it in time. It may or may not have been stored. */
  | { kind: "unavailable" }
  | { kind: "storyboard-gone" }

/** The one error that `loadDoc`, `submitUpdate` and `changeDoc` reject with, bugs apart. */
export class SyncError extends Error {
  readonly failure: SyncFailure

  constructor(failure: SyncFailure, options?: ErrorOptions) {
    super("reason" in failure ? `${failure.kind}: ${failure.reason}` : failure.kind, options)
    this.name = "SyncError"
    this.failure = failure
  }
}
