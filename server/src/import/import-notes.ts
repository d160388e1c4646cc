import type { ScriptWarning } from "@panelwright/core"

/** What a person should look at after an import, in sentences. */
export function describeWarning(warning: ScriptWarning): string {
  switch (warning.kind) {
    case "heading-not-separated":
      return `Line ${warning.line}: “${warning.heading}” was read as a scene heading, although no empty line follows it.`
    case "transition-not-separated":
      return `Line ${warning.line}: “${warning.text}” was read as a transition, although it does not stand alone.`
    case "boneyard-unclosed":
      return `Line ${warning.line}: a comment that starts with /* is not closed, so it was read as text.`
    case "note-unclosed":
      return `Line ${warning.line}: a note that starts with [[ is not closed, so it was read as text.`
    case "dual-without-partner":
      return `Line ${warning.line}: dual dialogue has no partner before it, so it was read as a speech alone.`
    case "no-headings":
      return "The text has no scene headings, so it became one scene."
  }
}

/** At most this many sentences; the rest is counted. */
const mostNotes = 100

export function limitNotes(notes: readonly string[]): string[] {
  if (notes.length <= mostNotes) return [...notes]
  return [...notes.slice(0, mostNotes), `And ${notes.length - mostNotes} more like these.`]
}
