import { findOnPath, isExecutable } from "./executable.ts"

/** `CHROMIUM_PATH`, else a Chromium on the PATH; null when there is none. */
export function findChromium(): string | null {
  const chosen = process.env["CHROMIUM_PATH"]
  if (chosen === undefined || chosen === "")
    return findOnPath(["chromium", "chromium-browser", "google-chrome"])
  if (isExecutable(chosen)) return chosen
  throw new Error(`CHROMIUM_PATH names ${chosen}, which is not a program that can be run.`)
}

export function getChromium(): string {
  const chromium = findChromium()
  if (chromium !== null) return chromium
  throw new Error(
    "No Chromium was found: install Debian's chromium, or name one in CHROMIUM_PATH, and run again.",
  )
}
