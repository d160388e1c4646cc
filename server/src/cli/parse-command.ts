import { parseArgs } from "node:util"
import { failure, success, type Result } from "@panelwright/core"

export type Command =
  | { readonly name: "help" }
  | { readonly name: "serve"; readonly development: boolean }
  | { readonly name: "import"; readonly path: string; readonly into: string | null }
  | {
      readonly name: "export"
      readonly storyboardId: string
      readonly format: string
      readonly out: string | null
    }
  | { readonly name: "token-create"; readonly role: string; readonly label: string }
  | { readonly name: "assets-copy" }
  | { readonly name: "backup"; readonly path: string }
  | { readonly name: "restore"; readonly path: string }

export const usage = `panelwright <command>

  serve [--dev]                                   runs the server
  import <file> [--into <storyboard>]             makes a storyboard of a script
  export <storyboard> --format pdf [--out <path>] writes a storyboard as a file
  token create --role <role> [--name <name>]      makes a bearer token for programs
  backup <file>                                   writes everything of this installation as one file
  restore <file>                                  fills an empty installation with a backup
  assets copy                                     copies pictures from DATA_DIR into the bucket of S3_BUCKET

Everything else is set by the environment; see README.md.`

const options = {
  dev: { type: "boolean" },
  into: { type: "string" },
  format: { type: "string" },
  out: { type: "string" },
  role: { type: "string" },
  name: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const

/** Options that each command takes; any other is a mistake that is said, not passed over. */
const taken: Readonly<Record<string, readonly string[]>> = {
  serve: ["dev"],
  import: ["into"],
  export: ["format", "out"],
  token: ["role", "name"],
  assets: [],
  backup: [],
  restore: [],
}

/** A failure is a sentence. */
export function parseCommand(words: readonly string[]): Result<Command, string> {
  const read = readWords(words)
  if (!read.ok) return read
  const { values, positionals } = read.value
  const [name, first, ...rest] = positionals
  if (values.help || name === undefined || name === "help") return success({ name: "help" })
  const known = taken[name]
  if (known === undefined) return failure(`There is no command ${name}.`)
  const stray = Object.keys(values).find((option) => !known.includes(option))
  if (stray !== undefined) return failure(`${name} takes no --${stray}.`)
  if (rest.length > 0) return failure(`${name} does not take “${rest.join(" ")}”.`)
  if (name === "serve")
    return first === undefined
      ? success({ name, development: values.dev ?? false })
      : failure(`serve does not take “${first}”.`)
  if (name === "import")
    return first === undefined
      ? failure("import wants a file.")
      : success({ name, path: first, into: values.into ?? null })
  if (name === "export") {
    if (first === undefined) return failure("export wants a storyboard.")
    if (values.format === undefined) return failure("export wants --format, for example pdf.")
    return success({ name, storyboardId: first, format: values.format, out: values.out ?? null })
  }
  if (name === "backup" || name === "restore")
    return first === undefined ? failure(`${name} wants a file.`) : success({ name, path: first })
  if (name === "assets")
    return first === "copy" ? success({ name: "assets-copy" }) : failure("assets wants copy.")
  if (first !== "create") return failure("token wants create.")
  if (values.role === undefined) return failure("token create wants --role.")
  return success({ name: "token-create", role: values.role, label: values.name ?? "Command line" })
}

function readWords(words: readonly string[]) {
  try {
    return success(parseArgs({ args: [...words], options, allowPositionals: true }))
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error))
  }
}
