import type {
  Command,
  CommandFailure,
  CommandResult,
  Job,
  JobId,
  PanelId,
  Result,
  Role,
  StoryboardId,
} from "@panelwright/core"
import type { PersonalUndo, StoryboardReader } from "@panelwright/document"
import type { Awareness } from "y-protocols/awareness"
import type * as Y from "yjs"
import type { Observable } from "./observable.ts"
import type { SavedState } from "./saved-state.ts"

export interface SessionPerson {
  readonly id: string
  readonly name: string
  /** A CSS colour. */
  readonly colour: string
}

export type View = "board" | "script" | "shots" | "timeline" | "style" | "assets" | "review"

/** What one tells the others about oneself; `user` is set by the server, whatever a client says. */
export interface Presence {
  readonly view: View
  readonly selection: readonly PanelId[]
  /** In canvas units of the board; null: not over it. */
  readonly cursor: { readonly x: number; readonly y: number } | null
  /** The part of the board that is on screen, for following; null: not on the board. */
  readonly camera: { readonly x: number; readonly y: number; readonly zoom: number } | null
}

/** Somebody else who has the storyboard open; one person with two tabs is two of these. */
export interface OtherPerson extends Presence {
  /** Of the connection, not of the person. */
  readonly clientId: number
  readonly person: SessionPerson
}

export type ApplyFailure =
  | CommandFailure
  /** The role does not allow changes, the doc is not loaded yet, or it was made by a newer program. */
  | { readonly kind: "read-only"; readonly reason: "role" | "loading" | "newer-schema" | "refused" }

/** A picture that a provider has sent before it was done; never stored. */
export interface PartialPicture {
  readonly jobId: JobId
  readonly panelId: PanelId
  /** A data URL. */
  readonly picture: string
}

export interface JobStore extends Observable<ReadonlyMap<JobId, Job>> {
  /** The newest job of a panel by creation; null when none is known. The same object until it changes. */
  findLatest(panelId: PanelId): Job | null
  findPartial(panelId: PanelId): PartialPicture | null
  /** For jobs read over HTTP when a page opens; what the socket said later wins. */
  add(jobs: Iterable<Job>): void
}

/** One open storyboard: the doc, the wire and this person's undo. One for each page; closed when it goes. */
export interface StoryboardSession {
  readonly storyboardId: StoryboardId
  readonly person: SessionPerson
  readonly role: Role
  readonly doc: Y.Doc
  readonly reader: StoryboardReader
  /** The origin of this person's transactions: what their undo takes back. */
  readonly origin: object
  readonly undo: PersonalUndo
  readonly awareness: Awareness
  readonly jobs: JobStore
  readonly savedState: Observable<SavedState>
  readonly people: Observable<readonly OtherPerson[]>
  /** False while loading and in every state in which changes could not be kept. */
  readonly canEdit: Observable<boolean>
  /** Commands as one transaction and one undo step (neighbouring ones within 400 ms join), all or none. */
  apply(commands: readonly Command[]): Result<CommandResult[], ApplyFailure>
  /** Changes what the others are told about this person; sent at most 25 times a second. */
  setPresence(changes: Partial<Presence>): void
  /** Tries to connect at once, as when a person presses "Try again". */
  reconnect(): void
  /** Twice is the same as once. */
  close(): void
}
