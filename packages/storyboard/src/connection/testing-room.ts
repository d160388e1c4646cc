import { acknowledgementMessage, eventMessage, type SyncEvent } from "@panelwright/core/protocol"
import { createStoryboardDoc } from "@panelwright/document"
import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { WebSocketServer, type WebSocket as Socket } from "ws"
import * as syncProtocol from "y-protocols/sync"
import { messageSync } from "y-websocket"
import * as Y from "yjs"

/** A y-websocket server of one room for tests, that stores and acknowledges when it is told to. */
export interface TestingRoom {
  readonly url: string
  /** All that has come. What is stored of it is what others are told. */
  readonly doc: Y.Doc
  readonly stored: Y.Doc
  /** Where it answers to, with the parameters, once for each connection. */
  readonly requests: readonly string[]
  readonly connections: number
  /** Messages with changes that have come over all connections. */
  readonly received: { readonly updates: number; readonly replies: number }
  /** While held, what arrives is taken in and not acknowledged. */
  holdAcknowledgements(): void
  acknowledge(): void
  /** While silent, new connections are not asked for what they have. */
  setAsking(asks: boolean): void
  publish(event: SyncEvent): void
  /** Ends every connection and forgets what was not stored, as a server that is killed. */
  loseMemory(): void
  /** Ends every connection with a code of the server's table. */
  disconnect(code: number): void
  close(): Promise<void>
}

class Connection {
  readonly socket: Socket
  updates = 0
  replies = 0

  constructor(socket: Socket) {
    this.socket = socket
  }

  send(type: number, write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, type)
    write(encoder)
    this.socket.send(encoding.toUint8Array(encoder))
  }

  acknowledge(): void {
    this.send(acknowledgementMessage, (encoder) => {
      encoding.writeVarUint(encoder, this.updates)
      encoding.writeVarUint(encoder, this.replies)
    })
  }
}

const toBytes = (data: unknown): Uint8Array => {
  if (data instanceof Uint8Array) return data
  throw new TypeError("the protocol is binary")
}

export async function openTestingRoom(): Promise<TestingRoom> {
  let doc = createStoryboardDoc()
  const stored = new Y.Doc()
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 })
  await new Promise<void>((resolve) => server.once("listening", () => resolve()))
  const connections = new Set<Connection>()
  const requests: string[] = []
  let holds = false
  let asks = true

  const store = (from: unknown) =>
    Y.applyUpdate(stored, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(stored)), from)
  const watch = () => {
    doc.on("update", (_update: Uint8Array, from: unknown) => {
      if (!(from instanceof Connection)) store(from)
    })
  }
  watch()
  store(null)
  stored.on("update", (update: Uint8Array, from: unknown) => {
    for (const connection of connections)
      if (connection !== from)
        connection.send(messageSync, (encoder) => syncProtocol.writeUpdate(encoder, update))
  })

  const handleMessage = (connection: Connection, message: Uint8Array) => {
    const decoder = decoding.createDecoder(message)
    if (decoding.readVarUint(decoder) !== messageSync) return
    const reply = encoding.createEncoder()
    encoding.writeVarUint(reply, messageSync)
    const step = decoding.peekVarUint(decoder)
    const isQuestion = step === syncProtocol.messageYjsSyncStep1
    syncProtocol.readSyncMessage(decoder, reply, isQuestion ? stored : doc, connection)
    if (isQuestion) connection.socket.send(encoding.toUint8Array(reply))
    else if (step === syncProtocol.messageYjsUpdate) connection.updates += 1
    else connection.replies += 1
    if (isQuestion || holds) return
    store(connection)
    connection.acknowledge()
  }

  server.on("connection", (socket, request) => {
    const connection = new Connection(socket)
    connections.add(connection)
    requests.push(request.url ?? "")
    socket.on("message", (data) => handleMessage(connection, toBytes(data)))
    socket.on("close", () => connections.delete(connection))
    if (asks) connection.send(messageSync, (encoder) => syncProtocol.writeSyncStep1(encoder, doc))
  })

  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("has no port")
  return {
    url: `ws://127.0.0.1:${address.port}/sync`,
    get doc() {
      return doc
    },
    stored,
    requests,
    get connections() {
      return connections.size
    },
    get received() {
      const sum = { updates: 0, replies: 0 }
      for (const { updates, replies } of connections) {
        sum.updates += updates
        sum.replies += replies
      }
      return sum
    },
    holdAcknowledgements() {
      holds = true
    },
    acknowledge() {
      holds = false
      store(null)
      for (const connection of connections) connection.acknowledge()
    },
    setAsking(next) {
      asks = next
      if (asks)
        for (const connection of connections)
          connection.send(messageSync, (encoder) => syncProtocol.writeSyncStep1(encoder, doc))
    },
    publish(event) {
      for (const connection of connections)
        connection.send(eventMessage, (encoder) =>
          encoding.writeVarString(encoder, JSON.stringify(event)),
        )
    },
    loseMemory() {
      for (const connection of connections) connection.socket.terminate()
      connections.clear()
      doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(stored))
      watch()
    },
    disconnect(code) {
      for (const connection of connections) connection.socket.close(code)
    },
    close: () =>
      new Promise((resolve) => {
        for (const connection of connections) connection.socket.terminate()
        server.close(() => resolve())
      }),
  }
}
