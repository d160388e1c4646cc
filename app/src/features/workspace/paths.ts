import { storyboardIdPrefix } from "./storyboard-id.ts"

export const views = ["board", "script", "shot-list", "style", "review", "history"] as const
export type WorkspaceView = (typeof views)[number]

export const viewLabels: Record<WorkspaceView, string> = {
  board: "Board",
  script: "Script",
  "shot-list": "Shot list",
  style: "Style & cast",
  review: "Review",
  history: "History",
}

/** Addresses carry the part of the id that tells storyboards apart. */
export function storyboardPath(storyboardId: string, view: WorkspaceView = "board"): string {
  const token = storyboardId.startsWith(storyboardIdPrefix)
    ? storyboardId.slice(storyboardIdPrefix.length)
    : storyboardId
  return `/storyboards/${token}${view === "board" ? "" : `/${view}`}`
}

/** The view that an address shows. */
export function parseView(pathname: string): WorkspaceView {
  const segment = pathname.split("/")[3]
  return views.find((view) => view === segment) ?? "board"
}
