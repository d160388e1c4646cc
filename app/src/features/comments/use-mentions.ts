import type { StoryboardPerson } from "@panelwright/core/protocol"
import { useState, type KeyboardEvent } from "react"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import {
  findMentionQuery,
  matchPeople,
  pickPerson,
  type CommentDraft,
  type MentionQuery,
} from "./mention-draft.ts"
import { loadStoryboardPeople } from "./storyboard-people.ts"

const mostOffered = 6

export interface Mentions {
  /** Empty: no name is being typed, or nobody has it. */
  readonly offered: readonly StoryboardPerson[]
  readonly active: number
  /** Tells where the caret is after the words or it moved. */
  readonly look: (text: string, caret: number) => void
  readonly pick: (person: StoryboardPerson) => void
  readonly close: () => void
  /** True when the key was for the list. */
  readonly handleKey: (event: KeyboardEvent) => boolean
}

/** What is offered while somebody types `@`. `onPick` gets the words with the person in them. */
export function useMentions(
  draft: CommentDraft,
  onPick: (picked: ReturnType<typeof pickPerson>) => void,
): Mentions {
  const { session } = useWorkspace()
  const [people, setPeople] = useState<readonly StoryboardPerson[]>([])
  const [query, setQuery] = useState<MentionQuery | null>(null)
  const [chosen, setChosen] = useState(0)
  const others = people.filter(({ id }) => id !== session.person.id)
  const offered = query === null ? [] : matchPeople(others, query.query, mostOffered)
  const active = Math.min(chosen, Math.max(0, offered.length - 1))

  const close = () => setQuery(null)
  const pick = (person: StoryboardPerson) => {
    if (query) onPick(pickPerson(draft, query, person))
    close()
  }
  const load = async () => setPeople(await loadStoryboardPeople(session))
  return {
    offered,
    active,
    look(text, caret) {
      const found = findMentionQuery(text, caret)
      if (found && query === null) void load()
      if (found?.from !== query?.from || found?.query !== query?.query) setChosen(0)
      setQuery(found)
    },
    pick,
    close,
    handleKey(event) {
      const person = offered[active]
      if (!person) return false
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
      if (step !== 0) setChosen((active + step + offered.length) % offered.length)
      else if (event.key === "Enter" || event.key === "Tab") pick(person)
      else if (event.key === "Escape") close()
      else return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
  }
}
