import type { Target, TargetRoom } from "./load/target.ts"

export const peerNames = [
  "bare relay",
  "y-websocket",
  "y-websocket + LevelDB",
  "Hocuspocus + SQLite",
  "ours, PGlite",
  "ours, PostgreSQL",
] as const
export type PeerName = (typeof peerNames)[number]

export const isOurs = (name: PeerName): boolean => name.startsWith("ours")

/** A server that is measured. */
export interface Peer {
  readonly name: PeerName
  /** A fresh one, without data. */
  start(): Promise<RunningPeer>
}

export interface RunningPeer {
  readonly name: PeerName
  /** Its processes change when it is killed and started again. */
  readonly target: () => Omit<Target, "rooms">
  createRoom(): Promise<TargetRoom>
  kill9(): Promise<void>
  /** On the same data and port. */
  restart(): Promise<void>
  /** Ends it and deletes its data. */
  discard(): Promise<void>
}
