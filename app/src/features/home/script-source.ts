/** What a person gave as the script: words, or a file as it is on their disk. */
export type ScriptSource =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "file"; readonly file: File }

const titleLine = /^title:[ \t]*(.*)$/im

const clean = (words: string) => words.replace(/[*_]/g, "").trim().slice(0, 200)

/** A title to start with: the script's own, or the file's name without its ending. */
export function suggestTitle(source: ScriptSource | null): string {
  if (source === null) return ""
  if (source.kind === "file") return clean(source.file.name.replace(/\.[a-z]{1,8}$/i, ""))
  const start = source.text.slice(0, 2000)
  const match = titleLine.exec(start)
  if (!match) return ""
  const below = start.slice(match.index + match[0].length).match(/^\s*\n[ \t]+(\S.*)/)
  return clean(match[1]?.trim() || below?.[1] || "")
}
