import { type Role, roleMay } from "@panelwright/core"
import type { CloseReason } from "@panelwright/core/protocol"
import type { KeptOnDevice, SavedState, Unsaved } from "@panelwright/storyboard/connection"

export interface SavedStateWords {
  readonly label: string
  /** The longer sentence for who asks. */
  readonly detail: string
  readonly tone: "quiet" | "working" | "warning" | "problem"
}

const afterwards: Record<KeptOnDevice, string> = {
  all: "What you change is kept on this device and sent when the connection is back.",
  writing: "What you change is being kept on this device.",
  nothing:
    "This browser keeps nothing, as in a private window or when the device is full: leave this page open until the connection is back.",
}

const offlineLabels: Record<KeptOnDevice, string> = {
  all: "Offline, kept on this device",
  writing: "Offline, keeping…",
  nothing: "Offline, not kept on this device",
}

/** What becomes of changes that the server will not take for now. */
function describeUnsaved({ hasUnsaved, keptOnDevice }: Unsaved): string {
  if (!hasUnsaved) return ""
  return keptOnDevice === "nothing"
    ? " Changes that were not sent are only in this page: press to download a copy before you leave it."
    : " Changes that were not sent are kept on this device."
}

export function describeSavedState(state: SavedState, role: Role): SavedStateWords {
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
      return {
        label:
          state.hasUnsaved && state.keptOnDevice === "nothing"
            ? "Reconnecting, not kept on this device"
            : "Reconnecting…",
        detail: afterwards[state.keptOnDevice],
        tone: "warning",
      }
    case "offline":
      return {
        label: state.hasUnsaved ? offlineLabels[state.keptOnDevice] : "Offline",
        detail: afterwards[state.keptOnDevice],
        tone: state.hasUnsaved && state.keptOnDevice === "nothing" ? "problem" : "warning",
      }
    case "view-only": {
      const mayComment = roleMay(role, "storyboard.comment")
      const label = mayComment ? "Comments only" : "View only"
      return {
        label: state.hasUnsaved ? `${label}, unsent changes kept` : label,
        detail: mayComment
          ? `Your role lets you comment and approve, not change.${describeUnsaved(state)}`
          : `Your role lets you look, not change.${describeUnsaved(state)}`,
        tone: state.hasUnsaved ? "warning" : "quiet",
      }
    }
    case "refused":
      return {
        label: refusedLabels[state.reason] ?? "Not connected",
        detail: describeRefusedReason(state.reason) + describeUnsaved(state),
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

const refusedLabels: Partial<Record<CloseReason, string>> = {
  "session-ended": "Signed out",
  "storyboard-gone": "No longer shared",
  "role-changed": "Role changed",
  "read-only": "Role changed",
}

function describeRefusedReason(reason: CloseReason): string {
  switch (reason) {
    case "session-ended":
      return "Your session has ended. Sign in again to go on."
    case "storyboard-gone":
      return "The storyboard was deleted, or is no longer shared with you."
    case "read-only":
      return "Your role was changed: you can look, not change. Load the page again."
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
      return "The server ended the connection. Load the page again."
  }
}
