import { WebSocket } from "ws"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import type { Api } from "../support/api.ts"
import type { RunningServer } from "../support/server.ts"
import { waitUntil } from "../support/wait.ts"

/** Two people who work on while somebody attacks, and what must stay true for them. */
export interface Neighbours {
  readonly storyboardId: string
  readonly clients: readonly number[]
  /** A copy of the doc as it is for them. */
  copyDoc(): Y.Doc
  /**
   * One writes, the other reads it; a newcomer gets the same sound doc; the server still reads the storyboard. Throws
   * with what is not so. Gives the time in milliseconds that the written word took to the other.
   */
  check(): Promise<number>
  close(): void
}

export async function openNeighbours(options: {
  readonly server: Pick<RunningServer, "url">
  readonly api: Api
  readonly token: string
}): Promise<Neighbours> {
  const { server, api, token } = options
  const { id } = await api.post<{ id: string }>("/storyboards", { title: "Attacked" })
  const open = () => openClient(server.url, id, token)
  const [writer, reader] = [await open(), await open()]
  for (const { connection } of [writer, reader])
    connection.awareness.setLocalStateField("view", "board")
  await waitUntil("the two to see each other", () => {
    return [writer, reader].every(({ connection }) => connection.awareness.getStates().size >= 2)
  })
  let written = 0

  return {
    storyboardId: id,
    clients: [writer.doc.clientID, reader.doc.clientID],
    copyDoc() {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(reader.doc))
      return copy
    },
    async check() {
      written += 1
      const begun = performance.now()
      writer.doc.getText("neighbours").insert(0, `${written} `)
      await waitUntil("the other to read what was written", () =>
        readWords(reader.doc).startsWith(`${written} `),
      )
      const milliseconds = performance.now() - begun
      const newcomer = await open()
      try {
        await waitUntil("a newcomer to have what the others have", () => {
          const states = [writer.doc, reader.doc, newcomer.doc].map((doc) =>
            Buffer.from(Y.encodeStateVector(doc)).toString("hex"),
          )
          return readWords(newcomer.doc).startsWith(`${written} `) && new Set(states).size === 1
        })
        for (const { doc } of [writer, reader, newcomer]) {
          if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
            throw new Error("a doc waits for what the server does not have")
        }
        for (const { connection } of [writer, reader]) {
          const own = connection.awareness.getStates().get(connection.awareness.clientID)
          if (own?.["view"] !== "board") throw new Error("somebody's awareness was changed")
        }
      } finally {
        newcomer.close()
      }
      await api.get(`/storyboards/${id}`)
      return milliseconds
    },
    close() {
      writer.close()
      reader.close()
    },
  }
}

const readWords = (doc: Y.Doc) => doc.getText("neighbours").toJSON()

async function openClient(url: string, storyboardId: string, token: string) {
  const doc = new Y.Doc()
  const connection = new WebsocketProvider(
    `${url.replace(/^http/u, "ws")}/sync`,
    storyboardId,
    doc,
    {
      params: { token },
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    },
  )
  await waitUntil("a client to be synced", () => connection.synced)
  return {
    doc,
    connection,
    close() {
      connection.destroy()
      doc.destroy()
    },
  }
}
