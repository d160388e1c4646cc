import { accessSync, constants } from "node:fs"
import { delimiter, join } from "node:path"

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export function listPathFolders(): string[] {
  return (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "")
}

/** The first of these programs that is on the PATH, in the order of the names. */
export function findOnPath(names: readonly string[]): string | null {
  for (const name of names) {
    const found = listPathFolders()
      .map((folder) => join(folder, name))
      .find(isExecutable)
    if (found !== undefined) return found
  }
  return null
}
