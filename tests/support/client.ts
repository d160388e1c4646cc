import { WebSocket } from "ws"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import type { RunningServer } from "./server.ts"

export interface SyncClient {
  readonly doc: Y.Doc
  close(): void
}

/** An outside program on a storyboard's socket: the standard client, nothing of ours. Resolves when it has the doc. */
export async function openSyncClient(
  server: Pick<RunningServer, "url">,
  storyboardId: string,
  token: string,
): Promise<SyncClient> {
  const doc = new Y.Doc()
  const connection = new WebsocketProvider(
    `${server.url.replace(/^http/u, "ws")}/sync`,
    storyboardId,
    doc,
    {
      params: { token },
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    },
  )
  await new Promise<void>((resolve) => {
    connection.on("sync", (isSynced) => {
      if (isSynced) resolve()
    })
  })
  return {
    doc,
    close: () => {
      connection.destroy()
      doc.destroy()
    },
  }
}
