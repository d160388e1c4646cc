import { createElementList } from "./element-list.ts"
import { hasHeadingPrefix, isForcedHeading } from "./heading.ts"
import { listLines } from "./line.ts"
import { parseFountain } from "./fountain.ts"
import { toScenes } from "./scene.ts"
import type { ParsedScript } from "./script.ts"

/** Prose without screenplay form: each paragraph is action, all of it one scene without a heading. */
export function parsePlainText(text: string): ParsedScript {
  const list = createElementList(text)
  for (const line of listLines(text, [])) {
    if (line.content === "words") list.extend("action", line.text, line)
    else list.endBlock()
  }
  const { elements, tail } = list.finish()
  return {
    titlePage: [],
    scenes: toScenes(elements),
    elements,
    tail,
    warnings: [{ kind: "no-headings" }],
  }
}

/** `final-draft` is recognised so that it is not shown as prose. */
export type ScriptFormat = "fountain" | "text" | "final-draft"

/** Fountain shows by a title page, a heading at a line's start or two speeches; all else is plain text. */
export function sniffScriptFormat(text: string): ScriptFormat {
  const start = text.slice(0, 2000).trimStart()
  if (start.startsWith("<") && start.includes("<FinalDraft")) return "final-draft"
  const { titlePage, elements } = parseFountain(text)
  if (titlePage.length > 0) return "fountain"
  const counts = { headings: 0, cues: 0 }
  for (const { kind, source } of elements) {
    const words = source.trim()
    if (kind === "heading" && (hasHeadingPrefix(words) || isForcedHeading(words))) {
      counts.headings += 1
    }
    if (kind === "cue") counts.cues += 1
  }
  return counts.headings > 0 || counts.cues > 1 ? "fountain" : "text"
}
