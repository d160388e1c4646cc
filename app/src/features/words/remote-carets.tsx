import type { SharedTextName, TextCaret } from "@panelwright/core/protocol"
import { findTextPosition } from "@panelwright/document"
import {
  usePeople,
  type OtherPerson,
  type StoryboardSession,
} from "@panelwright/storyboard/connection"
import { useEffect, useLayoutEffect, useRef, useState } from "react"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { measureCaret, measureWords, type Box } from "./measure-text.ts"
import type { SharedText } from "./use-shared-text.ts"

interface OtherCaret extends TextCaret {
  readonly clientId: number
  readonly name: string
  readonly colour: string
}

/** Those who write in a text, apart from this person in another tab. */
export function useOtherCarets(name: SharedTextName): readonly OtherCaret[] {
  const { session } = useWorkspace()
  return usePeople(session, (people) => listCarets(people, name, session))
}

const listCarets = (
  people: readonly OtherPerson[],
  name: SharedTextName,
  { person: own }: StoryboardSession,
): OtherCaret[] =>
  people.flatMap(({ clientId, person, caret }) =>
    caret?.text === name && person.id !== own.id
      ? [{ ...caret, clientId, name: person.name, colour: person.colour }]
      : [],
  )

interface PlacedCaret {
  readonly caret: OtherCaret
  readonly bar: Box
  readonly words: readonly Box[]
  /** Rises with each movement that is theirs, and not of words that this person wrote before them. */
  readonly moves: number
}

export interface RemoteCaretsProps {
  readonly text: SharedText
  readonly carets: readonly OtherCaret[]
  /** Gives what is set exactly like the field, with the text as it is now; null: not there yet. The same function each time. */
  readonly prepareMirror: () => HTMLElement | null
}

/** The others' carets and selections over a text: a name while they move, then only a bar. */
export function RemoteCarets({ text, carets, prepareMirror }: RemoteCaretsProps) {
  const [placed, setPlaced] = useState<readonly PlacedCaret[]>([])
  const known = useRef(new Map<number, { readonly index: number; readonly moves: number }>())
  const layer = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const mirror = prepareMirror()
    const measure = (isOwnWriting: boolean) => {
      const root = prepareMirror()
      if (root === null || layer.current === null) return
      const set = { root, layer: layer.current }
      const { clientHeight } = layer.current
      const next = carets.flatMap((caret): PlacedCaret[] => {
        const head = findTextPosition(text, caret.head)
        const anchor = findTextPosition(text, caret.anchor) ?? head
        const bar = head === null ? null : measureCaret(set, head)
        if (head === null || anchor === null || bar === null) return []
        // Above or below what a field that scrolls shows.
        if (bar.top < -1 || bar.top + bar.height > clientHeight + 1) return []
        const before = known.current.get(caret.clientId)
        const isMove = before?.index !== head && !isOwnWriting
        const moves = (before?.moves ?? 0) + (isMove ? 1 : 0)
        known.current.set(caret.clientId, { index: head, moves })
        const words = measureWords(set, Math.min(head, anchor), Math.max(head, anchor))
        return [{ caret, bar, words, moves }]
      })
      setPlaced(next)
    }
    let frame = 0
    let isOwn = false
    const schedule = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => measure(isOwn))
    }
    const handleText: Parameters<SharedText["observe"]>[0] = (_event, { local }) => {
      isOwn = local
      schedule()
    }
    measure(false)
    text.observe(handleText)
    // Letters of another width do not always change the size of the whole.
    document.fonts.addEventListener("loadingdone", schedule)
    const sizes = new ResizeObserver(schedule)
    const contents = new MutationObserver(schedule)
    if (mirror) {
      sizes.observe(mirror)
      contents.observe(mirror, {
        subtree: true,
        childList: true,
        characterData: true,
        attributeFilter: ["style"],
      })
    }
    return () => {
      cancelAnimationFrame(frame)
      text.unobserve(handleText)
      document.fonts.removeEventListener("loadingdone", schedule)
      sizes.disconnect()
      contents.disconnect()
    }
  }, [text, carets, prepareMirror])

  useEffect(() => {
    const here = new Set(carets.map(({ clientId }) => clientId))
    for (const clientId of known.current.keys())
      if (!here.has(clientId)) known.current.delete(clientId)
  }, [carets])

  return (
    <div ref={layer} aria-hidden className="pointer-events-none absolute inset-0 z-10" data-carets>
      {placed.map((place) => (
        <RemoteCaret key={place.caret.clientId} {...place} />
      ))}
    </div>
  )
}

function RemoteCaret({ caret, bar, words, moves }: PlacedCaret) {
  return (
    <>
      {words.map((box) => (
        <span
          key={`${box.top} ${box.left}`}
          data-caret-words
          className="absolute opacity-25"
          style={{ ...box, backgroundColor: caret.colour }}
        />
      ))}
      <span
        data-caret={caret.name}
        className="absolute w-0.5 -translate-x-px"
        style={{ left: bar.left, top: bar.top, height: bar.height, backgroundColor: caret.colour }}
      >
        <span
          // Anew with each move, so that its time starts again.
          key={moves}
          className="absolute bottom-full left-0 max-w-40 animate-flag truncate rounded-sm rounded-bl-none px-1 font-sans text-2xs leading-4 font-medium whitespace-nowrap text-white"
          style={{ backgroundColor: caret.colour }}
        >
          {caret.name}
        </span>
      </span>
    </>
  )
}
