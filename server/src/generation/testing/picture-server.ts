/** What a server does with the next wish for a picture instead of drawing it, each kind as its protocol has it. */
export type Trouble =
  /** Takes the wish and never says anything again. */
  | { readonly kind: "hang" }
  /** The connection ends in the middle of the answer. */
  | { readonly kind: "cut-off" }
  /** These bytes where the picture should be. */
  | { readonly kind: "send"; readonly picture: Uint8Array }
  /** A web page with status 200, as gateways send it. */
  | { readonly kind: "page" }
  | { readonly kind: "throttle"; readonly retryAfterSeconds: number }
  /** Does not want to draw this. */
  | { readonly kind: "refuse" }

/**
 * A server in the tests that speaks the protocol of a provider, as strict as the real one: what it does not know, and
 * what has the wrong size or type, is refused; masks are read as the real one reads them.
 */
export interface PictureServer {
  trouble(...troubles: readonly Trouble[]): void
  /** Wishes for a picture that came, also those it refused. */
  countWishes(): number
  /** From now on pictures are begun and do not become ready. */
  hold(): void
  /** Whether it works on a picture that the provider asked for. */
  isDrawing(): boolean
  /** Whether such a picture waits for its turn; always false where all are drawn at once. */
  isWaiting(): boolean
  /** Somebody else asks for a picture, which is held. Resolves when the server knows of it. */
  addOther(): Promise<{
    /** Nobody has ended it. */
    isAlive(): boolean
    /** Lets it become ready. */
    finish(): void
  }>
  close(): Promise<void>
}
