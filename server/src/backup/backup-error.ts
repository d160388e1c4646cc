export type BackupFailure =
  | { readonly kind: "not-a-backup"; readonly path: string; readonly reason: string }
  | { readonly kind: "backup-newer"; readonly path: string; readonly release: string }
  /** Its rows are of a database that this release's migrations do not lead through. */
  | { readonly kind: "backup-foreign"; readonly path: string; readonly migration: string }
  | { readonly kind: "backup-damaged"; readonly path: string; readonly reason: string }
  | { readonly kind: "place-not-empty"; readonly place: string; readonly rows: string }

type Sentences = {
  readonly [Kind in BackupFailure["kind"]]: (
    failure: Extract<BackupFailure, { kind: Kind }>,
  ) => string
}

const sentences: Sentences = {
  "not-a-backup": ({ path, reason }) => `${path} is no backup of Panelwright: ${reason}.`,
  "backup-newer": ({ path, release }) =>
    `${path} was made by a newer release (${release}). Restore it with that one.`,
  "backup-foreign": ({ path, migration }) =>
    `${path} was made under migration ${migration}, which this release does not have.`,
  "backup-damaged": ({ path, reason }) =>
    `${path} is damaged or was broken off: ${reason}. Nothing was restored.`,
  "place-not-empty": ({ place, rows }) =>
    `${place} is not empty (${rows}). Restore into a new DATA_DIR or an empty database.`,
}

/** A backup cannot be restored. Its sentence names the file or the place. */
export class BackupError extends Error {
  readonly failure: BackupFailure

  constructor(failure: BackupFailure, options?: ErrorOptions) {
    // The table is keyed by the failure's own kind, which the compiler cannot follow.
    const describe = sentences[failure.kind] as (failure: BackupFailure) => string
    super(describe(failure), options)
    this.name = "BackupError"
    this.failure = failure
  }
}
