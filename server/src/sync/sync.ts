import type { Role } from "@panelwright/core"
import type { CloseReason, SyncEvent } from "@panelwright/core/protocol"
import type { WebSocket } from "ws"
import type * as Y from "yjs"

/** Who is behind a connection, as the server knows it; clients cannot claim another one. */
export interface SyncActor {
  /** A person's id, or another stable id of a guest or token. Stored with every update. */
  readonly id: string
  readonly name: string
  readonly colour: string
  readonly role: Role
}

export interface ConnectionOptions {
  readonly storyboardId: string
  readonly actor: SyncActor
  /** Whether changes of the doc are accepted; without it the first one closes the connection. */
  readonly canWrite: boolean
  /** `?ack=1`: the client gets message 100. */
  readonly wantsAcknowledgements: boolean
  /** `?events=1`: the client gets message 101. */
  readonly wantsEvents: boolean
  /** What the client was let in by (a session's or token's id), to find its connections later. */
  readonly credential?: string
}

/** What `disconnect` chooses by. */
export type ConnectionDescription = Pick<
  ConnectionOptions,
  "storyboardId" | "actor" | "canWrite" | "credential"
>

export interface RoomStats {
  readonly rooms: number
  readonly connections: number
  /** Updates that are accepted and not yet durable. */
  readonly pendingUpdates: number
  readonly pendingBytes: number
  /** Since when the database has not taken an update, in ms; 0 while it does. */
  readonly outageMs: number
}

/**
 * The shared docs of all storyboards: rooms of y-websocket connections, and the server's own hand
 * in them. Whatever anybody was told, by a relayed update, an acknowledgement or a resolved
 * promise, is durable: committed, or in the journal of the embedded database.
 *
 * Messages beyond y-websocket's four (0 sync, 1 awareness, 2 auth, 3 query awareness):
 * - 100, after `?ack=1`: two varuints, how many `update` messages and how many `sync step 2`
 *   messages of this connection are durable, counted from its start, in the order they were sent.
 *   Messages that brought nothing new count too.
 * - 101, after `?events=1`: a varstring of JSON, a `SyncEvent`. Never stored.
 */
export interface Sync {
  /** Resolves when what an unclean end left behind is stored. Everything below waits for it. */
  readonly ready: Promise<void>

  /** Takes over an upgraded request. The caller has authenticated: actor and role are final. */
  connect(socket: WebSocket, connection: ConnectionOptions): void

  /** Opens the room ahead of somebody who is about to connect; nothing more where that fails. */
  warm(storyboardId: string): void

  /**
   * A private copy of the doc as it is durable and pending in this process. `revision` is the seq
   * of its last update, 0 for an empty one.
   */
  loadDoc(storyboardId: string): Promise<{ doc: Y.Doc; revision: number }>

  /** Makes the update durable, then relays it to the room. Resolves with its seq after COMMIT. */
  submitUpdate(
    storyboardId: string,
    update: Uint8Array,
    actor: string,
  ): Promise<{ revision: number }>

  /**
   * Runs `change` on a hydrated doc and makes what it changed durable. Nothing comes between
   * `revision` and the change, so a precondition on it holds. `change` is synchronous and may run
   * again on a newer doc when another process was faster. When it throws (the promise rejects with
   * what it threw) nothing is written; likewise when it changes nothing, which keeps the revision.
   */
  changeDoc<Value>(
    storyboardId: string,
    actor: string,
    change: (doc: Y.Doc, revision: number) => Value,
  ): Promise<{ value: Value; revision: number }>

  /** Sends an event to the connections of the storyboard that asked for events, on all nodes. Never stored. */
  publish(storyboardId: string, event: SyncEvent): void

  /** Ends every connection to this node for which `matches` is true. */
  disconnect(matches: (connection: ConnectionDescription) => boolean, reason: CloseReason): void

  /** Ends every connection to a storyboard, on all nodes. */
  closeStoryboard(storyboardId: string, reason: CloseReason): void

  /**
   * Resolves when the tables hold everything that anybody was told before the call: the embedded
   * database gets updates up to a second later. For whoever reads `doc_update` past us. Rejects
   * when the database does not take them.
   */
  stored(): Promise<void>

  roomStats(): RoomStats

  /** Ends all connections; resolves when everything accepted is committed, or after 10 s without a database. */
  close(): Promise<void>
}

/** For the `WebSocketServer` whose sockets go to `connect`. */
export const webSocketOptions = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  /** Above what a message may have, so that ours is the code that says so. */
  maxPayload: 8 * 1024 * 1024,
} as const
