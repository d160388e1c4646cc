/**
 * One statement on a connection of its own, which nothing else uses: for what is committed a
 * hundred times a second, where the way through a client for everything costs more than the
 * commit. Connects when first needed and again after a loss.
 */
export interface DirectStatement {
  /**
   * Runs it in a transaction of its own and resolves after the commit. Parameters are in
   * PostgreSQL's binary format (`direct/binary-value.ts`). Rejects with `DirectStatementError`;
   * without a `code` whether it was committed is not known.
   */
  run(parameters: readonly Uint8Array[]): Promise<void>
}

export class DirectStatementError extends Error {
  /** PostgreSQL's own (SQLSTATE); null when the connection failed. */
  readonly code: string | null

  constructor(message: string, code: string | null, options?: ErrorOptions) {
    super(message, options)
    this.name = "DirectStatementError"
    this.code = code
  }
}
