/** Asks for `amount` from the bucket named `key`. */
export interface SharedTake {
  readonly key: string
  readonly amount: number
  readonly capacity: number
  readonly refillPerSecond: number
}

export interface BusListener {
  /** `from` is the node that said it; never this one. The bytes are the listener's to keep. */
  heard(message: Uint8Array, from: string): void
  /**
   * From now on messages arrive; what was said before may have been missed. Comes once after
   * `subscribe` and again after each loss of the connection.
   */
  joined?(): void
}

/**
 * What the nodes of one installation share beside the database: messages, and counts for rate
 * limits. It is only ever the fast path. A message may be lost, and nobody is told; none arrives
 * twice, and those of one node on one topic arrive in order. Nothing here throws, rejects or waits
 * for a connection.
 */
export interface Bus {
  /** This process among the others; a new one at each start. */
  readonly nodeId: string
  /** Whether there can be other nodes. Without, nothing need be said. */
  readonly isShared: boolean
  /** False while messages do not arrive. */
  readonly isConnected: boolean
  /** How many messages this node has not even sent, because there was no connection or too much was on its way. */
  readonly droppedMessages: number
  /** To all other nodes that listen to the topic. */
  publish(topic: string, message: Uint8Array): void
  /** Ends with the function that it returns. */
  subscribe(topic: string, listener: BusListener): () => void
  /**
   * Takes from a bucket that all nodes share: 0 when it was taken, else nothing was, and the
   * milliseconds until it can be. Null: it cannot be counted together now, so each counts alone.
   */
  take(taking: SharedTake): Promise<number | null>
  close(): Promise<void>
}
