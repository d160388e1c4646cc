import { preloadCanvas } from "@panelwright/storyboard"

/** Fetches the board's code ahead of need. */
export function preloadBoard(): void {
  void preloadCanvas()
}
