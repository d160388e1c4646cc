import { describe, expect, it } from "vitest"
import { parseCommand } from "./parse-command.ts"

const parse = (line: string) => parseCommand(line.split(" ").filter((word) => word !== ""))

describe("the command line", () => {
  it.each([
    ["", { name: "help" }],
    ["help", { name: "help" }],
    ["serve --help", { name: "help" }],
    ["serve", { name: "serve", development: false }],
    ["serve --dev", { name: "serve", development: true }],
    ["import a.fountain", { name: "import", path: "a.fountain", into: null }],
    ["import a --into storyboard:1", { name: "import", path: "a", into: "storyboard:1" }],
    [
      "export storyboard:1 --format pdf",
      { name: "export", storyboardId: "storyboard:1", format: "pdf", out: null },
    ],
    [
      "export s --format=pdf --out x.pdf",
      { name: "export", storyboardId: "s", format: "pdf", out: "x.pdf" },
    ],
    ["token create --role editor", { name: "token-create", role: "editor", label: "Command line" }],
    ["backup all.tar", { name: "backup", path: "all.tar" }],
    ["restore all.tar", { name: "restore", path: "all.tar" }],
    ["assets copy", { name: "assets-copy" }],
  ])("reads %j", (line, command) => {
    expect(parse(line)).toEqual({ ok: true, value: command })
  })

  it.each([
    ["fly", "There is no command fly."],
    ["serve --out x", "serve takes no --out."],
    ["serve now", "serve does not take “now”."],
    ["import", "import wants a file."],
    ["import a b", "import does not take “b”."],
    ["export s", "export wants --format, for example pdf."],
    ["token", "token wants create."],
    ["assets", "assets wants copy."],
    ["backup", "backup wants a file."],
    ["restore a b", "restore does not take “b”."],
    ["token create", "token create wants --role."],
    ["serve --loud", "Unknown option"],
  ])("says what is wrong with %j", (line, sentence) => {
    const parsed = parse(line)
    expect(parsed.ok ? "" : parsed.failure).toContain(sentence)
  })
})
