import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Peer } from "../peer.ts"
import { startPeerProgram } from "./program.ts"

const name = "Hocuspocus + SQLite"

export const hocuspocus: Peer = {
  name,
  start: () =>
    startPeerProgram({
      name,
      wire: "hocuspocus",
      file: fileURLToPath(new URL("hocuspocus-program.ts", import.meta.url)),
      invocation: (port, folder) => ({ args: [String(port), join(folder, "documents.sqlite")] }),
      ready: /hocuspocus ready/u,
    }),
}
