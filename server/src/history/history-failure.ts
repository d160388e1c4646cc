import type { PanelId } from "@panelwright/core"

export type HistoryFailure =
  /** Before the storyboard's first change, after its last, or older than what is kept. */
  | { readonly kind: "moment-not-found"; readonly earliest: number; readonly latest: number }
  | { readonly kind: "version-not-found" }
  | { readonly kind: "version-limit"; readonly limit: number }

export type RestoreFailure =
  | HistoryFailure
  /** The panel was not there at that moment. */
  | { readonly kind: "panel-not-found"; readonly panelId: PanelId }
