import { findEdit } from "./find-edit.ts"
import { moveCaret } from "./move-caret.ts"

/** What a text says when one person's edit of it, made on an older form, is carried out on what others made of it. */
export function mergeWords(before: string, mine: string, present: string): string {
  if (mine === before) return present
  if (present === before) return mine
  const edit = findEdit(before, mine)
  const theirs = findEdit(before, present)
  const changes = [
    { retain: theirs.at },
    { delete: theirs.removed },
    { insert: theirs.inserted },
  ] as const
  const at = moveCaret(edit.at, changes)
  const end = Math.max(at, moveCaret(edit.at + edit.removed, changes))
  return present.slice(0, at) + edit.inserted + present.slice(end)
}
