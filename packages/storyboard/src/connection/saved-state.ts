/**
 * Where this person's work is, as the top bar says it:
 * loading – nothing to show yet · saved – the server has stored all of it · saving – sent and not yet stored ·
 * reconnecting – the connection broke and is being tried · offline – the device has no network; edits are kept on this
 * device · view-only – the role allows no changes · refused – the server ended it for good (see `reason`) ·
 * newer-schema – made by a newer program: reload.
 */
export type SavedState =
  | { readonly kind: "loading" }
  | { readonly kind: "saved" }
  | { readonly kind: "saving"; readonly unsaved: number }
  | { readonly kind: "reconnecting"; readonly hasUnsaved: boolean; readonly keptOnDevice: boolean }
  | { readonly kind: "offline"; readonly hasUnsaved: boolean; readonly keptOnDevice: boolean }
  | { readonly kind: "view-only" }
  | { readonly kind: "refused"; readonly reason: RefusalReason }
  | { readonly kind: "newer-schema" }

export type RefusalReason = "signed-out" | "no-access" | "gone" | "role" | "too-large" | "other"
