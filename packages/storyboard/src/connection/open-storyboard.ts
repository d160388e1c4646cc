import type { Role, StoryboardId } from "@panelwright/core"
import type { SessionPerson, StoryboardSession } from "./session.ts"

export interface OpenOptions {
  readonly storyboardId: StoryboardId
  /** Where rooms are, without the id: `wss://host/sync`. */
  readonly url: string
  readonly person: SessionPerson
  readonly role: Role
  /** Goes into the URL, for programs that have no cookie. */
  readonly token?: string
  /** Where it runs without a browser's: in tests. */
  readonly webSocket?: typeof WebSocket
}

export declare function openStoryboard(options: OpenOptions): StoryboardSession
