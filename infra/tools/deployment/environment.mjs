import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { parseAllDocuments } from "yaml"
import { environmentVariables } from "../../../server/src/config.ts"

const root = fileURLToPath(new URL("../../..", import.meta.url))

/** Read by the runtime itself, not by the server's configuration. */
const ofTheRuntime = ["NODE_ENV"]

/**
 * A file of this repository, as text.
 * @param {string} path
 */
export const readText = (path) => readFileSync(`${root}/${path}`, "utf8")

/**
 * Every document of a YAML file, with anchors and merges resolved. Throws where the file is none.
 * @param {string} path
 * @returns {any[]}
 */
export function readYaml(path) {
  return parseAllDocuments(readText(path), { merge: true, strict: true }).map((document) => {
    if (document.errors.length > 0) throw document.errors[0]
    return document.toJS()
  })
}

/**
 * Names that a server would not read, because they are misspelt or were given up.
 * @param {Iterable<string>} names
 */
export const listUnknownVariables = (names) =>
  [...names].filter((name) => !environmentVariables.includes(name) && !ofTheRuntime.includes(name))
