import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { findFreePort } from "./free-port.ts"
import { startProgram } from "./program.ts"

/** One of several servers of an installation, whose address is not what people type. */
export interface ServerNode {
  /** `127.0.0.1:<port>` */
  readonly address: string
  /** By the public URL; good once. */
  readonly readyUrl: string
  output(): string
  kill9(): Promise<void>
  stop(): Promise<number | null>
  /** Ends it where it still runs, and deletes its folder. */
  discard(): Promise<void>
}

const repository = fileURLToPath(new URL("../..", import.meta.url))
const startDeadlineMilliseconds = 60_000

export async function startNode(
  environment: Readonly<Record<string, string>>,
  givenPort?: number,
): Promise<ServerNode> {
  const port = givenPort ?? (await findFreePort())
  const dataDir = mkdtempSync(join(tmpdir(), "panelwright-node-"))
  const program = await startProgram({
    file: process.execPath,
    args: ["server/src/main.ts", "serve"],
    cwd: repository,
    environment: {
      PATH: process.env["PATH"],
      NODE_ENV: "production",
      PORT: String(port),
      DATA_DIR: dataDir,
      ...environment,
    },
    user: null,
    ready: /^panelwright ready (\S+)\n/mu,
    deadlineMilliseconds: startDeadlineMilliseconds,
  })
  return {
    address: `127.0.0.1:${port}`,
    readyUrl: program.ready[1] ?? "",
    output: () => program.output(),
    async kill9() {
      await program.end("SIGKILL")
    },
    stop: () => program.end("SIGTERM"),
    async discard() {
      await program.end("SIGKILL")
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
