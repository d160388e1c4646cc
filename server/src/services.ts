import type { Actor, Capabilities, GenerationFailure, Role, StoryboardId } from "@panelwright/core"
import type { StoryboardSummary } from "@panelwright/core/protocol"

/** A person or link that may come to a storyboard, for the share dialog. */
export interface Member {
  /** `person:…`, or the id of the invitation or link. */
  readonly id: string
  readonly kind: "person" | "invitation" | "link"
  readonly name: string
  readonly email: string | null
  readonly role: Role
  readonly expiresAt: number | null
}

export interface StoryboardAccess {
  readonly summary: StoryboardSummary
  readonly role: Role
}

export type AccountFailure =
  | { readonly kind: "credentials-wrong" }
  | { readonly kind: "rate-limited"; readonly retryAfterMs: number }
  | { readonly kind: "link-invalid"; readonly reason: "unknown" | "expired" | "used" | "revoked" }
  | { readonly kind: "password-weak"; readonly least: number }
  | { readonly kind: "email-taken" }

/** Where an image can come from, for choosing one. */
export interface ProviderChoice {
  readonly id: string
  readonly label: string
  /** What it can do, and in `dataPolicy` what happens there to words and pictures. */
  readonly capabilities: Capabilities
  /** As of when it was last asked; `unknown`: it has not answered yet. */
  readonly reach:
    | {
        readonly kind: "ready"
        /** Models or workflows, for people; none of one that is built in. */
        readonly models: readonly string[]
        /** What does not work of that which was set up for it, in sentences for people. */
        readonly warnings: readonly string[]
      }
    | { readonly kind: "away"; readonly failure: GenerationFailure }
    | { readonly kind: "unknown" }
  /** Null: never, as of one that is built in. */
  readonly checkedAt: number | null
}

export type AccountOutcome =
  | { readonly ok: true; readonly setCookie: string; readonly redirectTo: string }
  | { readonly ok: false; readonly failure: AccountFailure }

/**
 * What the app's loaders and actions can ask of the server, already bound to the request's actor: everything here
 * asks `can` itself. A storyboard that the actor may not read is null, as one that does not exist.
 * Throws a `Response` (401, 403, 404) where a page can only stop.
 */
export interface Services {
  /** Null: nobody is signed in. */
  readonly actor: Actor | null
  /** For every request of this page and for inline scripts of its documents. */
  readonly nonce: string
  readonly tldrawLicenseKey: string | null
  readonly publicUrl: string
  /** As far as is known without asking them. */
  readonly providers: readonly ProviderChoice[]
  readonly defaultProvider: string
  /** After asking those that have not been asked lately, which takes three seconds at most. */
  listProviders(): Promise<readonly ProviderChoice[]>

  listStoryboards(): Promise<StoryboardSummary[]>
  createStoryboard(input: {
    readonly title: string
    readonly aspectRatio?: string
    readonly frameRate?: string
  }): Promise<{ readonly id: StoryboardId }>
  deleteStoryboard(id: StoryboardId): Promise<void>
  /** For a page that will connect to it: its room opens meanwhile. */
  findStoryboard(id: StoryboardId): Promise<StoryboardAccess | null>

  listMembers(id: StoryboardId): Promise<Member[]>
  /** The URL to hand over is shown once: only its hash is kept. */
  createInvitation(
    id: StoryboardId,
    input: { readonly email: string; readonly role: Role },
  ): Promise<{ readonly url: string }>
  createShareLink(
    id: StoryboardId,
    input: { readonly role: Role; readonly expiresAt: number | null },
  ): Promise<{ readonly url: string }>
  removeMember(id: StoryboardId, memberId: string): Promise<void>

  signIn(input: { readonly email: string; readonly password: string }): Promise<AccountOutcome>
  /** The owner's one-time link, printed at start. */
  useSignInLink(token: string): Promise<AccountOutcome>
  findInvitation(
    token: string,
  ): Promise<{ readonly email: string; readonly storyboardTitle: string | null } | null>
  acceptInvitation(
    token: string,
    input: { readonly name: string; readonly password: string },
  ): Promise<AccountOutcome>
  useShareLink(token: string, input: { readonly name: string }): Promise<AccountOutcome>
  signOut(): Promise<{ readonly setCookie: string }>
  /** Sets the name, e-mail and password of the signed-in person. */
  updateAccount(input: {
    readonly name: string
    readonly email?: string
    readonly password?: string
  }): Promise<AccountFailure | null>
}
