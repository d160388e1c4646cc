import type { CloseReason } from "@panelwright/core/protocol"
import type { SavedState } from "@panelwright/storyboard/connection"

export interface SavedStateWords {
  readonly label: string
  /** The longer sentence for who asks. */
  readonly detail: string
  readonly tone: "quiet" | "working" | "warning" | "problem"
}

const onDevice = (keptOnDevice: boolean) =>
  keptOnDevice
    ? "What you change is kept on this device and sent when the connection is back."
    : "This device keeps nothing: leave this page open until the connection is back."

export function describeSavedState(state: SavedState): SavedStateWords {
  switch (state.kind) {
    case "loading":
      return { label: "Loading…", detail: "The storyboard is on its way.", tone: "working" }
    case "saved":
      return { label: "Saved", detail: "The server has stored all of your work.", tone: "quiet" }
    case "saving":
      return {
        label: "Saving…",
        detail: "Sent, and not yet stored by the server.",
        tone: "working",
      }
    case "reconnecting":
      return { label: "Reconnecting…", detail: onDevice(state.keptOnDevice), tone: "warning" }
    case "offline":
      return {
        label: state.hasUnsaved && state.keptOnDevice ? "Offline, kept on this device" : "Offline",
        detail: onDevice(state.keptOnDevice),
        tone: "warning",
      }
    case "view-only":
      return { label: "View only", detail: "Your role lets you look, not change.", tone: "quiet" }
    case "refused":
      return {
        label: "Not connected",
        detail: describeRefusedReason(state.reason),
        tone: "problem",
      }
    case "newer-schema":
      return {
        label: "Load the page again",
        detail: "A newer version of the program changed this storyboard. Nothing is lost.",
        tone: "problem",
      }
  }
}

function describeRefusedReason(reason: CloseReason): string {
  switch (reason) {
    case "session-ended":
      return "Your session has ended. Sign in again; unsent work stays on this device."
    case "storyboard-gone":
      return "The storyboard was deleted, or is no longer shared with you."
    case "read-only":
      return "Your role lets you look, not change."
    case "role-changed":
      return "Your role was changed. Load the page again to go on."
    case "message-too-large":
      return "A change was larger than the server takes. Load the page again; what was saved is there."
    case "text-frame":
    case "malformed-message":
    case "unknown-message":
    case "update-refused":
    case "update-gap":
    case "over-budget":
    case "too-slow":
    case "unavailable":
    case "restarting":
    case "internal":
      return "The server ended the connection. Load the page again; unsent work stays on this device."
  }
}
