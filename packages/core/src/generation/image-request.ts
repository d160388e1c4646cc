import type { AssetId } from "../identity/identity.ts"
import type { ContextPacket } from "./context-packet.ts"
import type { Cost } from "./job.ts"

export type ReferenceRole = "base" | "style" | "character" | "location" | "neighbour" | "sketch"

export interface PictureSize {
  readonly width: number
  readonly height: number
}

export interface Reference {
  readonly role: ReferenceRole
  readonly assetId: AssetId
  /** An encoded picture: PNG, JPEG or WebP. */
  readonly bytes: Uint8Array
}

/** One byte a pixel, row by row: 0 must stay, 255 may change. */
export interface GreyMask extends PictureSize {
  readonly data: Uint8Array
}

export interface DataPolicy {
  /** Kept after the answer: for checks against abuse, say, or in its folder of results. */
  readonly stores: boolean
  readonly trains: boolean
  /** Where it is worked on; null: not stated. */
  readonly region: string | null
}

/** What a provider can do. Nothing outside an adapter asks which provider it is. */
export interface Capabilities {
  readonly edit: boolean
  /** `native`: it is given the mask; `composite`: it is not, the caller keeps to it; `none`: no masked edits. */
  readonly mask: "native" | "composite" | "none"
  /** Whether it follows what is drawn over the base. */
  readonly markup: boolean
  readonly maxReferences: number
  readonly referenceRoles: readonly ReferenceRole[]
  readonly seed: boolean
  readonly partials: boolean
  /** What an abort ends there: the connection, the work by its id, or nothing. */
  readonly cancel: "abort" | "server" | "none"
  readonly cost: "usage" | "free" | "unknown"
  /** What happens to words and pictures there, for the label; what is not known counts as yes. */
  readonly dataPolicy: DataPolicy
}

export interface ImageRequest {
  readonly operation: "generate" | "edit"
  readonly packet: ContextPacket
  /** The parent of an edit is the one with role `base`, first. */
  readonly references: readonly Reference[]
  readonly mask: GreyMask | null
  /**
   * A PNG of `size`, see-through but for the lines, arrows and notes that somebody drew over the base. Only of an
   * edit, where `capabilities.markup` says so, and never together with a mask.
   */
  readonly markup: Uint8Array | null
  readonly size: PictureSize
  readonly quality: "draft" | "final"
  /** Null: the provider chooses. */
  readonly seed: number | null
  readonly count: number
  /** What the parent's provider left in its recipe under `state`, when it was the same provider; else null. */
  readonly parentState: unknown
}

export interface ProviderImage {
  /** An encoded picture of `size`, not yet verified by the caller. */
  readonly bytes: Uint8Array
  readonly seed: number | null
  /** Kept in the recipe and given back as `parentState` when this picture is edited: a scene graph, say. JSON. */
  readonly state: unknown
}

export type ProviderEvent =
  | { readonly type: "queued"; readonly position: number | null }
  | { readonly type: "progress"; readonly value: number }
  | { readonly type: "partial"; readonly index: number; readonly bytes: Uint8Array }
  | {
      readonly type: "done"
      readonly images: readonly ProviderImage[]
      readonly model: string
      readonly cost: Cost
      readonly revisedPrompt: string | null
      /** What was ignored or not understood, in sentences for people. */
      readonly warnings: readonly string[]
    }
