import { fileURLToPath } from "node:url"
import type { Peer } from "../peer.ts"
import { startPeerProgram } from "./program.ts"

const name = "bare relay"

/** What relaying costs when nothing is kept, checked or stored. */
export const relay: Peer = {
  name,
  start: () =>
    startPeerProgram({
      name,
      wire: "relay",
      file: fileURLToPath(new URL("relay-program.ts", import.meta.url)),
      invocation: (port) => ({ args: [String(port)] }),
      ready: /relay ready/u,
    }),
}
