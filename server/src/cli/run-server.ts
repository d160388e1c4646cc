import type { Config } from "../config.ts"

/** A server in this process, for people or for one command. */
export interface ServerInProcess {
  /** What programs on this machine reach it by. */
  readonly url: string
  /** An owner's bearer token, good as long as it runs. */
  readonly token: string
  /** The owner's link, good once. */
  readonly signInUrl: string
  stop(): Promise<void>
}

/** `pages`: built. `development`: from sources. `commands`: the API alone. */
export type ServerPurpose = "pages" | "development" | "commands"

export type RunServer = (config: Config, purpose: ServerPurpose) => Promise<ServerInProcess>
