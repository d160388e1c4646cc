import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import type { Peer, PeerName } from "../peer.ts"
import { startPeerProgram } from "./program.ts"

const folder = dirname(createRequire(import.meta.url).resolve("y-websocket-2/package.json"))

/** The reference server as it is published; `stored` gives it the folder of its LevelDB. */
const create = (name: PeerName, stored: (folder: string) => Record<string, string>): Peer => ({
  name,
  start: () =>
    startPeerProgram({
      name,
      wire: "y-websocket",
      file: join(folder, "bin/server.cjs"),
      invocation: (port, data) => ({ environment: { PORT: String(port), ...stored(data) } }),
      ready: /running at/u,
    }),
})

export const yWebsocket = create("y-websocket", () => ({}))
export const yWebsocketStored = create("y-websocket + LevelDB", (data) => ({
  YPERSISTENCE: join(data, "leveldb"),
}))
