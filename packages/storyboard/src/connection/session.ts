import type {
  Command,
  CommandFailure,
  CommandRefusal,
  CommandResult,
  Job,
  JobId,
  PanelId,
  Result,
  Role,
  StoryboardId,
} from "@panelwright/core"
import type { Call, Presence } from "@panelwright/core/protocol"
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

/** What this person may say of themself; who they are comes from the server, whatever a client says. */
export interface OwnPresence extends Omit<Presence, "since" | "selection"> {
  readonly selection: readonly PanelId[]
}

/** Somebody else who has the storyboard open; one person with two tabs is two of these. */
export interface OtherPerson extends Omit<Presence, "cursor"> {
  /** Of the connection, not of the person. */
  readonly clientId: number
  /** In a colour that nobody else here has, while there are enough. */
  readonly person: SessionPerson & { readonly role: Role }
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** By connection, in canvas units of the board; who is not over it is left out. */
export type Cursors = ReadonlyMap<number, Point>

export type ApplyFailure =
  | CommandFailure
  | CommandRefusal
  /** Nothing is loaded yet, the role allows no changes, or the server ended it: `savedState` says which. */
  | { readonly kind: "read-only" }

/** A picture that a provider has sent before it was done; never stored. */
export interface PartialPicture {
  readonly jobId: JobId
  readonly panelId: PanelId
  /** A data URL. */
  readonly picture: string
}

/** The newest known state of every job of the storyboard. */
export interface JobStore extends Observable<ReadonlyMap<JobId, Job>> {
  /** The panel's newest job by creation; null when none is known. The same object until it changes. */
  findLatest(panelId: PanelId): Job | null
  /** Null when the panel's newest job has sent none, or is over. */
  findPartial(panelId: PanelId): PartialPicture | null
  /** For jobs read over HTTP when a page opens. One that is over is never opened again by an older message. */
  add(jobs: Iterable<Job>): void
}

/** One open storyboard: the doc, the wire and this person's undo. One for each page; closed when the page goes. */
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
  /** Whether there is something to show, from the server or kept on this device. */
  readonly loaded: Observable<boolean>
  readonly people: Observable<readonly OtherPerson[]>
  /** Where the others' hands are. */
  readonly cursors: Observable<Cursors>
  readonly canEdit: Observable<boolean>
  /**
   * All or none, as one transaction, in this person's name and within the role. What follows within 400 ms is the
   * same undo step; see `undo.finishStep`.
   */
  apply(commands: readonly Command[]): Result<CommandResult[], ApplyFailure>
  /** Changes what the others are told about this person; sent at most 25 times a second. */
  readonly setPresence: (changes: Partial<OwnPresence>) => void
  /** Each time that somebody asks those who are here to look at a panel, this person included. */
  readonly observeCalls: (listener: (call: Call) => void) => () => void
  /** Tries to connect at once, as when a person asks for it, also after the server had ended it. */
  reconnect(): void
  /** Twice is the same as once. What is not saved stays on the device. */
  close(): void
}
