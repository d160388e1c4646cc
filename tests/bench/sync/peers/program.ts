import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { findFreePort } from "../../../support/free-port.ts"
import { startProgram } from "../../../support/program.ts"
import { serverCore } from "../cores.ts"
import type { PeerName, RunningPeer } from "../peer.ts"
import type { Wire } from "../wire.ts"

export interface PeerProgram {
  readonly name: PeerName
  readonly wire: Wire
  readonly file: string
  /** Told the port and a folder that is deleted at the end. */
  readonly invocation: (
    port: number,
    folder: string,
  ) => { readonly args?: readonly string[]; readonly environment?: Record<string, string> }
  readonly ready: RegExp
}

const host = "127.0.0.1"

/** Starts a peer that is one Node program, on the core of the servers. */
export async function startPeerProgram(program: PeerProgram): Promise<RunningPeer> {
  const { name, wire, file, ready } = program
  const folder = mkdtempSync(join(tmpdir(), "panelwright-peer-"))
  const port = await findFreePort()
  const { args = [], environment = {} } = program.invocation(port, folder)
  const start = () =>
    startProgram({
      file: "taskset",
      args: ["-c", serverCore, process.execPath, file, ...args],
      cwd: folder,
      environment: {
        PATH: process.env["PATH"],
        NODE_ENV: "production",
        HOST: host,
        ...environment,
      },
      user: null,
      ready,
      deadlineMilliseconds: 20_000,
    })
  let running = await start()
  let rooms = 0
  return {
    name,
    target: () => ({ host, port, wire, serverPid: running.pid, databasePid: null }),
    async createRoom() {
      rooms += 1
      return { name: `room-${rooms}`, path: `/room-${rooms}` }
    },
    async kill9() {
      await running.end("SIGKILL")
    },
    async restart() {
      await running.end("SIGTERM")
      running = await start()
    },
    async discard() {
      await running.end("SIGKILL")
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
