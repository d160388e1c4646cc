import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"

const neverSources = new Set(["node_modules", "build", ".react-router", ".turbo"])

/**
 * A digest of names and contents. Folders count with everything below them except what is
 * installed or built; what does not exist counts as absent.
 *
 * @param {string} root names in the digest are relative to it
 * @param {string[]} paths files and folders, absolute
 * @param {(name: string) => boolean} [counts] which files below a folder count
 */
export function digestSources(root, paths, counts = () => true) {
  const hash = createHash("sha256")
  for (const path of paths) addPath(hash, root, path, counts)
  return hash.digest("hex")
}

/**
 * @param {import("node:crypto").Hash} hash
 * @param {string} root
 * @param {string} path
 * @param {(name: string) => boolean} counts
 */
function addPath(hash, root, path, counts) {
  const name = relative(root, path)
  if (!existsSync(path)) {
    hash.update(`absent ${name}\0`)
    return
  }
  const entries = listFolder(path)
  if (entries === null) {
    const content = readFileSync(path)
    hash.update(`file ${name} ${content.length}\0`).update(content)
    return
  }
  for (const entry of entries) {
    if (neverSources.has(entry.name)) continue
    if (entry.isDirectory() || counts(entry.name))
      addPath(hash, root, join(path, entry.name), counts)
  }
}

/** @param {string} path */
function listFolder(path) {
  try {
    return readdirSync(path, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return null
    throw error
  }
}

/**
 * Does the work unless it has been done for the same inputs and its output still stands.
 *
 * The stamp holds a digest of the inputs and one of the output, so that an output which another
 * command replaced (`pnpm install`, `pnpm build`) is noticed. It is taken away while the work
 * runs: work that was interrupted is done again.
 *
 * @param {object} options
 * @param {string} options.stamp where the stamp is kept
 * @param {() => string} options.inputs digest of what the work is made from
 * @param {() => string | null} options.output digest of what the work makes; null when it is not there
 * @param {() => Promise<void>} options.work
 * @returns {Promise<boolean>} whether the work was done now
 */
export async function doUnlessStamped({ stamp, inputs, output, work }) {
  const made = output()
  const before = inputs()
  if (made !== null && readStamp(stamp) === `${before} ${made}`) return false
  rmSync(stamp, { force: true })
  await work()
  const result = output()
  if (result === null) throw new Error(`the work for ${stamp} has left no output`)
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, `${before} ${result}`)
  return true
}

/** @param {string} stamp */
function readStamp(stamp) {
  return existsSync(stamp) ? readFileSync(stamp, "utf8") : null
}
