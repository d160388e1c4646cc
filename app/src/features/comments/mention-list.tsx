import type { StoryboardPerson } from "@panelwright/core/protocol"
import { classNames } from "../../ui/class-names.ts"
import { PersonMark } from "../together/person-mark.tsx"

export interface MentionListProps {
  readonly id: string
  readonly people: readonly StoryboardPerson[]
  readonly active: number
  readonly onPick: (person: StoryboardPerson) => void
}

export const toOptionId = (listId: string, index: number) => `${listId}-${index}`

/** Whom the name that is being typed can mean. The hand stays in the words. */
export function MentionList({ id, people, active, onPick }: MentionListProps) {
  return (
    <div
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label="People to mention"
      className="absolute right-0 bottom-full left-0 z-20 mb-1 max-h-48 overflow-y-auto rounded-md border border-line-strong bg-surface p-1 shadow-float"
    >
      {people.map((person, index) => (
        <div
          key={person.id}
          id={toOptionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          // Before the words lose the hand.
          onPointerDown={(event) => {
            event.preventDefault()
            onPick(person)
          }}
          className={classNames(
            "flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 text-sm",
            index === active && "bg-surface-3",
          )}
        >
          <PersonMark person={person} idle={false} />
          <span className="min-w-0 truncate">{person.name}</span>
        </div>
      ))}
    </div>
  )
}
