import type { Comment } from "./comment.ts"
import type { Line } from "./line.ts"
import type {
  CueElement,
  HeadingElement,
  PlainElement,
  ScriptElement,
  SectionElement,
  SpeechElement,
} from "./script.ts"

type Written<Element> = Omit<Element, "lead" | "source">
type Unplaced<Element> = Omit<Element, "lead" | "source" | "from" | "to">
type Draft =
  | Written<HeadingElement>
  | Written<CueElement>
  | Written<SpeechElement>
  | Written<SectionElement>
  | Written<PlainElement>

/** Gathers the elements of one text in order; groups lines that belong together and marks dual dialogue. */
export interface ElementList {
  /** Whether the next line of words belongs to a speech. */
  readonly speaking: boolean
  addTitlePage(from: number, to: number): void
  /** Comments do not end a speech that they stand in. */
  addComment(comment: Comment): void
  addLine(
    element: Unplaced<HeadingElement> | Unplaced<SectionElement> | Unplaced<PlainElement>,
    line: Line,
  ): void
  /** False when it should be dual but there is no speech right before to pair it with. */
  addCue(cue: Omit<Unplaced<CueElement>, "dual">, dual: boolean, line: Line): boolean
  /** A line more of the same kind continues the element before when nothing stands between. */
  extend(kind: "action" | SpeechElement["kind"], words: string, line: Line): void
  /** The line of two spaces within a speech. */
  keepOpen(line: Line): void
  /** At a blank line: the next line starts anew. */
  endBlock(): void
  finish(): { elements: ScriptElement[]; tail: string }
}

export function createElementList(text: string): ElementList {
  const drafts: Draft[] = []
  const left = new Set<Draft>()
  /** The last speech, as long as nothing else was seen or said since. */
  let speech: Draft[] = []
  let speechIsDual = false
  let speaking = false
  /** Whether the next line may continue the last element. */
  let open = false

  const push = (draft: Draft) => {
    drafts.push(draft)
    open = true
  }
  const startOf = (line: Line) => {
    const source = text.slice(line.from, line.to)
    return line.to - source.trimStart().length
  }
  const endDialogue = () => {
    speaking = false
    speech = []
  }

  return {
    get speaking() {
      return speaking
    },
    addTitlePage(from, to) {
      push({ kind: "title-page", text: "", from, to })
    },
    addComment({ kind, from, to }) {
      push({ kind, text: text.slice(from + 2, to - 2).trim(), from, to })
    },
    addLine(element, line) {
      endDialogue()
      push({ ...element, from: startOf(line), to: line.to })
    },
    addCue(cue, dual, line) {
      const pairs = dual && speech.length > 0 && !speechIsDual
      if (pairs) for (const draft of speech) left.add(draft)
      const draft: Draft = {
        ...cue,
        from: startOf(line),
        to: line.to,
        dual: pairs ? "right" : null,
      }
      push(draft)
      speech = [draft]
      speechIsDual = pairs
      speaking = true
      return pairs || !dual
    },
    extend(kind, words, line) {
      const last = drafts.at(-1)
      if (open && last?.kind === kind && kind !== "parenthetical") {
        drafts.pop()
        const longer = { ...last, to: line.to, text: `${last.text}\n${words}` }
        if (speech.at(-1) === last) speech.splice(-1, 1, longer)
        push(longer)
        return
      }
      if (!speaking) speech = []
      if (kind === "action") {
        push({ kind, text: words, from: line.from, to: line.to })
        return
      }
      const dual = speaking && speechIsDual ? "right" : null
      const draft: Draft = { kind, text: words, from: startOf(line), to: line.to, dual }
      push(draft)
      if (speaking) speech.push(draft)
    },
    keepOpen(line) {
      if (drafts.at(-1)?.kind === "dialogue") this.extend("dialogue", line.text, line)
    },
    endBlock() {
      speaking = false
      open = false
    },
    finish() {
      let at = 0
      const elements = drafts.map((draft): ScriptElement => {
        const { from, to } = draft
        const span = { lead: text.slice(at, from), source: text.slice(from, to) }
        at = to
        return "dual" in draft && left.has(draft)
          ? { ...draft, ...span, dual: "left" }
          : { ...draft, ...span }
      })
      return { elements, tail: text.slice(at) }
    },
  }
}
